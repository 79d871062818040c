package knowledge

import "slices"

// A rung is a label of pay that names a level and nothing else.
type rung struct {
	text, key string
	term      *Term
	readAs    bool // the word list is not sure of it
	from      int  // its years begin here
}

// tellRungs parts the levels of tables that have a word list's one level under
// two names: where "Trainee" and "Newly qualified" stand side by side, they are
// two steps, and figures of the one are none of the other.
func (b *setBuilder) tellRungs(grids []*grid) {
	for _, g := range grids {
		var rungs []rung
		ladder := b.ladderOf(g)
		g.eachPayLabel(func(text string) {
			if r, ok := b.rung(text, ladder, g.a); ok && !slices.ContainsFunc(rungs, func(o rung) bool { return o.key == r.key }) {
				rungs = append(rungs, r)
			}
		})
		for i, r := range rungs {
			if b.isSecond(rungs, i) && b.joined[r.text] == nil {
				t := b.term(LevelTerm, cutBrackets(r.text), OwnLabel)
				b.joined[r.text] = t
				if ladder == nil { // of whoever is on a step of a ladder, it says the role, too
					b.l.takeOver(cutBrackets(r.text), Sense{Term: t})
				}
			}
		}
	}
}

// rung reads a label that is one phrase of a level, beside its years and, in a ladder
// of one role, words for whoever is on that step.
func (b *setBuilder) rung(text string, ladder *Term, a *Article) (rung, bool) {
	toks, years := takeYears(b.l.Canonical(Tokens(text)))
	spans := b.l.Read(toks)
	if ladder != nil {
		spans = slices.DeleteFunc(spans, func(s Span) bool { return s.Is(RoleTerm) != nil && b.isOn(ladder, s.Is(RoleTerm), a) })
	}
	if len(spans) != 1 || spans[0].Is(LevelTerm) == nil || spans[0].Is(RoleTerm) != nil {
		return rung{}, false
	}
	r := rung{text: text, key: spans[0].Phrase, term: spans[0].Is(LevelTerm), from: years.From}
	for _, s := range spans[0].Senses {
		r.readAs = r.readAs || s.Term == r.term && s.ReadAs
	}
	return r, true
}

// isSecond reports whether another rung has a better claim to the level of rung
// i: one that the word list is sure of, that needs fewer years or, where they
// are equal in both, that stands before it.
func (b *setBuilder) isSecond(rungs []rung, i int) bool {
	r := rungs[i]
	for k, o := range rungs {
		switch {
		case o.term != r.term || k == i:
		case o.readAs != r.readAs:
			if r.readAs {
				return true
			}
		case o.from < r.from, o.from == r.from && k < i:
			return true
		}
	}
	return false
}
