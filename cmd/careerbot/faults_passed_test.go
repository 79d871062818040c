package main

import (
	"context"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// tellButton finds the value of the button that passes a question on.
var tellButton = regexp.MustCompile(`"action_id":"tell\.0".*?"value":"(1\.[\w-]+)"`)

// passOn asks what no article answers and passes that on to the editors, by the
// button under the reply. It returns when the report has it.
func (tr *trial) passOn(text string) {
	tr.t.Helper()
	ctx, cancel := context.WithTimeout(tr.t.Context(), limit)
	defer cancel()
	p := tr.bots[0]
	reply, err := tr.crowd.command(ctx, p.door, text)
	found := tellButton.FindStringSubmatch(reply)
	if err != nil || found == nil {
		tr.t.Fatalf("/career = %s, %v, want a button that tells the editors", reply, err)
	}
	press, _ := json.Marshal(map[string]any{ // strings alone: it cannot fail
		"type": "block_actions", "team": map[string]string{"id": "T1"}, "user": map[string]string{"id": tr.crowd.person + "900"},
		"channel": map[string]string{"id": tr.crowd.room + "900"}, "container": map[string]any{"message_ts": "1.1", "is_ephemeral": true},
		"response_url": tr.slack.URL + "/respond",
		"actions":      []map[string]string{{"action_id": "tell.0", "block_id": "tools.", "value": found[1], "action_ts": "1.1"}},
	})
	form := url.Values{"payload": {string(press)}}
	if _, err := tr.crowd.knock(ctx, p.door+"/slack/interactions", "application/x-www-form-urlencoded", form.Encode(), 0); err != nil {
		tr.t.Fatal(err)
	}
	for !tr.passed(ctx, text) {
		if !pause(ctx, look) {
			tr.t.Fatal("what was passed on is not in the report")
		}
	}
}

// passed reports whether the report of the console has a text.
func (tr *trial) passed(ctx context.Context, text string) bool {
	var report struct {
		Passed []struct{ Day, Text string } `json:"passed_on"`
	}
	_, body, err := tr.bots[0].get(ctx, "/report")
	if err != nil || json.Unmarshal([]byte(body), &report) != nil {
		return false
	}
	for _, p := range report.Passed {
		if _, err := time.Parse(time.DateOnly, p.Day); err == nil && p.Text == text {
			return true
		}
	}
	return false
}

// onConsoleAlone fails the test where a word is to be had but in the report of
// the console.
func (tr *trial) onConsoleAlone(word string) {
	tr.t.Helper()
	ctx, cancel := context.WithTimeout(tr.t.Context(), limit)
	defer cancel()
	p := tr.bots[0]
	if out := string(p.run("report", "--listen", p.console, "--state", tr.state[1])); !strings.Contains(out, word) {
		tr.t.Errorf("careerbot report = %s, without %q", out, word)
	}
	for _, page := range []string{"/", "/metrics", "/readyz"} {
		if _, body, err := p.get(ctx, page); err != nil || strings.Contains(body, word) {
			tr.t.Errorf("%s = %s, %v, with %q", page, body, err, word)
		}
	}
	answer, err := tr.crowd.knock(ctx, p.door+"/report", "text/plain", "", 0)
	if err == nil || strings.Contains(answer, word) {
		tr.t.Errorf("the webhooks answer /report by %s, %v", answer, err)
	}
}
