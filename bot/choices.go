package bot

import (
	"slices"

	"careerbot/knowledge"
)

// Choices are what an answer about pay can be changed to, as questions that are
// complete in themselves. The zero Choices are none.
type Choices struct {
	Levels []Offer // the other levels of its role and place
	Places []Offer // the other places of its role and level
}

// Choices returns what the answer that carries a State can be changed to: where
// it is about the pay of one role, the levels and places for which the articles
// have pay of that role as well. There are none for a State that is forged or
// of another version.
func (b *Bot) Choices(state string) Choices {
	m := b.open(state)
	if m.kind != memPay || len(m.roles) != 1 {
		return Choices{}
	}
	f := figure{role: m.roles[0], level: only(m.levels), place: only(m.places)}
	var c Choices
	if len(m.places) <= 1 {
		for _, l := range b.set.Covered(knowledge.LevelTerm) {
			if g := (figure{role: f.role, level: l, place: f.place}); b.offered(g) && !slices.Contains(m.levels, l) {
				c.Levels = append(c.Levels, Offer{Label: shorten(l.Name, 40), Question: payQuestion(g)})
			}
		}
	}
	if len(m.levels) <= 1 {
		for _, p := range b.set.Covered(knowledge.PlaceTerm) {
			if g := (figure{role: f.role, level: f.level, place: p}); b.offered(g) && !slices.Contains(m.places, p) {
				c.Places = append(c.Places, Offer{Label: shorten(p.Name, 40), Question: payQuestion(g)})
			}
		}
	}
	return c
}

// offered reports whether the articles have a figure on what a question about
// pay would ask for. Without a place or a level, it asks for all of them.
func (b *Bot) offered(f figure) bool {
	places, levels := []*knowledge.Term{f.place}, []*knowledge.Term{f.level}
	if f.place == nil {
		places = b.set.Covered(knowledge.PlaceTerm)
	}
	if f.level == nil {
		levels = b.set.Covered(knowledge.LevelTerm)
	}
	for _, p := range places {
		for _, l := range levels {
			if slices.ContainsFunc(b.index.Pays(f.role, l, p), func(p *knowledge.Pay) bool { return !p.None && !isRate(p) && len(p.About) == 0 }) {
				return true
			}
		}
	}
	return false
}

// only returns the one term of a list, nil for none and for several.
func only(terms []*knowledge.Term) *knowledge.Term {
	if len(terms) != 1 {
		return nil
	}
	return terms[0]
}
