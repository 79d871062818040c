package slack

import (
	"context"
	"errors"
	"fmt"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// change puts an answer in the place of the one that was posted, or deletes
// that where there is none any more. What has become private is deleted for all
// and shown to the asker alone. Doing it twice does no harm, so an earlier try
// need not be looked for.
func (a *Adapter) change(ctx context.Context, to address, m bot.Mail) (string, error) {
	alone := to.alone(m.Answer)
	if m.Answer.Kind == bot.Silence || alone {
		if err := a.remove(ctx, to, m.Ref); err != nil || !alone {
			return "", err
		}
		return a.send(ctx, to, m, false)
	}
	if replied, err := a.replied(ctx, to, m.Ref); replied || err != nil {
		return m.Ref, err // people have talked about the answer as it is
	}
	err := a.styled(a.mailCard(to, m), func(c card) error {
		err := a.update(ctx, to, m, c)
		if err == nil && c.style == textStyle {
			a.count.textOnly.Add(1)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("slack: change answer: %w", again(err))
	}
	return m.Ref, nil
}

// maxChanged is how long the text of a message may be that is changed. A longer
// one is cut, since Slack refuses the change otherwise; the blocks are whole.
const maxChanged = 4_000

// update changes a message once.
func (a *Adapter) update(ctx context.Context, to address, m bot.Mail, c card) error {
	text := c.text()
	if n := length(escaped(text)); n > maxChanged {
		text = shorten(text, max(1, maxChanged-(n-length(text))))
	}
	options := c.optionsWith(text)
	if c.style == textStyle {
		options = append(options, slack.MsgOptionBlocks()) // those of before do not stay
	}
	w := a.in(to.Team)
	_, _, _, err := w.api.UpdateMessageContext(ctx, to.Channel, m.Ref, options...)
	w.heard(err)
	return goneIsDone(err)
}

// remove deletes a message of ours.
func (a *Adapter) remove(ctx context.Context, to address, ts string) error {
	w := a.in(to.Team)
	_, _, err := w.api.DeleteMessageContext(ctx, to.Channel, ts)
	w.heard(err)
	if err = goneIsDone(err); err != nil {
		return fmt.Errorf("slack: delete answer: %w", again(err))
	}
	return nil
}

// goneIsDone takes a message that is not there any more for one that need not
// be changed.
func goneIsDone(err error) error {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && refused.Err == "message_not_found" {
		return nil
	}
	return err
}

// again asks for another try wherever one may help: unlike a post, a change can
// be made twice.
func again(err error) error {
	err = classify(err, true)
	var retry *bot.RetryError
	if errors.Is(err, bot.ErrUnsettled) && !errors.As(err, &retry) {
		return &bot.RetryError{Err: err}
	}
	return err
}

// replied reports whether a person has said something in the thread after the
// answer. Where that may not be read, nobody has.
func (a *Adapter) replied(ctx context.Context, to address, ts string) (bool, error) {
	at, ok := parseTS(ts)
	if to.Thread == "" || !ok {
		return false, nil
	}
	replied, err := a.spoken(ctx, to, at, "")
	if err != nil {
		return false, fmt.Errorf("slack: look for replies: %w", err)
	}
	return replied, nil
}
