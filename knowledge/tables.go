package knowledge

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A grid is a table with what its cells look like before anything is read.
type grid struct {
	a         *Article
	si, bi    int
	t         *Table
	money     [][]bool          // cells that are figures of money and nothing else
	rows      []bool            // rows that hold pay
	cols      []bool            // columns that hold pay
	dedicated bool              // every row is pay
	unit      unit              // of figures that name no currency
	per       int               // the column that says what figures are for: "Charged per"; 0 for none
	high      map[int]int       // column of the low ends of ranges → column of their high ends
	middle    map[int]int       // the same → column of the figures between, "Median"
	areas     map[string]placed // labels and headings of pay that name a part of a country
	skip      map[int]bool      // columns that are no pay of their own: high ends, averages between
}

// newGrid looks at the cells of a table. Figures under or beside a label that says
// what something costs are no pay.
func newGrid(l *Lexicon, a *Article, si, bi int, t *Table) *grid {
	g := &grid{a: a, si: si, bi: bi, t: t, rows: make([]bool, len(t.Rows)), cols: make([]bool, len(t.Header))}
	g.unit, g.per = tableUnit(a, si, bi, t), t.perColumn()
	units, costs, deal := make([]unit, len(t.Header)), l.costColumns(g), t.reckons() || t.adds()
	for c := range units {
		units[c] = g.unitOf(c)
	}
	for r, row := range t.Rows {
		cells, cost := make([]bool, len(t.Header)), l.isCost(row.Label()) || deal || g.per > 0 && g.paidBy(r) == ""
		for c := 1; c < len(cells); c++ {
			if _, ok := parseCell(row.Cells[c], units[c]); ok {
				cells[c] = true
				g.rows[r], g.cols[c] = g.rows[r] || !cost && !costs[c], g.cols[c] || !cost && !costs[c]
			}
		}
		g.money = append(g.money, cells)
	}
	g.ends()
	if !g.pay() {
		return g
	}
	g.dedicated = true
	for r, row := range t.Rows {
		g.dedicated = g.dedicated && (g.rows[r] || allNone(row))
	}
	if g.dedicated {
		for r := range g.rows {
			g.rows[r] = true // also those that say "no figure" throughout
		}
	}
	return g
}

// reckons reports whether a table reckons with sums, as of one sale: its labels or headers
// are amounts, or some are taken off.
func (t *Table) reckons() bool {
	for _, h := range t.Header[1:] {
		if _, ok := parseCell(h, unit{}); ok {
			return true
		}
	}
	amounts := 0
	for _, r := range t.Rows {
		if _, ok := parseCell(r.Label(), unit{}); ok {
			amounts++
		}
		for _, c := range r.Cells[1:] {
			if rest := strings.TrimLeft(c, "−–-"); rest != c && len(FindMoney(rest)) == 1 && len(FindMoney(c)) == 1 {
				return true
			}
		}
	}
	return 2*amounts > len(t.Rows)
}

// adds reports whether a table is on what is paid on top: a column with shares says so,
// "Supplement".
func (t *Table) adds() bool {
	for c := 1; c < len(t.Header); c++ {
		says := slices.ContainsFunc(Tokens(t.Header[c]), func(t Token) bool { return onTopWords[t.Text] })
		if says && !slices.ContainsFunc(t.Rows, func(r Row) bool { return !strings.Contains(r.Cells[c], "%") && !saysNone(r.Cells[c]) }) {
			return true
		}
	}
	return false
}

var onTopWords = map[string]bool{"supplement": true, "allowance": true, "uplift": true, "weighting": true, "addition": true, "extra": true, "enhancement": true}

// pay reports whether any cell is pay.
func (g *grid) pay() bool { return slices.Contains(g.rows, true) }

func allNone(row Row) bool {
	for _, c := range row.Cells[1:] {
		if !saysNone(c) {
			return false
		}
	}
	return len(row.Cells) > 1
}

func (g *grid) key(r, c int) cellKey { return cellKey{g.a, g.si, g.bi, r, c} }

// tables reads every header, label and pay cell.
func (b *setBuilder) tables() {
	var grids []*grid
	for _, a := range b.s.Articles {
		for si := range a.Sections {
			for bi, block := range a.Sections[si].Blocks {
				if block.Table != nil {
					grids = append(grids, newGrid(b.l, a, si, bi, block.Table))
				}
			}
		}
	}
	b.areas(grids)
	b.namedLikeLevels(grids)
	b.joinLevels(grids)
	b.tellRungs(grids)
	for _, g := range grids {
		if g.t.List && g.pay() && !b.paysAll(g) {
			g.noPay()
		}
		b.table(g)
	}
}

