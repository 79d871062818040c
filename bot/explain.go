package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// Explain answers a question and tells how: how each word was read, which
// slots that filled, what was searched for and found, and which cells and
// sentences stand behind the figures. It is for authors and operators.
func (b *Bot) Explain(q Question) (Answer, string) {
	t := b.trace(q)
	var s strings.Builder
	line := func(name string, format string, args ...any) {
		if v := fmt.Sprintf(format, args...); v != "" {
			fmt.Fprintf(&s, "%-12s %s\n", name, v)
		}
	}
	a := t.ask
	line("read as", "%s", spell(a))
	for _, f := range a.fixed {
		line("spelling", "%s → %s", f[0], f[1])
	}
	line("roles", "%s", strings.Join(termNames(a.roles), ", "))
	line("levels", "%s", strings.Join(termNames(a.levels), ", "))
	line("places", "%s", strings.Join(termNames(a.places), ", "))
	for _, m := range a.foreign {
		line("not covered", "%s (“%s”)", m.term.Name, m.phrase)
	}
	line("carried over", "%s", strings.Join(termNames(a.kept), ", "))
	line("speaks of", "%s", strings.Join(termNames(a.concepts), ", "))
	line("asks for", "%s", a.intentName())
	line("by examples", "%s", b.gistName(b.likely(a)))
	e := b.evidenceOf(a)
	line("words", "%s", b.judged(e))
	if !a.pay { // pay is looked up by its slots and not searched for
		hits := b.search(a, e)
		for _, h := range hits[:min(5, len(hits))] {
			line("found", "%6.2f  %s: %s", h.Score, h.Heading(), shorten(h.Text, 90))
		}
	}
	line("answer", "%s %s", t.answer.Kind, t.answer.Reason)
	var shown []string
	for _, c := range t.cited {
		if len(figuresIn(c)) > 0 && !slices.Contains(shown, c) {
			shown = append(shown, c)
			line("figures of", "%s", shorten(c, 110))
		}
	}
	for _, f := range t.stopped {
		line("stopped", "%s stands in nothing that is cited", f)
	}
	return t.answer, s.String()
}

// spell shows each phrase with what it was taken for.
func spell(a *ask) string {
	var parts []string
	for _, sp := range a.spans {
		p := sp.Phrase
		if len(sp.Senses) > 0 && sp.Is(knowledge.FillerTerm) == nil {
			p += "=" + sp.Senses[0].Term.Name
		} else if len(sp.Senses) == 0 {
			p = "[" + p + "]"
		}
		parts = append(parts, p)
	}
	return strings.Join(parts, " ")
}

// intentName says in words which kind of question it was taken for.
func (a *ask) intentName() string {
	switch {
	case a.rate:
		return "contract rates"
	case a.claim:
		return "what an article says of differences in pay"
	case a.pay:
		return "pay"
	}
	return "a passage"
}

// judged lists the question's own words with the share of passages that have
// them; those in none count against an answer.
func (b *Bot) judged(e evidence) string {
	var parts []string
	for _, s := range e.stems {
		parts = append(parts, fmt.Sprintf("%s %.0f%%", cmp.Or(b.set.Thesaurus.Name(s), s), 100*b.index.Frequency(s)))
	}
	return strings.Join(parts, ", ")
}
