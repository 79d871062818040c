package indextest

import (
	"strings"
	"testing"
)

// TestNew: a corpus has the size that was asked for, the words of real texts by
// their frequency, and nothing that the linter calls a fault but figures that
// articles disagree on.
func TestNew(t *testing.T) {
	c := New(t, 2000)
	if c.Passages < 2000 || c.Passages > 2200 {
		t.Errorf("%d passages, want 2000 and the rest of an article", c.Passages)
	}
	count, words, passages := map[string]int{}, 0, 0
	for _, a := range c.Set.Articles {
		eachPassage(a, func(_, text string) {
			passages++
			for w := range strings.FieldsSeq(strings.ToLower(text)) {
				count[strings.Trim(w, ".,()")]++
				words++
			}
		})
	}
	if passages != c.Passages {
		t.Errorf("%d passages are indexed plainly, want %d", passages, c.Passages)
	}
	once := 0
	for _, n := range count {
		if n == 1 {
			once++
		}
	}
	if the, of := count["the"], count["team"]; 30*the < words || the < 4*of {
		t.Errorf("of %d words %d are “the” and %d “team”, want it as in texts", words, the, of)
	}
	if 10*once < 2*len(count) || 10*once > 7*len(count) {
		t.Errorf("of %d different words %d stand once, want a third or a half", len(count), once)
	}
}

// TestNewIsTheSame: two corpora of one size do not differ.
func TestNewIsTheSame(t *testing.T) {
	write := func(n int) string {
		g := newGenerator(1000)
		var out strings.Builder
		for range n {
			name, text := g.article()
			out.WriteString(name + text)
		}
		return out.String() + strings.Join(g.questions(), "\n")
	}
	if first, again := write(5), write(5); first != again {
		t.Error("two corpora of one size differ")
	}
}
