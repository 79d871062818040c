package discord

import (
	"context"
	"regexp"
	"strings"
	"unicode"

	"careerbot/bot"
)

// What people read who pass a question on to the editors, or ask other people.
const (
	tellLabel  = "Tell the editors"
	tellNote   = "The editors get what stands here, without your name. It is kept for 90 days, or until you say “delete my data” to me."
	tellField  = "Question for the editors"
	leaveOut   = "Nothing was passed on. Please take out figures, links, addresses and names with an @."
	draftNote  = "Change this as you like, and post it there yourself. Nothing is posted from here, and I don't keep it."
	draftTyped = "Ask there in your own words. Nothing is posted from here."
)

// channelName finds the channel in the words that name a person to turn to.
var channelName = regexp.MustCompile(`#[\p{L}\p{N}_-]{1,80}`)

// declinedTools are the buttons under an answer that its asker alone sees and
// that answers nothing: a draft for the channel where a person can help, and
// what passes the question on.
func (a *Adapter) declinedTools(ans bot.Answer, text string, in *interaction) []tool {
	var does, labels []string
	if channel := draftChannel(ans); channel != "" {
		does, labels = append(does, draftDoes), append(labels, "Ask in "+channel)
	}
	if ans.Passable() && bot.ForEditors(text) != "" {
		does, labels = append(does, tellDoes), append(labels, tellLabel)
	}
	var out []tool
	for i, p := range a.hand(handed{question: text, shown: a.digest(ans)}, in.userID(), does...) {
		out = append(out, tool{p, labels[i]})
	}
	return out
}

// draftChannel returns the channel that a question can be asked in, "" for none.
func draftChannel(ans bot.Answer) string {
	if ans.Kind != bot.Declined || ans.Private {
		return ""
	}
	switch ans.Reason {
	case bot.NoArticle, bot.RoleUnknown, bot.PlaceUnknown, bot.LevelUnknown, bot.HowTo, bot.Advice:
		return channelName.FindString(ans.Contact)
	}
	return ""
}

// pressDraft shows the question once more, to be copied. A question with
// figures is typed again: an amount is shown nowhere else.
func (a *Adapter) pressDraft(in *interaction, p pressed) outcome {
	h, ok := a.handedBack(p, in.customIDs(), in.userID())
	if !ok {
		return tell(in, oldPress)
	}
	ans := bot.Answer{Kind: bot.Help, Headline: "A draft of your question", Text: h.question + "\n\n" + draftNote}
	if strings.ContainsFunc(h.question, unicode.IsDigit) {
		ans.Headline, ans.Text = "", draftTyped
	}
	return show(in, card{Answer: ans}, false)
}

// pressTell opens a window with what would be passed on to the editors.
func (a *Adapter) pressTell(in *interaction, p pressed) outcome {
	h, ok := a.handedBack(p, in.customIDs(), in.userID())
	if !ok {
		return tell(in, oldPress)
	}
	return window{
		id: a.customID(pressed{does: tellDoes}), title: tellLabel, note: tellNote, label: tellField,
		value: bot.ForEditors(h.question), most: bot.PassedOnMost,
	}.outcome()
}

// told passes on what was typed into the window. What would not be passed on as
// it stands is refused: nothing goes that its asker has not seen.
func (a *Adapter) told(ctx context.Context, d bot.Desk, in *interaction, text string) outcome {
	switch {
	case text == "":
		return tell(in, nothingSaid)
	case bot.ForEditors(text) != strings.Join(strings.Fields(text), " "):
		return tell(in, leaveOut)
	}
	return a.carryOut(ctx, d, in, bot.Press{Act: bot.TellEditors, Arg: text}, false)
}