func (b *setBuilder) table(g *grid) {
	cols := make([]Facets, len(g.t.Header))
	for c := 1; c < len(cols); c++ {
		cols[c] = b.facetsIn(g, g.t.Header[c], g.cols[c])
	}
	b.shortHeads(g, cols)
	rows := make([]Facets, len(g.t.Rows))
	ladder, around := b.ladderOf(g), b.around(g)
	ofOne := around.Role != nil && g.graded()
	for r, row := range g.t.Rows {
		if rows[r] = b.facetsIn(g, row.Label(), g.rows[r]); ladder != nil && g.rows[r] {
			b.step(&rows[r], row.Label(), ladder, g.a)
		}
		if ofOne {
			rows[r].Role = nil // "Band 8a (matron)" below "Midwives" is a midwife's grade
		}
	}
	own := b.rolesIn(g.a)
	onGrade := b.rolesOnGrades(g, rows, own)
	unknownRow, unknownCol := b.unknowns(g, rows, cols)
	settings, said := g.areSettings(rows, unknownRow, common(cols, g.cols) == RoleTerm), g.saysSettings(rows)
	fields := g.saysSpecialisms() && common(cols, g.cols) != RoleTerm
	for c := 1; c < len(cols); c++ {
		b.label(&cols[c], g.t.Header[c], g.cols[c], unknownCol, g.cols[c] && common(rows, g.rows) == RoleTerm && common(cols, g.cols) != RoleTerm)
		if g.cols[c] {
			b.bandLevel(&cols[c], g.t.Header[c], c == 1)
		}
		b.s.facets[g.key(-1, c)] = cols[c]
	}
	steps := stepNames{}
	labels, shared := g.labels(), b.sharedBy(g, rows, cols)
	kinds, printed := make([]bool, len(rows)), make([]string, len(rows))
	for r, row := range g.t.Rows {
		across := common(cols, g.cols) == RoleTerm || !g.rows[r] && severalRoles(cols) || g.rows[r] && mostlyLevels(rows)
		kinds[r] = g.rows[r] && g.namedInFull(cols) && rows[r].kind() == 0 && !namesNobody(rows[r].Rest)
		switch {
		case kinds[r]:
		case g.rows[r] && settings && said && (rows[r].Rest != "" || !slices.Contains(own, rows[r].Role)):
			b.setting(&rows[r], row.Label())
		case fields && b.specialism(&rows[r], row.Label(), g.a):
			b.s.settings = append(b.s.settings, rows[r].Level)
		default:
			b.label(&rows[r], row.Label(), g.rows[r], unknownRow, across)
		}
		printed[r] = levelLabel(row.Label(), rows[r])
		if g.rows[r] {
			for _, c := range labels {
				f := b.facetsIn(g, g.labelAt(r, c), true)
				b.label(&f, row.Cells[c], true, axisKind(g.t.Header[c]), false)
				printed[r] = firstNonEmpty(printed[r], levelLabel(row.Cells[c], f))
				if f.Place != nil && rows[r].Place != nil {
					rows[r].Place = nil // the first is only the region around it
				}
				rows[r] = rows[r].over(f)
			}
			b.bandLevel(&rows[r], row.Label(), r == 0)
		}
	}
	if common(cols, g.cols) != RoleTerm {
		b.tellApart(g, rows)
	}
	for r, row := range g.t.Rows {
		if g.rows[r] && rows[r].Level != nil && code.MatchString(cutBrackets(row.Label())) {
			steps.take(b.gradeWords(row.Label()), rows[r].Level)
		}
		if l := rows[r].Level; settings && l != nil && l.Group == OwnLabel && !l.IsGrade() {
			b.s.settings = append(b.s.settings, rows[r].Level)
		}
		if (settings || fields) && rows[r].Level != nil && around.Level != nil {
			b.s.steps[rows[r].Level] = around.Level
		}
		b.s.facets[g.key(r, 0)] = rows[r]
		if !g.rows[r] {
			continue
		}
		for c := 1; c < len(row.Cells); c++ {
			if !g.skip[c] && g.cols[c] && (g.money[r][c] || saysNone(row.Cells[c])) {
				about := slices.Concat(around.Concepts, cols[c].subjects(), rows[r].subjects())
				f := rows[r].over(cols[c]).over(around)
				if kinds[r] {
					f.Level = b.levelAmong(f.Level, cutBrackets(row.Label()))
				}
				printed := firstNonEmpty(printed[r], levelLabel(g.t.Header[c], cols[c]))
				if f.Role != nil || shared == nil {
					b.pay(g, r, c, f, printed, about)
					continue
				}
				of := shared
				if len(onGrade) > 0 && len(onGrade[r]) > 0 {
					of = onGrade[r]
				}
				for _, f.Role = range of {
					b.pay(g, r, c, f, printed, about)
				}
			}
		}
	}
	b.nameSteps(steps)
}

