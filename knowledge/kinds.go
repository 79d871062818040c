package knowledge

// namedInFull reports whether every column of pay names both a role and a level,
// so that the rows part something else: kinds of employers, branches.
func (g *grid) namedInFull(cols []Facets) bool {
	n := 0
	for c, f := range cols {
		if g.cols[c] {
			if f.Role == nil || f.Level == nil {
				return false
			}
			n++
		}
	}
	return n > 0
}

// levelAmong returns the step that a level is among some kind of employers: its
// figures are of both, and either word asks for it.
func (b *setBuilder) levelAmong(level *Term, kind string) *Term {
	known := len(b.s.Terms)
	t := b.term(LevelTerm, level.Name+", "+kind, OwnLabel)
	if len(b.s.Terms) > known {
		b.l.add(kind, Sense{Term: t})
		b.alike[level] = append(b.alike[level], t)
	}
	return t
}
