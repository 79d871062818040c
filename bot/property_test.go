package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"careerbot/bot/golden"
	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

// A turn is one question of the golden files with what it was answered.
type turn struct {
	name   string // "" for those that nothing may be printed of
	text   string
	prior  string
	answer Answer
}

// errorf fails the test by what is wrong with the answer.
func (u turn) errorf(t *testing.T, format string, args ...any) {
	t.Helper()
	if u.name == "" {
		t.Errorf("the answer to a question kept apart fails %s", t.Name())
		return
	}
	t.Errorf("Answer(%s) "+format, append([]any{u.name}, args...)...)
}

// goldenTurns answers all golden questions, conversation by conversation; in
// short runs, one conversation of ten.
func goldenTurns(t *testing.T, b *Bot) []turn {
	t.Helper()
	var out []turn
	for _, f := range questionFiles(t) {
		for k, i := range f.items {
			if testing.Short() && k%10 != 0 {
				continue
			}
			c := talk{bot: b}
			for n, l := range i.Turns {
				prior := c.prior
				out = append(out, turn{f.shown(i.ID, n+1, l.Q), l.Q, prior, c.say(l.Q)})
			}
		}
	}
	return out
}

// What an answer may hold.
const (
	mostHeadline = 160  // characters
	mostReply    = 1500 // characters of text
	mostOffers   = 3
	mostState    = 60 // bytes
	mostLabel    = 40 // characters of an offer's label
	mostQuestion = 90 // characters of an offer's question
)

// faults returns what no answer may be, whatever was asked.
func faults(a Answer) []string {
	var out []string
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	runes := utf8.RuneCountInString
	fault(a.Headline == "", "no headline")
	fault(strings.ContainsRune(a.Headline, '\n'), "headline %q of several lines", a.Headline)
	fault(runes(a.Headline) > mostHeadline, "headline of %d characters", runes(a.Headline))
	fault(golden.Amounts(a.Headline) > mostAmounts, "headline of %d amounts", golden.Amounts(a.Headline))
	fault(runes(a.Text) > mostReply, "text of %d characters", runes(a.Text))
	fault(len(a.Next) > mostOffers, "%d offers", len(a.Next))
	fault(len(a.State) > mostState, "state of %d bytes", len(a.State))
	for _, o := range a.Next {
		fault(o.Label == "" || runes(o.Label) > mostLabel, "offer with the label %q", o.Label)
		fault(o.Question == "" || runes(o.Question) > mostQuestion, "offer with the question %q", o.Question)
	}
	if a.Kind.Answered() {
		fault(len(a.Sources) == 0, "no source")
		fault(a.Reason != "", "answered, with the reason %s", a.Reason)
	} else {
		fault(len(figuresIn(a.Headline+a.Text)) > 0, "figures %q without an answer", figuresIn(a.Headline+a.Text))
		fault(a.Table != nil, "a table without an answer")
		fault(len(a.Sources) > 0, "sources without an answer")
	}
	fault((a.Kind == Declined) != (a.Reason != ""), "%s with the reason %q", a.Kind, a.Reason)
	fault(a.Reason == Personal && len(a.Next) > 0, "offers to somebody in distress")
	for _, text := range append(readable(a), a.Contact) {
		fault(!utf8.ValidString(text), "invalid UTF-8 in %q", text)
		fault(strings.ContainsFunc(text, hidden), "hidden characters in %q", text)
		fault(strings.ContainsAny(text, "<>@`"), "markup in %q", text)
	}
	return append(out, tableFaults(a.Table)...)
}

func tableFaults(t *Table) []string {
	if t == nil {
		return nil
	}
	var out []string
	if len(t.Header) < 2 || len(t.Rows) == 0 {
		out = append(out, fmt.Sprintf("table of %d columns and %d rows", len(t.Header), len(t.Rows)))
	}
	for _, row := range t.Rows {
		if len(row) != len(t.Header) {
			out = append(out, fmt.Sprintf("row %q under the header %q", row, t.Header))
		}
		if slices.ContainsFunc(row, func(c string) bool { return c == "" || strings.ContainsRune(c, '\n') }) {
			out = append(out, fmt.Sprintf("row %q has an empty or broken cell", row))
		}
	}
	return out
}

// hidden reports characters that nobody sees.
func hidden(r rune) bool { return r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) }

// readable returns everything of an answer that a person may read.
func readable(a Answer) []string {
	out := draft{Answer: a}.texts()
	for _, o := range a.Next {
		out = append(out, o.Label, o.Question)
	}
	for _, s := range a.Sources {
		out = append(out, s.Heading, s.Publisher, s.Data)
	}
	return out
}

func TestAnswersKeepTheLimits(t *testing.T) {
	for _, turn := range goldenTurns(t, newBot(t)) {
		for _, fault := range faults(turn.answer) {
			turn.errorf(t, "has %s", fault)
		}
	}
}

