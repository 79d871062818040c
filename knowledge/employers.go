package knowledge

import (
	"slices"
	"strings"
)

// employers makes plain pay of the figures under a heading that names who pays
// them ("Pay at the Hive Board", "Pay by industry"), where an article gives no
// others for the role in that place: nothing else is then meant by its pay.
func (b *setBuilder) employers() {
	type key struct {
		article     *Article
		role, place *Term
	}
	plain := map[key]bool{}
	for i := range b.s.Pays {
		if p := &b.s.Pays[i]; len(p.About) == 0 {
			plain[key{p.Article, p.Role, p.Place}] = true
		}
	}
	for i := range b.s.Pays {
		p := &b.s.Pays[i]
		if !plain[key{p.Article, p.Role, p.Place}] && !slices.ContainsFunc(p.About, func(t *Term) bool { return !t.ofPay() }) {
			p.About = nil
		}
	}
}

// ofPay reports whether a subject is pay itself, somewhere: "pay at Google".
func (t *Term) ofPay() bool {
	return strings.HasPrefix(t.Name, ConceptPay+" at ") || strings.HasPrefix(t.Name, ConceptPay+" by ")
}

// areSettings reports whether the rows of pay say where people work and not how
// far they are: none of their labels is known as a level or has years, and what
// stands above them calls them none.
func (g *grid) areSettings(rows []Facets, unknown TermKind) bool {
	if unknown != LevelTerm || axisKind(g.t.Header[0]) == LevelTerm {
		return false
	}
	for r, f := range rows {
		if g.rows[r] && (f.kind() != 0 || f.Years.Set) {
			return false
		}
	}
	return g.pay()
}

// Settings returns the articles' own labels for where people work, "In-house
// team": they are kept as levels, each once.
func (s *Set) Settings() []*Term { return s.settings }
