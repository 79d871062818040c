package slack

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
)

// An interaction is what is read of a press.
type interaction struct {
	Type string `json:"type"`
	Team struct {
		ID string `json:"id"`
	} `json:"team"`
	User struct {
		ID     string `json:"id"`
		TeamID string `json:"team_id"`
	} `json:"user"`
	Channel struct {
		ID string `json:"id"`
	} `json:"channel"`
	Container struct {
		ThreadTS    string `json:"thread_ts"`
		IsEphemeral bool   `json:"is_ephemeral"`
	} `json:"container"`
	ResponseURL string   `json:"response_url"`
	Actions     []action `json:"actions"`
}

type action struct {
	ActionID string `json:"action_id"`
	ActionTS string `json:"action_ts"`
	Value    string `json:"value"`
}

// parseInteraction returns the interaction in a form, with its type alone when
// that is not one of ours. It reports false for what cannot be read at all.
func parseInteraction(form string) (*interaction, bool) {
	text, err := payload(form)
	if err != nil {
		return nil, false
	}
	var kind struct {
		Type string `json:"type"`
	}
	if json.Unmarshal([]byte(text), &kind) != nil {
		return nil, false
	}
	in := new(interaction)
	if kind.Type != "block_actions" || json.Unmarshal([]byte(text), in) != nil {
		return &interaction{Type: kind.Type}, true
	}
	return in, true
}

// servePress acknowledges a press and answers it afterwards, to the presser
// alone. Other interactions and components are acknowledged.
func (a *Adapter) servePress(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch) {
	in, ok := parseInteraction(s.in.String())
	if !ok {
		a.malformed(w)
		return
	}
	act, ok := in.ours()
	if !ok {
		a.count.ignored.Add(1)
		a.log.Debug("slack: ignored", "type", in.Type)
		return
	}
	select {
	case a.work <- struct{}{}:
	default: // Slack marks the button as failed, and it can be pressed again
		a.count.failed.Add(1)
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), callTimeout)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
			}
			cancel()
			<-a.work
		}()
		a.answerPress(ctx, d, in, act)
	}()
}

// ours returns the press of one of our buttons.
func (in *interaction) ours() (action, bool) {
	u, err := url.Parse(in.ResponseURL)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return action{}, false
	}
	for _, act := range in.Actions {
		if strings.HasPrefix(act.ActionID, askAction) {
			return act, true
		}
	}
	return action{}, false
}

// team returns the workspace; where an app is installed for a whole
// organisation only the person has one.
func (in *interaction) team() string { return cmp.Or(in.Team.ID, in.User.TeamID) }

// answerPress sends the answer to a press to its response address.
func (a *Adapter) answerPress(ctx context.Context, d bot.Desk, in *interaction, act action) {
	body := a.pressReply(ctx, d, in, act)
	if body == nil {
		return
	}
	if err := a.respond(ctx, in.ResponseURL, body); err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: press not answered", "err", err)
		return
	}
	a.count.presses.Add(1)
}

// pressReply asks the question of a button and returns the reply, or nil for
// none. It takes the place of a message that only the presser sees, and stands
// beside any other. The question belongs to no thread, so that what one person
// looks up does not change what a follow-up of the others means.
func (a *Adapter) pressReply(ctx context.Context, d bot.Desk, in *interaction, act action) []byte {
	beside := reply{thread: in.Container.ThreadTS}
	v, ok := parseButton(act.Value)
	if !ok {
		return appendNote(nil, oldPress, beside)
	}
	ans, ok := a.ask(ctx, d, bot.Question{
		ID:        "slack." + in.team() + "." + in.Channel.ID + "." + act.ActionTS,
		Tenant:    in.team(),
		Room:      in.Channel.ID,
		User:      a.Key.Hash("slack", in.team(), in.User.ID),
		At:        time.Now(),
		Text:      v.Q,
		Prior:     v.S,
		Addressed: true,
	})
	switch {
	case !ok:
		return appendNote(nil, trouble, beside)
	case ans.Kind == bot.Silence:
		return nil
	}
	return appendReply(nil, ans, reply{replace: in.Container.IsEphemeral, thread: in.Container.ThreadTS})
}

// respond posts to a response address, and waits while Slack says so and ctx
// allows it. The address is as good as a password for half an hour, so no
// error quotes it.
func (a *Adapter) respond(ctx context.Context, address string, body []byte) error {
	for {
		res, err := a.postJSON(ctx, address, body)
		if err != nil {
			return err
		}
		if res.StatusCode/100 == 2 {
			return nil
		}
		if res.StatusCode != http.StatusTooManyRequests {
			return fmt.Errorf("slack: respond: %s", res.Status)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("slack: respond: %s", res.Status)
		case <-time.After(max(retryAfter(res.Header), time.Second)):
		}
	}
}

func (a *Adapter) postJSON(ctx context.Context, address string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, errors.New("slack: respond: bad address")
	}
	req.Header["Content-Type"] = jsonType
	res, err := a.http.Do(req)
	if err != nil {
		var inner *url.Error
		if errors.As(err, &inner) {
			err = inner.Err
		}
		return nil, fmt.Errorf("slack: respond: %w", err)
	}
	io.Copy(io.Discard, io.LimitReader(res.Body, 64<<10)) // so that the connection can be used again
	res.Body.Close()
	return res, nil
}

// retryAfter returns how long a refusal asks to wait, 0 where it does not say.
func retryAfter(h http.Header) time.Duration {
	sec, err := strconv.ParseUint(h.Get("Retry-After"), 10, 31)
	if err != nil {
		return 0
	}
	return time.Duration(sec) * time.Second
}
