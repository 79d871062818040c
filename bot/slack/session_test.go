package slack

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

const stopPressed = `{"type":"agent_session_stopped","channel":"D1","thread_ts":"5.000100","user":"U1","streaming_message_ts":[],"event_ts":"6.1"}`

// status is the call that shows a status in the thread of stopPressed.
func status(is string) string {
	return `{"channel_id":"D1","thread_ts":"5.000100","status":"` + is + `"}`
}

// wantCall fails the test unless the next call is this one.
func (r *rig) wantCall(t *testing.T, method, body string) {
	t.Helper()
	if got := r.slack.wait(t); got.method != method || body != "" && got.body != body {
		t.Errorf("Call = %s %s, want %s %s", got.method, got.body, method, body)
	}
}

// TestStatus: a thread of direct messages shows that an answer is on its way
// where that could not be sent, once, until it was.
func TestStatus(t *testing.T) {
	const thread, flat, channel = `{"team":"T1","channel":"D1","thread_ts":"5.000100"}`, `{"team":"T1","channel":"D1"}`, `{"team":"T1","channel":"C1","thread_ts":"5.000100","user":"U1"}`
	limited := fails(429, "Retry-After", "3")
	posts := []string{"chat.postMessage", ""}
	show := func(is string) []string { return []string{"agents.sessions.setStatus", status(is)} }
	for _, test := range []struct {
		name, to string
		age      time.Duration // of the question
		answers  []http.HandlerFunc
		calls    [][]string
	}{
		{"at once", thread, 0, []http.HandlerFunc{nil}, [][]string{posts}},
		{"refused for the moment", thread, 0, []http.HandlerFunc{limited, limited, nil}, [][]string{posts, show("processing"), posts, posts, show("active")}},
		{"refused for good", thread, 0, []http.HandlerFunc{limited, says(`{"ok":false,"error":"is_archived"}`)}, [][]string{posts, show("processing"), posts, show("active")}},
		{"Slack is slow", thread, 2 * time.Second, []http.HandlerFunc{says(`{"ok":false,"error":"service_unavailable"}`), nil}, [][]string{posts, show("processing"), posts, show("active")}},
		{"for less than a second", thread, 0, []http.HandlerFunc{says(`{"ok":false,"error":"service_unavailable"}`), nil}, [][]string{posts, posts}},
		{"tried by another process", thread, time.Minute, []http.HandlerFunc{nil}, [][]string{posts, show("active")}},
		{"outside threads", flat, time.Minute, []http.HandlerFunc{limited, nil}, [][]string{posts, posts}},
		{"in a channel", channel, time.Minute, []http.HandlerFunc{limited, nil}, [][]string{posts, posts}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			m := mail(test.to, samples()["salary"])
			m.At = time.Now().Add(-test.age)
			for _, answer := range test.answers {
				if answer != nil {
					r.slack.next("chat.postMessage", answer)
				}
				_, err := r.Send(t.Context(), m, false)
				var retry *bot.RetryError
				if errors.As(err, &retry) != (answer != nil) && !strings.Contains(fmt.Sprint(err), "is_archived") {
					t.Errorf("Send = %v", err)
				}
				r.settled()
				if answer != nil {
					r.slack.mu.Lock()
					r.slack.script["chat.postMessage"] = nil
					r.slack.mu.Unlock()
				}
			}
			for _, want := range test.calls {
				r.wantCall(t, want[0], want[1])
			}
			r.slack.idle(t)
		})
	}
}

// Where Slack shows no agents, nothing is lost and nothing said about it.
func TestStatusRefused(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.slack.next("chat.postMessage", fails(429, "Retry-After", "3"))
	r.slack.next("agents.sessions.setStatus", says(`{"ok":false,"error":"not_allowed_token_type"}`), fails(429))
	m := mail(`{"team":"T1","channel":"D1","thread_ts":"5.000100"}`, samples()["salary"])
	m.At = time.Now()
	r.Send(t.Context(), m, false)
	if ref, err := r.Send(t.Context(), m, false); ref == "" || err != nil {
		t.Errorf("Send = %q, %v, want the answer posted", ref, err)
	}
	r.settled()
	for _, want := range []string{"chat.postMessage", "agents.sessions.setStatus", "chat.postMessage", "agents.sessions.setStatus"} {
		r.wantCall(t, want, "")
	}
	if got := r.Stats(); got.Failed != 0 || strings.Contains(r.logged.String(), "level=ERROR") || strings.Contains(r.logged.String(), "level=WARN") {
		t.Errorf("Stats = %+v, log = %s; want nothing said of it", got, r.logged)
	}
}

// TestStop: who stops an answer has what waits for them taken back, and the
// thread shows that nothing is on its way.
func TestStop(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.tabs.waiting.take("T1/D1/5.000100")
	for range 2 { // Slack may say it twice
		if rec := r.event(event("Ev1", stopPressed)); rec.Code != 200 {
			t.Fatalf("Status = %d, want 200", rec.Code)
		}
	}
	r.settled()
	r.wantCall(t, "agents.sessions.setStatus", status("active"))
	r.slack.idle(t)
	want := []bot.Press{{Act: bot.Stop, Arg: "5.000100", Tenant: "T1", Room: "D1", User: r.Key.Hash("slack", "T1", "U1")}}
	if diff := cmp.Diff(want, r.desk.presses()); diff != "" {
		t.Errorf("Presses (-want +got):\n%s", diff)
	}
	if r.tabs.waiting.has("T1/D1/5.000100") {
		t.Error("the thread still waits")
	}
}

func TestStopFails(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.desk.err = errors.New("state: full")
	if rec := r.event(event("Ev1", stopPressed)); rec.Code != 500 {
		t.Errorf("Status = %d, want 500, so that Slack says it again", rec.Code)
	}
	r.desk.err = nil
	if rec := r.event(event("Ev1", stopPressed)); rec.Code != 200 {
		t.Errorf("Status = %d, want 200", rec.Code)
	}
	r.wantCall(t, "agents.sessions.setStatus", status("active"))
	for i, inner := range []string{`{"type":"agent_session_stopped"}`, `{"type":"agent_session_stopped","user":7}`, strings.Replace(stopPressed, "5.000100", "", 1)} {
		if rec := r.event(event(fmt.Sprint("Ev1", i), inner)); rec.Code != 200 {
			t.Errorf("%s: status %d, want 200", inner, rec.Code)
		}
	}
	r.settled()
	r.slack.idle(t)
	if n := len(r.desk.presses()); n != 2 {
		t.Errorf("%d presses, want 2", n)
	}
}
