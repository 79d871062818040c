package knowledge

import (
	"slices"
	"strings"
)

// around is what holds for the whole table: the period that its heading or its
// first header says, and a role, level or place where the nearest heading that
// names any names just one. The role of an article on a single one holds for
// all its tables.
func (b *setBuilder) around(g *grid) Facets {
	heading := g.a.Sections[g.si].Heading
	own := g.withoutArea(heading)
	f := b.l.facets(own+" "+g.t.Header[0], g.pay())
	if axisKind(g.t.Header[0]) != 0 {
		f.Concepts = b.l.facets(withoutAxis(own), g.pay()).Concepts // what parts the rows is no subject of their pay
	}
	if f.Period == "" {
		f.Period = b.l.facets(g.t.Caption, g.pay()).Period
	}
	if f.Period == "" {
		f.Period = b.periodSaid(g)
	}
	f.Role, f.Level, f.Place = nil, nil, nil
	if !g.pay() {
		return f
	}
	texts := append(g.above(), g.a.Title)
	f.Role, f.Level, f.Place = b.only(RoleTerm, texts), b.only(LevelTerm, texts[:3]), b.placeAbove(g, texts)
	f.Role = b.wholeRole(g.a, f.Role)
	if f.Role == nil && len(g.a.Roles) == 1 {
		f.Role = b.named(RoleTerm, g.a.Roles[0].Name)
	}
	return f
}

// sharedBy returns the roles of a front matter that a table is on which names none of
// them, "Band 5", "Band 6": all, unless what stands above it or leads into it is on
// some of them or on others. It is nil for none.
func (b *setBuilder) sharedBy(g *grid, rows, cols []Facets) []*Term {
	hasRole := func(f Facets) bool { return f.Role != nil }
	levels := axisKind(g.t.Header[0]) == LevelTerm || common(rows, g.rows) == LevelTerm || common(cols, g.cols) == LevelTerm
	if len(g.a.Roles) == 0 || !g.dedicated || !levels || slices.ContainsFunc(rows, hasRole) || slices.ContainsFunc(cols, hasRole) {
		return nil
	}
	roles, texts := b.rolesIn(g.a), g.above()
	for _, block := range g.a.Sections[g.si].Blocks[:g.bi] {
		texts = append(texts, block.Text)
	}
	for _, text := range texts {
		var named []*Term
		for _, span := range b.l.Read(b.l.Canonical(Tokens(text))) {
			if t := span.Is(RoleTerm); t != nil && !slices.Contains(named, t) {
				named = append(named, t)
			}
		}
		if len(named) > 0 && (len(named) != len(roles) || slices.ContainsFunc(named, func(t *Term) bool { return !slices.Contains(roles, t) })) {
			return nil
		}
	}
	return roles
}

// periodSaid returns the period of a table's pay that the paragraph before it says:
// "Rates per day, before tax." What else is done by the day there is no pay.
func (b *setBuilder) periodSaid(g *grid) string {
	line := lineBefore(&g.a.Sections[g.si], g.bi)
	if len(FindMoney(line)) > 0 {
		return ""
	}
	f := b.l.facets(line, g.pay())
	if f.Has(ConceptPay) || f.Has(ConceptRate) || f.Has(ConceptBasis) || slices.ContainsFunc(Tokens(line), func(t Token) bool { return figureWords[t.Text] }) {
		return f.Period
	}
	return ""
}

// figureWords are what the figures of a table are called.
var figureWords = map[string]bool{"rate": true, "figure": true, "amount": true, "range": true}

// placeAbove returns the area or country that the nearest of some texts above a
// table names; nil where that names several.
func (b *setBuilder) placeAbove(g *grid, texts []string) *Term {
	at := slices.IndexFunc(texts, func(text string) bool { _, ok := g.areas[text]; return ok })
	if at < 0 {
		return b.only(PlaceTerm, texts)
	}
	if country := b.only(PlaceTerm, texts[:at]); country != nil {
		return country
	}
	return g.areas[texts[at]].place
}

