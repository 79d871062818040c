// Package terminal shows answers as text and as JSON lines: one question, a
// conversation, or a file of questions.
//
// A chat is one [Conversation], and so is every line of a file. Nothing of them
// is kept when they end.
package terminal

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"careerbot/bot"
)

// Ask answers one question on out, in words or as a line of JSON, and returns
// the answer.
func Ask(ctx context.Context, b Answerer, out io.Writer, text string, asJSON bool) (bot.Answer, error) {
	a, took, err := ask(ctx, &Conversation{Bot: b}, text, true)
	if err != nil {
		return a, err
	}
	if asJSON {
		return a, write(out, newRecord("", 1, a, took))
	}
	_, err = fmt.Fprintln(out, a.Plain()+offered(a.Next, false))
	return a, err
}

// offered lists the questions under an answer, below an empty line.
func offered(next []bot.Offer, numbered bool) string {
	if len(next) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n\nYou can also ask:")
	for i, offer := range next {
		mark := "-"
		if numbered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		fmt.Fprintf(&b, "\n%s %s", mark, offer.Question)
	}
	return b.String()
}

// ask puts one more question and takes the time, unless ctx is done.
func ask(ctx context.Context, c *Conversation, text string, addressed bool) (bot.Answer, time.Duration, error) {
	if err := ctx.Err(); err != nil {
		return bot.Answer{}, 0, err
	}
	start := time.Now()
	a := c.Say(text, addressed)
	return a, time.Since(start), nil
}
