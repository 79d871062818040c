package bot

import (
	"fmt"
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// rows answers with rows of a comparison: the one that is asked for, several
// where several are, the whole table for the difference in general.
func (b *Bot) rows(a *ask, e evidence, hits []index.Hit) draft {
	hits = b.askedFirst(a, hits)
	top := hits[0].Passage
	var d draft
	d.Kind = Comparison
	d.memory.kind = memRow
	picked := b.pickRows(a, hits)
	t, _ := top.Row()
	cols := b.columns(a, top)
	d.cited = append(d.cited, t.Header...)
	for _, p := range picked {
		_, r := p.Row()
		d.cited = append(d.cited, r.Cells...)
	}
	d.cite(top.Article, top.Section)
	if len(picked) > 1 {
		b.rowTable(&d, t, picked, cols)
		return d
	}
	_, row := top.Row()
	d.memory.row = rowHash(row.Label())
	lines := make([]string, 0, len(cols))
	for _, c := range cols {
		lines = append(lines, fmt.Sprintf("%s, %s: %s", row.Label(), t.Header[c], row.Cells[c]))
	}
	d.Headline, d.Text = shorten(lines[0], 160), strings.Join(lines[1:], "\n")
	if lines[0] != d.Headline {
		d.Text = strings.Join(lines, "\n")
	}
	return d
}

// askedFirst puts first the row of the place asked for, where the one found first is
// the same of another place, "UK regulator", and the row whose label has a number of
// the question, where that has none of them: "level 7" is no row on level 5.
func (b *Bot) askedFirst(a *ask, hits []index.Hit) []index.Hit {
	of := func(p *index.Passage) knowledge.Facets { return b.set.Facets(p.Article, p.Section, p.Block, p.Part, 0) }
	top := of(hits[0].Passage)
	if len(a.places) > 0 && top.Place != nil && !slices.Contains(a.places, top.Place) {
		hits = firstWith(hits, func(p *index.Passage) bool {
			f := of(p)
			return slices.Contains(a.places, f.Place) && f.Rest == top.Rest && f.Level == top.Level && slices.Equal(f.Concepts, top.Concepts)
		})
	}
	return firstWith(hits, a.hasNumberOf)
}

// hasNumberOf reports whether a row's label has a number of the question: "level 7".
func (r *reading) hasNumberOf(p *index.Passage) bool {
	_, row := p.Row()
	return slices.ContainsFunc(knowledge.Tokens(row.Label()), func(t knowledge.Token) bool {
		return t.Num && slices.ContainsFunc(r.toks, func(o knowledge.Token) bool { return o.Num && o.Raw == t.Raw })
	})
}

// firstWith puts first the first row of the first one's table that a test says yes to,
// where it says no to the first.
func firstWith(hits []index.Hit, has func(*index.Passage) bool) []index.Hit {
	top := hits[0].Passage
	i := slices.IndexFunc(hits, func(h index.Hit) bool {
		return h.Kind == index.Row && tableOf(h.Passage) == tableOf(top) && has(h.Passage)
	})
	if i <= 0 || has(top) {
		return hits
	}
	out := append([]index.Hit{hits[i]}, hits...)
	return slices.Delete(out, i+1, i+2)
}

// columns orders a table's columns: those of the roles and places asked for come first, then
// those whose header has a word of the question.
func (b *Bot) columns(a *ask, p *index.Passage) []int {
	t, _ := p.Row()
	by := periodOf(a.toks)
	said := func(header string) bool {
		return slices.ContainsFunc(knowledge.Tokens(header), func(h knowledge.Token) bool {
			return by != "" && periodWords[h.Raw] == by || len(h.Text) >= leastTelling && slices.ContainsFunc(a.toks, func(o knowledge.Token) bool { return o.Text == h.Text })
		})
	}
	var first, asked, rest []int
	for c := 1; c < len(t.Header); c++ {
		f := b.set.Facets(p.Article, p.Section, p.Block, -1, c)
		if f.Place != nil && len(a.places) > 0 && !slices.Contains(a.places, f.Place) {
			rest = append(rest, c)
		} else if slices.Contains(a.roles, f.Role) || f.Role == nil && f.Place != nil && slices.Contains(a.places, f.Place) {
			first = append(first, c)
		} else if said(t.Header[c]) {
			asked = append(asked, c)
		} else {
			rest = append(rest, c)
		}
	}
	return slices.Concat(first, asked, rest)
}

// pickRows returns the rows to show, all of one table.
func (b *Bot) pickRows(a *ask, hits []index.Hit) []*index.Passage {
	top := hits[0].Passage
	picked, numbered := []*index.Passage{top}, a.hasNumberOf(top)
	for _, h := range hits[1:] {
		if h.Kind != index.Row || tableOf(h.Passage) != tableOf(top) || numbered && !a.hasNumberOf(h.Passage) || b.isAside(a, top, h.Passage) {
			continue
		}
		if len(picked) < 3 && h.Score > 0.6*hits[0].Score {
			picked = append(picked, h.Passage)
		}
	}
	return picked
}

// isAside reports whether a row is of another place than is asked for, or of another level
// where the best row is of one that is.
func (b *Bot) isAside(a *ask, top, p *index.Passage) bool {
	place := b.set.Facets(p.Article, p.Section, p.Block, p.Part, 0).Place
	return len(a.places) > 0 && place != nil && !slices.Contains(a.places, place) || shareTerm(a.levels, top.Levels) && !shareTerm(a.levels, p.Levels)
}

// wholeTable answers with all rows of the comparison that has the roles asked
// for, pay left out.
func (b *Bot) wholeTable(a *ask) (draft, bool) {
	i := slices.IndexFunc(b.tables, func(rows []*index.Passage) bool {
		return len(rows) > 1 && !slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !rows[0].Of(r) })
	})
	if i < 0 {
		return draft{}, false
	}
	rows := b.tables[i]
	var d draft
	d.Kind = Comparison
	d.memory = memory{kind: memRow, roles: a.roles, concepts: a.concepts}
	t, _ := rows[0].Row()
	d.cited = append(d.cited, t.Header...)
	for _, p := range rows {
		_, r := p.Row()
		d.cited = append(d.cited, r.Cells...)
	}
	d.cite(rows[0].Article, rows[0].Section)
	b.rowTable(&d, t, rows, b.columns(a, rows[0]))
	d.Next = b.near(a)
	return d, true
}