// only returns the term of a kind that the first text which names any names;
// nil where that text names several.
func (b *setBuilder) only(kind TermKind, texts []string) *Term {
	for _, text := range texts {
		var found *Term
		toks := b.l.Canonical(Tokens(text))
		for _, span := range b.l.Read(toks) {
			t, first := span.Is(kind), toks[span.From]
			switch {
			case t == nil, kind == PlaceTerm && len(first.Raw) < 3 && !first.Upper: // "us" is seldom a country
			case found != nil && found != t, span.City() != "":
				return nil
			default:
				found = t
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// unknowns returns what a row's label and a column's header are where they
// name nothing known: what their neighbours are; else what the first header
// calls the rows; else a role, or a level where the other side has the roles or
// what stands above the table is on one.
func (b *setBuilder) unknowns(g *grid, rows, cols []Facets) (row, col TermKind) {
	row, col = common(rows, g.rows), common(cols, g.cols)
	if col == RoleTerm && row == RoleTerm {
		row = 0 // the columns have the roles
	}
	if row == 0 {
		row = axisKind(g.t.Header[0])
	}
	if row == 0 && b.only(RoleTerm, []string{g.t.Caption, g.a.Sections[g.si].Heading}) != nil {
		row = LevelTerm
	}
	if row == 0 {
		row = otherThan(col)
	}
	if col == 0 {
		col = otherThan(row)
	}
	return row, col
}

func otherThan(k TermKind) TermKind {
	if k == RoleTerm {
		return LevelTerm
	}
	return RoleTerm
}

// common returns the kind that the pay labels among some are, 0 where they
// name nothing or different things.
func common(labels []Facets, pay []bool) TermKind {
	var kind TermKind
	for i, f := range labels {
		k := f.kind()
		if k == 0 && f.Years.Set {
			k = LevelTerm
		}
		if !pay[i] || k == 0 || k == kind {
			continue
		}
		if kind != 0 {
			return 0
		}
		kind = k
	}
	return kind
}

// kind is what a label mainly names.
func (f Facets) kind() TermKind {
	switch {
	case f.Role != nil:
		return RoleTerm
	case f.Level != nil:
		return LevelTerm
	case f.Place != nil:
		return PlaceTerm
	}
	return 0
}

// axes are what people write above the labels of rows.
var axes = map[string]TermKind{
	"role": RoleTerm, "job": RoleTerm, "title": RoleTerm, "position": RoleTerm, "occupation": RoleTerm, "profession": RoleTerm,
	"level": LevelTerm, "experience": LevelTerm, "seniority": LevelTerm, "grade": LevelTerm, "band": LevelTerm, "stage": LevelTerm, "step": LevelTerm,
	"location": PlaceTerm, "country": PlaceTerm, "region": PlaceTerm, "city": PlaceTerm, "place": PlaceTerm, "state": PlaceTerm,
}

// withoutAxis returns a heading without what it says of the labels of rows: "Pay by
// state" is on pay.
func withoutAxis(heading string) string {
	words := strings.Fields(heading)
	for i := 0; i+1 < len(words); i++ {
		if strings.EqualFold(words[i], "by") && axisKind(words[i+1]) != 0 {
			return strings.Join(append(words[:i:i], words[i+2:]...), " ")
		}
	}
	return heading
}

// axisKind reads the header above the labels; the last word that says a kind
// counts, "Job level", but for years in the first place: "Years in the job".
func axisKind(header string) (kind TermKind) {
	toks := Tokens(cutBrackets(header))
	for i, t := range toks {
		switch {
		case i == 0 && t.Text == "year" && (len(toks) == 1 || toks[1].Raw != "to"):
			return LevelTerm // and no "years to the top"
		case i+2 < len(toks) && workWords[toks[i+2].Text]:
			continue // a "place of work" is none on a map
		}
		if k := axes[t.Text]; k != 0 {
			kind = k
		}
	}
	return kind
}
