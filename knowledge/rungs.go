package knowledge

import "slices"

// A rung is a label of pay that names one level, and perhaps says more of it:
// "Watch manager".
type rung struct {
	text, key string
	term      *Term
	readAs    bool // the word list is not sure of it
	more      bool // it has words beside the level's
	inYear    bool // the words are a year of it: "Trainee, year 1"
	from      int  // its years begin here
}

// tellRungs parts the levels of tables that have a word list's one level under
// several names: where "Trainee" and "Newly qualified", or "Crew manager" and "Watch
// manager", stand side by side, they are two steps, and figures of the one are none of
// the other. Where all of them say more than the level, its own words stand for each.
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
			if r.inYear && !hasPlain(rungs[:i], r.term) {
				b.alike[r.term] = append(b.alike[r.term], b.term(LevelTerm, cutBrackets(r.text), OwnLabel)) // "trainee pay"
			}
			if !r.more && b.isSecond(rungs, i) || r.more && hasOther(rungs, i) {
				b.ownRung(r, ladder, !hasPlain(rungs, r.term))
			}
		}
	}
}

// ownRung makes a level of a rung; alike says that the words of the level that it
// names ask for it as well.
func (b *setBuilder) ownRung(r rung, ladder *Term, alike bool) {
	if b.joined[r.text] != nil {
		return
	}
	name := cutBrackets(r.text)
	t := b.term(LevelTerm, name, OwnLabel)
	b.joined[r.text] = t
	if r.more {
		b.l.add(name, Sense{Term: t}) // first, as nothing longer was looked up
	}
	if ladder == nil || r.more { // of whoever is on a step of a ladder, it says the role, too
		b.l.takeOver(name, Sense{Term: t})
	} else if r.readAs {
		b.l.replaceIn(name, r.term, t)
		b.s.kin[r.term], b.s.kin[t] = append(b.s.kin[r.term], t), append(b.s.kin[t], r.term)
	}
	if r.more && alike {
		b.alike[r.term] = append(b.alike[r.term], t)
	}
}

// rung reads a label that is one phrase of a level and words that are no subject, beside
// its years and, in a ladder of one role, words for whoever is on that step. What stands
// before the level is a part of its name, whatever it means: "Contracts manager".
func (b *setBuilder) rung(text string, ladder *Term, a *Article) (rung, bool) {
	toks, _ := takeYears(b.l.Canonical(Tokens(cutBrackets(text))))
	_, years := takeYears(b.l.Canonical(Tokens(text)))
	r := rung{text: text, key: rawWords(toks), from: years.From}
	rest := ""
	for _, s := range b.l.Read(toks) {
		switch level := s.Is(LevelTerm); {
		case ladder != nil && s.Is(RoleTerm) != nil && b.isOn(ladder, s.Is(RoleTerm), a):
		case s.Is(RoleTerm) != nil, s.Is(PlaceTerm) != nil, isSubjectOf(s, r.term), level != nil && r.term != nil:
			return rung{}, false
		case level == nil:
			rest += " " + rawWords(toks[s.From:s.To])
			r.inYear = r.inYear || slices.ContainsFunc(toks[s.From:s.To], func(t Token) bool { return t.Text == "year" })
		default:
			r.term = level
			for _, o := range s.Senses {
				r.readAs = r.readAs || o.Term == level && o.ReadAs
			}
		}
	}
	r.more = !namesNobody(rest)
	return r, r.term != nil
}

// isSubjectOf reports whether a phrase of a label is a subject and no part of the name
// of a step, which stands before its level.
func isSubjectOf(s Span, level *Term) bool {
	c := s.Is(ConceptTerm)
	return c != nil && (level != nil || c.Name == ConceptPay)
}

// hasOther reports whether another rung has the level of rung i.
func hasOther(rungs []rung, i int) bool {
	for k, o := range rungs {
		if k != i && o.term == rungs[i].term {
			return true
		}
	}
	return false
}

// hasPlain reports whether a rung is a level and nothing more.
func hasPlain(rungs []rung, level *Term) bool {
	return slices.ContainsFunc(rungs, func(r rung) bool { return r.term == level && !r.more })
}

// isSecond reports whether another rung that is nothing more than the level has a
// better claim to the level of rung i: one that the word list is sure of, that needs
// fewer years or, where they are equal in both, that stands before it.
func (b *setBuilder) isSecond(rungs []rung, i int) bool {
	r := rungs[i]
	for k, o := range rungs {
		switch {
		case o.term != r.term || o.more && !o.inYear || k == i:
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
