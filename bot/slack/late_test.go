package slack

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"careerbot/bot"
)

// TestLateAnswer: what comes late is not posted where a person has answered,
// and Slack is asked for that once.
func TestLateAnswer(t *testing.T) {
	const (
		posts    = "chat.postMessage"
		question = `{"user":"U1","ts":"1700000000.000000"}`
		answer   = `{"user":"U2","ts":"1700000030.000100"}`
	)
	thread := func(messages string) http.HandlerFunc { return says(`{"ok":true,"messages":[` + messages + `]}`) }
	private := samples()["salary"]
	private.Private = true
	for _, test := range []struct {
		name   string
		to     string
		answer bot.Answer
		late   bool
		look   http.HandlerFunc // nil: Slack is not asked
		post   string           // "": nothing is posted
	}{
		{"in time", toThread, samples()["salary"], false, nil, posts},
		{"nobody has answered", toThread, samples()["salary"], true, thread(question), posts},
		{"a person has answered", toThread, samples()["salary"], true, thread(question + "," + answer), ""},
		{"a person has sent a file", toThread, samples()["salary"], true, thread(`{"user":"U2","subtype":"file_share","ts":"1700000030.000100"}`), ""},
		{"before the question", toThread, samples()["salary"], true, thread(`{"user":"U2","ts":"1699999999.999999"}`), posts},
		{"the asker has", toThread, samples()["salary"], true, thread(question + `,{"user":"U1","ts":"1700000030.000100"}`), posts},
		{"another app has", toThread, samples()["salary"], true, thread(`{"user":"U9","bot_id":"B9","ts":"1700000030.000100"}`), posts},
		{"Slack has", toThread, samples()["salary"], true, thread(`{"user":"U2","subtype":"channel_join","ts":"1700000030.000100"},{"user":"USLACKBOT","ts":"1700000031.000100"}`), posts},
		{"where it may not read", toThread, samples()["salary"], true, says(`{"ok":false,"error":"missing_scope"}`), posts},
		{"in a direct conversation", toDirect, samples()["salary"], true, nil, posts},
		{"in a thread of a direct conversation", `{"team":"T1","channel":"D1","thread_ts":"5.1"}`, samples()["salary"], true, nil, posts},
		{"to a room", string(new(Adapter).RoomAddress("T1", "C7")), samples()["salary"], true, nil, posts},
		{"for the asker alone", toThread, private, true, nil, "chat.postEphemeral"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			m := mail(test.to, test.answer)
			m.Late = test.late
			if test.look != nil {
				r.slack.next("conversations.replies", test.look)
			}
			r.slack.next("chat.postEphemeral", says(`{"ok":true,"message_ts":"7.1"}`))
			_, err := r.Send(t.Context(), m, false)
			if errors.Is(err, bot.ErrAnswered) != (test.post == "") || err != nil && test.post != "" || retries(err) {
				t.Errorf("Send() = %v, want it posted: %v", err, test.post != "")
			}
			if test.look != nil {
				if c := r.slack.wait(t); c.method != "conversations.replies" || c.form.Get("ts") != "5.1" || c.form.Get("oldest") != "1700000000.000000" {
					t.Errorf("Call = %v, want what stands in the thread since the question", c)
				}
			}
			if test.post != "" {
				if c := r.slack.wait(t); c.method != test.post {
					t.Errorf("Call = %v, want %s", c, test.post)
				}
			}
			r.slack.idle(t)
		})
	}
}

// TestLateAnswerWaits: while Slack cannot be asked, a late answer waits for as
// long as Slack says, and nothing of it was posted.
func TestLateAnswerWaits(t *testing.T) {
	for name, look := range map[string]http.HandlerFunc{"429": fails(429, "Retry-After", "30"), "503": fails(503), "cut": cuts} {
		r := newRig(t, bot.Answer{})
		r.slack.next("conversations.replies", look)
		m := mail(toThread, samples()["help"])
		m.Late = true
		_, err := r.Send(t.Context(), m, false)
		var retry *bot.RetryError
		if !errors.As(err, &retry) || errors.Is(err, bot.ErrUnsettled) {
			t.Fatalf("%s: Send() = %v, want a retry of what was not posted", name, err)
		}
		if limited := name == "429"; retry.Limited != limited || limited && retry.After != 30*time.Second {
			t.Errorf("%s: Send() = %+v, want Slack's word for how long", name, retry)
		}
		r.slack.wait(t)
		r.slack.idle(t)
	}
}

// TestLateAnswerAgain: a late answer that was cut is looked for first; where it
// stands, a person's answer does not undo it.
func TestLateAnswerAgain(t *testing.T) {
	r := newRig(t, bot.Answer{})
	m := mail(toThread, samples()["help"])
	m.Late = true
	answered := says(`{"ok":true,"messages":[{"user":"U2","ts":"1700000030.000100"}]}`)
	r.slack.next("conversations.replies", says(`{"ok":true,"messages":[{"user":"U2","ts":"1700000030.000100"},`+r.posted()+`]}`), answered, answered)
	if ref, err := r.Send(t.Context(), m, true); ref != "6.1" || err != nil {
		t.Errorf("Send(again) = %q, %v, want what stands there", ref, err)
	}
	if ref, err := r.Send(t.Context(), m, true); ref != "" || !errors.Is(err, bot.ErrAnswered) {
		t.Errorf("Send(again) of what never arrived = %q, %v, want ErrAnswered", ref, err)
	}
}
