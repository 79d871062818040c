package bot

import (
	"slices"

	"careerbot/knowledge"
)

// levelsOfRoles takes for a level that the tables of the roles asked about do not have
// those that they have for it: beside newly qualified hygienists, trainee nurses; for
// "junior" the "Associate (0–2 years)".
func (b *Bot) levelsOfRoles(a *ask) {
	if len(a.roles) == 0 {
		return
	}
	var levels []*knowledge.Term
	for _, l := range a.levels {
		if kin := b.kinPaid(a, l); len(kin) > 0 && !b.paidAt(a, l) {
			levels = addTerms(levels, kin)
		} else {
			levels = addTerm(levels, l)
		}
	}
	a.levels = levels
	for _, m := range a.foreignOf(knowledge.LevelTerm) {
		kin := b.kinPaid(a, m.term)
		for _, k := range kin {
			a.levels = addTerm(a.levels, k)
			m.term, m.readAs = k, true
			a.said = append(a.said, m)
		}
		if len(kin) > 0 {
			a.foreign = slices.DeleteFunc(slices.Clone(a.foreign), func(o mention) bool { return o.at == m.at && o.term.Kind == knowledge.LevelTerm })
		}
	}
}

// kinPaid returns the levels in place of one that the roles asked about have pay at.
func (b *Bot) kinPaid(a *ask, level *knowledge.Term) []*knowledge.Term {
	return slices.DeleteFunc(slices.Clone(b.set.Kin(level)), func(k *knowledge.Term) bool { return k == level || !b.paidAt(a, k) })
}

// paidAt reports whether a table has pay of the roles asked about at a level.
func (b *Bot) paidAt(a *ask, level *knowledge.Term) bool {
	return slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool { return p.Level == level && slices.Contains(a.roles, p.Role) })
}
