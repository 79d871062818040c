package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// besideFigure answers a question for pay that has a telling word of its own
// which no table of pay has and a paragraph with figures does: what is paid on
// an island, for a call-out, on a mine. Where a level is named, the table is
// asked for.
func (b *Bot) besideFigure(a *ask) (draft, bool) {
	if len(a.levels) > 0 || len(a.years) > 0 || len(a.amounts) > 0 || a.follows {
		return draft{}, false
	}
	own := b.ownTelling(a)
	if len(own) == 0 {
		return draft{}, false
	}
	e := b.evidenceOf(a)
	for _, h := range b.search(a, e) {
		p := h.Passage
		if p.Kind == index.Row || p.Kind == index.PayRow || len(knowledge.FindMoney(p.Text)) == 0 ||
			slices.ContainsFunc(own, func(s string) bool { return !p.Owns(s) }) || !b.isFor(a, p) {
			continue
		}
		return b.statement(a, p), true
	}
	return draft{}, false
}

// ownTelling returns the stems of the words of a question that are neither pay
// nor names nor everyday, where articles have all of them in few passages; none
// otherwise.
func (b *Bot) ownTelling(a *ask) []string {
	var out []string
	for _, s := range a.spans {
		if !a.asking[s.From] || a.remark[s.From] || len(s.Senses) > 0 && s.Is(knowledge.TopicTerm) == nil {
			continue
		}
		for _, t := range a.toks[s.From:s.To] {
			for _, st := range a.memo.Stems(t.Raw) {
				if !b.written(st) {
					return nil
				}
				if b.index.Information(st) >= fitTelling {
					out = append(out, st)
				}
			}
		}
	}
	return out
}

// isFor reports whether a passage is on the roles asked for, or on none, or
// names them.
func (b *Bot) isFor(a *ask, p *index.Passage) bool {
	if len(a.roles) == 0 || len(p.Roles) == 0 {
		return true
	}
	named := b.set.Read(p.Text).Roles
	return !slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !p.Of(r) && !slices.Contains(named, r) })
}
