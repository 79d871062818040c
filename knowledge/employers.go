package knowledge

import (
	"slices"
	"strings"
)

// employers makes plain pay of the figures under a heading that names who pays
// them ("Pay at the Hive Board", "Pay by industry"), where an article gives no
// others of that period for the role in that place: nothing else is then meant by its pay.
func (b *setBuilder) employers() {
	type key struct {
		article     *Article
		role, place *Term
		period      string
	}
	of := func(p *Pay) key { return key{p.Article, p.Role, p.Place, p.Period} }
	plain := map[key]bool{}
	for i := range b.s.Pays {
		if p := &b.s.Pays[i]; len(p.About) == 0 {
			plain[of(p)] = true
		}
	}
	for i := range b.s.Pays {
		p := &b.s.Pays[i]
		if !plain[of(p)] && !slices.ContainsFunc(p.About, func(t *Term) bool { return !t.OfEmployer() }) {
			p.About = nil
		}
	}
}

// OfEmployer reports whether a subject is pay itself, somewhere: "pay at Google".
func (t *Term) OfEmployer() bool {
	return strings.HasPrefix(t.Name, ConceptPay+" at ") || strings.HasPrefix(t.Name, ConceptPay+" by ")
}

// areSettings reports whether the rows of pay say where people work and not how
// far they are: what stands above them says so, or none of their labels is known as a
// level or has years, or as a role where the columns have the roles, and what stands
// above them calls them none.
func (g *grid) areSettings(rows []Facets, unknown TermKind, across bool) bool {
	switch {
	case !g.pay():
		return false
	case g.saysSettings(rows):
		return true
	case unknown != LevelTerm || axisKind(g.t.Header[0]) == LevelTerm:
		return false
	}
	for r, f := range rows {
		if g.rows[r] && (f.Years.Set || f.kind() != 0 && !(across && f.kind() == RoleTerm)) {
			return false
		}
	}
	return true
}

// saysSettings reports whether every row of a table is pay and its first header calls
// their labels places of work: "Setting", "Where they work". Towns are none.
func (g *grid) saysSettings(rows []Facets) bool {
	head := Tokens(cutBrackets(g.t.Header[0]))
	says := func(words map[string]bool) bool {
		return slices.ContainsFunc(head, func(t Token) bool { return words[t.Text] })
	}
	return g.dedicated && (says(settingWords) || says(placeWords) && says(workWords)) &&
		!slices.ContainsFunc(rows, func(f Facets) bool { return f.Place != nil })
}

var (
	placeWords = map[string]bool{"place": true, "kind": true, "type": true} // "Place of work"
	workWords  = map[string]bool{"work": true, "working": true}
)

var settingWords = map[string]bool{"setting": true, "employer": true, "sector": true, "industry": true, "workplace": true, "where": true}

// setting makes a level of a label that says where people work, whatever its words mean
// elsewhere: "University teaching" is no teacher, and a "Head office" no head.
func (b *setBuilder) setting(f *Facets, label string) {
	f.Role, f.Level = nil, b.ownLabel(LevelTerm, cutBrackets(label))
	b.cover(f.Level, "")
}

// Step returns the level that a table counts all its settings at, "Place of work (UK,
// established)"; nil for none.
func (s *Set) Step(setting *Term) *Term { return s.steps[setting] }

// Settings returns the articles' own labels for where people work, "In-house
// team": they are kept as levels, each once.
func (s *Set) Settings() []*Term { return s.settings }
