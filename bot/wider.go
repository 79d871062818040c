package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// wider takes the country for a region or town of it that has figures of its own
// in some article, where there are none of the roles asked for: one article's
// England is no gap in another's UK.
func (b *Bot) wider(a *ask) {
	for i, p := range a.places {
		country := b.set.Country(p)
		if country == nil || len(a.roles) == 0 || b.paysAt(a.roles, p) || !b.paysAt(a.roles, country) {
			continue
		}
		a.places = slices.Clone(a.places)
		a.places[i] = country
		for k, m := range a.said {
			if m.term == p {
				a.said[k].term = country
				if m.city == "" {
					a.said[k].city = m.phrase
				}
			}
		}
	}
}

// paysAt reports whether articles have pay of one of the roles in a place.
func (b *Bot) paysAt(roles []*knowledge.Term, place *knowledge.Term) bool {
	return slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool { return p.Place == place && slices.Contains(roles, p.Role) })
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
