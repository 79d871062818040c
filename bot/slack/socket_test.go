package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// both returns the two connections that a rig starts with, pinged as Slack
// does.
func (r *socketRig) both() (a, b *link) {
	r.t.Helper()
	a, b = r.next(time.Second), r.next(time.Second)
	go a.ping(5 * time.Second)
	go b.ping(5 * time.Second)
	return a, b
}

func TestSocketAnswers(t *testing.T) {
	answer := samples()["salary"]
	inSocketMode(t, answer, func(r *socketRig) {
		a, b := r.both()
		r.ready(true)
		if got := r.Stats().Connections; got != 2 {
			t.Errorf("%d connections, want 2", got)
		}

		b.envelope("e1", "slash_commands", slash("senior devops & uk"), "")
		id, payload := r.ack(b)
		q := r.desk.questions()[0]
		want := appendReply(nil, r.privateCard(answer, q, person{"T1", "U1"}, "general"), reply{})
		if diff := cmp.Diff(unsealed(want), unsealed(payload)); id != "e1" || diff != "" {
			t.Errorf("ack %s (-want +got):\n%s", id, diff)
		}
		if q.Text != "senior devops & uk" || q.Tenant != "T1" || q.Room != "C1" || q.ID != "slack.T1.C1.1.2.x" || !q.Addressed {
			t.Errorf("asked %+v", q)
		}

		a.event("e2", mentioned("Ev1", "1700000000.000100"))
		if id, payload := r.ack(a); id != "e2" || payload != nil {
			t.Errorf("ack %s with %s, want e2 alone", id, payload)
		}
		if mails := r.desk.mails(); len(mails) != 1 || mails[0].q.ID != "slack.T1.C1.1700000000.000100" {
			t.Errorf("accepted %+v", mails)
		}

		press := strings.ReplaceAll(pressed(`{"v":1,"q":"pay?","s":"AQID"}`, `{"is_ephemeral":true}`), "%s", "http://slack.test/respond")
		a.envelope("e3", "interactive", press, "")
		if id, payload := r.ack(a); id != "e3" || payload != nil {
			t.Errorf("ack %s with %s, want e3 alone", id, payload)
		}
		if call := r.call(); !strings.HasPrefix(call, "/respond ") || !strings.Contains(call, "£60,000–£85,000") {
			t.Errorf("call %s, want the answer", call)
		}

		a.envelope("e4", "something_new", `{}`, "")
		if id, _ := r.ack(a); id != "e4" {
			t.Errorf("ack %s, want e4", id)
		}
		synctest.Wait()
		counts := Stats{Commands: 1, Messages: 1, Presses: 1, Ignored: 1, Connections: 2, Envelopes: 4}
		if got := r.Stats(); got != counts {
			t.Errorf("Stats = %+v, want %+v", got, counts)
		}
	})
}

// TestSocketAcceptsBeforeItAcknowledges: what the desk did not take comes
// again, and what it took is answered once, whichever connection it comes by.
func TestSocketAcceptsBeforeItAcknowledges(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, b := r.both()
		taking := make(chan error)
		r.desk.accept = func(context.Context, bot.Question) error { return <-taking }
		a.event("e1", mentioned("Ev1", "1700000000.000100"))
		r.silent(a, 2*time.Second)
		taking <- errors.New("the disk is full")
		r.silent(a, 10*time.Second)

		again := `,"retry_attempt":1,"retry_reason":"timeout"`
		b.envelope("e2", "events_api", mentioned("Ev1", "1700000000.000100"), again)
		taking <- nil
		if id, _ := r.ack(b); id != "e2" {
			t.Errorf("ack %s, want e2", id)
		}
		a.envelope("e3", "events_api", mentioned("Ev1", "1700000000.000100"), again)
		if id, _ := r.ack(a); id != "e3" {
			t.Errorf("ack %s, want e3", id)
		}
		a.envelope("e4", "events_api", mentioned("Ev2", "1700000000.000200"), `,"retry_attempt":0`)
		taking <- fmt.Errorf("full: %w", bot.ErrBusy)
		if id, _ := r.ack(a); id != "e4" {
			t.Errorf("ack %s, want e4: Slack would add to what there is to do", id)
		}
		if n := len(r.desk.mails()); n != 1 {
			t.Errorf("%d accepted, want 1", n)
		}
		got := r.Stats()
		if got.Redelivered != 2 || got.Duplicate != 1 || got.Unacknowledged != 1 || got.Failed != 1 || got.Busy != 1 {
			t.Errorf("Stats = %+v", got)
		}
		synctest.Wait()
		r.call() // the word that there is too much to do
	})
}

func TestSocketSlowDesk(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, _ := r.both()
		r.desk.accept = func(ctx context.Context, _ bot.Question) error { <-ctx.Done(); return ctx.Err() }
		a.event("slow", mentioned("Ev1", "1700000000.000100"))
		began := time.Now()
		a.envelope("fast", "slash_commands", slash("help"), "")
		if id, _ := r.ack(a); id != "fast" || time.Since(began) > time.Second {
			t.Errorf("ack %s after %v: a slow message holds up what comes after it", id, time.Since(began))
		}
		r.silent(a, 10*time.Second) // and Slack sends the slow one again
	})
}

