package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// wordOfStep takes an occupation that no article has for the step of a role whose name
// has that word, "Consultant practitioner", where it stands right before or behind the
// role, "consultant sonographer", or before "level", and pay is asked for.
func (b *Bot) wordOfStep(a *ask) {
	if len(a.levels)+len(a.years) > 0 || !a.namesMoney() && len(a.places)+len(a.amounts) == 0 && !payBefore(a.prior) {
		return
	}
	for i, m := range a.foreign {
		if m.term.Kind != knowledge.RoleTerm || !a.besideRole(m) {
			continue
		}
		if step := b.stepWith(a, m.phrase); step != nil {
			m.term, m.readAs = step, true
			a.foreign = slices.Delete(slices.Clone(a.foreign), i, i+1)
			a.levels, a.said = addTerm(a.levels, step), append(a.said, m)
			slices.SortStableFunc(a.said, func(x, y mention) int { return x.at - y.at })
			return
		}
	}
}

// besideRole reports whether a mention is one name with a covered role right before or
// behind it, or with the word "level".
func (a *ask) besideRole(m mention) bool {
	end := func(m mention) int { return m.at + len(strings.Fields(m.phrase)) }
	joined := func(at int) bool { return at < len(a.toks) && a.toks[at].Break == knowledge.NoBreak }
	if to := end(m); joined(to) && a.toks[to].Text == "level" {
		return true
	}
	return slices.ContainsFunc(a.said, func(s mention) bool {
		return s.term.Kind == knowledge.RoleTerm && (end(s) == m.at && joined(m.at) || end(m) == s.at && joined(s.at))
	})
}

// stepWith returns the one step with figures of the roles and places asked for, or of
// those of the answer before, whose name has a phrase; nil for none or several.
func (b *Bot) stepWith(a *ask, phrase string) *knowledge.Term {
	roles := a.roles
	if len(roles) == 0 {
		roles = a.prior.roles
	}
	var found []*knowledge.Term
	for _, l := range b.set.Covered(knowledge.LevelTerm) {
		if isOwnLabel(l) && strings.Contains(" "+knowledge.Fold(l.Name)+" ", " "+phrase+" ") && len(b.figures(roles, []*knowledge.Term{l}, a.places)) > 0 {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}