// moneyCell is an amount or a range as articles print it.
var moneyCell = regexp.MustCompile(`[£$€₹]\d[\d,.]*\d[kK]?(–[£$€₹]?\d[\d,.]*\d[kK]?)?\+?`)

// TestFiguresStandInTheSources looks for every amount and range of an answer,
// whole, in the text of the sections that it cites: what the figure guard
// holds, seen from outside, for the shipped articles and beside another.
func TestFiguresStandInTheSources(t *testing.T) {
	for _, b := range []*Bot{newBot(t), withNurses(t, false)} {
		sections := map[string]string{}
		for _, art := range b.set.Articles {
			for i := range art.Sections {
				s := &art.Sections[i]
				sections[art.Name+"#"+s.Anchor] = printed(s)
			}
		}
		checked := 0
		for _, turn := range goldenTurns(t, b) {
			var cited strings.Builder
			for _, s := range turn.answer.Sources {
				cited.WriteString(sections[s.Article+"#"+s.Section] + "\n")
			}
			for _, text := range (draft{Answer: turn.answer}).texts() {
				for _, cell := range moneyCell.FindAllString(text, -1) {
					checked++
					if !strings.Contains(cited.String(), cell) {
						turn.errorf(t, "says %s in %q, want only what stands in its sources", cell, text)
					}
				}
			}
		}
		if checked < 100 {
			t.Errorf("%d figures were checked, want a hundred", checked)
		}
	}
}

// TestOffersAreAnswered asks every offer of every reply, on its own.
func TestOffersAreAnswered(t *testing.T) {
	b := newBot(t)
	asked, again := map[string]Answer{}, map[string]bool{}
	for _, turn := range goldenTurns(t, b) {
		for _, o := range turn.answer.Next {
			if _, ok := asked[o.Question]; !ok {
				asked[o.Question] = say(b, o.Question)
			}
			got := asked[o.Question]
			if !got.Kind.Answered() {
				turn.errorf(t, "offers %q, which is declined: %s", o.Question, got.Reason)
			}
			if got.Headline == turn.answer.Headline && !again[o.Question] {
				again[o.Question] = true
				turn.errorf(t, "offers %q, which it has just answered", o.Question)
			}
		}
	}
	if len(asked) < 20 {
		t.Errorf("%d different offers, want at least 20", len(asked))
	}
}

// TestStateOpensToTheSameSlots seals, opens and seals again.
func TestStateOpensToTheSameSlots(t *testing.T) {
	b, other := newBot(t), newBot(t)
	for _, turn := range goldenTurns(t, b) {
		a := turn.answer
		if a.State == "" {
			if a.Kind.Answered() {
				turn.errorf(t, "left no State")
			}
			continue
		}
		m := b.open(a.State)
		if m.kind == memNone {
			turn.errorf(t, "left a State that opens to nothing")
		}
		if got := b.key.seal(m); got != a.State {
			turn.errorf(t, "left the State %q, which is sealed again as %q", a.State, got)
		}
		if diff := cmp.Diff(m.read(), other.open(a.State).read()); diff != "" {
			turn.errorf(t, "left a State that another Bot opens to (-one +other):\n%s", diff)
		}
		if m.kind != memPay || !a.Kind.Answered() {
			continue
		}
		want := Slots{Role: a.Slots.Role, Place: a.Slots.Place, Level: a.Slots.Level}
		if diff := cmp.Diff(want, m.read()); diff != "" {
			turn.errorf(t, "left a State with other slots (-slots +state):\n%s", diff)
		}
	}
}

// TestSameQuestionSameAnswer asks everything again: in the same Bot, in
// another, and of both at once from several sides.
func TestSameQuestionSameAnswer(t *testing.T) {
	b, other := newBot(t), newBot(t)
	turns := goldenTurns(t, b)
	const sides = 4
	var wait sync.WaitGroup
	for side := range sides {
		wait.Go(func() {
			bot := []*Bot{b, other}[side%2]
			for k := range turns {
				turn := turns[(k+side*len(turns)/sides)%len(turns)]
				got := bot.Answer(Question{ID: fmt.Sprint(side), Text: turn.text, Prior: turn.prior, Addressed: true})
				if diff := cmp.Diff(turn.answer, got); diff != "" {
					turn.errorf(t, "differs when asked again (-first +then):\n%s", diff)
				}
			}
		})
	}
	wait.Wait()
}

// printed is all text of a section.
func printed(s *knowledge.Section) string {
	lines := []string{s.Heading}
	for _, block := range s.Blocks {
		lines = append(lines, block.Text)
		for _, it := range block.Items {
			lines = append(lines, it.Text)
		}
		if block.Table == nil {
			continue
		}
		lines = append(lines, block.Table.Header...)
		for _, row := range block.Table.Rows {
			lines = append(lines, row.Cells...)
		}
	}
	return strings.Join(lines, "\n")
}
