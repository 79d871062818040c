package slack

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"
)

// recheckEvery is how often a refused token is tried again.
const recheckEvery = time.Minute

// Ready says in a sentence how the connection to Slack is, and whether it is
// as it should be: Slack has said who the bot is, has not refused the token
// since, and, by Socket Mode, at least one connection is up.
func (a *Adapter) Ready() (state string, ok bool) {
	switch {
	case a.only.self.Load() == nil:
		return "Slack has not said yet who the bot is", false
	case a.only.refused.Load():
		return "Slack refuses the token", false
	}
	return a.socketState()
}

// heard notes what the outcome of a call says about the token.
func (w *workspace) heard(err error) {
	var refused slack.SlackErrorResponse
	switch {
	case err == nil:
		w.refused.Store(false)
	case errors.As(err, &refused) && ofToken(refused.Err):
		w.lostToken(refused.Err)
	}
}

func (w *workspace) lostToken(why string) {
	if !w.refused.Swap(true) {
		w.a.log.Error("slack: the token is refused", "why", why)
	}
}

// ofToken reports whether a refusal of Slack's is about the token and not about
// the call.
func ofToken(code string) bool {
	switch code {
	case "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired":
		return true
	}
	return false
}

// watchToken asks again whether a refused token is good, until ctx is done.
func (a *Adapter) watchToken(ctx context.Context) {
	tick := time.NewTicker(recheckEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		a.only.recheck(ctx)
	}
}

// recheck asks whether a token that was refused is good again.
func (w *workspace) recheck(ctx context.Context) {
	if !w.refused.Load() {
		return
	}
	if _, err := w.authTest(ctx); err == nil {
		w.a.log.Info("slack: the token is good again")
		w.refused.Store(false)
	}
}
