package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

func contextWithStop(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), patience)
}

const (
	toThread = `{"team":"T1","channel":"C1","thread_ts":"5.1","user":"U1"}`
	toDirect = `{"team":"T1","channel":"D1"}`
)

func mail(to string, a bot.Answer) bot.Mail {
	return bot.Mail{ID: "slack.T1.C1.5.1", At: time.Unix(1700000000, 0), To: []byte(to), Answer: a}
}

func TestSend(t *testing.T) {
	for name, a := range samples() {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			ref, err := r.Send(t.Context(), mail(toThread, a), false)
			if err != nil || ref != "1700000009.000900" {
				t.Fatalf("Send() = %q, %v, want the timestamp", ref, err)
			}
			got := r.slack.wait(t)
			if got.method != "chat.postMessage" {
				t.Fatalf("Method = %q, want chat.postMessage", got.method)
			}
			for field, want := range map[string]string{
				"token": token, "channel": "C1", "thread_ts": "5.1", "mrkdwn": "false", "unfurl_links": "false", "unfurl_media": "false",
				"link_names": "", "parse": "", "text": escaped(card{Answer: a}.text()),
				"metadata": `{"event_type":"careerbot_answer","event_payload":{"id":"` + r.Key.Hash("slack mail", "slack.T1.C1.5.1") + `"}}`,
			} {
				if got := got.form.Get(field); got != want {
					t.Errorf("%s = %q, want %q", field, got, want)
				}
			}
			text, _ := json.Marshal(got.form.Get("text"))
			for _, fault := range faults([]byte(`{"text":` + string(text) + `,"blocks":` + got.form.Get("blocks") + `}`)) {
				t.Error(fault)
			}
			to, _ := parseAddress([]byte(toThread))
			inline := appendReply(nil, r.mailCard(to, mail(toThread, a)), reply{})
			if diff := cmp.Diff(blocksOf(t, inline), blocksOf(t, []byte(`{"blocks":`+got.form.Get("blocks")+`}`))); diff != "" {
				t.Errorf("blocks (-inline +posted):\n%s", diff)
			}
		})
	}
}

func blocksOf(t *testing.T, message []byte) any {
	t.Helper()
	var m struct{ Blocks any }
	if err := json.Unmarshal(message, &m); err != nil {
		t.Fatal(err)
	}
	return m.Blocks
}

// A decline that all of a channel see is one line over its next questions.
func TestSendPublicDecline(t *testing.T) {
	r := newRig(t, bot.Answer{})
	if _, err := r.Send(t.Context(), mail(toThread, samples()["declined"].Brief()), false); err != nil {
		t.Fatal(err)
	}
	got := r.slack.wait(t)
	const line = "I have nothing on degrees, and I won't guess. People in #career-mentors have been through it."
	if text := got.form.Get("text"); text != line {
		t.Errorf("text = %q, want %q", text, line)
	}
	var blocks []struct{ Type string }
	if err := json.Unmarshal([]byte(got.form.Get("blocks")), &blocks); err != nil || len(blocks) != 3 || blocks[0].Type != "rich_text" || blocks[1].Type != "actions" || blocks[2].Type != "actions" {
		t.Errorf("blocks = %s, %v, want the line, Dismiss and the next questions", got.form.Get("blocks"), err)
	}
}

func TestSendDirect(t *testing.T) {
	a := samples()["salary"]
	a.Private = true // in a conversation with the bot there is nobody else
	r := newRig(t, bot.Answer{})
	if _, err := r.Send(t.Context(), mail(toDirect, a), false); err != nil {
		t.Fatal(err)
	}
	got := r.slack.wait(t)
	if _, ok := got.form["thread_ts"]; got.method != "chat.postMessage" || got.form.Get("channel") != "D1" || ok {
		t.Errorf("Call = %v, want a message to D1 outside threads", got)
	}
}

