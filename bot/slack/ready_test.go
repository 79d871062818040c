package slack

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"

	"careerbot/bot"
)

func TestReady(t *testing.T) {
	if state, ok := newRig(t, bot.Answer{}).Ready(); ok || state == "" {
		t.Errorf("Ready() before Run = %q, %t, want false", state, ok)
	}
	r := running(t, bot.Answer{})
	ready := func(when string, want bool) {
		t.Helper()
		if state, ok := r.Ready(); ok != want {
			t.Errorf("Ready() %s = %q, %t, want %t", when, state, ok, want)
		}
	}
	send := func(again bool) { r.Send(t.Context(), mail(toThread, samples()["help"]), again) }
	ready("after auth.test", true)
	for _, code := range []string{"invalid_auth", "token_revoked", "account_inactive"} {
		r.slack.next("chat.postMessage", says(`{"ok":false,"error":"`+code+`"}`))
		send(false)
		ready("after "+code, false)
		send(false)
		ready("after a good send", true)
	}
	r.slack.next("conversations.replies", says(`{"ok":false,"error":"token_expired"}`))
	send(true)
	ready("after token_expired while looking", false)
	r.slack.next("chat.postMessage", fails(503), says(`{"ok":false,"error":"not_in_channel"}`))
	send(false)
	send(false)
	ready("after errors that say nothing of the token", false)
	send(false)
	r.slack.next("chat.postMessage", fails(503), says(`{"ok":false,"error":"not_in_channel"}`))
	send(false)
	send(false)
	ready("after other errors", true)
	if log := r.logged.String(); strings.Contains(log, token) || strings.Count(log, "the token is refused") != 4 {
		t.Errorf("Log = %s, want each loss of the token once, and no token", log)
	}
}

func TestRefusedTokenIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := make(chan bool, 10)
		client := &http.Client{Transport: transport(func(r *http.Request) (*http.Response, error) {
			asked <- true
			rec := httptest.NewRecorder()
			says(`{"ok":true,"team_id":"T1","user_id":"UBOT"}`)(rec, r)
			return rec.Result(), nil
		})}
		a := &Adapter{Token: token, SigningSecret: secret, Client: client}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		go a.Run(ctx, nil)
		<-asked
		synctest.Wait()
		a.only.lostToken("invalid_auth")
		if _, ok := a.Ready(); ok {
			t.Error("Ready with a refused token")
		}
		<-asked
		synctest.Wait()
		if _, ok := a.Ready(); !ok {
			t.Error("Not ready although Slack takes the token again")
		}
	})
}
