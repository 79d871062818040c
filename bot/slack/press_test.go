package slack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"careerbot/bot"
)

// pressed returns the payload of a press on a button with that value; the
// container says where the button stands.
func pressed(value, container string) string {
	return fmt.Sprintf(`{"type":"block_actions","team":{"id":"T1","domain":"example"},"user":{"id":"U2","username":"bob","team_id":"T1"},
"api_app_id":"A1","token":"old","container":%s,"trigger_id":"1.2.x","channel":{"id":"C1","name":"general"},
"message":{"type":"message","text":"x","blocks":[{"type":"of_the_future","elements":{}}]},"state":{"values":{}},
"response_url":"%%s","actions":[{"type":"button","action_id":"ask.1","block_id":"next",
"text":{"type":"plain_text","text":"Senior"},"value":%q,"action_ts":"1700000003.000300"}]}`, container, value)
}

func TestPress(t *testing.T) {
	for _, test := range []struct {
		name, container string
		want            reply
	}{
		{"public", `{"type":"message","message_ts":"5.1","channel_id":"C1","is_ephemeral":false}`, reply{}},
		{"private", `{"type":"message","message_ts":"5.1","channel_id":"C1","is_ephemeral":true}`, reply{replace: true}},
		{"private, in a thread", `{"type":"message","message_ts":"5.1","thread_ts":"4.9","channel_id":"C1","is_ephemeral":true}`, reply{replace: true, thread: "4.9"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := running(t, samples()["salary"])
			rec := r.press(pressed(`{"v":1,"q":"What does a senior earn?","s":"AQID"}`, test.container))
			if rec.Code != 200 || rec.Body.Len() != 0 {
				t.Fatalf("Acknowledged by %d %q, want 200 and nothing", rec.Code, rec.Body)
			}
			got := r.slack.wait(t)
			c := r.privateCard(r.desk.answer, bot.Question{Text: "What does a senior earn?", Room: "C1"}, person{"T1", "U2"}, "general")
			if diff := cmp.Diff(unsealed(appendReply(nil, c, test.want)), unsealed([]byte(got.body))); got.method != "respond" || diff != "" {
				t.Errorf("Call of %s (-want +got):\n%s", got.method, diff)
			}
			var msg struct {
				Type    string `json:"response_type"`
				Replace *bool  `json:"replace_original"`
			}
			if err := json.Unmarshal([]byte(got.body), &msg); err != nil || msg.Type != "ephemeral" || msg.Replace == nil || *msg.Replace != test.want.replace {
				t.Errorf("Reply = %s (%v), want ephemeral and replace_original %t", got.body, err, test.want.replace)
			}
			want := []bot.Question{{
				ID: "slack.T1.C1.1700000003.000300", Tenant: "T1", Room: "C1", User: r.Key.Hash("slack", "T1", "U2"),
				Text: "What does a senior earn?", Prior: "AQID", Addressed: true,
			}}
			if diff := cmp.Diff(want, r.desk.questions(), cmpopts.IgnoreFields(bot.Question{}, "At")); diff != "" {
				t.Errorf("Question (-want +got):\n%s", diff)
			}
		})
	}
}

// A press under a public reply in a thread is answered in the thread, which a
// response address does not reach into.
func TestPressInThread(t *testing.T) {
	r := running(t, samples()["salary"])
	const container = `{"type":"message","message_ts":"5.1","thread_ts":"4.9","channel_id":"C1","is_ephemeral":false}`
	r.press(pressed(`{"v":1,"q":"pay?","s":"AQID"}`, container))
	got := r.slack.wait(t)
	if got.method != "chat.postEphemeral" || got.form.Get("thread_ts") != "4.9" || got.form.Get("channel") != "C1" || got.form.Get("user") != "U2" {
		t.Errorf("Call = %s %v, want an ephemeral message in the thread", got.method, got.form)
	}
	r.slack.next("chat.postEphemeral", says(`{"ok":false,"error":"not_in_channel"}`))
	r.press(pressed(`{"v":1,"q":"pay?","s":"AQID"}`, container))
	r.slack.wait(t)
	if got := r.slack.wait(t); got.method != "respond" || !strings.Contains(got.body, `"thread_ts":"4.9"`) {
		t.Errorf("Call = %s %s, want the response address where the channel cannot be posted to", got.method, got.body)
	}
}