func TestPrivateAnswerIsNotPostedInPublic(t *testing.T) {
	a := samples()["salary"]
	a.Private = true
	r := newRig(t, bot.Answer{})
	r.slack.next("chat.postEphemeral", says(`{"ok":true,"message_ts":"7.1"}`))
	ref, err := r.Send(t.Context(), mail(toThread, a), false)
	if err != nil || ref != "" { // it cannot be changed later
		t.Fatalf("Send() = %q, %v, want no reference", ref, err)
	}
	got := r.slack.wait(t)
	if got.method != "chat.postEphemeral" || got.form.Get("user") != "U1" || got.form.Get("thread_ts") != "5.1" {
		t.Errorf("Call = %v, want it for U1 alone, in the thread", got)
	}
	if _, err := r.Send(t.Context(), mail(toThread, a), true); !errors.Is(err, bot.ErrUnsettled) {
		t.Errorf("Send(again) = %v, want ErrUnsettled", err)
	}
	r.slack.idle(t)
}

// TestPrivateAnswerOpensNoThread: Slack shows what one person alone sees in a
// thread only where somebody has replied.
func TestPrivateAnswerOpensNoThread(t *testing.T) {
	r := running(t, bot.Answer{})
	r.event(mention)
	to := r.desk.mails()[0].to
	a := samples()["help"]
	for _, private := range []bool{true, false} {
		a.Private = private
		r.slack.next("chat.postEphemeral", says(`{"ok":true,"message_ts":"7.1"}`))
		if _, err := r.Send(t.Context(), mail(to, a), false); err != nil {
			t.Fatal(err)
		}
		method, thread := "chat.postMessage", "1700000000.000100"
		if private {
			method, thread = "chat.postEphemeral", ""
		}
		if got := r.slack.wait(t); got.method != method || got.form.Get("thread_ts") != thread {
			t.Errorf("Private %t: call = %v, want %s with thread %q", private, got, method, thread)
		}
	}
}

func TestSendToRoom(t *testing.T) {
	r := newRig(t, bot.Answer{})
	m := mail(string(r.RoomAddress("T1", "C7")), samples()["help"])
	if _, err := r.Send(t.Context(), m, false); err != nil {
		t.Fatal(err)
	}
	if got := r.slack.wait(t); got.method != "chat.postMessage" || got.form.Get("channel") != "C7" || got.form.Has("thread_ts") {
		t.Errorf("Call = %v, want a plain message in C7", got)
	}
	m.Answer.Private = true
	if _, err := r.Send(t.Context(), m, false); err == nil {
		t.Error("Send of a private answer to a whole channel = nil, want an error")
	}
	r.slack.idle(t)
}

func TestSendFails(t *testing.T) {
	type result int
	const (
		final result = iota
		retry
		limited // a retry because too much was sent
		unsettled
	)
	refused := func(code string) http.HandlerFunc { return says(`{"ok":false,"error":"` + code + `"}`) }
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		want   result
		after  time.Duration
	}{
		{"429", fails(429, "Retry-After", "7"), limited, 7 * time.Second},
		{"429 without a time", fails(429), limited, 0},
		{"429 with an odd time", fails(429, "Retry-After", "soon"), limited, 0},
		{"ratelimited", refused("ratelimited"), limited, 0},
		{"service_unavailable", refused("service_unavailable"), retry, 0},
		{"500", fails(500), unsettled, 0},
		{"503", fails(503), unsettled, 0},
		{"fatal_error", refused("fatal_error"), unsettled, 0},
		{"internal_error", refused("internal_error"), unsettled, 0},
		{"cut", cuts, unsettled, 0},
		{"no JSON", says("<html>"), unsettled, 0},
		{"JSON of something else", says(`{}`), unsettled, 0},
		{"unreadable echo", says(`{"ok":true,"ts":"5.2","message":{"blocks":7}}`), unsettled, 0},
		{"not_in_channel", refused("not_in_channel"), final, 0},
		{"channel_not_found", refused("channel_not_found"), final, 0},
		{"is_archived", refused("is_archived"), final, 0},
		{"invalid_auth", refused("invalid_auth"), final, 0},
		{"msg_too_long", refused("msg_too_long"), final, 0},
		{"403", fails(403), final, 0},
		{"redirect", fails(307, "Location", "/elsewhere"), final, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			r.slack.next("chat.postMessage", test.answer)
			_, err := r.Send(t.Context(), mail(toThread, samples()["help"]), false)
			var again *bot.RetryError
			got := final
			switch {
			case errors.Is(err, bot.ErrUnsettled):
				got = unsettled
			case errors.As(err, &again) && again.Limited:
				got = limited
			case errors.As(err, &again):
				got = retry
			}
			if err == nil || got != test.want {
				t.Fatalf("Send() = %v, want kind %d", err, test.want)
			}
			if again != nil && again.After != test.after {
				t.Errorf("After = %v, want %v", again.After, test.after)
			}
			if strings.Contains(err.Error(), token) {
				t.Errorf("Send() = %v quotes the token", err)
			}
			r.slack.wait(t)
			r.slack.idle(t) // tried once
		})
	}
}

