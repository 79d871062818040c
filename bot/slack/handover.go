package slack

import (
	"cmp"
	"context"

	"careerbot/bot"
)

// What people read who show an answer elsewhere.
const (
	changed     = "I can't give that answer again just as you saw it. Please ask again, and use the buttons of the new answer."
	posted      = "Posted in this channel."
	postedTwice = "That answer is posted already."
	notPosted   = "I could not post that here. Nothing was posted."
	sent        = "Sent to your direct messages with me."
	notSent     = "I could not send you a direct message."
	askedHere   = "Asked in this channel: "
)

// pressPost shows a private answer to everybody in the channel, under a line
// that says how the question was read. The words of the question stay private.
func (a *Adapter) pressPost(ctx context.Context, d bot.Desk, in *interaction, act action) {
	h, ok := a.unseal(act.Value, in.team(), in.User.ID)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	if !a.mayPost(in, h) {
		a.tell(ctx, in, notAuthor)
		return
	}
	ans, ok := a.again(ctx, d, in, act, h, true)
	if !ok {
		a.tell(ctx, in, changed)
		return
	}
	once := in.team() + "/" + in.Channel.ID + "/" + in.Container.MessageTS
	if in.Container.MessageTS != "" && !a.cards.posted.take(once) {
		a.tell(ctx, in, postedTwice)
		return
	}
	c := a.newCard(ans)
	c.intro = askedHere + ans.Restated()
	if h.Room != "" {
		c.intro = readAs + ans.Restated()
	}
	c.tools = a.dismissTools(in.team(), in.Channel.ID, in.User.ID, act.ActionTS)
	if err := a.respondCard(ctx, in.ResponseURL, c, reply{all: true, thread: cmp.Or(h.Thread, in.Container.ThreadTS)}); err != nil {
		a.cards.posted.drop(once)
		a.log.Error("slack: answer not posted for all", "err", err)
		a.tell(ctx, in, notPosted)
		return
	}
	a.deliver(ctx, in, noteCard(posted), reply{replace: in.Container.IsEphemeral, thread: in.Container.ThreadTS})
}

// pressSend sends a private answer to the direct messages of its asker, where
// it stays.
func (a *Adapter) pressSend(ctx context.Context, d bot.Desk, in *interaction, act action) {
	h, ok := a.unseal(act.Value, in.team(), in.User.ID)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	ans, ok := a.again(ctx, d, in, act, h, false)
	if !ok {
		a.tell(ctx, in, changed)
		return
	}
	w := a.in(in.team())
	err := a.styled(a.newCard(ans), func(c card) error {
		_, _, err := w.api.PostMessageContext(ctx, in.User.ID, c.options()...)
		w.heard(err)
		return err
	})
	if err != nil {
		a.log.Error("slack: answer not sent to direct messages", "err", err)
		a.tell(ctx, in, notSent)
		return
	}
	a.tell(ctx, in, sent)
}

// again returns the answer to a question that was answered before, and false
// where it is not the one that was shown: articles change, and what a follow-up
// means hangs on what came before it. The question is asked by nobody, so that
// it changes no conversation: on its own first, then behind its own answer,
// which is how most follow-ups can be repeated.
func (a *Adapter) again(ctx context.Context, d bot.Desk, in *interaction, act action, h handed, aloud bool) (bot.Answer, bool) {
	for _, prior := range []string{"", h.State} {
		q := a.pressQuestion(in, act, h.Question, prior)
		q.User, q.Aloud = "", aloud
		ans, ok := a.ask(ctx, d, q)
		if ok && handable(ans) && a.digest(ans) == h.Shown {
			return ans, true
		}
		if !ok || h.State == "" {
			break
		}
	}
	return bot.Answer{}, false
}

// dismissTools returns the button by which an asker takes a public answer away.
// What it carries proves who asked, and names nobody.
func (a *Adapter) dismissTools(team, channel, user, message string) []tool {
	v := buttonValue{V: buttonVersion, N: message}
	v.M = a.dismissProof(team, channel, user, message)
	return []tool{{dismissAction, "Dismiss", string(v.append(nil))}}
}

func (a *Adapter) dismissProof(team, channel, user, message string) string {
	return a.Key.Hash("slack dismiss", team, channel, user, message)
}

// notYours is what others read who want an answer gone.
const notYours = "Only the person who asked, and staff, can take this answer away."

// pressDismiss deletes a public answer for the person who asked, and for staff.
func (a *Adapter) pressDismiss(ctx context.Context, d bot.Desk, in *interaction, act action) {
	v, ok := parseButton(act.Value)
	if !ok || v.M == "" {
		a.tell(ctx, in, oldPress)
		return
	}
	if !a.isStaff(in.User.ID) && v.M != a.dismissProof(in.team(), in.Channel.ID, in.User.ID, v.N) {
		a.tell(ctx, in, notYours)
		return
	}
	a.sayRemoved(ctx, d, in.team(), in.Channel.ID, in.Container.MessageTS) // first: if this ends here, nobody is led to nothing
	err := a.respond(ctx, in.ResponseURL, []byte(`{"delete_original":true}`))
	if err != nil && in.Container.MessageTS != "" {
		w := a.in(in.team())
		_, _, err = w.api.DeleteMessageContext(ctx, in.Channel.ID, in.Container.MessageTS)
		w.heard(err)
	}
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: answer not dismissed", "err", err)
		a.tell(ctx, in, trouble)
		return
	}
	a.count.presses.Add(1)
}
