package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// A workspace is one in which the app is installed, with the token that speaks
// for the app there.
type workspace struct {
	a       *Adapter
	token   string
	api     *slack.Client
	self    atomic.Pointer[identity] // nil until Slack was asked
	refused atomic.Bool              // Slack has refused the token since

	// For the one who asks Slack again about a token that was refused.
	next  time.Time
	pause time.Duration
}

// An identity is who the bot is in its workspace.
type identity struct {
	team, user, bot string
	url             string // of the workspace, with a slash at its end; "" where Slack does not tell
}

// team returns the id of the workspace, "" where that is not known yet.
func (w *workspace) team() string {
	if self := w.self.Load(); self != nil {
		return self.team
	}
	return ""
}

// identify calls auth.test until Slack has answered it, for the one token.
func (w *workspace) identify(ctx context.Context) (*identity, error) {
	for wait := time.Second; ; wait = min(2*wait, time.Minute) {
		res, err := w.authTest(ctx)
		if err == nil {
			w.a.checkScopes(res.Header)
			return &identity{team: res.TeamID, user: res.UserID, bot: res.BotID, url: workspaceURL(res.URL)}, nil
		}
		var (
			retry   *bot.RetryError
			refused slack.SlackErrorResponse
		)
		switch {
		case errors.As(err, &retry):
		case errors.As(err, &refused):
			return nil, fmt.Errorf("slack: SLACK_BOT_TOKEN was refused: %s", refused.Err)
		default:
			return nil, err
		}
		w.a.log.Warn("slack: cannot reach Slack yet", "err", retry.Err)
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(max(wait, retry.After)):
		}
	}
}

// workspaceURL returns the address of a workspace, "" for what is none. Slack's
// are https; a stand-in's need not be.
func workspaceURL(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return ""
	}
	return u.Scheme + "://" + u.Host + "/"
}

// authTest calls auth.test once. Its error is a *bot.RetryError where trying
// again may help, and a slack.SlackErrorResponse where Slack refuses the token.
func (w *workspace) authTest(ctx context.Context) (*slack.AuthTestResponse, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	res, err := w.api.AuthTestContext(ctx)
	var (
		refused slack.SlackErrorResponse
		status  slack.StatusCodeError
	)
	switch {
	case err == nil && res.UserID != "":
		return res, nil
	case err == nil:
		return nil, errors.New("slack: auth.test: no user id in the answer: is SLACK_API_URL the address of Slack?")
	case errors.As(err, &refused) && !passing(refused.Err):
		return nil, fmt.Errorf("slack: auth.test: %w", err)
	case errors.As(err, &status) && status.Code < 500 && status.Code != http.StatusTooManyRequests:
		return nil, fmt.Errorf("slack: auth.test: %w", err)
	}
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return nil, &bot.RetryError{After: limited.RetryAfter, Limited: true, Err: err}
	}
	return nil, &bot.RetryError{Err: err}
}
