package slack

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// mention is an event as Slack sends it, with everything that is not read.
const mention = `{"token":"old","team_id":"T1","context_team_id":"T1","context_enterprise_id":null,"api_app_id":"A1",
"event":{"type":"app_mention","user":"U1","client_msg_id":"c1","text":"<@UBOT> senior swe us salary","team":"T1",
"blocks":[{"type":"rich_text","block_id":"b","elements":[{"type":"something_new","elements":7}]}],
"ts":"1700000000.000100","channel":"C1","event_ts":"1700000000.000100"},
"type":"event_callback","event_id":"Ev1","event_time":1700000000,
"authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"UBOT","is_bot":true,"is_enterprise_install":false}],
"is_ext_shared_channel":false,"event_context":"4-x"}`

// event returns a request with an event; id is its event id.
func event(id, inner string) string {
	return fmt.Sprintf(`{"type":"event_callback","team_id":"T1","event_id":%q,"event":%s}`, id, inner)
}

func TestURLVerification(t *testing.T) {
	r := newRig(t, bot.Answer{})
	rec := r.event(`{"token":"old","challenge":"3eZbrw1a","type":"url_verification"}`)
	if got := rec.Header().Get("Content-Type"); rec.Code != 200 || rec.Body.String() != "3eZbrw1a" || !strings.HasPrefix(got, "text/plain") {
		t.Errorf("Challenge: %d %q %q, want it back as plain text", rec.Code, got, rec.Body)
	}
}

func TestMention(t *testing.T) {
	r := running(t, bot.Answer{})
	if got := r.event(mention).Code; got != 200 {
		t.Fatalf("Status = %d, want 200", got)
	}
	want := []mailed{{bot.Question{
		ID: "slack.T1.C1.1700000000.000100", Tenant: "T1", Room: "C1", Thread: "1700000000.000100", Opens: true,
		User: r.Key.Hash("slack", "T1", "U1"), At: time.Unix(1700000000, 100_000),
		Text: "senior swe us salary", Addressed: true, Public: true,
		Link: "https://boot.slack.com/archives/C1/p1700000000000100",
	}, `{"team":"T1","channel":"C1","thread_ts":"1700000000.000100","opens":true,"user":"U1"}`}}
	if diff := cmp.Diff(want, r.desk.mails(), cmp.AllowUnexported(mailed{})); diff != "" {
		t.Errorf("Accepted (-want +got):\n%s", diff)
	}
}

