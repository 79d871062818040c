package slack

import (
	"cmp"
	"context"

	"careerbot/bot"
)

// lookUpCallback is the callback id of the message menu, and of the window in
// which its question is changed.
const lookUpCallback = "look_up"

// What people read who look a message up.
const (
	noText      = "That message has no text that I could look up."
	notAuthor   = "Only the person who wrote that message, and staff, can post an answer to it."
	readAs      = "How I read the question: "
	editTitle   = "Edit the question"
	editedLabel = "Question"
)

// lookUp answers a message to who looked it up, and to nobody else.
func (a *Adapter) lookUp(ctx context.Context, d bot.Desk, in *interaction) {
	if in.Message.ThreadTS != in.Message.TS { // what begins a thread is seen outside it
		in.Container.ThreadTS = in.Message.ThreadTS
	}
	text := plain(in.Message.Text)
	if text == "" {
		a.tell(ctx, in, noText)
		return
	}
	h := handed{
		Question: text, Room: in.Channel.ID, Author: in.Message.User,
		Thread: cmp.Or(in.Message.ThreadTS, in.Message.TS),
	}
	a.preview(ctx, d, in, in.ActionTS, h, false)
}

// preview shows the answer to a question that was looked up, with what can be
// done with it.
func (a *Adapter) preview(ctx context.Context, d bot.Desk, in *interaction, id string, h handed, replace bool) {
	q := a.pressQuestion(in, action{ActionTS: id}, h.Question, "")
	ans, ok := a.ask(ctx, d, q)
	if !ok || ans.Kind == bot.Silence {
		a.tell(ctx, in, trouble)
		return
	}
	c := a.newCard(ans)
	h.State, h.Shown, h.Reply = ans.State, a.digest(ans), ""
	if value := a.seal(h, in.team(), in.User.ID); value != "" {
		if handable(ans) && a.mayPost(in, h) {
			c.tools = append(c.tools, tool{postAction, "Post as reply", value})
		}
		c.tools = append(c.tools, tool{editAction, "Edit question", value})
	}
	c.tools = append(c.tools, tool{discardAction, "Discard", "1"})
	a.show(ctx, in, c, replace)
}

// mayPost reports whether the presser may answer, for all, what was handed.
func (a *Adapter) mayPost(in *interaction, h handed) bool {
	return h.Author == "" && h.Room == "" || in.User.ID == h.Author || a.isStaff(in.User.ID)
}

// pressEdit opens a window with the question. Its submission finds the preview
// by the address of this press.
func (a *Adapter) pressEdit(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	h, ok := a.unseal(act.Value, in.team(), in.User.ID)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	text := h.Question
	h.Question, h.Reply = "", in.ResponseURL
	w := window{
		callback: lookUpCallback, title: editTitle, submit: "Look it up", metadata: a.seal(h, in.team(), in.User.ID),
		input: input{label: editedLabel, initial: text},
	}
	if err := a.openWindow(ctx, in, w); err != nil {
		a.log.Error("slack: window not opened", "err", err)
		a.tell(ctx, in, slowWindow)
		return
	}
	a.count.presses.Add(1)
}

// edited answers the changed question, in the place of the preview.
func (a *Adapter) edited(ctx context.Context, d bot.Desk, in *interaction) {
	h, ok := a.unseal(in.View.PrivateMetadata, in.team(), in.User.ID)
	if !ok {
		a.count.ignored.Add(1) // there is nowhere to say it
		return
	}
	_, h.Question = in.typed()
	from := *in
	from.Channel.ID, from.ResponseURL, from.View.ID = h.Room, h.Reply, ""
	from.Container.IsEphemeral = true
	a.preview(ctx, d, &from, in.View.ID+"."+in.TriggerID, h, true)
}

// pressDiscard takes a preview away.
func (a *Adapter) pressDiscard(ctx context.Context, _ bot.Desk, in *interaction, _ action) {
	if err := a.respond(ctx, in.ResponseURL, []byte(`{"delete_original":true}`)); err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: preview not discarded", "err", err)
		return
	}
	a.count.presses.Add(1)
}
