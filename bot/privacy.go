package bot

import (
	"fmt"
	"strings"
	"time"
)

// A Held is one kind of thing that is held about a person.
type Held struct {
	What  string    // in the plural, as a list has it: "Votes on answers"
	Count int       // 0: nothing of the kind is held
	Until time.Time // when the last of them is gone; zero: when they are deleted
}

// neverKept is what holds for everybody, always.
const neverKept = "I never keep your questions, except one that you pass on to the editors yourself, and never the amounts in them."

// PrivacyAnswer says what is held about the person who asked.
func PrivacyAnswer(held []Held) Answer {
	var lines []string
	for _, h := range held {
		if h.Count > 0 {
			lines = append(lines, h.line())
		}
	}
	a := Answer{Kind: Help, Private: true}
	remove := "“" + sayingOf(DeleteData) + "”"
	if lines == nil {
		a.Headline = "I keep nothing about you at the moment."
		a.Text = paragraphs(neverKept, "Should that change, say "+remove+" to delete it.")
		return a
	}
	a.Headline = "This is what I keep about you."
	a.Text = paragraphs(strings.Join(lines, "\n"),
		"It is filed under a code made of your account, not under your name. "+neverKept,
		"Say "+remove+" to delete all of it.")
	return a
}

func (h Held) line() string {
	until := "until you delete them"
	if !h.Until.IsZero() {
		until = "until " + h.Until.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return fmt.Sprintf("- %s: %d, %s", h.What, h.Count, until)
}

// DeletedAnswer says that n things about the person who asked were deleted, and
// what is out of reach.
func DeletedAnswer(n int) Answer {
	a := Answer{Kind: Help, Private: true}
	switch n {
	case 0:
		a.Headline = "I kept nothing about you, so there was nothing to delete."
	case 1:
		a.Headline = "Deleted: the one thing that I kept about you."
	default:
		a.Headline = fmt.Sprintf("Deleted: all %d things that I kept about you.", n)
	}
	a.Text = "What remains:\n" +
		"- Answers that others can see stay in their channel. Staff can delete them.\n" +
		"- Logs have the ids of messages, and none of their words."
	return a
}
