package slack

import (
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

	"github.com/slack-go/slack"

	"careerbot/bot"
)

const (
	pageSize = 200         // messages that one look asks for
	maxPages = 4           // looks for an earlier try of a send
	skew     = time.Minute // between our clock and Slack's
)

// A history is what is read of a conversation: no texts and no blocks.
type history struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	HasMore  bool   `json:"has_more"`
	Messages []struct {
		TS       string `json:"ts"`
		User     string `json:"user"`
		BotID    string `json:"bot_id"`
		Subtype  string `json:"subtype"`
		Metadata struct {
			EventType    string         `json:"event_type"`
			EventPayload map[string]any `json:"event_payload"`
		} `json:"metadata"`
	} `json:"messages"`
	Next struct {
		Cursor string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// find returns the timestamp of the message with our mark, or "".
func (h *history) find(mark string) string {
	for _, msg := range h.Messages {
		if msg.Metadata.EventType == eventType && msg.Metadata.EventPayload["id"] == mark {
			return msg.TS
		}
	}
	return ""
}

// settle looks for a message that an earlier Send may have posted. It returns
// its timestamp, "" when it is certain that there is none, and an error that
// is bot.ErrUnsettled when that cannot be known: only the asker sees a private
// answer, and most apps may read no channel. Where Slack cannot be asked at the
// moment, the error is a *bot.RetryError too.
func (a *Adapter) settle(ctx context.Context, to address, m bot.Mail) (string, error) {
	if to.alone(m.Answer) {
		return "", fmt.Errorf("slack: settle: a private answer: %w", bot.ErrUnsettled)
	}
	if a.unreadable.has(to.room(), time.Now()) {
		return "", fmt.Errorf("slack: settle: the channel may not be read: %w", bot.ErrUnsettled)
	}
	w := a.in(to.Team)
	method, form := look(to, m)
	for range maxPages {
		h, err := w.history(ctx, method, form)
		w.heard(err)
		if err != nil {
			return "", a.lookFailed(to, err)
		}
		if ts := h.find(a.mark(m)); ts != "" || !h.HasMore {
			return ts, nil
		}
		if h.Next.Cursor == "" {
			break
		}
		form.Set("cursor", h.Next.Cursor)
	}
	return "", fmt.Errorf("slack: settle: too many messages since: %w", bot.ErrUnsettled)
}

// look returns the method and the form that ask for the messages among
// which an answer stands.
func look(to address, m bot.Mail) (method string, form url.Values) {
	form = url.Values{
		"channel":              {to.Channel},
		"oldest":               {strconv.FormatInt(m.At.Add(-skew).Unix(), 10)},
		"limit":                {strconv.Itoa(pageSize)},
		"include_all_metadata": {"1"},
	}
	if to.Thread == "" {
		return "conversations.history", form
	}
	form.Set("ts", to.Thread)
	return "conversations.replies", form
}

// lookFailed is the error of a Send that could not find out whether an earlier
// try arrived.
func (a *Adapter) lookFailed(to address, err error) error {
	var (
		retry   *bot.RetryError
		refused slack.SlackErrorResponse
	)
	switch {
	case errors.As(err, &retry):
		return &bot.RetryError{After: retry.After, Limited: retry.Limited, Err: fmt.Errorf("slack: settle: %w: %w", bot.ErrUnsettled, retry.Err)}
	case errors.As(err, &refused) && mayNotRead(refused.Err):
		a.unreadable.add(to.room(), time.Now())
	}
	return fmt.Errorf("slack: settle: %w: %w", bot.ErrUnsettled, err)
}

// history reads one page. It does without slack-go, which reads the blocks of
// every message and fails on one that it does not know. A refusal for the
// moment is a *bot.RetryError, and any other a slack.SlackErrorResponse.
func (w *workspace) history(ctx context.Context, method string, form url.Values) (*history, error) {
	res, err := w.method(ctx, method, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if errors.Is(err, errNotInstalled) {
		return nil, err
	}
	if err != nil {
		return nil, &bot.RetryError{Err: err}
	}
	defer res.Body.Close()
	limited := res.StatusCode == http.StatusTooManyRequests
	if limited || res.StatusCode >= 500 {
		return nil, &bot.RetryError{After: retryAfter(res.Header), Limited: limited, Err: fmt.Errorf("%s: %s", method, res.Status)}
	}
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", method, res.Status)
	}
	h := new(history)
	if err := json.NewDecoder(io.LimitReader(res.Body, 8<<20)).Decode(h); err != nil {
		return nil, &bot.RetryError{Err: fmt.Errorf("%s: %w", method, err)} // cut on its way
	}
	switch {
	case h.OK:
		return h, nil
	case passing(h.Error):
		return nil, &bot.RetryError{Limited: limiting(h.Error), Err: fmt.Errorf("%s: %s", method, h.Error)}
	}
	return nil, fmt.Errorf("%s: %w", method, slack.SlackErrorResponse{Err: h.Error})
}