// labelAt returns a cell that is a label of its row, with what its header counts: "2–5"
// below "Years in" are years.
func (g *grid) labelAt(r, c int) string {
	cell := g.t.Rows[r].Cells[c]
	if head := Tokens(g.t.Header[c]); len(head) > 0 && head[0].Text == "year" && strings.ContainsAny(cell, "0123456789") && !strings.ContainsFunc(cell, unicode.IsLetter) {
		return cell + " years"
	}
	return cell
}

// mostlyLevels reports whether most labels name a level and no role: a "Creative
// lead" among them is a level as well.
func mostlyLevels(labels []Facets) bool {
	n := 0
	for _, f := range labels {
		if f.Level != nil && f.Role == nil {
			n++
		}
	}
	return n > 1 && 2*n > len(labels)
}

// severalRoles reports whether two headers at least name a role.
func severalRoles(cols []Facets) bool {
	n := 0
	for _, f := range cols {
		if f.Role != nil {
			n++
		}
	}
	return n > 1
}

// payConcepts are what a table of nothing but pay may speak of.
var payConcepts = map[string]bool{ConceptPay: true, ConceptRate: true, ConceptFactors: true, ConceptBasis: true, ConceptCeiling: true, ConceptDuties: true}

// subjects returns what a label speaks of that names nobody and no place: the
// words of "Upper scale" are a name.
func (f Facets) subjects() []*Term {
	if f.Role != nil || f.Level != nil || f.Place != nil {
		return nil
	}
	return f.Concepts
}

// levelLabel returns a label that names a level and neither role nor place.
func levelLabel(text string, f Facets) string {
	if f.Level == nil || f.Role != nil || f.Place != nil {
		return ""
	}
	return text
}

func (b *setBuilder) pay(g *grid, r, c int, f Facets, level string, about []*Term) {
	p := Pay{
		Role: f.Role, Level: f.Level, Place: f.Place, Years: f.Years, Cell: g.t.Rows[r].Cells[c], LevelLabel: level, Dedicated: g.dedicated,
		Article: g.a, Section: g.si, Block: g.bi, Row: r, Col: c, None: !g.money[r][c],
	}
	if !p.None {
		p.Money, p.Cell, p.Middle = g.value(r, c)
	}
	for _, c := range about {
		for _, c := range append([]*Term{c}, b.l.partsOf(c.Name)...) {
			if c.besidePay() && !(c.Name == ConceptPlaces && p.Place != nil) && !slices.Contains(p.About, c) {
				p.About = append(p.About, c)
			}
		}
	}
	p.Period = firstNonEmpty(p.Money.Period, firstNonEmpty(f.Period, g.a.Period))
	if p.Period == "year" && f.Period == "" && p.Money.Period == "" && !p.None && p.Money.High < leastYearly {
		p.Period = "" // the editor's word for the article is not meant for "£16.25"
	}
	for _, t := range []*Term{p.Role, p.Level, p.Place} {
		if t != nil {
			b.cover(t, "")
		}
	}
	b.s.Pays = append(b.s.Pays, p)
	b.s.payRows[g.key(r, 0)] = true
}

// leastYearly is the least that anybody is paid a year, in hundredths of any currency.
const leastYearly = 1000 * 100

// saysNone reports whether a cell says that there is no figure.
func saysNone(cell string) bool {
	switch strings.ToLower(strings.Trim(cell, " .")) {
	case "", "n/a", "na", "-", "–", "—", "none", "unknown", "?":
		return true
	}
	return noFigure.MatchString(cell)
}

// noFigure is how cells say in words that they have none: "not recorded", "No data",
// "too few to tell".
var noFigure = regexp.MustCompile(`^(?i)[^\pL\d]*(no|not|too few|too little)\b(\s\pL+){0,4}[^\pL\d]*$`)

// cutBrackets returns what stands before a bracket, and before the code of a step: the
// label itself, "Associate" of "Associate, IC1 (0–2 years)".
func cutBrackets(s string) string {
	name, _ := cutCode(s)
	return name
}

// inBrackets returns what stands in the first brackets of a label; "" for none.
func inBrackets(s string) string {
	i := strings.IndexAny(s, "([")
	if i < 0 {
		return ""
	}
	s = s[i+1:]
	if end := strings.IndexAny(s, ")]"); end >= 0 {
		s = s[:end]
	}
	return strings.TrimSpace(s)
}

// grade is what tells steps of one ladder apart: "Pay band 3", "Grade 8a",
// "Principal II".
var grade = regexp.MustCompile(`^([0-9]{1,2}[a-z]?|[a-z]|[ivx]{1,4})$`)
