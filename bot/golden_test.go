package bot

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerbot/bot/golden"

	"github.com/rogpeppe/go-internal/diff"
)

// update and failures are flags of "go test ./bot": -update rewrites the
// golden files, whose diff is then the review; -failures prints what is not
// right in each file of questions.
var (
	update   = flag.Bool("update", false, "rewrite the golden files in testdata")
	failures = flag.Int("failures", 0, "with -v: print up to this many wrong answers of each file")
)

// sameAsFile compares a text with a file in testdata, or writes it there.
func sameAsFile(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	if d := diff.Diff(path, want, "got; -update rewrites it", []byte(got)); d != nil {
		t.Errorf("%s", d)
	}
}

// TestStats judges the answers to all labelled questions. Its golden file has
// the totals, and the questions that are not answered right.
func TestStats(t *testing.T) {
	if testing.Short() {
		t.Skip("it answers all labelled questions")
	}
	b := newBot(t)
	var out strings.Builder
	for _, f := range questionFiles(t) {
		s := scoreFile(t, b, f)
		fmt.Fprintf(&out, "%s\n%s", f.name, s)
		if !f.keptApart() {
			out.WriteString(wrapped("  not right: ", s.wrong))
		}
		out.WriteByte('\n')
		floors(t, f, s)
	}
	out.WriteString(scoreChannel(t, b))
	sameAsFile(t, "stats.txt", out.String())
}

// A score is what the answers to one file of questions add up to.
type score struct {
	golden.Tally
	stops int      // turns that the figure guard stopped
	wrong []string // turns that are not right
}

// String writes the totals, a line for each.
func (s *score) String() string {
	var b strings.Builder
	line := func(name string, part, whole int) {
		fmt.Fprintf(&b, "  %-18s %3d/%-3d %6.2f%%\n", name, part, whole, percent(part, whole))
	}
	line("answers", s.Answers.Right, s.Answers.Of)
	line("declines", s.Declines.Right, s.Declines.Of)
	line("help", s.Help.Right, s.Help.Of)
	line("figure in headline", s.Headlines.Right, s.Headlines.Of)
	line("reason named", s.Reasons.Right, s.Reasons.Of)
	line("confidently wrong", s.Confident, s.Turns)
	fmt.Fprintf(&b, "  %-18s %3d\n  %-18s %3d\n", "wrong cells", s.WrongCells, "guard stops", s.stops)
	return b.String()
}

func percent(part, whole int) float64 { return golden.Share{Right: part, Of: whole}.Percent() }

// scoreFile judges the answers to one file of questions.
func scoreFile(t *testing.T, b *Bot, f questionFile) *score {
	s := &score{}
	for _, i := range f.items {
		c := talk{bot: b}
		for n, l := range i.Turns {
			a := c.say(l.Q)
			if len(c.stopped) > 0 {
				s.stops++
			}
			why := s.Add(l, judged(a))
			if why == "" {
				continue
			}
			s.wrong = append(s.wrong, fmt.Sprintf("%s.%d", i.ID, n+1))
			if !f.keptApart() && len(s.wrong) <= *failures {
				t.Logf("Answer(%s) = %q, %s", f.shown(i.ID, n+1, l.Q), a.Headline, why)
			}
		}
	}
	return s
}

// floors are what every change must keep; the golden file has the rest.
func floors(t *testing.T, f questionFile, s *score) {
	if s.stops > 0 {
		t.Errorf("%s: the guard stopped %d answers, want 0", f.name, s.stops)
	}
	if !f.keptApart() && s.Help.Right != s.Help.Of {
		t.Errorf("%s: help right %d of %d, want all", f.name, s.Help.Right, s.Help.Of)
	}
	if f.name != "eval.questions.jsonl" {
		return
	}
	if s.WrongCells > 0 {
		t.Errorf("%s: %d wrong cells, want 0", f.name, s.WrongCells)
	}
	for group, share := range map[string]golden.Share{"answers": s.Answers, "declines": s.Declines} {
		if got := share.Percent(); got < 90 {
			t.Errorf("%s: %s right %.2f%%, want at least 90%%", f.name, group, got)
		}
	}
}

// A message is a line of a channel, near the bot and not to it.
type message struct {
	golden.Label
	ID    string `json:"id"`
	Speak bool   `json:"speak"` // the bot may answer it
	Class string `json:"class"` // what kind of message it is
}

// scoreChannel counts what the bot says to messages that were not meant for it.
func scoreChannel(t *testing.T, b *Bot) string {
	var spoke, missed, wrong []string
	real, all := 0, readLines[message](t, "testdata/channel-messages.jsonl")
	for _, m := range all {
		a := b.Answer(Question{Text: m.Q})
		if m.Speak {
			real++
		}
		switch why := golden.Judge(m.Label, judged(a)); {
		case !m.Speak && a.Kind != Silence:
			spoke = append(spoke, m.ID)
			if len(spoke) <= *failures {
				t.Logf("unaddressed, %s: Answer(%q) = %q, want silence", m.Class, m.Q, a.Headline)
			}
		case m.Speak && a.Kind == Silence:
			missed = append(missed, m.ID)
		case m.Speak && why != "":
			wrong = append(wrong, m.ID)
			if len(wrong) <= *failures {
				t.Logf("unaddressed: Answer(%q) = %q, %s", m.Q, a.Headline, why)
			}
		}
	}
	answered := real - len(missed)
	return fmt.Sprintf("channel-messages.jsonl, unaddressed\n  %-18s %3d/%-3d\n  %-18s %3d/%-3d %6.2f%%\n  %-18s %3d/%-3d\n",
		"false answers", len(spoke), len(all)-real, "real answered", answered, real, percent(answered, real), "of these, wrong", len(wrong), answered) +
		wrapped("  false answers: ", spoke) + wrapped("  wrong: ", wrong)
}

// wrapped writes words in lines of some eighty characters, "" for no words.
func wrapped(head string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString(head)
	column := len(head)
	for i, w := range words {
		if column+len(w) > 80 {
			b.WriteString("\n    ")
			column = 4
		} else if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		column += len(w) + 1
	}
	b.WriteByte('\n')
	return b.String()
}
