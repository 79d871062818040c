package knowledge

import "slices"

// turned returns an article whose tables stand as most are: those of roles and what they
// have in common with a column for each role, and those of pay with the grade of a row in
// its label. The given article is not changed, and returned where all stand so.
func (b *setBuilder) turned(a *Article) *Article {
	out := a
	for si, s := range a.Sections {
		for bi, block := range s.Blocks {
			t := b.asMost(a, si, bi, block.Table)
			if t == block.Table {
				continue
			}
			if out == a {
				out = a.clone()
			}
			out.Sections[si].Blocks[bi].Table = t
		}
	}
	return out
}

// asMost returns a table as most stand, the given one where it does: "Role | Tools |
// Ceiling" with a row for each role becomes "Tools" and "Ceiling" with a cell for each, and
// the "6" of a column "Band" a "Band 6" in the row's label.
func (b *setBuilder) asMost(a *Article, si, bi int, t *Table) *Table {
	if t == nil {
		return nil
	}
	if b.rolesAreRows(newGrid(b.l, a, si, bi, t)) {
		return t.turn()
	}
	if t.isStrip() {
		return t.upright()
	}
	if col, name := t.gradeColumn(); name != "" {
		return t.withGrades(col, name)
	}
	if t.whoIsOnGrades() {
		return t.withGrades(0, "")
	}
	return t
}

// isStrip reports whether a table is one row of figures of money below what each is of, and
// has no labels: towns and what is paid there.
func (t *Table) isStrip() bool {
	return len(t.Rows) == 1 && len(t.Header) > 2 && !slices.ContainsFunc(t.Rows[0].Cells, func(c string) bool {
		_, ok := parseCell(c, unit{})
		return !ok && !saysNone(c)
	})
}

// upright returns such a table with a row for each figure.
func (t *Table) upright() *Table {
	out := &Table{Header: []string{"", ""}, Caption: t.Caption, Line: t.Line}
	for c, h := range t.Header {
		out.Rows = append(out.Rows, Row{Cells: []string{h, t.Rows[0].Cells[c]}, Line: t.Line})
	}
	return out
}

// clone returns a copy whose blocks can be changed.
func (a *Article) clone() *Article {
	out := *a
	out.Sections = slices.Clone(a.Sections)
	for i := range out.Sections {
		out.Sections[i].Blocks = slices.Clone(out.Sections[i].Blocks)
	}
	return &out
}

// rolesAreRows reports whether a table without pay has a row for each of several roles,
// and more to say of them than one thing.
func (b *setBuilder) rolesAreRows(g *grid) bool {
	if g.pay() || len(g.t.Rows) < 2 || len(g.t.Header) < 3 || g.t.Header[0] != "" && axisKind(g.t.Header[0]) != RoleTerm {
		return false
	}
	var roles []*Term
	for _, row := range g.t.Rows {
		f := b.l.facets(row.Label(), false)
		if f.Role == nil || f.Rest != "" || f.Level != nil || f.Place != nil || slices.Contains(roles, f.Role) {
			return false
		}
		roles = append(roles, f.Role)
	}
	return !slices.ContainsFunc(g.t.Header[1:], func(h string) bool { return h == "" || b.l.facets(h, false).Role != nil })
}

// turn returns a table with its rows for columns.
func (t *Table) turn() *Table {
	out := &Table{Header: []string{t.Header[0]}, Caption: t.Caption, Line: t.Line}
	for _, row := range t.Rows {
		out.Header = append(out.Header, row.Label())
	}
	for c, h := range t.Header[1:] {
		cells := []string{h}
		for _, row := range t.Rows {
			cells = append(cells, row.Cells[c+1])
		}
		out.Rows = append(out.Rows, Row{Cells: cells, Line: t.Line})
	}
	return out
}
