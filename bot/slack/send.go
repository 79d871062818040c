package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// eventType names the metadata of our messages.
const eventType = "careerbot_answer"

// Send posts an answer and returns its timestamp. In a channel, a private
// answer is shown to the asker alone. Where the blocks are refused the text is
// posted without them. When an earlier try may have arrived, Send looks for it
// in the conversation, and returns bot.ErrUnsettled where it may not look; a
// *bot.RetryError wraps that too where it cannot look at the moment, and where
// what it then posted may have arrived again. A late answer is not posted where
// a person has given one, which is bot.ErrAnswered.
func (a *Adapter) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	a.setup()
	to, err := parseAddress(m.To)
	if err != nil {
		return "", err
	}
	if to.Room && m.Answer.Private {
		return "", errors.New("slack: post answer: a private answer is not for a whole channel")
	}
	if !a.installed(to.Team) {
		return "", notThere(m.At, time.Now())
	}
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	if m.Ref != "" {
		return a.change(ctx, to, m)
	}
	ref, err := a.send(ctx, to, m, again)
	a.tellStatus(ctx, to, m, err)
	return ref, err
}

// installLag is how long a replica may take to hear of an installation that
// another has taken.
const installLag = 15 * time.Second

// notThere is the error of a Send to a workspace without an installation. It is
// the end, but where the question is so new that the installation may be, too.
func notThere(asked, now time.Time) error {
	err := fmt.Errorf("slack: post answer: %w", errNotInstalled)
	if now.Sub(asked) < installLag {
		return &bot.RetryError{After: 2 * time.Second, Err: err}
	}
	return err
}

// send posts an answer that is not posted yet. What one person alone sees has
// no reference: it cannot be changed.
func (a *Adapter) send(ctx context.Context, to address, m bot.Mail, again bool) (string, error) {
	if again {
		ref, err := a.settle(ctx, to, m)
		if ref != "" || err != nil {
			return ref, err
		}
	}
	if err := a.overtaken(ctx, to, m); err != nil {
		return "", err
	}
	var ref string
	err := a.styled(a.mailCard(to, m), func(c card) (err error) {
		if ref, err = a.post(ctx, to, m, c); err == nil && c.style == textStyle {
			a.count.textOnly.Add(1)
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("slack: post answer: %w", err)
		if again && errors.Is(err, bot.ErrUnsettled) {
			err = &bot.RetryError{Err: err} // it could be looked for just now, and so it can again
		}
		return "", err
	}
	a.count.sent.Add(1)
	if to.alone(m.Answer) {
		return "", nil
	}
	return ref, nil
}

// mailCard returns the card of a mail. Who asked in a channel can dismiss what
// all of it sees.
func (a *Adapter) mailCard(to address, m bot.Mail) card {
	c := a.newCard(m.Answer)
	if to.Room {
		c.votes, c.read, c.chart = votes{}, false, false // a message that answers nobody
	}
	c.tell = a.directTellTool(m.Answer, to)
	if to.User != "" && !to.Room && !to.alone(m.Answer) && m.Answer.Reason != bot.Personal {
		c.tools = a.dismissTools(to.Team, to.Channel, to.User, a.mark(m))
	}
	return c
}

// post posts once.
func (a *Adapter) post(ctx context.Context, to address, m bot.Mail, c card) (ts string, err error) {
	var written atomic.Bool // whether Slack may have seen anything of it
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { written.Store(true) },
	})
	options := c.options()
	alone := to.alone(m.Answer)
	if thread := to.thread(alone); thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	w := a.in(to.Team)
	if alone {
		ts, err = w.api.PostEphemeralContext(ctx, to.Channel, to.User, options...)
	} else {
		options = append(options, slack.MsgOptionMetadata(slack.SlackMetadata{
			EventType:    eventType,
			EventPayload: map[string]any{"id": a.mark(m)},
		}))
		_, ts, err = w.api.PostMessageContext(ctx, to.Channel, options...)
	}
	w.heard(err)
	if err == nil && ts == "" {
		err = errors.New("no timestamp in the answer")
	}
	if err != nil {
		return "", classify(err, written.Load())
	}
	return ts, nil
}

// mark names the mail in metadata, which everybody in the workspace can read.
func (a *Adapter) mark(m bot.Mail) string { return a.Key.Hash("slack mail", m.ID) }

// classify says what a failed call means for the sender: a *bot.RetryError
// where nothing was posted and trying again may help, bot.ErrUnsettled where
// it may have been posted, and err itself where it is final.
func classify(err error, written bool) error {
	var (
		limited *slack.RateLimitedError
		number  *strconv.NumError // a Retry-After that is no number
		status  slack.StatusCodeError
		refused slack.SlackErrorResponse
	)
	unsettled := fmt.Errorf("%w: %w", bot.ErrUnsettled, err)
	switch {
	case errors.Is(err, errNotInstalled):
		return err // it was removed just now
	case errors.As(err, &limited):
		return &bot.RetryError{After: limited.RetryAfter, Limited: true, Err: err}
	case errors.As(err, &number):
		return &bot.RetryError{Limited: true, Err: err}
	case errors.As(err, &status):
		switch {
		case status.Code == http.StatusTooManyRequests:
			return &bot.RetryError{Limited: true, Err: err}
		case status.Code >= 500:
			return unsettled
		}
		return err
	case errors.As(err, &refused):
		switch {
		case refused.Err == "internal_error", refused.Err == "fatal_error":
			return unsettled // some of it may have been done, says Slack
		case passing(refused.Err):
			return &bot.RetryError{Limited: limiting(refused.Err), Err: err}
		}
		return err
	case !written:
		return &bot.RetryError{Err: err}
	}
	return unsettled
}

// refusedBlocks returns the code of Slack's refusal of the blocks, "" for any
// other error.
func refusedBlocks(err error) string {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && blocksRefused(refused.Err) {
		return refused.Err
	}
	return ""
}

// blocksRefused reports whether Slack would take the message without blocks.
func blocksRefused(code string) bool {
	switch code {
	case "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "only_one_table_allowed", "invalid_attachments":
		return true
	}
	return false
}

// A wireBlock is a block of ours as slack-go takes it.
type wireBlock struct{ json.RawMessage }

// BlockType is only asked for by slack-go when it reads blocks.
func (wireBlock) BlockType() slack.MessageBlockType { return "" }

// ID returns no id; those of ours stand in the JSON.
func (wireBlock) ID() string { return "" }

func wire(blocks []block) []slack.Block {
	out := make([]slack.Block, len(blocks))
	for i, b := range blocks {
		out[i] = wireBlock{b.appendJSON(nil)}
	}
	return out
}
