package knowledge

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// An area is a part of a country that an article has figures of: a town, a nation
// or a group of these, or all that the columns beside it leave. Which towns lie in
// "Rest of UK" hangs on the article.
type area struct {
	place   *Term
	article *Article
	names   []string          // folded: what people call it
	holds   map[string]string // folded: the regions and towns in it, and its names; how they are written
	rest    bool              // with its neighbours it is all of the country
}

// placed is the area of a label, and where the label says so.
type placed struct {
	place    *Term
	from, to int
}

// areas finds the parts of countries that the labels and headings of pay name,
// before any table is read: what "Rest of UK" is, its neighbours say.
func (b *setBuilder) areas(grids []*grid) {
	headings := map[*Article][]areaText{}
	for _, g := range grids {
		g.areas = map[string]placed{}
		for _, text := range g.above() {
			if t := b.areaIn(text); g.pay() && t.clear() {
				headings[g.a] = append(headings[g.a], t)
			}
		}
	}
	for _, g := range grids {
		if !g.pay() {
			continue
		}
		for _, labels := range g.dimensions() {
			var beside []areaText
			for _, text := range labels {
				t := b.areaIn(text)
				f := b.l.facets(text, true)
				t.unknown = t.to == 0 && f.kind() == 0 && len(f.Concepts) == 0 && !namesNobody(f.Rest)
				beside = append(beside, t)
			}
			b.takeBearings(g, beside)
			for i, text := range labels {
				b.placeArea(g, text, beside[i], beside)
			}
		}
		for _, text := range g.above() {
			if t := b.areaIn(text); t.clear() {
				b.placeArea(g, text, t, headings[g.a])
			}
		}
	}
}

// above returns the texts above a table that may say where its pay is earned, the
// nearest first: "Specialism (UK, senior)" stands over its rows.
func (g *grid) above() []string {
	texts := []string{inBrackets(g.t.Header[0]), g.t.Caption}
	for i := g.si; i >= 0; i = g.a.Sections[i].Parent {
		texts = append(texts, g.a.Sections[i].Heading)
	}
	return texts
}

// dimensions returns the labels of pay that stand side by side: the headers, the
// labels of the rows, and the cells of each further column of labels.
func (g *grid) dimensions() [][]string {
	var headers, rows []string
	for c, pay := range g.cols {
		if pay {
			headers = append(headers, g.t.Header[c])
		}
	}
	out := [][]string{headers}
	for _, c := range append([]int{0}, g.labels()...) {
		rows = nil
		for r, pay := range g.rows {
			if pay {
				rows = append(rows, g.t.Rows[r].Cells[c])
			}
		}
		out = append(out, rows)
	}
	return out
}

// takeBearings tells where "North" and "South" are: in the country of the areas
// beside them, or in the one that the article's pay can be of. One alone is no area.
func (b *setBuilder) takeBearings(g *grid, beside []areaText) {
	b.turnBearings(beside)
	var country *Term
	n := 0
	for _, t := range beside {
		if t.to > 0 {
			country, n = cmp.Or(country, t.country), n+1
		}
	}
	if country == nil && n > 1 {
		country = b.payCountry(g)
	}
	for i := range beside {
		if t := &beside[i]; t.bearing != "" && t.country == nil {
			if t.country = country; n < 2 || country == nil {
				*t = areaText{}
			}
		}
	}
}

// turnBearings takes a region called by its part of the compass for that of the country
// that all its neighbours lie in: beside Cork and Galway, "The north-west" is in Ireland,
// whatever region of another country has the name.
func (b *setBuilder) turnBearings(beside []areaText) {
	for i := range beside {
		t := &beside[i]
		if t.country == nil || len(t.named) != 1 || b.bearingOf(t.named[0]) == "" {
			continue
		}
		var others []*Term
		for k, o := range beside {
			if k != i && o.country != nil && !slices.Contains(others, o.country) {
				others = append(others, o.country)
			}
		}
		if len(others) == 1 && others[0] != t.country {
			t.bearing, t.named, t.country = b.bearingOf(t.named[0]), nil, nil
		}
	}
}

// payCountry returns the one country that a table's pay can be of by its currency
// and its article's text; nil for none.
func (b *setBuilder) payCountry(g *grid) *Term {
	for r, cells := range g.money {
		for c, money := range cells {
			if m, _ := parseCell(g.t.Rows[r].Cells[c], g.unitOf(c)); money {
				return b.userOf(g.a, m.Currency)
			}
		}
	}
	return nil
}

