package bot

import (
	"cmp"
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// settle takes for each part of a country that is named what the articles with pay
// of the roles asked for have it under: "Rest of UK" for Leeds in one, the country
// in another that has no figures for parts of it.
func (b *Bot) settle(a *ask) {
	var said []mention
	var places []*knowledge.Term
	for i, m := range a.said {
		country := b.set.Country(m.term)
		switch {
		case i > 0 && a.said[i-1].at == m.at && a.said[i-1].term.Kind == knowledge.PlaceTerm && m.term.Kind == knowledge.PlaceTerm && country != nil:
			continue // it is settled with the first meaning of the phrase
		case m.term.Kind != knowledge.PlaceTerm || country == nil || !slices.Contains(a.places, m.term):
			said = append(said, m)
			if m.term.Kind == knowledge.PlaceTerm && slices.Contains(a.places, m.term) {
				places = addTerm(places, m.term)
			}
			continue
		}
		for _, t := range b.paidUnder(a.roles, m.phrase, country) {
			o := m
			o.term = t
			if t == country {
				o.city = cmp.Or(m.city, m.phrase)
			}
			said, places = append(said, o), addTerm(places, t)
		}
	}
	if len(places) > 0 {
		a.said, a.places = said, places
	}
}

// paidUnder returns the areas that a part of a country lies in by the articles with
// pay of some roles, of any where there are none; its country where they have no such
// area, or no such pay at all.
func (b *Bot) paidUnder(roles []*knowledge.Term, part string, country *knowledge.Term) []*knowledge.Term {
	var out []*knowledge.Term
	for _, art := range b.set.Articles {
		if area := b.set.PlaceIn(art, part); area != nil && b.pays(art, roles, area) {
			out = addTerm(out, area)
		} else if b.pays(art, roles, country) {
			out = addTerm(out, country)
		}
	}
	if len(out) == 0 {
		return []*knowledge.Term{country}
	}
	return out
}

// partsOf returns the parts of the countries asked for that have figures of their own.
func (b *Bot) partsOf(a *ask) []*knowledge.Term {
	var out []*knowledge.Term
	for _, p := range a.places {
		out = addTerms(out, b.set.Parts(p))
	}
	return out
}

// withoutParts leaves out what is of parts of a country where its role, at its level
// if one is asked for, has figures of a place that is. Of a town or region that has no
// figures, only parts that are all of its country have some.
func (b *Bot) withoutParts(a *ask, figs []figure) []figure {
	asked := func(f figure) bool { return len(a.places) == 0 || slices.Contains(a.places, f.place) }
	return slices.DeleteFunc(slices.Clone(figs), func(f figure) bool {
		if asked(f) {
			return false
		}
		country := b.set.Country(f.place)
		part := slices.ContainsFunc(a.said, func(m mention) bool { return m.term == country && m.city != "" })
		return part && !b.set.HasWhole(f.pays[0].Article, country) || slices.ContainsFunc(figs, func(o figure) bool {
			return asked(o) && o.role == f.role && (len(a.levels) == 0 || o.level == f.level)
		})
	})
}

// around returns what some places lie in.
func (b *Bot) around(places []*knowledge.Term) []*knowledge.Term {
	var out []*knowledge.Term
	for _, p := range places {
		if t := b.set.Around(p); t != nil {
			out = addTerm(out, t)
		}
	}
	return out
}

// pays reports whether an article has pay of one of some roles, of any where there
// are none, in a place.
func (b *Bot) pays(art *knowledge.Article, roles []*knowledge.Term, place *knowledge.Term) bool {
	paid := b.cells.paid[articleAt{art, place}]
	return shareTerm(roles, paid) || len(roles) == 0 && len(paid) > 0
}

// isOnOthers reports whether a passage stands in an article that is on none of the
// roles asked for.
func (b *Bot) isOnOthers(a *ask, p *index.Passage) bool {
	return len(a.roles) > 0 && !a.anyRole && !shareTerm(a.roles, b.set.RolesOf(p.Article))
}

// elsewherePaid reports whether a passage stands in an article that has pay of
// other places than those asked for alone, and names none of these.
func (b *Bot) elsewherePaid(a *ask, p *index.Passage) bool {
	if len(a.places) == 0 {
		return false
	}
	other := false
	for i := range b.set.Pays {
		q := &b.set.Pays[i]
		if q.Article != p.Article || q.Place == nil {
			continue
		}
		if slices.Contains(a.places, q.Place) {
			return false
		}
		other = true
	}
	return other && !shareTerm(a.places, b.set.Read(p.Text).Places)
}

// paysOthers reports whether every sentence with money in a passage names roles, and
// none of those asked for: what agencies pay social workers is no youth worker's.
func (b *Bot) paysOthers(a *ask, p *index.Passage) bool {
	if len(a.roles) == 0 || a.anyRole {
		return false
	}
	others := false
	for _, s := range b.sentences[p.ID] {
		if amountsIn(s.text) == 0 {
			continue
		}
		if len(s.Roles) == 0 || shareTerm(s.Roles, a.roles) {
			return false
		}
		others = true
	}
	return others
}
