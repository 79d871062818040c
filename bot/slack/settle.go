package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"careerbot/bot"
)

// history is what is read of a conversation: no texts and no blocks.
type history struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error"`
	HasMore  bool   `json:"has_more"`
	Messages []struct {
		TS       string `json:"ts"`
		Metadata struct {
			EventType    string         `json:"event_type"`
			EventPayload map[string]any `json:"event_payload"`
		} `json:"metadata"`
	} `json:"messages"`
}

// settle looks for a message that an earlier Send may have posted. It returns
// its timestamp, "" when it is certain that there is none, and an error that
// is bot.ErrUnsettled when that cannot be known: only the asker sees a private
// answer, and most apps may read no channel.
func (a *Adapter) settle(ctx context.Context, to address, m bot.Mail) (string, error) {
	if m.Answer.Private && to.User != "" {
		return "", fmt.Errorf("slack: settle: a private answer: %w", bot.ErrUnsettled)
	}
	method := "conversations.history"
	form := url.Values{
		"channel":              {to.Channel},
		"oldest":               {strconv.FormatInt(m.At.Unix(), 10)},
		"limit":                {"100"},
		"include_all_metadata": {"1"},
	}
	if to.Thread != "" {
		method = "conversations.replies"
		form.Set("ts", to.Thread)
	}
	h, err := a.history(ctx, method, form)
	if err != nil {
		return "", fmt.Errorf("slack: settle: %w: %w", bot.ErrUnsettled, err)
	}
	for _, msg := range h.Messages {
		if msg.Metadata.EventType == eventType && msg.Metadata.EventPayload["id"] == a.mark(m) {
			return msg.TS, nil
		}
	}
	if h.HasMore {
		return "", fmt.Errorf("slack: settle: too many messages since: %w", bot.ErrUnsettled)
	}
	return "", nil
}

// history reads one page. It does without slack-go, which reads the blocks of
// every message and fails on one that it does not know. A refusal for the
// moment is a *bot.RetryError.
func (a *Adapter) history(ctx context.Context, method string, form url.Values) (*history, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, a.apiURL()+method, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Authorization", "Bearer "+a.Token)
	res, err := a.http.Do(req)
	if err != nil {
		return nil, &bot.RetryError{Err: err}
	}
	defer res.Body.Close()
	if res.StatusCode == http.StatusTooManyRequests || res.StatusCode >= 500 {
		return nil, &bot.RetryError{After: retryAfter(res.Header), Err: fmt.Errorf("%s: %s", method, res.Status)}
	}
	h := new(history)
	if err := json.NewDecoder(io.LimitReader(res.Body, 8<<20)).Decode(h); err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	switch {
	case h.OK:
		return h, nil
	case passing(h.Error):
		return nil, &bot.RetryError{Err: fmt.Errorf("%s: %s", method, h.Error)}
	}
	return nil, fmt.Errorf("%s: %s", method, h.Error)
}
