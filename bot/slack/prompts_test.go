package slack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"careerbot/bot"
)

// TestSuggest: who opens the messages sees examples, which are set once a day.
func TestSuggest(t *testing.T) {
	r := library(t)
	for i, user := range []string{"U1", "U1", "U2", "U1"} {
		if rec := r.event(event(fmt.Sprint("Ev", i), openedMessages(user))); rec.Code != 200 {
			t.Fatalf("Status = %d, want 200", rec.Code)
		}
		r.settled()
	}
	for range 2 { // one of each person's
		got := r.slack.wait(t)
		var body struct {
			Channel string  `json:"channel_id"`
			Thread  *string `json:"thread_ts"`
			Title   string
			Prompts []struct{ Title, Message string }
		}
		if err := json.Unmarshal([]byte(got.body), &body); err != nil || got.method != "assistant.threads.setSuggestedPrompts" {
			t.Fatalf("Call = %s %s (%v), want questions suggested", got.method, got.body, err)
		}
		if body.Channel != "D1" || body.Thread != nil || body.Title == "" || len(body.Prompts) != maxPrompts || body.Prompts[1].Message != "Which skills does a DevOps engineer need?" {
			t.Errorf("Suggested = %s, want four questions in D1, and no thread", got.body)
		}
	}
	r.slack.idle(t)
}

func TestSuggestFails(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		again  bool // the next opening tries again
	}{
		"a free plan":    {says(`{"ok":false,"error":"not_allowed"}`), false},
		"no scope":       {says(`{"ok":false,"error":"missing_scope"}`), false},
		"a stand-in":     {says(`{"ok":false,"error":"unknown_method"}`), false},
		"too much":       {fails(429, "Retry-After", "30"), true},
		"for the moment": {says(`{"ok":false,"error":"service_unavailable"}`), true},
		"cut":            {cuts, true},
	} {
		t.Run(name, func(t *testing.T) {
			r := library(t)
			r.slack.next("assistant.threads.setSuggestedPrompts", test.answer)
			r.event(event("Ev1", openedMessages("U1")))
			r.slack.wait(t)
			r.settled()
			r.slack.idle(t)
			if got := r.Stats().Failed; got != 0 || strings.Contains(r.logged.String(), "level=ERROR") || strings.Contains(r.logged.String(), "level=WARN") {
				t.Errorf("Failed = %d, log = %s; want nothing said of it", got, r.logged)
			}
			r.event(event("Ev2", openedMessages("U1")))
			r.settled()
			if test.again {
				r.slack.wait(t)
			}
			r.slack.idle(t)
		})
	}
}

func TestNothingToSuggest(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.event(event("Ev1", openedMessages("U1")))
	r.settled()
	r.slack.idle(t)
}

// TestAgentThreads: where Slack shows the bot as an agent, each message begins a
// thread or stands in one, and its answer goes there; elsewhere direct messages
// are one conversation.
func TestAgentThreads(t *testing.T) {
	r := running(t, bot.Answer{})
	r.Articles = shelf{}
	open := func(id, user string) {
		t.Helper()
		r.event(event(id, openedMessages(user)))
		r.slack.wait(t)
		r.settled()
	}
	say := func(id, ts, thread string) {
		t.Helper()
		inner := fmt.Sprintf(`{"type":"message","channel_type":"im","user":"U1","text":"pay?","ts":%q,"channel":"D1"`, ts)
		if thread != "" {
			inner += fmt.Sprintf(`,"thread_ts":%q`, thread)
		}
		if rec := r.event(event(id, inner+"}")); rec.Code != 200 {
			t.Fatalf("Status = %d, want 200", rec.Code)
		}
	}
	say("Ev1", "1.000100", "")
	open("Ev2", "U1")
	say("Ev3", "2.000100", "")
	say("Ev4", "3.000100", "2.000100")
	r.slack.next("assistant.threads.setSuggestedPrompts", says(`{"ok":false,"error":"not_allowed"}`)) // the plan has ended
	open("Ev5", "U2")
	say("Ev6", "4.000100", "")
	for i, want := range []string{"", "2.000100", "2.000100", ""} {
		got := r.desk.mails()[i]
		to, err := parseAddress([]byte(got.to))
		if err != nil || got.q.Thread != want || to.Thread != want || to.Channel != "D1" || !got.q.Addressed {
			t.Errorf("%s: thread %q to %s (%v), want %q", got.q.ID, got.q.Thread, got.to, err, want)
		}
	}
}
