package bot

import (
	"slices"

	"careerbot/knowledge"
)

// oneStep keeps of the levels that one word stands for those that have figures
// in the places asked for: who is newly qualified is at "Band 5" in one country
// and at "Graduate" in another.
func (b *Bot) oneStep(a *ask) {
	if len(a.places) == 0 || len(a.levels) < 2 {
		return
	}
	paid := func(l *knowledge.Term) bool {
		return slices.ContainsFunc(a.places, func(p *knowledge.Term) bool { return len(b.cells.roles[levelAt{l, p}]) > 0 })
	}
	for _, m := range slices.Clone(a.said) {
		same := func(o mention) bool {
			return o.at == m.at && o.term != m.term && o.term.Kind == m.term.Kind && paid(o.term)
		}
		if m.term.Kind == knowledge.LevelTerm && !paid(m.term) && slices.ContainsFunc(a.said, same) {
			a.levels = slices.DeleteFunc(slices.Clone(a.levels), func(l *knowledge.Term) bool { return l == m.term })
			a.said = slices.DeleteFunc(a.said, func(o mention) bool { return o.at == m.at && o.term == m.term })
		}
	}
}
