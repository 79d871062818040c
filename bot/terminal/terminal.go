// Package terminal shows answers as text and as JSON lines: one question, a
// conversation, or a file of questions.
//
// It keeps nothing itself. Follow-ups go through the desk, which knows a
// conversation by its thread: a chat is one, and so is every line of a file.
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
func Ask(ctx context.Context, d bot.Desk, out io.Writer, text string, asJSON bool) (bot.Answer, error) {
	a, took, err := ask(ctx, d, bot.Question{ID: "terminal.ask", Text: text, Addressed: true})
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

// ask puts a question to the desk and takes the time.
func ask(ctx context.Context, d bot.Desk, q bot.Question) (bot.Answer, time.Duration, error) {
	q.Room, q.At = "terminal", time.Now()
	a, err := d.Answer(ctx, q)
	return a, time.Since(q.At), err
}
