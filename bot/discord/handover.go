package discord

import (
	"context"
	"time"

	"careerbot/bot"
)

// What people read who show an answer elsewhere.
const (
	changed     = "I can't give that answer again just as you saw it. Please ask again, and use the buttons of the new answer."
	postedHere  = "Posted in this channel."
	postedTwice = "That answer is posted already."
	notPosted   = "I could not post that here. Nothing was posted."
	sentToDMs   = "Sent to your direct messages with me."
	notSent     = "I could not send you a direct message. I can where we share a server and your settings let its members write to you."
	askedHere   = "Asked in this channel: "
	readAs      = "How I read the question: "
	notYours    = "Only the person who asked, and staff, can take this answer away."
)

// pressPost shows a private answer to everybody in the channel, under a line
// that says how the question was read. The words of the question stay private.
func (a *Adapter) pressPost(ctx context.Context, d bot.Desk, in *interaction, p pressed) outcome {
	h, ok := a.handedBack(p, in.customIDs(), in.userID())
	if !ok {
		return tell(in, oldPress)
	}
	t, lookedUp := a.lookedUp(in)
	if lookedUp && !in.mayPost(t, a.Staff) {
		return tell(in, notAuthor)
	}
	if lacking := in.lacking(); lacking != "" {
		return tell(in, lacking)
	}
	ans, ok := a.again(ctx, d, in, h, true)
	if !ok {
		return tell(in, changed)
	}
	c := a.newCard(ans)
	c.intro = askedHere + ans.Restated()
	if lookedUp {
		c.intro = readAs + ans.Restated()
	}
	c.tools = append(c.tools, tool{a.dismissal(in.ChannelID, in.userID()), "Dismiss"})
	return outcome{kind: sayNothing, after: func(ctx context.Context) { a.post(ctx, in, c, t) }}
}

// post posts a card for all: as a reply to the message that was looked up,
// where the bot is a member and can, else beside the private reply, which works
// everywhere.
func (a *Adapter) post(ctx context.Context, in *interaction, c card, t target) {
	if in.Message != nil && !a.reception.posted.take(in.Message.ID, time.Now()) {
		a.whisper(ctx, in, postedTwice)
		return
	}
	err := a.postReply(ctx, in, c, t)
	if t.message == "" || !in.botInServer() || err != nil {
		err = a.follow(ctx, in, c)
	}
	if err != nil {
		if in.Message != nil {
			a.reception.posted.drop(in.Message.ID)
		}
		a.notDone("answer not posted for all", in, err)
		a.whisper(ctx, in, notPosted)
		return
	}
	if err := a.replace(ctx, in, noteCard(postedHere)); err != nil {
		a.logger().Warn("discord: posted, and the private reply still stands", "id", in.ID, "err", err)
	}
}

// postReply replies to a message that was looked up, with the bot's own token.
func (a *Adapter) postReply(ctx context.Context, in *interaction, c card, t target) error {
	if t.message == "" || !in.botInServer() {
		return nil
	}
	rest, err := a.rest()
	if err != nil {
		return err
	}
	to := address{Channel: in.ChannelID, Message: t.message, Guild: in.GuildID}
	return a.styled(c, func(b body) error {
		_, err := post(ctx, rest, to, outgoing{b, nonce("discord." + in.ID), true, to.reference()})
		return err
	})
}

// pressSend sends a private answer to the direct messages of its asker, where
// it stays.
func (a *Adapter) pressSend(ctx context.Context, d bot.Desk, in *interaction, p pressed) outcome {
	h, ok := a.handedBack(p, in.customIDs(), in.userID())
	if !ok {
		return tell(in, oldPress)
	}
	ans, ok := a.again(ctx, d, in, h, false)
	if !ok {
		return tell(in, changed)
	}
	return soon(in, func(ctx context.Context) {
		said := sentToDMs
		if err := a.sendDirect(ctx, in, ans); err != nil {
			a.notDone("answer not sent to direct messages", in, err)
			said = notSent
		}
		if err := a.replace(ctx, in, noteCard(said)); err != nil {
			a.notDone("press not answered", in, err)
		}
	})
}

func (a *Adapter) sendDirect(ctx context.Context, in *interaction, ans bot.Answer) error {
	rest, err := a.rest()
	if err != nil {
		return err
	}
	to, err := openDirect(ctx, rest, parcel{to: address{User: in.userID()}})
	if err != nil {
		return err
	}
	return a.styled(a.newCard(ans), func(b body) error {
		_, err := post(ctx, rest, to, outgoing{b, nonce("discord." + in.ID), true, nil})
		return err
	})
}

// again returns the answer to a question that was answered before, and false
// where it is not the one that was shown: articles change, and what a follow-up
// means hangs on what came before it. The question is asked by nobody, so that
// it changes no conversation: on its own first, then behind its own answer,
// which is how most follow-ups can be repeated.
func (a *Adapter) again(ctx context.Context, d bot.Desk, in *interaction, h handed, aloud bool) (bot.Answer, bool) {
	for _, prior := range []string{"", h.state} {
		q := a.questionOf(in, h.question, prior)
		q.User, q.Aloud = "", aloud
		ans, ok := a.ask(ctx, d, q)
		if ok && handable(ans) && a.digest(ans) == h.shown {
			return ans, true
		}
		if !ok || h.state == "" {
			break
		}
	}
	return bot.Answer{}, false
}

// pressDismiss deletes a public answer for the person who asked, and for staff.
func (a *Adapter) pressDismiss(in *interaction, p pressed) outcome {
	if !in.isStaff(a.Staff) && !a.mayDismiss(p, in.ChannelID, in.userID()) {
		return tell(in, notYours)
	}
	return outcome{kind: sayNothing, after: func(ctx context.Context) { a.takeAway(ctx, in) }}
}

// pressChart shows a chart to the presser. Drawing one takes longer than any
// answer, so that Discord is told that it comes.
func (a *Adapter) pressChart(in *interaction, p pressed) outcome {
	return soon(in, func(ctx context.Context) {
		c, ok, err := a.chartCard(ctx, p.state)
		if err != nil {
			a.notDone("chart not drawn", in, err)
		}
		if !ok {
			c = noteCard(noChart)
		}
		if err := a.replace(ctx, in, c); err != nil {
			a.notDone("chart not shown", in, err)
			a.replace(ctx, in, noteCard(trouble))
		}
	})
}

const noChart = "There is no chart of that any more. Please ask again."
