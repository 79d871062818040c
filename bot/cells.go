package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// cells is the pay of the articles in the ways that questions ask for it, so
// that no question goes through all of it.
type cells struct {
	roles   map[levelAt][]*knowledge.Term   // roles that have pay there, in their order, nil last
	paid    map[articleAt][]*knowledge.Term // roles that an article has pay of there
	bands   []*knowledge.Pay                // the first cell of each role, level, place and band of years
	of      map[tableKey][]*knowledge.Pay   // cells of each table
	special []*knowledge.Pay                // cells about more than plain pay
	regions []*knowledge.Term               // roles that have pay of a region
	count   int                             // roles, levels and places that have pay together
}

// An articleAt is an article and a place, nil where its cells do not say one.
type articleAt struct {
	article *knowledge.Article
	place   *knowledge.Term
}

// A tableKey is one table of one article.
type tableKey struct {
	article        *knowledge.Article
	section, block int
}

func tableOf(p *index.Passage) tableKey { return tableKey{p.Article, p.Section, p.Block} }

// levelAt is a level in a place; nil where cells do not say it.
type levelAt struct{ level, place *knowledge.Term }

func (b *Bot) prepareCells() {
	type band struct {
		role, level, place *knowledge.Term
		years              knowledge.Years
	}
	b.cells.roles, b.cells.of = map[levelAt][]*knowledge.Term{}, map[tableKey][]*knowledge.Pay{}
	b.cells.paid = map[articleAt][]*knowledge.Term{}
	seen := map[band]bool{}
	for i := range b.set.Pays {
		p := &b.set.Pays[i]
		at := levelAt{p.Level, p.Place}
		b.cells.roles[at] = append(b.cells.roles[at], p.Role)
		there := articleAt{p.Article, p.Place}
		b.cells.paid[there] = addTerm(b.cells.paid[there], p.Role)
		table := tableKey{p.Article, p.Section, p.Block}
		b.cells.of[table] = append(b.cells.of[table], p)
		if k := (band{p.Role, p.Level, p.Place, p.Years}); p.Level != nil && !seen[k] {
			seen[k] = true
			b.cells.bands = append(b.cells.bands, p)
		}
		if b.isRegion(p.Place) {
			b.cells.regions = addTerm(b.cells.regions, p.Role)
		}
		if len(p.About) > 0 {
			b.cells.special = append(b.cells.special, p)
		}
	}
	rank := map[*knowledge.Term]int{}
	for i, r := range b.set.Covered(knowledge.RoleTerm) {
		rank[r] = i
	}
	rank[nil] = len(rank)
	for at, roles := range b.cells.roles {
		slices.SortFunc(roles, func(x, y *knowledge.Term) int { return rank[x] - rank[y] })
		b.cells.roles[at] = slices.Compact(roles)
		b.cells.count += len(b.cells.roles[at])
	}
}

// isRegion reports whether a place of pay is a part of a country.
func (b *Bot) isRegion(place *knowledge.Term) bool {
	return place != nil && (b.set.Country(place) != nil || place.Group == knowledge.OwnLabel)
}

// rolesAt returns which of some roles may have pay at a level in a place; of
// all, where none are given.
func (b *Bot) rolesAt(at levelAt, roles []*knowledge.Term) []*knowledge.Term {
	switch have := b.cells.roles[at]; {
	case len(roles) == 0:
		return have
	case len(roles) > len(have):
		return slices.DeleteFunc(slices.Clone(have), func(r *knowledge.Term) bool { return !slices.Contains(roles, r) })
	}
	return roles
}

// figures returns what the articles have on every combination; an empty slot
// stands for all that is covered.
func (b *Bot) figures(roles, levels, places []*knowledge.Term) []figure {
	all := func(given []*knowledge.Term, k knowledge.TermKind) []*knowledge.Term {
		if len(given) > 0 {
			return slices.Clone(given)
		}
		return append(b.set.Covered(k), nil)
	}
	levels = all(levels, knowledge.LevelTerm)
	slices.SortStableFunc(levels, func(x, y *knowledge.Term) int {
		if x == nil || y == nil {
			return 0
		}
		return b.set.LevelRank(x) - b.set.LevelRank(y)
	})
	var out []figure
	for _, place := range all(places, knowledge.PlaceTerm) {
		for _, level := range levels {
			for _, role := range b.rolesAt(levelAt{level, place}, roles) {
				if pays := b.index.Pays(role, level, place); len(pays) > 0 {
					out = append(out, figure{role, level, place, pays})
				}
			}
		}
	}
	return out
}