// TestSocketIsBounded: of what finds no room, commands are answered with a
// word, and events and presses come again.
func TestSocketIsBounded(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, b := r.both()
		free := make(chan struct{})
		r.desk.accept = func(ctx context.Context, _ bot.Question) error { <-free; return nil }
		for i := range maxEnvelopes {
			a.event(fmt.Sprint("e", i), mentioned(fmt.Sprint("Ev", i), fmt.Sprintf("1700000000.%06d", i)))
		}
		synctest.Wait()
		b.event("over", mentioned("EvX", "1700000001.000000"))
		b.envelope("press", "interactive", `{"type":"block_actions"}`, "")
		b.envelope("command", "slash_commands", slash("help"), "")
		if id, payload := r.ack(b); id != "command" || !strings.Contains(string(payload), bot.BusyAnswer().Headline) {
			t.Errorf("ack %s with %s, want the command with a word", id, payload)
		}
		close(free)
		for range maxEnvelopes {
			r.ack(a)
		}
		if got := r.Stats(); got.Unacknowledged != 2 || got.Messages != maxEnvelopes {
			t.Errorf("Stats = %+v, want 2 unacknowledged", got)
		}
	})
}

func TestSocketLargeReply(t *testing.T) {
	inSocketMode(t, samples()["overlong"], func(r *socketRig) {
		a, _ := r.both()
		if n := len(appendReply(nil, r.newCard(samples()["overlong"]), reply{})); n <= maxAck {
			t.Fatalf("the sample has %d bytes, too few to try this", n)
		}
		a.envelope("e1", "slash_commands", slash("everything"), "")
		if id, payload := r.ack(a); id != "e1" || payload != nil {
			t.Errorf("ack %s with %d bytes, want e1 alone", id, len(payload))
		}
		if call := r.call(); !strings.HasPrefix(call, "/respond ") || len(call) <= maxAck {
			t.Errorf("%d bytes: %.60s, want the reply at the response address", len(call), call)
		}
	})
}

func TestSocketMalformed(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, _ := r.both()
		for _, text := range []string{
			`{"envelope_id":"m1","type":"events_api","payload":{"type":`,
			`{"type":"events_api","payload":{},"envelope_id":"m2","x":` + strings.Repeat("[", 20_000),
			`{"envelope_id":"m3","payload":"` + strings.Repeat("x", maxFrame) + `"}`,
			`{"envelope_id":"m4","type":"slash_commands","payload":[1]}`,
			`{"envelope_id":"m5","type":"events_api"}`,
			`{"envelope_id":"m6","type":"interactive","payload":"x"}`,
		} {
			a.say(text)
			if id, payload := r.ack(a); !strings.Contains(text, `"`+id+`"`) || payload != nil {
				t.Errorf("ack %s with %s for %.60s", id, payload, text)
			}
		}
		for _, text := range []string{``, `null`, `[]`, `"x"`, `{}`, `{"type":"events_api","payload":{}}`, `{"envelope_id":7}`, "\xff", `{"payload":"` + strings.Repeat("x", 2*maxFrame) + `"}`} {
			a.say(text)
			r.silent(a, time.Second)
		}
		a.say(`{"type":"hello","num_connections":"many"}`)
		a.event("e1", mentioned("Ev1", "1700000000.000100"))
		if id, _ := r.ack(a); id != "e1" {
			t.Errorf("ack %s, want e1: the connection is as good as before", id)
		}
		r.ready(true)
		if got := r.Stats(); got.BadEnvelopes != 4+9 || got.Malformed != 2 || got.Connections != 2 || got.Messages != 1 {
			t.Errorf("Stats = %+v", got)
		}
	})
}

func TestSocketKeepsAPanicInItsEnvelope(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, _ := r.both()
		r.desk.panics = true
		a.event("e1", mentioned("Ev1", "1700000000.000100"))
		r.silent(a, time.Second)
		a.envelope("e2", "slash_commands", slash("secret words"), "")
		if id, payload := r.ack(a); id != "e2" || !strings.Contains(string(payload), trouble) {
			t.Errorf("ack %s with %s, want an apology", id, payload)
		}
		if strings.Contains(r.logged.String(), "secret words") {
			t.Errorf("The log quotes the question: %s", r.logged)
		}
	})
}

// TestSocketEnds: what came in before the end is acknowledged after it.
func TestSocketEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newSocketRig(t, bot.Answer{})
		server := &http.Server{Handler: r}
		go server.Serve(r.wire)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- r.Run(ctx, r.desk) }()
		a, b := r.both()
		taking := make(chan error)
		r.desk.accept = func(context.Context, bot.Question) error { return <-taking }
		a.event("e1", mentioned("Ev1", "1700000000.000100"))
		synctest.Wait()
		stop()
		synctest.Wait()
		select {
		case <-done:
			t.Error("Run ends while a message is taken")
		default:
		}
		taking <- nil
		if id, _ := r.ack(a); id != "e1" {
			t.Errorf("ack %s, want e1", id)
		}
		if err := <-done; err != nil {
			t.Errorf("Run() = %v, want nil", err)
		}
		r.gone(a)
		r.gone(b)
		r.Client.CloseIdleConnections()
		server.Close()
	})
}
