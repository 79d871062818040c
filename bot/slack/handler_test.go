package slack

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

var paths = []string{"/slack/events", "/slack/commands", "/slack/interactions"}

func TestSignature(t *testing.T) {
	const body = "command=/career&text=pay&team_id=T1&user_id=U1&channel_id=C1"
	at := func(d time.Duration) string { return strconv.FormatInt(time.Now().Add(d).Unix(), 10) }
	for _, test := range []struct {
		name, timestamp, signature, body string
		want                             int
	}{
		{"good", at(0), sign(secret, at(0), body), body, 200},
		{"good, four minutes old", at(-4 * time.Minute), sign(secret, at(-4*time.Minute), body), body, 200},
		{"stale", at(-6 * time.Minute), sign(secret, at(-6*time.Minute), body), body, 401},
		{"from the future", at(6 * time.Minute), sign(secret, at(6*time.Minute), body), body, 401},
		{"other secret", at(0), sign("other", at(0), body), body, 401},
		{"other body", at(0), sign(secret, at(0), body), body + "x", 401},
		{"other time", at(-1 * time.Minute), sign(secret, at(0), body), body, 401},
		{"no signature", at(0), "", body, 401},
		{"no time", "", sign(secret, "", body), body, 401},
		{"time is no number", "now", sign(secret, "now", body), body, 401},
		{"no version", at(0), sign(secret, at(0), body)[3:], body, 401},
		{"cut short", at(0), sign(secret, at(0), body)[:40], body, 401},
		{"not hex", at(0), "v0=" + strings.Repeat("zz", 32), body, 401},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, samples()["help"])
			req := httptest.NewRequest(http.MethodPost, "/slack/commands", strings.NewReader(test.body))
			if test.timestamp != "" {
				req.Header.Set("X-Slack-Request-Timestamp", test.timestamp)
			}
			if test.signature != "" {
				req.Header.Set("X-Slack-Signature", test.signature)
			}
			if got := r.do(req).Code; got != test.want {
				t.Errorf("Status = %d, want %d", got, test.want)
			}
			asked := 0
			if test.want == 200 {
				asked = 1
			}
			if got := len(r.desk.questions()); got != asked {
				t.Errorf("The desk was asked %d times, want %d", got, asked)
			}
			if got := r.Stats().Forged; got != int64(1-asked) {
				t.Errorf("Forged = %d, want %d", got, 1-asked)
			}
		})
	}
}

func TestEmptySecretRefusesEverything(t *testing.T) {
	r := newRig(t, samples()["help"])
	r.SigningSecret = ""
	now := strconv.FormatInt(time.Now().Unix(), 10)
	req := signed("/slack/commands", "text=pay")
	req.Header.Set("X-Slack-Signature", sign("", now, "text=pay"))
	if got := r.do(req).Code; got != 401 {
		t.Errorf("Status = %d, want 401", got)
	}
}

func TestForgedRequestsLeaveNothing(t *testing.T) {
	r := running(t, samples()["help"])
	for i := range 300 {
		req := signed(paths[i%3], mention)
		req.Header.Set("X-Slack-Signature", sign("other", req.Header.Get("X-Slack-Request-Timestamp"), mention))
		if got := r.do(req).Code; got != 401 {
			t.Fatalf("Status = %d, want 401", got)
		}
	}
	if got := r.Stats(); got != (Stats{Forged: 300}) {
		t.Errorf("Stats = %+v, want 300 forged alone", got)
	}
	if len(r.desk.questions())+len(r.desk.mails())+len(r.seen.cur) != 0 {
		t.Error("A forged request left something behind")
	}
	r.slack.idle(t)
}

func TestTooLarge(t *testing.T) {
	for _, path := range paths {
		r := newRig(t, bot.Answer{})
		if got := r.do(signed(path, strings.Repeat("x", maxBody+1))).Code; got != 413 {
			t.Errorf("%s: Status = %d, want 413", path, got)
		}
		if got := r.do(signed(path, strings.Repeat("x", maxBody))).Code; got == 413 {
			t.Errorf("%s: Status = %d for a body of just the limit", path, got)
		}
	}
}