// A response address that is of no use any more is replaced by a new message.
func TestPressOnOldReply(t *testing.T) {
	for _, gone := range []http.HandlerFunc{fails(404), says(`{"ok":false,"error":"expired_url"}`), says("used_url")} {
		r := running(t, samples()["salary"])
		r.slack.next("respond", gone)
		r.press(pressed(`{"v":1,"q":"pay?"}`, `{"message_ts":"5.1","is_ephemeral":true}`))
		r.slack.wait(t)
		if got := r.slack.wait(t); got.method != "chat.postEphemeral" || got.form.Get("user") != "U2" || !strings.Contains(got.form.Get("text"), "Mid-level") {
			t.Errorf("Call = %s %v, want a new ephemeral message with the answer", got.method, got.form)
		}
	}
}

// Blocks that Slack refuses are left out one after the other, and remembered.
func TestPressWithRefusedBlocks(t *testing.T) {
	r := running(t, samples()["salary"])
	ask := func() {
		r.press(pressed(`{"v":1,"q":"pay?"}`, `{"message_ts":"5.1","is_ephemeral":true}`))
		r.settled()
	}
	r.slack.next("respond", fails400("invalid_blocks"))
	ask()
	if got := r.slack.wait(t); !strings.Contains(got.body, "feedback_buttons") {
		t.Errorf("First try = %s, want feedback buttons", got.body)
	}
	if got := r.slack.wait(t); strings.Contains(got.body, "feedback_buttons") || !strings.Contains(got.body, "Not helpful") {
		t.Errorf("Second try = %s, want ordinary buttons", got.body)
	}
	r.slack.next("respond", fails400("invalid_blocks"))
	ask()
	if got := r.slack.wait(t); strings.Contains(got.body, "feedback_buttons") {
		t.Errorf("The next message = %s, want ordinary buttons at once", got.body)
	}
	if got := r.slack.wait(t); strings.Contains(got.body, `"blocks"`) || !strings.Contains(got.body, "£60,000–£85,000") {
		t.Errorf("Last try = %s, want the whole answer as text", got.body)
	}
}

// fails400 answers as response addresses do.
func fails400(word string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadRequest)
		io.WriteString(w, word)
	}
}

// What a button carries is what comes back when it is pressed.
func TestButtonsWork(t *testing.T) {
	for name, a := range samples() {
		for _, o := range newButtons(a, maxOffers).offers {
			v := buttonValue{V: buttonVersion, Q: o.Question, S: a.State}
			got, ok := parseButton(string(v.append(nil)))
			if !ok || got != v {
				t.Errorf("%s: parseButton = %+v, %t, want %+v", name, got, ok, v)
			}
		}
	}
}

func TestOldButton(t *testing.T) {
	for _, value := range []string{"", "up", `{"v":0,"q":"pay?"}`, `{"v":2,"q":"pay?"}`, `{"v":1}`} {
		r := running(t, samples()["help"])
		r.press(pressed(value, `{"is_ephemeral":true}`))
		if got := r.slack.wait(t); !strings.Contains(got.body, oldPress) || strings.Contains(got.body, `"replace_original":true`) {
			t.Errorf("Value %q: reply = %s, want a note beside the message", value, got.body)
		}
		if n := len(r.desk.questions()); n != 0 {
			t.Errorf("Value %q: the desk was asked %d times", value, n)
		}
	}
}

