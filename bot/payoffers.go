package bot

import (
	"slices"

	"careerbot/knowledge"
)

// payOffers are the next questions: another place, the next level, the other role.
func (b *Bot) payOffers(a *ask, figs []figure) []Offer {
	f := figs[0]
	var out []Offer
	offer := func(g figure, label string) {
		if len(out) < 3 && len(b.index.Pays(g.role, g.level, g.place)) > 0 {
			out = append(out, Offer{Label: shorten(label, 40), Question: payQuestion(g)})
		}
	}
	inFigs := func(get func(figure) *knowledge.Term, t *knowledge.Term) bool {
		return slices.ContainsFunc(figs, func(f figure) bool { return get(f) == t })
	}
	for _, p := range b.set.Covered(knowledge.PlaceTerm) {
		if !inFigs(func(f figure) *knowledge.Term { return f.place }, p) {
			offer(figure{role: f.role, level: f.level, place: p}, "In "+p.Prose)
		}
	}
	for _, l := range b.set.Covered(knowledge.LevelTerm) {
		if f.level != nil && b.set.LevelRank(l) == b.set.LevelRank(f.level)+1 && !inFigs(func(f figure) *knowledge.Term { return f.level }, l) {
			offer(figure{role: f.role, level: l, place: f.place}, l.Name)
		}
	}
	for _, r := range b.set.Covered(knowledge.RoleTerm) {
		if !inFigs(func(f figure) *knowledge.Term { return f.role }, r) {
			offer(figure{role: r, level: f.level, place: f.place}, r.Name)
		}
	}
	return out
}

// payQuestion words a question for one figure, complete in itself.
func payQuestion(f figure) string {
	q := f.name(map[knowledge.TermKind]bool{knowledge.PlaceTerm: true}) + " salary"
	if f.place != nil {
		q += " in " + f.place.Prose
	}
	return q + "?"
}
