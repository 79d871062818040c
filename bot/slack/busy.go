package slack

import (
	"context"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// maxNotes is how many people are told so at the same time.
const maxNotes = 8

// sayBusy tells who addressed the bot that their message was not taken, and
// nobody else. It reports false where too many are being told already: then
// the message must come again, for nobody would know of it.
func (a *Adapter) sayBusy(ctx context.Context, q bot.Question, to address) bool {
	a.count.busy.Add(1)
	if !q.Addressed {
		return true
	}
	select {
	case a.notes <- struct{}{}:
	default:
		return false
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), replyTimeout)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
			}
			cancel()
			<-a.notes
		}()
		if err := a.note(ctx, to, bot.BusyAnswer().Headline); err != nil {
			a.log.Warn("slack: busy, and not said so", "id", q.ID, "err", err)
			return
		}
		a.count.told.Add(1)
	}()
	return true
}

// note posts a sentence of ours for the asker alone. It is tried once.
func (a *Adapter) note(ctx context.Context, to address, sentence string) error {
	options := noteCard(sentence).options()
	alone := to.User != ""
	if thread := to.thread(alone); thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	w := a.in(to.Team)
	var err error
	if alone {
		_, err = w.api.PostEphemeralContext(ctx, to.Channel, to.User, options...)
	} else {
		_, _, err = w.api.PostMessageContext(ctx, to.Channel, options...)
	}
	w.heard(err)
	return err
}
