package slack

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"careerbot/bot"
)

// draftCallback is the callback id of the window with a draft.
const draftCallback = "draft"

// What people read who want to ask other people.
const (
	draftNote  = "Change this as you like, copy it, and post it in %s yourself. Nothing is posted from here, and I don't keep it."
	draftLabel = "Your question"
)

// channelName finds the channel in the words that name a person to turn to.
var channelName = regexp.MustCompile(`#[\p{L}\p{N}_-]{1,80}`)

// draftTool returns the button that opens a draft of a question that was
// declined, for the channel where a person can help. It is a draft to copy, and
// not to send: what is posted through a response address passes over who may
// post in a channel, and it would stand there as words of the bot's. An amount
// is in no button, so that a question with figures is typed again.
func (a *Adapter) draftTool(ans bot.Answer, q bot.Question, who person) []tool {
	channel := channelName.FindString(ans.Contact)
	if channel == "" || ans.Kind != bot.Declined || ans.Private {
		return nil
	}
	switch ans.Reason {
	case bot.NoArticle, bot.RoleUnknown, bot.PlaceUnknown, bot.LevelUnknown, bot.HowTo, bot.Advice:
	default:
		return nil
	}
	h := handed{Question: q.Text, Room: channel}
	if strings.ContainsFunc(q.Text, unicode.IsDigit) {
		h.Question = ""
	}
	value := a.seal(h, who.team, who.id)
	if value == "" {
		h.Question = ""
		value = a.seal(h, who.team, who.id)
	}
	return []tool{{draftAction, shorten("Ask in "+channel, maxLabel), value}}
}

// pressDraft opens the draft.
func (a *Adapter) pressDraft(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	h, ok := a.unseal(act.Value, in.team(), in.User.ID)
	if !ok || h.Room == "" {
		a.tell(ctx, in, oldPress)
		return
	}
	if err := a.openWindow(ctx, in, draftWindow(h)); err != nil {
		a.log.Error("slack: window not opened", "err", err)
		a.tell(ctx, in, slowWindow)
		return
	}
	a.count.presses.Add(1)
}

func draftWindow(h handed) window {
	return window{
		callback: draftCallback, title: "Ask in " + h.Room, submit: "Done",
		blocks: []block{richText{text: strings.Replace(draftNote, "%s", h.Room, 1)}},
		input:  input{label: draftLabel, initial: h.Question, optional: true},
	}
}
