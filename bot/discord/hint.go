package discord

import "careerbot/bot"

// hintText says how to ask more in a thread, where Discord does not show the bot
// what is not said to it.
const hintText = "To ask more in this thread, mention me."

// withHint returns an answer with the hint at its end.
func withHint(a bot.Answer) bot.Answer {
	if a.Kind == bot.Silence || a.Private {
		return a
	}
	if a.Text != "" {
		a.Text += "\n\n"
	}
	a.Text += hintText
	return a
}