// inGeneral reports whether the whole difference is asked for and nothing in
// particular.
func (b *Bot) inGeneral(a *ask, e evidence) bool {
	if !a.has(knowledge.ConceptDifference) || len(a.roles) == 1 || len(e.stems) > 1 {
		return false
	}
	return !slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return t.Group != "weak" && t.Name != knowledge.ConceptChoosing
	})
}

// rowTable shows several rows as a table.
func (b *Bot) rowTable(d *draft, t *knowledge.Table, picked []*index.Passage, cols []int) {
	labels := make([]string, len(picked))
	out := &Table{Header: []string{t.Header[0]}}
	names := make([]string, len(cols))
	for i, c := range cols {
		names[i] = t.Header[c]
		out.Header = append(out.Header, t.Header[c])
	}
	for i, p := range picked {
		_, r := p.Row()
		labels[i] = r.Label()
		row := []string{r.Label()}
		for _, c := range cols {
			row = append(row, orDash(r.Cells[c]))
		}
		out.Rows = append(out.Rows, row)
	}
	out.Caption = list(names, "and")
	d.Table = out
	d.Headline = shorten(list(names, "and")+": "+midSentence(strings.Join(labels, ", ")), 160)
	if len(picked) > 3 {
		d.Headline = shorten(list(names, "and")+", side by side", 160)
	}
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
