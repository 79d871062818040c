package slack

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

const shortcut = `{"type":"shortcut","callback_id":"ask","trigger_id":"1.2.x","action_ts":"1.1","team":{"id":"T1"},"user":{"id":"U1","team_id":"T1"}}`

// viewOf returns the view in a call or an answer.
func viewOf(t *testing.T, body string) string {
	t.Helper()
	var v struct {
		Action string `json:"response_action"`
		View   json.RawMessage
	}
	if err := json.Unmarshal([]byte(body), &v); err != nil || v.View == nil {
		t.Fatalf("%s: %v, want a view", body, err)
	}
	for _, fault := range viewFaults(v.View) {
		t.Error(fault)
	}
	return string(v.View)
}

func TestAskInWindow(t *testing.T) {
	r := pressable(t, "salary")
	r.press(shortcut)
	opened := r.slack.wait(t)
	if opened.method != "views.open" || !strings.Contains(opened.body, `"trigger_id":"1.2.x"`) {
		t.Errorf("Call = %s %s, want a window", opened.method, opened.body)
	}
	viewOf(t, opened.body)
	rec := r.press(submitted(askCallback, "", "mid devops pay?"))
	if got := rec.Body.String(); !strings.Contains(got, `"response_action":"update"`) || rec.Header().Get("Content-Type") != jsonType[0] {
		t.Errorf("Answered by %s, want the window changed", got)
	}
	view := viewOf(t, rec.Body.String())
	if !strings.Contains(view, "Senior (5–8 years)") || !strings.Contains(view, `"private_metadata":"AQIDBAUG"`) || strings.Contains(view, `"post`) {
		t.Errorf("View = %s, want the answer with the table as a list, and nothing to post", view)
	}
	if q := r.desk.questions()[0]; q.Text != "mid devops pay?" || q.Prior != "" || q.Room != windowRoom || q.Tenant != "T1" || q.ID == "" {
		t.Errorf("Question = %+v", q)
	}
	again := r.press(submitted(askCallback, "AQIDBAUG", "and in the us?"))
	if next := viewOf(t, again.Body.String()); next == view && strings.Contains(next, `"question."`) {
		t.Errorf("View = %s, want another field, which is empty", next)
	}
	if q := r.desk.questions()[1]; q.Prior != "AQIDBAUG" {
		t.Errorf("Question = %+v, want it behind the answer in the window", q)
	}
	r.slack.idle(t)
}

func TestPressInWindow(t *testing.T) {
	r := pressable(t, "comparison")
	view := viewOf(t, r.press(submitted(askCallback, "", "on call?")).Body.String())
	for _, label := range []string{"A DevOps day", "Read section"} {
		b := find(t, []byte(view), label)
		payload := strings.Replace(b.pressed("U1", `{"type":"view","view_id":"V1"}`), `"response_url":"%s"`, `"view":{"id":"V1","callback_id":"ask"}`, 1)
		r.press(payload)
		got := r.slack.wait(t)
		if got.method != "views.update" || !strings.Contains(got.body, `"view_id":"V1"`) {
			t.Errorf("%s: call = %s %s, want the window changed", label, got.method, got.body)
		}
		viewOf(t, got.body)
	}
	forged := button{"tools.", "post.0", "Post", r.seal(handed{Question: "pay?"}, "T1", "U1")}
	r.press(strings.Replace(forged.pressed("U1", `{}`), `"response_url":"%s"`, `"view":{"id":"V1"}`, 1))
	r.settled()
	r.slack.idle(t)
}

func TestAskInWindowFails(t *testing.T) {
	r := pressable(t, "salary")
	if got := r.press(submitted(askCallback, "", "  ")).Body.String(); got != `{"response_action":"errors","errors":{"question.":"`+nothingSaid+`"}}` {
		t.Errorf("Nothing typed is answered by %s", got)
	}
	r.desk.err = errors.New("index: broken")
	if view := viewOf(t, r.press(submitted(askCallback, "", "pay?")).Body.String()); !strings.Contains(view, trouble) || strings.Contains(view, "broken") {
		t.Errorf("View = %s, want %q", view, trouble)
	}
	for _, refuse := range []string{`{"ok":false,"error":"expired_trigger_id"}`, `{`} {
		r.slack.next("views.open", says(refuse))
		r.press(shortcut)
		r.slack.wait(t)
	}
	r.slack.next("views.open", fails(503))
	r.press(shortcut)
	r.slack.wait(t)
	r.settled()
	if got := r.Stats().Failed; got != 4 {
		t.Errorf("Failed = %d, want 4", got)
	}
	r.slack.idle(t)
}