// placeArea makes the area that a label names among its neighbours, if it names one.
func (b *setBuilder) placeArea(g *grid, label string, t areaText, beside []areaText) {
	if t.to == 0 {
		return
	}
	out := slices.Clone(t.without)
	t.told = true
	if t.rest {
		for _, o := range beside {
			if t.country == nil && len(o.named) > 0 {
				t.country = o.country
			}
		}
		for _, o := range beside {
			switch {
			case o.unknown:
				t.told = false
			case o.rest || len(o.named) == 0:
			case o.country == t.country:
				for _, name := range o.named {
					if !slices.Contains(out, name) {
						out = append(out, name)
					}
				}
			case b.areaIn(label).country == nil:
				return // "Elsewhere" beside London and Paris
			}
		}
	}
	if t.country == nil || t.rest && len(out) == 0 {
		return
	}
	a := &area{place: b.term(PlaceTerm, t.title(label), OwnLabel), article: g.a, holds: map[string]string{}}
	if a.place.Group != OwnLabel {
		return // Georgia is a country as well
	}
	g.areas[label] = placed{a.place, t.from, t.to}
	a.place.Prose = t.prose(a.place.Name)
	a.rest = len(t.named) == 0
	b.country[a.place] = t.country
	b.fillArea(a, t, out)
	key, _ := b.l.fold(a.place.Name, nil)
	a.names = append(a.names, key)
	for _, o := range b.s.areas {
		if o.place == a.place && o.article == a.article {
			for h := range o.holds {
				if a.holds[h] == "" {
					delete(o.holds, h) // two tables leave different things to "Elsewhere"
				}
			}
			return
		}
	}
	b.s.areas = append(b.s.areas, a)
}

// fillArea says what lies in an area, and what people call it beside its name.
func (b *setBuilder) fillArea(a *area, t areaText, out []string) {
	c := b.known(t.country)
	for _, name := range t.named {
		a.names = append(a.names, "the "+name, strings.TrimPrefix(name, "the "))
	}
	if t.bearing != "" {
		b.nameBearing(a, t, c)
		return
	}
	whole := len(t.named) == 0
	if whole {
		maps.Copy(a.holds, c.towns)
	}
	for _, name := range t.named {
		b.heldBy(name, a.holds)
	}
	if len(out) == 0 {
		return
	}
	told := t.told
	left := map[string]string{}
	for i, name := range out {
		out[i], _ = b.l.fold(name, nil)
		told = told && len(b.regions[out[i]]) > 0
		b.heldBy(name, left)
	}
	for h := range a.holds {
		within := map[string]string{}
		b.heldBy(h, within)
		if !told || left[h] != "" || slices.ContainsFunc(out, func(name string) bool { return within[name] != "" }) {
			delete(a.holds, h) // which towns a region has is known of few regions
		}
	}
	if len(out) == 1 {
		for _, before := range outNames {
			a.names = append(a.names, before+out[0])
		}
	}
	of := t.named
	if whole {
		of = c.names
		a.names = append(a.names, restNames...)
	}
	for _, name := range of {
		for _, before := range []string{"rest of ", "rest of the ", "the rest of ", "the rest of the ", "elsewhere in ", "elsewhere in the "} {
			a.names = append(a.names, before+name)
		}
	}
}

// outNames, before what an area leaves out, and restNames are what people call it.
var (
	outNames  = []string{"outside ", "outside of ", "not ", "not in ", "non ", "excluding ", "anywhere but ", "everywhere but ", "away from "}
	restNames = []string{"elsewhere", "everywhere else", "anywhere else", "somewhere else", "rest of country", "rest of the country", "the rest of the country", "other part of the country"}
)

// facetsIn reads a label of a table, in which an area is a place whatever else its
// words may mean.
func (b *setBuilder) facetsIn(g *grid, label string, pay bool) Facets {
	if !pay {
		return b.l.facets(label, pay)
	}
	at, ok := g.areas[label]
	if ok {
		label = g.withoutArea(label)
	}
	f := b.l.facets(label, pay)
	if ok {
		f.Place = at.place
	}
	f.Role = b.wholeRole(g.a, f.Role)
	if f.Role == nil && f.Level == nil && len(f.Concepts) == 0 {
		if f.Role = b.shortRole(g, f.Rest); f.Role != nil {
			f.Rest = ""
		}
	}
	if head, rest, ok := strings.Cut(label, ": "); ok && f.Role == nil {
		if f.Role = b.shortRole(g, b.l.facets(head, pay).Rest); f.Role != nil { // "Backend: total with stock"
			f.Rest = b.l.facets(rest, pay).Rest
		}
	}
	if f.kind() == 0 && !f.Years.Set {
		f.Years = YearsIn(label)
	}
	return f
}

// withoutArea returns a label or heading without the area that it names.
func (g *grid) withoutArea(text string) string {
	at := g.areas[text]
	return text[:at.from] + text[at.to:]
}

// Around returns what an area lies in: a wider one that has figures of its own, or
// its country; nil for other places.
func (s *Set) Around(place *Term) *Term { return s.within[place] }

// Parts returns the areas of a country that have figures of their own.
func (s *Set) Parts(country *Term) []*Term {
	var out []*Term
	for _, a := range s.areas {
		if s.Country(a.place) == country && !slices.Contains(out, a.place) {
			out = append(out, a.place)
		}
	}
	return out
}

// HasWhole reports whether the areas of an article are together all of a country.
func (s *Set) HasWhole(a *Article, country *Term) bool {
	return slices.ContainsFunc(s.areas, func(o *area) bool { return o.article == a && o.rest && s.Country(o.place) == country })
}

// PlaceIn returns the narrowest area of an article's figures that what is named, as
// the lexicon has it, lies in; nil for none.
func (s *Set) PlaceIn(a *Article, name string) *Term {
	var best *area
	for _, o := range s.areas {
		if o.article == a && o.holds[name] != "" && (best == nil || len(o.holds) < len(best.holds)) {
			best = o
		}
	}
	if best == nil {
		return nil
	}
	return best.place
}
