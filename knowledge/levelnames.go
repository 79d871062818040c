package knowledge

import "slices"

// namedLikeLevels makes roles of names that end in a word for a level: "Cruise director"
// beside "Hotel manager", or in a title, over the levels of a table of pay, is whom the
// column is on. The word alone still means the level.
func (b *setBuilder) namedLikeLevels(grids []*grid) {
	for _, g := range grids {
		cols, rows := g.payLabels()
		b.namedOnSide(g.a, cols, rows)
		b.namedOnSide(g.a, rows, cols)
	}
}

// payLabels returns the labels of a table's columns and rows of pay.
func (g *grid) payLabels() (cols, rows []string) {
	for c, pay := range g.cols {
		if pay {
			cols = append(cols, g.t.Header[c])
		}
	}
	for r, pay := range g.rows {
		if pay {
			rows = append(rows, g.t.Rows[r].Label())
		}
	}
	return cols, rows
}

// namedOnSide makes roles of the labels on one side of a table where the levels stand on
// the other, and its fellows are roles or the article's title has the name.
func (b *setBuilder) namedOnSide(a *Article, labels, across []string) {
	if !mostlyLevels(b.facetsOf(across)) {
		return
	}
	beside := slices.ContainsFunc(b.facetsOf(labels), func(f Facets) bool { return f.Role != nil && f.Level == nil })
	for _, label := range labels {
		if name := cutBrackets(label); b.endsInLevel(name) && (beside || b.l.has(a.Title, name)) {
			t := b.term(RoleTerm, name, OwnLabel)
			b.l.add(name, Sense{Term: t}) // first, as nothing longer was looked up
			b.l.takeOver(name, Sense{Term: t})
		}
	}
}

func (b *setBuilder) facetsOf(labels []string) []Facets {
	out := make([]Facets, len(labels))
	for i, label := range labels {
		out[i] = b.l.facets(label, true)
	}
	return out
}

// endsInLevel reports whether a label is words that no list explains and a level behind
// them.
func (b *setBuilder) endsInLevel(name string) bool {
	f := b.l.facets(name, true)
	if f.Level == nil || f.Role != nil || f.Place != nil || f.Years.Set || f.Has(ConceptPay) || namesNobody(f.Rest) {
		return false
	}
	spans := b.l.Read(b.l.Canonical(Tokens(name)))
	return len(spans) > 1 && spans[0].Is(LevelTerm) == nil && spans[len(spans)-1].Is(LevelTerm) != nil
}

// has reports whether a text has a name, however both are written.
func (l *Lexicon) has(text, name string) bool {
	_, words := l.fold(text, nil)
	_, of := l.fold(name, nil)
	for i := 0; i+len(of) <= len(words); i++ {
		if slices.Equal(words[i:i+len(of)], of) {
			return true
		}
	}
	return false
}