func TestWhereMessagesBelong(t *testing.T) {
	for _, test := range []struct {
		name, event, thread, to string
	}{
		{"mention in a thread", `{"type":"app_mention","user":"U1","text":"<@UBOT> pay","ts":"5.1","thread_ts":"4.9","channel":"C1"}`,
			"4.9", `{"team":"T1","channel":"C1","thread_ts":"4.9","user":"U1"}`},
		{"direct", `{"type":"message","user":"U1","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
			"", `{"team":"T1","channel":"D1","asked":"5.1"}`},
		{"direct, in a thread", `{"type":"message","user":"U1","text":"pay","ts":"5.1","thread_ts":"4.9","channel":"D1","channel_type":"im"}`,
			"4.9", `{"team":"T1","channel":"D1","thread_ts":"4.9","asked":"5.1"}`},
		{"direct, without its kind", `{"type":"message","user":"U1","text":"pay","ts":"5.1","channel":"D1"}`,
			"", `{"team":"T1","channel":"D1","asked":"5.1"}`},
		{"direct, with a file", `{"type":"message","subtype":"file_share","user":"U1","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
			"", `{"team":"T1","channel":"D1","asked":"5.1"}`},
		{"direct, also sent to the channel", `{"type":"message","subtype":"thread_broadcast","user":"U1","text":"pay","ts":"5.1","thread_ts":"4.9","channel":"D1","channel_type":"im"}`,
			"4.9", `{"team":"T1","channel":"D1","thread_ts":"4.9","asked":"5.1"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			if got := r.event(event("Ev1", test.event)).Code; got != 200 {
				t.Fatalf("Status = %d, want 200", got)
			}
			if len(r.desk.mails()) != 1 {
				t.Fatal("The message was not accepted")
			}
			got := r.desk.mails()[0]
			if got.q.Thread != test.thread || got.to != test.to || got.q.Text != "pay" {
				t.Errorf("Thread, to, text = %q, %s, %q, want %q, %s, pay", got.q.Thread, got.to, got.q.Text, test.thread, test.to)
			}
		})
	}
}

// What is written in a channel goes to the desk as what it is, which knows
// whether staff want answers there.
func TestNotSaidToTheBot(t *testing.T) {
	for _, test := range []struct {
		name, event string
		want        bot.Question
		to          string
	}{
		{"in a channel", `{"type":"message","user":"U1","text":"pay?","ts":"5.000100","channel":"C1","channel_type":"channel"}`,
			bot.Question{Thread: "5.000100", Opens: true, Text: "pay?", Link: "https://boot.slack.com/archives/C1/p5000100"},
			`{"team":"T1","channel":"C1","thread_ts":"5.000100","opens":true,"user":"U1"}`},
		{"in a thread of a private channel, by staff", `{"type":"message","user":"USTAFF","text":"pay?","ts":"5.000100","thread_ts":"4.9","channel":"C1","channel_type":"group"}`,
			bot.Question{Thread: "4.9", Staff: true, Text: "pay?", Link: "https://boot.slack.com/archives/C1/p5000100"},
			`{"team":"T1","channel":"C1","thread_ts":"4.9","user":"USTAFF"}`},
		{"to somebody else at once", `{"type":"message","user":"U1","text":" <@U2> and in the US?","ts":"5.000100","thread_ts":"4.9","channel":"C1","channel_type":"channel"}`,
			bot.Question{Thread: "4.9", Text: "<@> and in the US?", Link: "https://boot.slack.com/archives/C1/p5000100"},
			`{"team":"T1","channel":"C1","thread_ts":"4.9","user":"U1"}`},
		{"to somebody else", `{"type":"message","user":"U1","text":"and in the US, <@U2>?","ts":"5.000100","thread_ts":"4.9","channel":"C1","channel_type":"channel"}`,
			bot.Question{Thread: "4.9", Text: "and in the US,  ? <@>", Link: "https://boot.slack.com/archives/C1/p5000100"},
			`{"team":"T1","channel":"C1","thread_ts":"4.9","user":"U1"}`},
		{"a file alone", `{"type":"message","subtype":"file_share","user":"U1","text":"","ts":"5.000100","channel":"C1","channel_type":"channel"}`,
			bot.Question{Thread: "5.000100", Opens: true, Link: "https://boot.slack.com/archives/C1/p5000100"},
			`{"team":"T1","channel":"C1","thread_ts":"5.000100","opens":true,"user":"U1"}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			r.Staff = []string{"USTAFF"}
			if got := r.event(event("Ev1", test.event)).Code; got != 200 {
				t.Fatalf("Status = %d, want 200", got)
			}
			mails := r.desk.mails()
			if len(mails) != 1 {
				t.Fatalf("%d messages at the desk, want 1", len(mails))
			}
			test.want.ID, test.want.Tenant, test.want.Room, test.want.At = "slack.T1.C1.5.000100", "T1", "C1", time.Unix(5, 100_000)
			test.want.User, test.want.Public = mails[0].q.User, true
			if diff := cmp.Diff(mailed{test.want, test.to}, mails[0], cmp.AllowUnexported(mailed{})); diff != "" {
				t.Errorf("At the desk (-want +got):\n%s", diff)
			}
		})
	}
}

func TestStaffCommand(t *testing.T) {
	a := &Adapter{Staff: []string{"U1"}}
	for user, want := range map[string]bool{"U1": true, "U2": false, "": false} {
		if got := a.commandQuestion(command{team: "T1", channel: "C1", user: user, text: "settings"}, time.Now()).Staff; got != want {
			t.Errorf("a command of %q is of staff: %v, want %v", user, got, want)
		}
	}
}

