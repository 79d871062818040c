package bot

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"careerbot/knowledge"
)

// byLabels looks at an answer again by the labels of tables: where none was found, or
// figures that leave out what the question says, cells whose labels say all of it answer.
func (b *Bot) byLabels(a *ask, d draft) draft {
	if !b.looksUp(a, d) {
		return d
	}
	all := b.wants(a)
	f, ok := b.lookBeside(a, all)
	if ok && len(d.pays) > 0 {
		ok = len(f.cells) == 1 && len(d.pays) > 1 || b.saysMore(&f, d.pays, all)
	}
	if ok && f.atRate(a) {
		return b.lookedUp(a, f)
	}
	f, ok = b.lookUp(all, a.pay || a.rate, false)
	if !ok && !a.pay && !a.rate && !b.speaksOf(a, strongGroups...) {
		f, ok = b.lookUp(all, true, true)
		ok = ok && f.exact(all)
	}
	switch {
	case ok && len(d.pays) > 0:
		ok = b.saysMore(&f, d.pays, all) || b.saysAll(&f, d.pays, all)
	case ok && d.Kind.Answered():
		ok = f.paying && !a.claim && f.exact(all) && b.textLacks(d, &f, all)
	case ok && !f.paying:
		ok = f.exact(all)
	}
	if ok && f.atRate(a) {
		return b.lookedUp(a, f)
	}
	if told, ok := b.byClause(a, d, all); ok {
		return told
	}
	return d
}

// atRate reports whether no yearly pay is among the cells found where a rate is asked for;
// one by the hour or day the labels have to say.
func (f *found) atRate(a *ask) bool {
	return !a.rate || a.anyToken(hourlyWords) || !slices.ContainsFunc(f.cells, func(at [2]int) bool { p := f.pays[at]; return p != nil && !p.None && !isRate(p) })
}

// looksUp reports whether an answer may give way to cells found by their labels.
func (b *Bot) looksUp(a *ask, d draft) bool {
	if len(a.amounts) > 0 || a.groups["task"] || a.groups["logistics"] || (a.ofSettings || a.ofPlaces) && d.Kind == Salary {
		return false
	}
	switch d.Reason {
	case PlaceUnknown:
		return slices.ContainsFunc(a.foreign, func(m mention) bool { // some table is on the place
			return slices.ContainsFunc(a.memo.Stems(m.phrase), func(s string) bool { return len(b.boardsOf[s]) > 0 })
		})
	case Advice:
		return !a.paysForIt()
	case NoArticle, OffTopic, LevelUnknown, RoleUnknown:
		return !slices.ContainsFunc(a.reading.years, func(y experience) bool { return y.elsewhere != "" })
	}
	return d.Kind.Answered() && !a.has(knowledge.ConceptBands)
}

// paysForIt reports whether it is asked what is paid for something: "pay for insurance".
func (r *reading) paysForIt() bool {
	for i := 1; i < len(r.toks); i++ {
		if r.toks[i].Raw == "for" && strings.HasPrefix(r.toks[i-1].Raw, "pay") {
			return true
		}
	}
	return false
}

// saysMore reports whether the cells found say something that is asked for and that an
// answer's cells do not, and all that these do. Of very many cells all have to say it.
func (b *Bot) saysMore(f *found, pays []*knowledge.Pay, all []wanted) bool {
	more := false
	for i := range all {
		w := &all[i]
		if !w.must && w.period == "" && len(pays) <= mostLookedUp {
			continue
		}
		says := func(p *knowledge.Pay) bool { return b.says(p, w) }
		found, said := f.met&(1<<i) != 0, slices.ContainsFunc(pays, says)
		if len(pays) > mostLookedUp && len(f.cells) <= mostAmounts {
			said = !slices.ContainsFunc(pays, func(p *knowledge.Pay) bool { return !says(p) })
			found = found && !slices.ContainsFunc(f.cells, func(at [2]int) bool { return !f.cellMeets(at, w) }) || said
		}
		if said && !found {
			return false
		}
		more = more || found && !said
	}
	return more
}

