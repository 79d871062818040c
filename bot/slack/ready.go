package slack

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// How often a refused token is tried again: often at first, and then less.
const (
	recheckEvery = time.Minute
	recheckMost  = 10 * time.Minute
)

// Ready says in a sentence how the connection to Slack is, and whether it is
// as it should be: Slack has said who the bot is, has not refused the token
// since, and, by Socket Mode, at least one connection is up. In several
// workspaces it is as it should be as long as the bot works in one of them, or
// the app is installed in none yet.
func (a *Adapter) Ready() (state string, ok bool) {
	a.setup()
	switch {
	case a.Installs != nil:
		return a.readyInSeveral()
	case a.only.self.Load() == nil:
		return "Slack has not said yet who the bot is", false
	case a.only.refused.Load():
		return "Slack refuses the token", false
	}
	return a.socketState()
}

// readyInSeveral is Ready where the app may be installed in several workspaces.
func (a *Adapter) readyInSeveral() (state string, ok bool) {
	if state, ok = a.socketState(); !ok {
		return state, false
	}
	all, refusing := a.Installs.Len(), len(a.refusing())
	switch {
	case all == 0:
		return "waiting for the first installation at " + installPath, true
	case refusing == 0:
		return fmt.Sprintf("connected, workspaces: %d", all), true
	}
	return fmt.Sprintf("connected, workspaces: %d; Slack refuses the tokens of %d", all, refusing), refusing < all
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
		w.a.log.Error("slack: the token is refused", "team", w.team(), "why", why)
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

// watchTokens asks again whether refused tokens are good, until ctx is done.
func (a *Adapter) watchTokens(ctx context.Context) {
	tick := time.NewTicker(recheckEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, w := range a.refusing() {
			w.recheck(ctx, time.Now())
		}
	}
}

// recheck asks whether a token that was refused is good again, if it is time
// to.
func (w *workspace) recheck(ctx context.Context, now time.Time) {
	if now.Before(w.next) {
		return
	}
	if _, err := w.authTest(ctx); err != nil {
		w.pause = min(max(2*w.pause, recheckEvery), recheckMost)
		w.next = now.Add(w.pause)
		return
	}
	w.pause = 0
	w.a.log.Info("slack: the token is good again", "team", w.team())
	w.refused.Store(false)
}
