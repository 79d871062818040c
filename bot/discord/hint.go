package discord

import (
	"time"

	"careerbot/bot"
)

// hintText says how to ask more in a thread, where Discord does not show the bot
// what is not said to it.
const hintText = "To ask more in this thread, mention me."

// hinted returns an answer with the hint at its end, and true, where that is to
// be said: once a day in a thread, and under answers that one may well go on
// from.
func (a *Adapter) hinted(to address, ans bot.Answer) (bot.Answer, bool) {
	if !to.Hint || !ans.Kind.Answered() || ans.Private || a.hints.done(to.Channel, time.Now()) {
		return ans, false
	}
	if ans.Text != "" {
		ans.Text += "\n\n"
	}
	ans.Text += hintText
	return ans, true
}
