package slack

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

func TestRunNamesWhatIsWrong(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*rig)
		want   string
	}{
		{"no token", func(r *rig) { r.Token = "" }, "SLACK_BOT_TOKEN"},
		{"no secret", func(r *rig) { r.SigningSecret = "" }, "SLACK_SIGNING_SECRET"},
		{"wrong token", func(r *rig) { r.slack.next("auth.test", says(`{"ok":false,"error":"invalid_auth"}`)) }, "SLACK_BOT_TOKEN was refused: invalid_auth"},
		{"no Slack there", func(r *rig) { r.slack.next("auth.test", fails(404)) }, "404"},
		{"something else there", func(r *rig) { r.slack.next("auth.test", says(`{}`)) }, "SLACK_API_URL"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{})
			test.change(r)
			ctx, cancel := context.WithTimeout(t.Context(), patience)
			defer cancel()
			err := r.Run(ctx, r.desk)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), token) {
				t.Errorf("Run() = %v, want an error with %q", err, test.want)
			}
		})
	}
}

func TestRunTriesAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := []http.HandlerFunc{
			fails(503),
			fails(429, "Retry-After", "300"),
			says(`{"ok":false,"error":"internal_error"}`),
			says(`{"ok":true,"team_id":"T1","user_id":"UBOT"}`),
		}
		tries := 0
		client := &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
			if tries++; tries == 1 {
				return nil, errors.New("connection refused")
			}
			rec := httptest.NewRecorder()
			answers[tries-2](rec, r)
			return rec.Result(), nil
		})}
		a := &Adapter{Token: token, SigningSecret: secret, Client: client}
		a.setup()
		start := time.Now()
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- a.Run(ctx, nil) }()
		<-a.ready
		if got := time.Since(start); tries != 5 || got < 300*time.Second || got > 400*time.Second {
			t.Errorf("Ready after %d tries and %v, want 5 and a little over 300 s", tries, got)
		}
		stop()
		if err := <-done; err != nil {
			t.Errorf("Run() = %v, want nil", err)
		}
	})
}

func TestRunEndsWhileTrying(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := &http.Client{Transport: transport(func(*http.Request) (*http.Response, error) { return nil, errors.New("no network") })}
		a := &Adapter{Token: token, SigningSecret: secret, Client: client}
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if err := a.Run(ctx, nil); err != nil {
			t.Errorf("Run() = %v, want nil", err)
		}
	})
}

func TestSeen(t *testing.T) {
	var s seen
	now := time.Unix(1700000000, 0)
	s.add("a", now)
	s.add("b", now.Add(seenFor-time.Second))
	if !s.has("a") || !s.has("b") || s.has("c") {
		t.Error("A set of a and b does not hold just these")
	}
	s.add("c", now.Add(seenFor))
	if !s.has("a") || !s.has("c") {
		t.Error("The previous generation is forgotten too early")
	}
	s.add("d", now.Add(2*seenFor))
	if s.has("a") || !s.has("c") {
		t.Error("Want a forgotten and c kept after two generations")
	}
	for i := range 3 * seenMax {
		s.add(string(rune(i)), now)
	}
	if n := len(s.cur) + len(s.prev); n > 2*seenMax {
		t.Errorf("The set holds %d ids, want at most %d", n, 2*seenMax)
	}
}
