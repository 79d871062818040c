package bot

import (
	"sync"
	"testing"

	"careerbot/knowledge"
)

// shipped loads the shipped articles once; a Set is not changed after loading.
var shipped = sync.OnceValues(func() (*knowledge.Set, error) { return knowledge.Load(false) })

// newBot returns a Bot of its own over the shipped articles.
func newBot(t testing.TB) *Bot {
	t.Helper()
	set, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return botOver(t, set)
}

func botOver(t testing.TB, set *knowledge.Set) *Bot {
	t.Helper()
	b, err := New(set, newKey(t, "the secret of the tests"), nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Contact, b.Support = "#career-mentors", "#support"
	return b
}

func newKey(t testing.TB, secret string) Key {
	t.Helper()
	k, err := NewKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// say answers a text on its own, as one said to the bot.
func say(b *Bot, text string) Answer { return b.Answer(Question{Text: text, Addressed: true}) }

// A talk is one conversation. Each question follows the last answer that left
// a State, as a Desk has it.
type talk struct {
	bot     *Bot
	prior   string
	stopped []string // figures that the guard stopped in the last turn
}

func (c *talk) say(text string) Answer {
	t := c.bot.trace(Question{Text: text, Prior: c.prior, Addressed: true})
	c.stopped = t.stopped
	if t.answer.State != "" {
		c.prior = t.answer.State
	}
	return t.answer
}

// read is a memory in names, which can be compared.
func (m memory) read() Slots {
	return Slots{Role: termNames(m.roles), Place: termNames(m.places), Level: termNames(m.levels)}
}
