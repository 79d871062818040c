package slack

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"careerbot/bot"
)

func TestBusy(t *testing.T) {
	for _, test := range []struct {
		name, event string
		want        map[string]string
		method      string
	}{
		{"mention", `{"type":"app_mention","user":"U1","text":"pay","ts":"5.1","channel":"C1"}`,
			map[string]string{"channel": "C1", "user": "U1", "thread_ts": ""}, "chat.postEphemeral"},
		{"mention in a thread", `{"type":"app_mention","user":"U1","text":"pay","ts":"5.1","thread_ts":"4.9","channel":"C1"}`,
			map[string]string{"channel": "C1", "user": "U1", "thread_ts": "4.9"}, "chat.postEphemeral"},
		{"direct", `{"type":"message","user":"U1","text":"pay","ts":"5.1","channel":"D1","channel_type":"im"}`,
			map[string]string{"channel": "D1", "user": "", "thread_ts": ""}, "chat.postMessage"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := running(t, bot.Answer{})
			r.desk.err = fmt.Errorf("desk: %w", bot.ErrBusy)
			if got := r.event(event("Ev1", test.event)).Code; got != 200 {
				t.Errorf("Status = %d, want 200: Slack is not to send it again", got)
			}
			got := r.slack.wait(t)
			if got.method != test.method || got.form.Get("text") != bot.BusyAnswer().Headline {
				t.Errorf("Call = %v, want %s", got, test.method)
			}
			for field, want := range test.want {
				if got := got.form.Get(field); got != want {
					t.Errorf("%s = %q, want %q", field, got, want)
				}
			}
			r.desk.err = nil
			if got := r.event(event("Ev1", test.event)).Code; got != 200 || len(r.desk.mails()) != 1 {
				t.Errorf("Later: status = %d with %d accepted, want 200 and one", got, len(r.desk.mails()))
			}
		})
	}
}

func TestBusyIsToldToFewAtOnce(t *testing.T) {
	r := running(t, bot.Answer{})
	r.desk.err = bot.ErrBusy
	leave := make(chan bool)
	for range maxNotes {
		r.slack.next("chat.postEphemeral", func(w http.ResponseWriter, req *http.Request) {
			<-leave
			says(`{"ok":true,"message_ts":"7.1"}`)(w, req)
		})
	}
	for i := range 3 * maxNotes {
		body := event(fmt.Sprint("Ev", i), fmt.Sprintf(`{"type":"app_mention","user":"U1","text":"pay","ts":"5.%d","channel":"C1"}`, i))
		want := 200
		if i >= maxNotes {
			want = 503 // nobody would hear of it, so it is to come again
		}
		if got := r.event(body).Code; got != want {
			t.Errorf("Status of event %d = %d, want %d", i, got, want)
		}
	}
	for range maxNotes {
		r.slack.wait(t)
	}
	close(leave)
	for range maxNotes { // all of them have ended
		r.notes <- struct{}{}
	}
	r.slack.idle(t)
	for range maxNotes {
		<-r.notes
	}
	if got, want := r.Stats(), (Stats{Busy: 3 * maxNotes, Told: maxNotes}); got != want {
		t.Errorf("Stats = %+v, want %+v", got, want)
	}
}

func TestBusyIsNotToldToOthers(t *testing.T) {
	r := running(t, bot.Answer{})
	r.sayBusy(t.Context(), bot.Question{ID: "slack.T1.C1.5.1"}, address{Channel: "C1", User: "U1"})
	r.slack.idle(t)
	if got := r.Stats(); got != (Stats{Busy: 1}) || strings.Contains(r.logged.String(), "busy") {
		t.Errorf("Stats = %+v, want one busy, and nothing said or logged", got)
	}
}
