package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// mostColumnRows is how many rows a question for a column beside pay shows.
const mostColumnRows = 8

// column answers from a column beside the pay of a table: the bonus, the
// vacancies, the hours of a role at a level.
func (b *Bot) column(a *ask) (draft, bool) {
	if len(a.roles)+len(a.levels) == 0 {
		return draft{}, false
	}
	for _, p := range b.index.Passages {
		if p.Kind != index.PayRow {
			continue
		}
		t, _ := p.Row()
		for c := 1; c < len(t.Header); c++ {
			if b.asksColumn(a, p, c) {
				if d, ok := b.columnDraft(a, p, c); ok {
					return d, true
				}
			}
		}
	}
	return draft{}, false
}

// asksColumn reports whether a column's header speaks of a fact that is asked
// for and holds no pay itself.
func (b *Bot) asksColumn(a *ask, p *index.Passage, col int) bool {
	f := b.set.Facets(p.Article, p.Section, p.Block, -1, col)
	if f.Role != nil || f.Place != nil || !slices.ContainsFunc(f.Concepts, func(c *knowledge.Term) bool {
		return c.Group == "fact" && c.Name != knowledge.ConceptPay && slices.Contains(a.concepts, c)
	}) {
		return false
	}
	_, row := p.Row()
	if r := b.set.Read(row.Cells[col]); len(r.Roles)+len(r.Levels)+len(r.Places) > 0 {
		return false // it is a label
	}
	return !slices.ContainsFunc(b.set.Pays, func(q knowledge.Pay) bool {
		return q.Article == p.Article && q.Section == p.Section && q.Block == p.Block && q.Col == col
	})
}

// columnDraft shows a column's cells in the rows whose pay has the roles,
// levels and places asked for.
func (b *Bot) columnDraft(a *ask, p *index.Passage, col int) (draft, bool) {
	t, _ := p.Row()
	out := &Table{Header: []string{"", t.Header[col]}}
	wanted := func(asked []*knowledge.Term, has *knowledge.Term) bool {
		return len(asked) == 0 || slices.Contains(asked, has)
	}
	last := -1
	var d draft
	for i := range b.set.Pays {
		q := &b.set.Pays[i]
		if q.Article != p.Article || q.Section != p.Section || q.Block != p.Block || q.Row == last ||
			!wanted(a.roles, q.Role) || !wanted(a.levels, q.Level) || !wanted(a.places, q.Place) {
			continue
		}
		last = q.Row
		name := figure{role: q.Role, level: q.Level, place: q.Place}.name(nil)
		out.Rows = append(out.Rows, []string{name, orDash(t.Rows[q.Row].Cells[col])})
		d.cited = append(d.cited, name)
		d.cited = append(d.cited, t.Rows[q.Row].Cells...)
	}
	if len(out.Rows) == 0 || len(out.Rows) > mostColumnRows {
		return draft{}, false
	}
	d.Kind, d.memory = Comparison, memory{kind: memRow, roles: a.roles, concepts: a.concepts}
	d.cited = append(d.cited, t.Header...)
	d.cite(p.Article, p.Section)
	d.Headline = shorten(out.Rows[0][0]+": "+strings.ToLower(t.Header[col])+" "+out.Rows[0][1], 160)
	if len(out.Rows) > 1 {
		d.Headline, d.Table = shorten(t.Header[col], 160), out
		out.Caption = t.Header[col]
	}
	d.Next = b.near(a)
	return d, true
}