// TestFewLargeBodiesAtATime: what is large, or does not say its length, waits for
// no other that is; Slack sends it again.
func TestFewLargeBodiesAtATime(t *testing.T) {
	r := running(t, bot.Answer{})
	for range maxLarge {
		r.large <- struct{}{}
	}
	large := strings.Repeat("x", usualBody+1)
	if got := r.do(signed("/slack/events", large)).Code; got != 503 {
		t.Errorf("Status = %d for a large body when %d are being read, want 503", got, maxLarge)
	}
	unknown := signed("/slack/events", "x")
	unknown.ContentLength = -1
	if got := r.do(unknown).Code; got != 503 {
		t.Errorf("Status = %d for a body of unknown length, want 503", got)
	}
	if got := r.do(signed("/slack/events", mention)).Code; got == 503 {
		t.Error("A body of the usual size was refused too")
	}
	<-r.large
	if got := r.do(signed("/slack/events", large)).Code; got != 400 {
		t.Errorf("Status = %d for a large body that is no JSON, want 400", got)
	}
	if len(r.large) != maxLarge-1 {
		t.Error("A large body did not give back its place")
	}
}

func TestMalformed(t *testing.T) {
	for path, bodies := range map[string][]string{
		"/slack/events":       {"", "{", `"text"`, `[1]`, `{"type":1}`, "\xff"},
		"/slack/commands":     {"text=%zz", "user_id=%"},
		"/slack/interactions": {"", "payload=", "payload=%7B", "payload=%zz", "payload=%5B%5D"},
	} {
		for _, body := range bodies {
			r := newRig(t, samples()["help"])
			rec := r.do(signed(path, body))
			if rec.Code != 400 || rec.Header().Get("X-Slack-No-Retry") != "1" {
				t.Errorf("%s with %q: Status = %d, want 400 and no retry", path, body, rec.Code)
			}
			if got := r.Stats().Malformed; got != 1 {
				t.Errorf("%s with %q: Malformed = %d, want 1", path, body, got)
			}
		}
	}
}

func TestOtherMethodsAndPaths(t *testing.T) {
	r := newRig(t, bot.Answer{})
	if got := r.do(httptest.NewRequest(http.MethodGet, "/slack/events", nil)).Code; got != 405 {
		t.Errorf("GET: Status = %d, want 405", got)
	}
	if got := r.do(signed("/slack/other", "")).Code; got != 404 {
		t.Errorf("Other path: Status = %d, want 404", got)
	}
}

func TestOneAddressForEverything(t *testing.T) {
	r := running(t, samples()["help"])
	for _, body := range []string{
		career("pay?").Encode(),
		url.Values{"payload": {strings.Replace(pressed(`{"v":1,"q":"pay?"}`, `{}`), "%s", r.slack.URL+"/respond", 1)}}.Encode(),
	} {
		req := signed("/slack/events", body)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if got := r.do(req).Code; got != 200 {
			t.Errorf("Status = %d, want 200", got)
		}
	}
	r.slack.wait(t) // the press is answered
	if got := r.Stats().Commands; got != 1 || len(r.desk.questions()) != 2 {
		t.Errorf("Commands, questions = %d, %d, want 1, 2", got, len(r.desk.questions()))
	}
}

func TestPanicStaysInItsRequest(t *testing.T) {
	r := running(t, samples()["help"])
	r.desk.panics = true
	if got := r.event(mention).Code; got != 500 {
		t.Errorf("Event: Status = %d, want 500", got)
	}
	rec := r.run(career("private words"))
	if rec.Code != 200 || !strings.Contains(rec.Body.String(), trouble) {
		t.Errorf("Command: %d %s, want 200 and %q", rec.Code, rec.Body, trouble)
	}
	r.desk.panics = false
	if got := r.event(mention).Code; got != 200 {
		t.Errorf("Event after a panic: Status = %d, want 200", got)
	}
	if log := r.logged.String(); !strings.Contains(log, "panic") || strings.Contains(log, "private words") {
		t.Errorf("Log = %s, want the panic without the question", log)
	}
}

// A transport answers without a network, for tests in fake time.
type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestEventsBeforeRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := httptest.NewRecorder()
		says(`{"ok":true,"team_id":"T1","user_id":"UBOT"}`)(answer, nil)
		r := &rig{desk: &fakeDesk{}, Adapter: &Adapter{
			Token: token, SigningSecret: secret,
			Client: &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) { return answer.Result(), nil })},
		}}
		r.Key, _ = bot.NewKey("test")
		r.handler = r.Handler(r.desk)
		if got := r.event(mention).Code; got != 503 {
			t.Errorf("Event without Run: Status = %d, want 503", got)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan int, 1)
		go func() { done <- r.event(mention).Code }()
		synctest.Wait()
		go r.Run(ctx, r.desk)
		if got := <-done; got != 200 || len(r.desk.mails()) != 1 {
			t.Errorf("Event shortly before Run: Status = %d with %d mails, want 200 and one", got, len(r.desk.mails()))
		}
		stop()
	})
}
