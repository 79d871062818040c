package knowledge

import (
	"math"
	"slices"
	"testing"
)

func examples() []*Entry {
	return []*Entry{
		{Name: "hours", Phrases: []string{"do {role} work weekends", "what time do they start", "long shifts", "is it nine to five"}},
		{Name: "weather", Phrases: []string{"do {role} get wet", "working in the rain", "cold hands in winter"}},
		{Name: "jokes", Group: groupChat, Phrases: []string{"tell me a joke", "make me laugh"}},
	}
}

// likelyOf returns what a text is on, with its likelihood.
func likelyOf(c *Classifier, text string, skip ...int) (string, float32) {
	toks, skipped := Tokens(text), make([]bool, 20)
	for _, i := range skip {
		skipped[i] = true
	}
	scores := c.NewScores()
	c.Weigh(scores, toks, skipped)
	l := c.Likely(scores, 1)
	if l == nil {
		return "", 0
	}
	i := slices.Index(l, slices.Max(l))
	return c.Subjects[i], l[i]
}

// TestClassifier: words of examples tell subjects, in other forms and other
// sentences, and words that none has tell nothing.
func TestClassifier(t *testing.T) {
	c := newClassifier(examples())
	for text, want := range map[string]string{
		"shift":                          "hours",
		"any weekend work?":              "hours",
		"my hands are cold":              "weather",
		"will I work in rain":            "weather",
		"jokes":                          "jokes",
		"zebras, marmalade":              "",
		"when does my start time change": "hours",
	} {
		if got, _ := likelyOf(c, text); got != want {
			t.Errorf("%q is on %q, want %q", text, got, want)
		}
	}
	if got, _ := likelyOf(c, "cold shifts", 0); got != "hours" {
		t.Errorf("what is left out tells still: %q", got)
	}
	_, apart := likelyOf(c, "nine, five: to")
	if _, together := likelyOf(c, "nine to five"); together <= apart {
		t.Errorf("words side by side tell %v, apart %v, want more", together, apart)
	}
	if !c.Knows("winters") || c.Knows("zebra") {
		t.Error("Knows is wrong")
	}
}

// TestLikely: likelihoods are shares of 1.
func TestLikely(t *testing.T) {
	c := newClassifier(examples())
	l := c.Likely([]float32{2, 1, 0}, 0.5)
	sum := float64(l[0] + l[1] + l[2])
	if math.Abs(sum-1) > 1e-6 || l[0] <= l[1] || l[1] <= l[2] || c.Chat(l) != l[2] {
		t.Errorf("Likely = %v, Chat = %v", l, c.Chat(l))
	}
	if got := c.Likely([]float32{100, 0, 0}, 1); got[1] != 0 || got.Size() != 1 {
		t.Errorf("Likely of what is sure = %v", got)
	}
	if c.Likely(c.NewScores(), 1) != nil {
		t.Error("something is likely where nothing is known")
	}
}

// TestClassifierEvens: a subject with many examples is no likelier for that.
func TestClassifierEvens(t *testing.T) {
	entries := []*Entry{{Name: "few", Phrases: []string{"apples pears"}}, {Name: "many", Phrases: []string{"plums"}}}
	for range 50 {
		entries[1].Phrases = append(entries[1].Phrases, "cherries quinces medlars")
	}
	entries[1].Phrases = append(entries[1].Phrases, "pears")
	if got, _ := likelyOf(newClassifier(entries), "pears"); got != "few" {
		t.Errorf("pears are on %q, want the subject of which they are half", got)
	}
}

func TestNoClassifier(t *testing.T) {
	if c := newClassifier(nil); c != nil {
		t.Errorf("newClassifier of nothing = %v", c)
	}
}
