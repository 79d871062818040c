package knowledge

import (
	"slices"
	"strings"
)

// grids returns the tables of the article.
func (l *linter) grids() (out []*grid) {
	for si, s := range l.a.Sections {
		for bi, b := range s.Blocks {
			if b.Table != nil {
				out = append(out, newGrid(l.set.Lexicon, l.a, si, bi, b.Table))
			}
		}
	}
	return out
}

// tables looks at cells that look like pay, and at the headers of pay.
func (l *linter) tables() {
	for _, g := range l.grids() {
		heading := l.set.Lexicon.facets(l.a.Sections[g.si].Heading+" "+g.t.Header[0], true)
		for r, row := range g.t.Rows {
			for c := 1; c < len(row.Cells); c++ {
				l.cell(g, r, c, heading.Has(ConceptPay))
			}
			if g.rows[r] {
				l.words(row.Line, row.Label(), l.set.Facets(l.a, g.si, g.bi, r, 0))
			}
		}
		for c, header := range g.t.Header {
			if g.cols[c] {
				l.words(g.t.Line, header, l.set.Facets(l.a, g.si, g.bi, -1, c))
			}
		}
		l.payCells(g)
	}
}

// cell looks at one cell that is not simply pay.
func (l *linter) cell(g *grid, r, c int, payHeading bool) {
	row := g.t.Rows[r]
	text := row.Cells[c]
	if g.money[r][c] || saysNone(text) {
		return
	}
	figures := FindMoney(text)
	printed := 0
	for _, m := range figures {
		printed += len(m.Text)
		if m.Currency != figures[0].Currency {
			l.fault(row.Line, "the cell %q has two currencies: give each its own column", text)
			return
		}
	}
	if 2*printed >= len(text) && printed > 0 {
		l.warn(row.Line, "the cell %q is not read as pay: one figure or range stands alone in its cell, notes in the header or below the table", text)
		return
	}
	m, n := ParseMoney(text)
	if n != len(text) || m.Low < 100_00 {
		return
	}
	row0, col0 := l.set.Facets(l.a, g.si, g.bi, r, 0), l.set.Facets(l.a, g.si, g.bi, -1, c)
	if g.rows[r] && g.cols[c] || row0.Has(ConceptPay) || col0.Has(ConceptPay) || payHeading && m.Low >= 1000_00 && row0.kind() != 0 {
		l.fault(row.Line, "the figure %q has no currency: write it in the cell", text)
	}
}

// words looks for words of a header or label of pay that nothing explains.
func (l *linter) words(line int, text string, f Facets) {
	own := slices.ContainsFunc([]*Term{f.Role, f.Level, f.Place}, func(t *Term) bool { return t != nil && t.Group == OwnLabel })
	if !namesNobody(f.Rest) && !own {
		l.warn(line, "%q in %q says nothing that the word lists know: figures beside or below it are found without it", f.Rest, text)
	}
}

// payCells looks at the cells of a table that were read as pay.
func (l *linter) payCells(g *grid) {
	type facets struct {
		role, level, place *Term
		years              Years
		period, currency   string
		basic, total       bool // its header says which kind of pay it is
	}
	seen := map[facets]*Pay{}
	periodless, line := 0, 0
	for _, p := range l.pays {
		if p.Section != g.si || p.Block != g.bi || p.None {
			continue
		}
		if p.Period == "" {
			if periodless++; line == 0 {
				line = g.t.Rows[p.Row].Line
			}
		}
		header := l.set.Facets(l.a, g.si, g.bi, -1, p.Col)
		key := facets{p.Role, p.Level, p.Place, p.Years, p.Period, p.Money.Currency, header.Has(ConceptBasicPay), header.Has(ConceptTotalPay)}
		first := seen[key]
		switch {
		case first == nil:
			seen[key] = p
		case !first.Money.Same(p.Money):
			l.warn(g.t.Rows[p.Row].Line, "nothing tells %q from %q in line %d: both read %s", p.Cell, first.Cell, g.t.Rows[first.Row].Line, firstNonEmpty(p.facetNames(), "as pay of nobody in particular"))
		}
	}
	if periodless > 0 {
		l.fault(line, "%s of pay without a period: say \"per year\" in a header, or period: year in the front matter", counted(periodless, "cell"))
	}
}

// facetNames returns what tells a pay cell apart: "Senior, Gardener, UK".
func (p *Pay) facetNames() string {
	var parts []string
	for _, t := range []*Term{p.Level, p.Role, p.Place} {
		if t != nil {
			parts = append(parts, t.Name)
		}
	}
	return strings.Join(parts, ", ")
}

// A payKey is what two cells share that must say the same.
type payKey struct {
	role, level, place *Term
	period, currency   string
}

func (p *Pay) key() payKey { return payKey{p.Role, p.Level, p.Place, p.Period, p.Money.Currency} }

// claimPrefix begins a known conflict between prose and tables.
const claimPrefix = "claim:"

// conflicts looks for cells of two tables that disagree although no known
// conflict says so, and for known conflicts that are none.
func (l *linter) conflicts() {
	listed := map[payKey]int{} // what the known conflicts name → which of them
	used := map[int]bool{}
	for i, text := range l.a.Conflicts {
		if strings.HasPrefix(text, claimPrefix) {
			used[i] = true
			continue
		}
		f := l.set.Lexicon.facets(text, false)
		listed[payKey{role: f.Role, level: f.Level, place: f.Place}] = i
	}
	tables := map[payKey][]*Pay{} // the first cell of each table
	for _, p := range l.pays {
		if p.None || slices.ContainsFunc(tables[p.key()], func(o *Pay) bool { return o.Section == p.Section && o.Block == p.Block }) {
			continue
		}
		for _, o := range tables[p.key()] {
			if o.Money.Same(p.Money) && o.Money.Open == p.Money.Open {
				continue
			}
			if i, ok := listed[payKey{role: p.Role, level: p.Level, place: p.Place}]; ok {
				used[i] = true
			} else {
				l.fault(l.lineOf(p), "%s: %s here, %s in line %d: mend one, or list it under known_conflicts", p.facetNames(), p.Cell, o.Cell, l.lineOf(o))
			}
			break
		}
		tables[p.key()] = append(tables[p.key()], p)
	}
	for i, text := range l.a.Conflicts {
		if !used[i] {
			line := l.a.Keys["known_conflicts"]
			if i < len(l.a.ConflictLines) {
				line = l.a.ConflictLines[i]
			}
			l.warn(line, "known_conflicts: the tables do not disagree on %q", text)
		}
	}
}

func (l *linter) lineOf(p *Pay) int {
	return l.a.Sections[p.Section].Blocks[p.Block].Table.Rows[p.Row].Line
}
