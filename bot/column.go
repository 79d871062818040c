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
	for _, c := range b.beside {
		if shareTerm(c.facts, a.concepts) {
			if d, ok := b.columnDraft(a, c.Passage, c.col); ok {
				return d, true
			}
		}
	}
	return draft{}, false
}

// A besidePay is a column of a row of pay that holds no pay itself.
type besidePay struct {
	*index.Passage
	col   int
	facts []*knowledge.Term // what its header speaks of
}

// addBeside notes the columns beside the pay of a row whose headers speak of
// facts that can be asked for.
func (b *Bot) addBeside(p *index.Passage) {
	t, row := p.Row()
	for c := 1; c < len(t.Header); c++ {
		f := b.set.Facets(p.Article, p.Section, p.Block, -1, c)
		facts := slices.DeleteFunc(slices.Clone(f.Concepts), func(t *knowledge.Term) bool { return t.Group != "fact" || t.Name == knowledge.ConceptPay })
		if f.Role != nil || f.Place != nil || len(facts) == 0 {
			continue
		}
		if r := b.set.Read(row.Cells[c]); len(r.Roles)+len(r.Levels)+len(r.Places) > 0 {
			continue // it is a label
		}
		if !slices.ContainsFunc(b.cells.of[tableOf(p)], func(q *knowledge.Pay) bool { return q.Col == c }) {
			b.beside = append(b.beside, besidePay{p, c, facts})
		}
	}
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
	for _, q := range b.cells.of[tableOf(p)] {
		if q.Row == last ||
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