func TestSendWhenNobodyListens(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	r := newRig(t, bot.Answer{})
	a := &Adapter{Token: token, Key: r.Key, APIURL: "http://" + l.Addr().String() + "/api/"}
	_, err = a.Send(t.Context(), mail(toThread, samples()["help"]), false)
	var retry *bot.RetryError
	if !errors.As(err, &retry) || errors.Is(err, bot.ErrUnsettled) {
		t.Errorf("Send() = %v, want a RetryError and nothing unsettled", err)
	}
}

func TestSendTextOnly(t *testing.T) {
	for _, code := range []string{"invalid_blocks", "msg_blocks_too_long", "only_one_table_allowed"} {
		r := newRig(t, bot.Answer{})
		refuse := says(`{"ok":false,"error":"` + code + `","response_metadata":{"messages":["[ERROR] x"]}}`)
		r.slack.next("chat.postMessage", refuse, refuse)
		if _, err := r.Send(t.Context(), mail(toThread, samples()["salary"]), false); err != nil {
			t.Fatalf("%s: Send() = %v", code, err)
		}
		first, second, third := r.slack.wait(t), r.slack.wait(t), r.slack.wait(t)
		if first.form.Get("blocks") == "" || third.form.Has("blocks") || third.form.Get("text") != first.form.Get("text") {
			t.Errorf("%s: calls = %v, %v, want the last with the text alone", code, first, third)
		}
		if blocks := second.form.Get("blocks"); strings.Contains(blocks, "feedback_buttons") || !strings.Contains(blocks, "Not helpful") {
			t.Errorf("%s: the second call has %s, want ordinary buttons for votes", code, blocks)
		}
		if got := r.Stats(); got.TextOnly != 1 || got.Sent != 1 {
			t.Errorf("%s: Stats = %+v, want one sent, as text alone", code, got)
		}
	}
}

func TestSendTextOnlyRefusedToo(t *testing.T) {
	r := newRig(t, bot.Answer{})
	refuse := says(`{"ok":false,"error":"invalid_blocks"}`)
	r.slack.next("chat.postMessage", refuse, refuse, refuse)
	if _, err := r.Send(t.Context(), mail(toThread, samples()["salary"]), false); err == nil {
		t.Error("Send() = nil, want an error")
	}
	for range 3 {
		r.slack.wait(t)
	}
	r.slack.idle(t) // no fourth try
}

func TestSendBadAddress(t *testing.T) {
	r := newRig(t, bot.Answer{})
	for _, to := range []string{"", "{", `{"team":"T1"}`, "null"} {
		if _, err := r.Send(t.Context(), mail(to, samples()["help"]), false); err == nil {
			t.Errorf("Send to %q = nil, want an error", to)
		}
	}
	r.slack.idle(t)
}
