package terminal

import (
	"careerbot/bot"
)

// An Answerer answers from memory; *bot.Bot is one.
type Answerer interface {
	Answer(bot.Question) bot.Answer
}

// A Conversation is questions of which each may follow up on those before it.
// It keeps what the last answer was about, and nothing else. It is for one
// goroutine.
type Conversation struct {
	Bot   Answerer
	prior string // State of the last answer that has one
}

// Say answers a text that was said to the bot, or only near it. A panic while
// answering stays in its question, which gets an apology. What is asked or told
// about a person's data has its answer at once: nothing is kept here.
func (c *Conversation) Say(text string, addressed bool) (a bot.Answer) {
	if act, _, _ := bot.ActOf(text); addressed && (act == bot.ShowPrivacy || act == bot.DeleteData) {
		return nothingKept(act)
	}
	defer func() {
		if recover() != nil {
			a = bot.ApologyAnswer()
		}
	}()
	a = c.Bot.Answer(bot.Question{Text: text, Prior: c.prior, Addressed: addressed})
	if a.State != "" { // a decline or the help leaves the conversation as it was
		c.prior = a.State
	}
	return a
}

func nothingKept(act bot.Act) bot.Answer {
	if act == bot.DeleteData {
		return bot.DeletedAnswer(0)
	}
	return bot.PrivacyAnswer(nil)
}