func TestIgnoredInteractions(t *testing.T) {
	good := pressed(`{"v":1,"q":"pay?"}`, `{}`)
	for name, payload := range map[string]string{
		"other action":     strings.Replace(good, "ask.1", "other.1", 1),
		"no action":        `{"type":"block_actions","response_url":"%s","actions":[]}`,
		"no address":       strings.Replace(good, "%s", "", 1),
		"odd address":      strings.Replace(good, "%s", "file:///etc/passwd", 1),
		"no host":          strings.Replace(good, "%s", "http://", 1),
		"shortcut":         `{"type":"shortcut","callback_id":"x","user":{"id":"U1"}}`,
		"message shortcut": `{"type":"message_action","response_url":"%s","channel":{"id":"C1"}}`,
		"modal":            `{"type":"view_submission","view":{"id":"V1"}}`,
		"of the future":    `{"type":"of_the_future","user":7,"actions":{}}`,
		"odd shape":        `{"type":"block_actions","user":7,"actions":{}}`,
		"empty":            `{}`,
		"null":             `null`,
	} {
		t.Run(name, func(t *testing.T) {
			r := running(t, samples()["help"])
			if rec := r.press(payload); rec.Code != 200 || rec.Body.Len() != 0 {
				t.Errorf("Acknowledged by %d %q, want 200 and nothing", rec.Code, rec.Body)
			}
			if got := r.Stats(); got != (Stats{Ignored: 1}) || len(r.desk.questions()) != 0 {
				t.Errorf("Stats = %+v, want one ignored", got)
			}
			r.slack.idle(t)
		})
	}
}

func TestPressWaitsWhenToldTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tries, n := make(chan time.Time, 10), 0
		a := &Adapter{
			Token: token, SigningSecret: secret,
			Client: &http.Client{Transport: transport(func(req *http.Request) (*http.Response, error) {
				tries <- time.Now()
				rec := httptest.NewRecorder()
				if n++; n == 1 {
					fails(429, "Retry-After", "3")(rec, req)
				}
				return rec.Result(), nil
			})},
		}
		r := &rig{Adapter: a, desk: &fakeDesk{answer: samples()["help"]}}
		r.Key, _ = bot.NewKey("test")
		r.handler = r.Handler(r.desk)
		payload := strings.Replace(pressed(`{"v":1,"q":"pay?"}`, `{}`), "%s", "https://slack.example/respond", 1)
		r.do(signed("/slack/interactions", url.Values{"payload": {payload}}.Encode()))
		if first, second := <-tries, <-tries; second.Sub(first) != 3*time.Second {
			t.Errorf("Tried again after %v, want 3 s", second.Sub(first))
		}
		synctest.Wait()
		if got := r.Stats().Presses; got != 1 {
			t.Errorf("Presses = %d, want 1", got)
		}
	})
}

func TestPressFails(t *testing.T) {
	r := running(t, samples()["help"])
	failed := make(chan struct{})
	r.slack.next("respond", fails(404))
	r.slack.next("chat.postEphemeral", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(404); close(failed) })
	r.press(pressed(`{"v":1,"q":"pay?"}`, `{}`))
	r.slack.wait(t)
	r.slack.wait(t)
	<-failed
	for range maxWork { // until the press has ended
		r.work <- struct{}{}
	}
	if got := r.Stats(); got.Failed != 1 || got.Presses != 0 {
		t.Errorf("Stats = %+v, want one failed", got)
	}
	if strings.Contains(r.logged.String(), "/respond") {
		t.Errorf("Log = %s quotes the response address", r.logged)
	}
	if got := r.press(pressed(`{"v":1,"q":"pay?"}`, `{}`)).Code; got != 503 {
		t.Errorf("Status when busy = %d, want 503", got)
	}
	for range maxWork {
		<-r.work
	}
}

func TestPressWhenDeskPanics(t *testing.T) {
	r := running(t, bot.Answer{})
	r.desk.panics = true
	r.press(pressed(`{"v":1,"q":"pay?"}`, `{}`))
	if got := r.slack.wait(t); !strings.Contains(got.body, trouble) {
		t.Errorf("Reply = %s, want %q", got.body, trouble)
	}
}

// Run lets presses end that it has taken on.
func TestRunDrains(t *testing.T) {
	release := make(chan struct{})
	r := newRig(t, samples()["help"])
	r.slack.next("respond", func(http.ResponseWriter, *http.Request) { <-release })
	ctx, stop := contextWithStop(t)
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx, r.desk) }()
	r.slack.wait(t) // auth.test
	r.press(pressed(`{"v":1,"q":"pay?"}`, `{}`))
	r.slack.wait(t)
	stop()
	select {
	case <-done:
		t.Error("Run ended before the press did")
	default:
	}
	close(release)
	if err := <-done; err != nil {
		t.Errorf("Run() = %v, want nil", err)
	}
	if got := r.Stats().Presses; got != 1 {
		t.Errorf("Presses = %d, want 1", got)
	}
}
