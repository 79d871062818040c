package bot

import (
	"slices"

	"careerbot/knowledge"
)

// oneStep keeps of the levels that one word stands for those that have figures of
// the roles and places asked for: who is newly qualified is at "Band 5" in one country
// and at "Graduate" in another. Of those the one is meant that an article counts the
// word as.
func (b *Bot) oneStep(a *ask) {
	if len(a.levels) < 2 {
		return
	}
	a.bothSay()
	paid := func(l *knowledge.Term) bool { return len(b.figures(a.roles, []*knowledge.Term{l}, a.places)) > 0 }
	for _, m := range slices.Clone(a.said) {
		better := func(o mention) bool {
			told := o.term == b.set.Titled(o.phrase)
			return o.at == m.at && o.term != m.term && o.term.Kind == m.term.Kind && paid(o.term) && (told || !paid(m.term))
		}
		if m.term.Kind == knowledge.LevelTerm && slices.ContainsFunc(a.said, better) {
			a.levels = slices.DeleteFunc(slices.Clone(a.levels), func(l *knowledge.Term) bool { return l == m.term })
			a.said = slices.DeleteFunc(a.said, func(o mention) bool { return o.at == m.at && o.term == m.term })
		}
	}
}

// bothSay keeps of the levels of two words those that both of them stand for:
// "junior" and "hotel" for "Entry-level, Hotel".
func (a *ask) bothSay() {
	means := func(at int, l *knowledge.Term) bool {
		return slices.ContainsFunc(a.said, func(m mention) bool { return m.at == at && m.term == l })
	}
	for _, l := range a.levels {
		first := slices.IndexFunc(a.said, func(m mention) bool { return m.term == l })
		last := first
		for i, m := range a.said {
			if m.term == l {
				last = i
			}
		}
		if first < 0 || a.said[first].at == a.said[last].at {
			continue
		}
		from, to := a.said[first].at, a.said[last].at
		a.levels = slices.DeleteFunc(slices.Clone(a.levels), func(o *knowledge.Term) bool {
			return means(from, o) != means(to, o)
		})
		return
	}
}
