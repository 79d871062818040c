package slack

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// TestLink: answers in channels have an address, with the thread that they
// stand in; nothing else has.
func TestLink(t *testing.T) {
	r := running(t, bot.Answer{})
	for to, want := range map[string]string{
		toThread: "https://boot.slack.com/archives/C1/p1700000009000900?thread_ts=5.1&cid=C1",
		`{"team":"T1","channel":"C1","user":"U1"}`: "https://boot.slack.com/archives/C1/p1700000009000900",
		toDirect: "",
		`{"team":"T1","channel":"C1","room":true}`: "",
		"{": "",
	} {
		if got := r.Link([]byte(to), "1700000009.000900"); got != want {
			t.Errorf("Link(%s) = %q, want %q", to, got, want)
		}
	}
	if got := r.Link([]byte(toThread), ""); got != "" {
		t.Errorf("Link of nothing = %q, want none", got)
	}
	if got := newRig(t, bot.Answer{}).Link([]byte(toThread), "1.2"); got != "" {
		t.Errorf("Link before Slack has told where = %q, want none", got)
	}
}

func TestWorkspaceURL(t *testing.T) {
	for url, want := range map[string]string{
		"https://boot.slack.com/": "https://boot.slack.com/", "https://boot.slack.com": "https://boot.slack.com/",
		"http://test.slack.local/x?y": "http://test.slack.local/", "javascript://boot.slack.com/": "", "boot.slack.com": "", "https://": "", "": "", "%": "",
	} {
		if got := workspaceURL(url); got != want {
			t.Errorf("workspaceURL(%q) = %q, want %q", url, got, want)
		}
	}
}

// TestSendRepeated: the line that leads to an answer is a message like others,
// which the asker can take away, and it votes on nothing.
func TestSendRepeated(t *testing.T) {
	r := newRig(t, bot.Answer{})
	if _, err := r.Send(t.Context(), mail(toThread, samples()["repeated"]), false); err != nil {
		t.Fatal(err)
	}
	got := r.slack.wait(t)
	blocks := got.form.Get("blocks")
	if !strings.Contains(strings.ReplaceAll(blocks, `\u0026`, "&"), `{"type":"link","url":"https://boot.slack.com/archives/C1/p5000200?thread_ts=5.0001&cid=C1","text":"see the answer"}`) {
		t.Errorf("blocks = %s, want a link", blocks)
	}
	if text := got.form.Get("text"); !strings.HasPrefix(text, "I answered this here a few minutes ago: https://boot.slack.com/") {
		t.Errorf("text = %q, want the line with the address", text)
	}
	var labels []string
	for _, b := range buttonsOf(t, []byte(`{"blocks":`+blocks+`}`)) {
		labels = append(labels, b.label)
	}
	if diff := cmp.Diff([]string{"Dismiss"}, labels); diff != "" {
		t.Errorf("buttons (-want +got):\n%s", diff)
	}
}

// TestRemoved: what was deleted of ours in a channel the desk hears of.
func TestRemoved(t *testing.T) {
	deleted := func(channel, kind, user string) string {
		return `{"type":"message","subtype":"message_deleted","channel":"` + channel + `","channel_type":"` + kind + `","ts":"9.1","deleted_ts":"5.1",` +
			`"previous_message":{"type":"message","user":"` + user + `","text":"x","ts":"5.1","thread_ts":"4.9"}}`
	}
	for name, test := range map[string]struct {
		event string
		want  []bot.Press
	}{
		"ours":                     {deleted("C1", "channel", "UBOT"), []bot.Press{{Act: bot.Removed, Arg: "5.1", Tenant: "T1", Room: "C1"}}},
		"ours, in a direct room":   {deleted("D1", "im", "UBOT"), nil},
		"another's":                {deleted("C1", "channel", "U1"), nil},
		"without what it was":      {`{"type":"message","subtype":"message_deleted","channel":"C1","channel_type":"channel","ts":"9.1"}`, nil},
		"ours, with a new preview": {`{"type":"message","subtype":"message_changed","channel":"C1","channel_type":"channel","ts":"9.1","message":{"user":"UBOT","ts":"5.1"},"previous_message":{"user":"UBOT","ts":"5.1"}}`, nil},
	} {
		r := running(t, bot.Answer{})
		if got := r.event(event("Ev1", test.event)).Code; got != http.StatusOK {
			t.Errorf("%s: status %d, want 200", name, got)
		}
		if diff := cmp.Diff(test.want, r.desk.presses()); diff != "" {
			t.Errorf("%s: told the desk (-want +got):\n%s", name, diff)
		}
	}
}