func TestIgnored(t *testing.T) {
	for name, inner := range map[string]string{
		"own message":           `{"type":"message","user":"UBOT","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"own mention":           `{"type":"app_mention","user":"UBOT","text":"<@UBOT> pay","ts":"5.1","channel":"C1"}`,
		"a bot":                 `{"type":"message","user":"U9","bot_id":"B9","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"a bot's mention":       `{"type":"app_mention","bot_id":"B9","user":"U9","text":"<@UBOT>","ts":"5.1","channel":"C1"}`,
		"Slackbot":              `{"type":"message","user":"USLACKBOT","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"bot_message":           `{"type":"message","subtype":"bot_message","user":"U1","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"edited":                `{"type":"message","subtype":"message_changed","message":{"user":"U1","text":"x"},"ts":"5.1","channel":"D1","channel_type":"im"}`,
		"deleted":               `{"type":"message","subtype":"message_deleted","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"joined":                `{"type":"message","subtype":"channel_join","user":"U1","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"not addressed":         `{"type":"message","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"C1","channel_type":"channel"}`,
		"group conversation":    `{"type":"message","user":"U1","text":"pay","ts":"5.1","channel":"G1","channel_type":"mpim"}`,
		"no user":               `{"type":"message","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
		"no channel":            `{"type":"app_mention","user":"U1","text":"pay","ts":"5.1"}`,
		"no time":               `{"type":"app_mention","user":"U1","text":"pay","channel":"C1"}`,
		"time is no number":     `{"type":"app_mention","user":"U1","text":"pay","ts":"-1.x","channel":"C1"}`,
		"other event":           `{"type":"reaction_added","user":"U1","item":{"type":"message"}}`,
		"other shape":           `{"type":"channel_created","channel":{"id":"C9"},"user":{"id":"U1"}}`,
		"known type, odd shape": `{"type":"message","channel":{"id":"C9"},"user":7}`,
		"type of the future":    `{"type":{"name":"x"}}`,
		"no object":             `7`,
		"null":                  `null`,
	} {
		t.Run(name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			if got := r.event(event("Ev1", inner)).Code; got != 200 {
				t.Errorf("Status = %d, want 200", got)
			}
			if got := r.Stats(); len(r.desk.mails()) != 0 || got != (Stats{Ignored: 1}) {
				t.Errorf("Stats = %+v with %d mails, want one ignored", got, len(r.desk.mails()))
			}
			r.slack.idle(t)
		})
	}
}

func TestOtherEnvelopes(t *testing.T) {
	r := newRig(t, bot.Answer{})
	for _, body := range []string{
		`{"type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820}`,
		`{"type":"event_callback"}`, `{}`, `null`, `{"type":"of_the_future","event":"x"}`,
	} {
		if got := r.event(body).Code; got != 200 {
			t.Errorf("%s: Status = %d, want 200", body, got)
		}
	}
	if got := r.Stats().Ignored; got != 5 {
		t.Errorf("Ignored = %d, want 5", got)
	}
}

func TestRedelivery(t *testing.T) {
	r := running(t, bot.Answer{})
	r.desk.err = errors.New("outbox: full")
	if got := r.event(mention).Code; got != 500 {
		t.Errorf("Status when not accepted = %d, want 500", got)
	}
	r.desk.err = nil
	for i := range 3 {
		req := signed("/slack/events", mention)
		req.Header.Set("X-Slack-Retry-Num", fmt.Sprint(i+1))
		if got := r.do(req).Code; got != 200 {
			t.Errorf("Status of redelivery %d = %d, want 200", i, got)
		}
	}
	if got := len(r.desk.mails()); got != 1 {
		t.Errorf("Accepted %d times, want once", got)
	}
	if got, want := r.Stats(), (Stats{Messages: 1, Duplicate: 2, Redelivered: 3, Failed: 1}); got != want {
		t.Errorf("Stats = %+v, want %+v", got, want)
	}
}

// TestRedeliveryWhileTheFirstIsWorkedOn lets an event come again while the desk
// is still at it: the second is not acknowledged for the first one's sake.
func TestRedeliveryWhileTheFirstIsWorkedOn(t *testing.T) {
	r := running(t, bot.Answer{})
	entered, fail := make(chan bool), make(chan error)
	r.desk.accept = func(context.Context, bot.Question) error { entered <- true; return <-fail }
	codes := make(chan int, 2)
	for range 2 {
		go func() { codes <- r.event(mention).Code }()
	}
	for range 2 { // both are at the desk
		select {
		case <-entered:
		case <-time.After(patience):
			t.Fatal("The redelivery did not reach the desk")
		}
	}
	for range 2 {
		fail <- errors.New("not stored")
		if got := <-codes; got != 500 {
			t.Errorf("Status = %d, want 500", got)
		}
	}
	r.desk.accept = nil
	if got := r.event(mention).Code; got != 200 || len(r.desk.mails()) != 1 {
		t.Errorf("Status of the third = %d with %d accepted, want 200 and one", got, len(r.desk.mails()))
	}
}

// TestOneIDEverywhere sends one post as a mention and as a message, again and
// out of order, to two replicas.
func TestOneIDEverywhere(t *testing.T) {
	one, two := running(t, bot.Answer{}), running(t, bot.Answer{})
	events := []string{
		event("Ev2", `{"type":"message","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"D1","channel_type":"im"}`),
		event("Ev1", `{"type":"app_mention","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"D1"}`),
		event("Ev2", `{"type":"message","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"D1","channel_type":"im"}`),
	}
	for _, body := range events {
		one.event(body)
		two.event(body)
	}
	for _, m := range append(one.desk.mails(), two.desk.mails()...) {
		if first := one.desk.mails()[0]; m != first {
			t.Errorf("Accepted %+v and %+v, want the same message", m, first)
		}
	}
	if n, m := len(one.desk.mails()), len(two.desk.mails()); n != 2 || m != 2 {
		t.Errorf("Accepted %d and %d times, want twice each: the desk knows that they are one", n, m)
	}
}

// The message and the mention of one post have ids of their own; the desk
// knows by the question's ID that they are one.
func TestDoubleDeliveryHasOneID(t *testing.T) {
	r := running(t, bot.Answer{})
	r.event(event("Ev1", `{"type":"app_mention","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"D1"}`))
	r.event(event("Ev2", `{"type":"message","user":"U1","text":"<@UBOT> pay","ts":"5.1","channel":"D1","channel_type":"im"}`))
	mails := r.desk.mails()
	if len(mails) != 2 || mails[0].q.ID != mails[1].q.ID || mails[0].to != mails[1].to {
		t.Errorf("Accepted %+v, want the same message twice", mails)
	}
}

func TestSharedChannelBelongsToInstallation(t *testing.T) {
	r := running(t, bot.Answer{})
	r.event(`{"type":"event_callback","team_id":"T9","context_team_id":"T2","authorizations":[{"team_id":"T1"}],"event_id":"Ev1",
		"event":{"type":"app_mention","user":"U1","text":"pay","ts":"5.1","channel":"C1"}}`)
	r.event(`{"type":"event_callback","team_id":"T9","context_team_id":"T2","event_id":"Ev2",
		"event":{"type":"app_mention","user":"U1","text":"pay","ts":"5.1","channel":"C1"}}`)
	if m := r.desk.mails(); len(m) != 2 || m[0].q.Tenant != "T1" || m[1].q.Tenant != "T2" {
		t.Errorf("Accepted %+v, want tenants T1 and T2", m)
	}
}

func TestBareMentionAsksForHelp(t *testing.T) {
	r := running(t, bot.Answer{})
	r.event(event("Ev1", `{"type":"app_mention","user":"U1","text":"<@UBOT>","ts":"5.1","channel":"C1"}`))
	if got := r.desk.mails()[0].q.Text; got != "help" {
		t.Errorf("Text = %q, want help", got)
	}
}

func TestParseTS(t *testing.T) {
	for in, want := range map[string]time.Time{
		"1700000000.000100": time.Unix(1700000000, 100_000),
		"5.1":               time.Unix(5, 100_000_000),
		"5":                 time.Unix(5, 0),
		"":                  {}, "x": {}, "5.x": {}, "-5.1": {}, "5.1234567": {}, "99999999999999999999.1": {},
	} {
		got, ok := parseTS(in)
		if !got.Equal(want) || ok == want.IsZero() {
			t.Errorf("parseTS(%q) = %v, %t, want %v", in, got, ok, want)
		}
	}
}
