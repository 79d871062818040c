package bot

import (
	"fmt"
	"slices"

	"careerbot/knowledge"
)

// stepBetween takes a level that articles do not name for a level all the same where the
// roles asked for have a plain row between those of a lower and a higher one: between
// "Junior editor" and "Senior editor", "Editor" is where those in the middle are.
func (b *Bot) stepBetween(a *ask) {
	if len(a.levels) > 0 || len(a.roles) == 0 {
		return
	}
	for i, m := range a.foreign {
		if m.term.Kind != knowledge.LevelTerm || len(b.between(a.roles, m.term, a.places)) == 0 {
			continue
		}
		a.levels = []*knowledge.Term{m.term}
		a.foreign, a.said = slices.Delete(slices.Clone(a.foreign), i, i+1), append(a.said, m)
		slices.SortStableFunc(a.said, func(x, y mention) int { return x.at - y.at })
		return
	}
}

// between returns the figures of plain rows of roles that stand between rows of a lower
// and a higher level than the one given.
func (b *Bot) between(roles []*knowledge.Term, level *knowledge.Term, places []*knowledge.Term) []figure {
	var out []figure
	for _, f := range b.figures(roles, []*knowledge.Term{nil}, places) {
		if f = f.only(func(p *knowledge.Pay) bool { return b.isBetween(p, level) }); len(f.pays) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// isBetween reports whether the rows above and below a cell's are of its role and place, and
// of levels that a level stands between.
func (b *Bot) isBetween(p *knowledge.Pay, level *knowledge.Term) bool {
	var below, above *knowledge.Term
	for _, q := range b.cells.of[tableKey{p.Article, p.Section, p.Block}] {
		switch {
		case q.Col != p.Col || q.Role != p.Role || q.Place != p.Place:
		case q.Row == p.Row-1:
			below = q.Level
		case q.Row == p.Row+1:
			above = q.Level
		}
	}
	return below != nil && above != nil && (b.set.Between(below, level, above) || b.set.Between(above, level, below))
}

// betweenNote says that figures are of no level by name, where one is asked for.
func (b *Bot) betweenNote(a *ask, figs []figure) string {
	if len(a.levels) != 1 || slices.ContainsFunc(figs, func(f figure) bool { return f.level != nil || !b.isBetween(f.pays[0], a.levels[0]) }) {
		return ""
	}
	return fmt.Sprintf("The article names no level here; the row stands between a lower and a higher one, so I read it as %s.", midSentence(a.levels[0].Name))
}
