package discord

import (
	"context"
	"strings"

	"careerbot/bot"
)

// What people read who look a message up.
const (
	noText    = "That message has no text that I could look up."
	notAuthor = "Only the person who wrote that message, and staff, can post an answer to it."
)

// A target is the message that was looked up.
type target struct {
	message string
	author  bool // the person who looks it up wrote it
}

// A target stands in the button that discards the preview, since that one has
// room for it.
const (
	byAuthor = "a"
	byOther  = "o"
)

func (t target) pressed() pressed {
	p := pressed{does: discardDoes, arg: byOther + t.message}
	if t.author {
		p.arg = byAuthor + t.message
	}
	return p
}

// lookedUp returns the message that the pressed preview is about, and false for
// a reply that is none.
func (a *Adapter) lookedUp(in *interaction) (target, bool) {
	for _, id := range in.customIDs() {
		p, ok := a.parseCustomID(id)
		if !ok || p.does != discardDoes || p.arg == "" || !isSnowflake(p.arg[1:]) {
			continue
		}
		return target{message: p.arg[1:], author: p.arg[:1] == byAuthor}, true
	}
	return target{}, false
}

// mayPost reports whether the person may answer, for all, what was looked up.
func (in *interaction) mayPost(t target, staff []string) bool { return t.author || in.isStaff(staff) }

// runLookUp answers a message to who looked it up, and to nobody else.
func (a *Adapter) runLookUp(ctx context.Context, d bot.Desk, in *interaction) outcome {
	m := in.Data.Resolved.Messages[in.Data.TargetID]
	if m == nil || !isSnowflake(in.Data.TargetID) {
		a.logger().Warn("discord: a menu without its message", "id", in.ID)
		return tell(in, noText)
	}
	text := withoutMention(m.Content, a.self.get())
	if strings.TrimSpace(text) == "" {
		return tell(in, noText)
	}
	t := target{message: in.Data.TargetID, author: m.Author != nil && m.Author.ID == in.userID()}
	return a.preview(ctx, d, in, text, t, false)
}

// preview shows the answer to a question that was looked up, with what can be
// done with it.
func (a *Adapter) preview(ctx context.Context, d bot.Desk, in *interaction, text string, t target, inPlace bool) outcome {
	ans, ok := a.ask(ctx, d, a.questionOf(in, text, ""))
	if !ok {
		return tell(in, trouble)
	}
	c := a.newCard(ans)
	c.chart = false // there is room for five buttons
	does, labels := []string{editDoes}, []string{"Edit question"}
	if handable(ans) && in.mayPost(t, a.Staff) {
		does, labels = []string{postDoes, editDoes}, []string{"Post as reply", "Edit question"}
	}
	h := handed{question: text, state: ans.State, shown: a.digest(ans)}
	for i, p := range a.hand(h, in.userID(), does...) {
		c.tools = append(c.tools, tool{p, labels[i]})
	}
	c.tools = append(c.tools, tool{t.pressed(), "Discard"})
	return show(in, c, inPlace)
}

// pressEdit opens a window with the question. What is submitted there comes
// with the preview.
func (a *Adapter) pressEdit(in *interaction, p pressed) outcome {
	t, lookedUp := a.lookedUp(in)
	if !lookedUp {
		return tell(in, oldPress)
	}
	h, _ := a.handedBack(p, in.customIDs(), in.userID()) // where it is gone, it is typed again
	return window{
		id: a.customID(pressed{does: editDoes, arg: t.pressed().arg}), title: "Edit the question",
		label: "Question", value: h.question, most: maxTyped,
	}.outcome()
}

// edited answers the changed question, in the place of the preview.
func (a *Adapter) edited(ctx context.Context, d bot.Desk, in *interaction, p pressed, text string) outcome {
	if text == "" {
		return tell(in, nothingSaid)
	}
	if p.arg == "" || !isSnowflake(p.arg[1:]) {
		return tell(in, oldPress)
	}
	return a.preview(ctx, d, in, text, target{message: p.arg[1:], author: p.arg[:1] == byAuthor}, true)
}
