package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// show shows a card to the presser alone: in the place of a message that only
// they see, where that is asked for, else beside the message.
func (a *Adapter) show(ctx context.Context, in *interaction, c card, replace bool) {
	a.deliver(ctx, in, c, reply{replace: replace && in.Container.IsEphemeral, thread: in.Container.ThreadTS})
}

// tell says a sentence to the presser alone, beside the message.
func (a *Adapter) tell(ctx context.Context, in *interaction, sentence string) {
	a.deliver(ctx, in, noteCard(sentence), reply{thread: in.Container.ThreadTS})
}

// noteCard returns the card of a sentence of ours, which needs no blocks.
func noteCard(sentence string) card {
	return card{Answer: bot.Answer{Headline: sentence}, style: textStyle}
}

// deliver shows a card to the presser alone, and counts how that ended. A
// response address does not reach into threads, so what belongs beside a
// message in a thread is posted there; and so is a picture, which belongs to who
// has the token. Where that is refused, or the address is of no use any more, the
// other way is tried.
func (a *Adapter) deliver(ctx context.Context, in *interaction, c card, r reply) {
	switch {
	case in.inHome():
		a.delivered(a.openWindow(ctx, in, a.answerWindow(in, c)))
		return
	case in.inWindow():
		a.delivered(a.updateWindow(ctx, in, c))
		return
	}
	ways := []func() error{
		func() error { return a.respondCard(ctx, in.ResponseURL, c, r) },
		func() error { return a.whisper(ctx, in, c) },
	}
	if r.thread != "" && !r.replace || c.drawing.picture != nil {
		ways[0], ways[1] = ways[1], ways[0]
	}
	err := ways[0]()
	if err != nil {
		a.log.Debug("slack: a press is answered the other way", "err", err)
		err = ways[1]()
	}
	a.delivered(err)
}

// delivered counts how answering a press ended.
func (a *Adapter) delivered(err error) {
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: press not answered", "err", err)
		return
	}
	a.count.presses.Add(1)
}

// whisper posts a card that the presser alone sees, where they pressed.
func (a *Adapter) whisper(ctx context.Context, in *interaction, c card) error {
	w := a.in(in.team())
	return a.styled(c, func(c card) error {
		options := c.options()
		if in.Container.ThreadTS != "" {
			options = append(options, slack.MsgOptionTS(in.Container.ThreadTS))
		}
		return a.pictured(ctx, c, func() error {
			_, err := w.api.PostEphemeralContext(ctx, in.Channel.ID, in.User.ID, options...)
			w.heard(err)
			if err != nil {
				return fmt.Errorf("slack: whisper: %w", err)
			}
			return nil
		})
	})
}

// options are what a card is in a call to Slack.
func (c card) options() []slack.MsgOption { return c.optionsWith(c.text()) }

// optionsWith are its options with another text.
func (c card) optionsWith(text string) []slack.MsgOption {
	options := []slack.MsgOption{
		slack.MsgOptionText(escaped(text), false),
		slack.MsgOptionDisableMarkdown(),
		slack.MsgOptionDisableLinkUnfurl(),
		slack.MsgOptionDisableMediaUnfurl(),
	}
	if blocks := c.blocks(); len(blocks) > 0 {
		options = append(options, slack.MsgOptionBlocks(wire(blocks)...))
	}
	return options
}

// styled sends a card in its style and, as often as Slack refuses its blocks,
// in the next one.
func (a *Adapter) styled(c card, send func(card) error) error {
	first := c
	for {
		err := send(c)
		code := refusedBlocks(err)
		if code == "" {
			if err == nil {
				a.cards.learn(first, c)
			}
			return err
		}
		a.log.Error("slack: blocks refused", "code", code, "style", c.style)
		if c.drawing.native != nil {
			a.cards.noCharts.Store(true)
		}
		next, ok := c.nextStyle()
		if !ok {
			return err
		}
		c = next
	}
}

// respondCard posts a card to a response address.
func (a *Adapter) respondCard(ctx context.Context, address string, c card, r reply) error {
	return a.styled(c, func(c card) error {
		return a.pictured(ctx, c, func() error { return a.respond(ctx, address, appendReply(nil, c, r)) })
	})
}

// respond posts to a response address, and waits while Slack says so and ctx
// allows it. What Slack refuses is a slack.SlackErrorResponse. The address is
// as good as a password for half an hour, so no error quotes it.
func (a *Adapter) respond(ctx context.Context, address string, body []byte) error {
	for {
		res, said, err := a.postJSON(ctx, address, body)
		switch {
		case err != nil:
			return err
		case res.StatusCode == http.StatusTooManyRequests:
		case said != "":
			return fmt.Errorf("slack: respond: %w", slack.SlackErrorResponse{Err: said})
		case res.StatusCode/100 == 2:
			return nil
		default:
			return fmt.Errorf("slack: respond: %s", res.Status)
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("slack: respond: %s", res.Status)
		case <-time.After(max(retryAfter(res.Header), time.Second)):
		}
	}
}

// postJSON posts to an address and returns what Slack says is wrong, "" for
// nothing.
func (a *Adapter) postJSON(ctx context.Context, address string, body []byte) (res *http.Response, said string, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, "", errors.New("slack: respond: bad address")
	}
	req.Header["Content-Type"] = jsonType
	if res, err = a.do(req); err != nil {
		return nil, "", fmt.Errorf("slack: respond: %w", err)
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(res.Body, 64<<10)) // what is cut is not understood
	return res, refusal(text), nil
}

// refusal returns the code of a refusal, which is a bare word or stands in an
// object; "" for anything else.
func refusal(text []byte) string {
	var object struct {
		Error string `json:"error"`
	}
	word := strings.TrimSpace(string(text))
	if json.Unmarshal(text, &object) == nil {
		word = object.Error
	}
	code := strings.TrimFunc(word, func(r rune) bool { return r == '_' || r >= 'a' && r <= 'z' })
	if word == "ok" || len(word) > 40 || code != "" {
		return ""
	}
	return word
}

// retryAfter returns how long a refusal asks to wait, 0 where it does not say.
func retryAfter(h http.Header) time.Duration {
	sec, err := strconv.ParseUint(h.Get("Retry-After"), 10, 31)
	if err != nil {
		return 0
	}
	return time.Duration(sec) * time.Second
}