// saysAll reports whether each cell found says all that an answer must say, and not each of
// an answer's: of "senior" and "accounts assistant" the one cell under both.
func (b *Bot) saysAll(f *found, pays []*knowledge.Pay, all []wanted) bool {
	narrower := false
	for i := range all {
		w := &all[i]
		if !w.must {
			continue
		}
		named := *w
		if w.town {
			named.terms = nil // the country around it says nothing of a town
		}
		if slices.ContainsFunc(f.cells, func(at [2]int) bool { return !f.cellMeets(at, &named) }) {
			return false
		}
		narrower = narrower || slices.ContainsFunc(pays, func(p *knowledge.Pay) bool { return !b.says(p, w) })
	}
	return narrower
}

// textLacks reports whether the cells found say something that must be said and that the
// text of an answer does not.
func (b *Bot) textLacks(d draft, f *found, all []wanted) bool {
	l := b.labelOf(strings.Join(d.texts(), " "))
	for i := range all {
		if w := &all[i]; w.must && f.met&(1<<i) != 0 && !w.met(&l) {
			return true
		}
	}
	return false
}

// says reports whether a cell is of what is wanted, or its labels say it.
func (b *Bot) says(p *knowledge.Pay, w *wanted) bool {
	o := b.boards[tableKey{p.Article, p.Section, p.Block}]
	return w.of(p, b.set.Country(p.Place)) || w.met(&o.about) || w.met(&o.rows[p.Row]) || w.met(&o.cols[p.Col])
}

// lookedUp answers with cells found by their labels.
func (b *Bot) lookedUp(a *ask, f found) draft {
	d := draft{looked: true}
	d.Kind, d.memory = Comparison, memory{kind: memRow, roles: a.roles, levels: a.levels, places: a.places, concepts: a.concepts}
	t := f.table
	d.cited = append(d.cited, t.Header...)
	table := &Table{Header: []string{"", ""}}
	for _, at := range f.cells {
		row := t.Rows[at[0]]
		d.cited = append(d.cited, row.Cells...)
		cell := row.Cells[at[1]]
		if p := f.pays[at]; p != nil {
			d.Kind, d.memory.kind = Salary, memPay
			d.pays = append(d.pays, p)
			if !p.None {
				cell = p.Cell
				d.cited = append(d.cited, cell) // its ends may stand in two columns
			}
		} else if f.paying {
			d.Kind = Salary
		}
		table.Rows = append(table.Rows, []string{f.name(at), orDash(cell)})
	}
	d.cite(f.article, f.section)
	first := f.cells[0]
	row := !slices.ContainsFunc(f.cells, func(at [2]int) bool { return at[0] != first[0] })
	col := !slices.ContainsFunc(f.cells, func(at [2]int) bool { return at[1] != first[1] })
	f.keep(&d.memory, first, row, col)
	parts := make([]string, len(table.Rows))
	for i, r := range table.Rows {
		parts[i] = r[0] + ": " + r[1]
	}
	d.Headline = strings.Join(parts, "; ")
	if len(parts) == 1 {
		d.Headline = shorten(d.Headline, 160)
	} else if amountsIn(d.Headline) > mostAmounts || utf8.RuneCountInString(d.Headline) > 160 {
		d.Headline = shorten(cmp.Or(f.article.Sections[f.section].Heading, f.article.Title), 160)
		table.Caption, d.Table = d.Headline, table
	}
	if len(d.pays) > 0 {
		d.Text = b.basis(a, []figure{{pays: d.pays}})
	}
	d.Next = b.near(a)
	return d
}

// name returns the labels of a cell, behind the level that only a heading says.
func (f *found) name(at [2]int) string {
	name := f.table.Rows[at[0]].Label()
	if len(f.table.Header) > 2 {
		name += ", " + f.table.Header[at[1]]
	}
	p := f.pays[at]
	if p == nil || p.Level == nil || !slices.Contains(f.about.terms, p.Level) {
		return name
	}
	if own := slices.Concat(f.rows[at[0]].terms, f.cols[at[1]].terms); !slices.Contains(own, p.Level) {
		name = p.Level.Name + ", " + midSentence(name)
	}
	return name
}
