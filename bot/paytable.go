package bot

import (
	"slices"

	"careerbot/knowledge"
)

// payTable adds the figures as a table where a headline cannot hold them, or
// where one is asked for.
func (b *Bot) payTable(d *draft, figs []figure, asked bool) {
	for _, l := range d.memory.levels {
		d.cited = append(d.cited, l.Name) // "5–8 yrs" is a name, whether or not a figure is of it
	}
	for _, f := range figs {
		for _, p := range f.pays {
			d.cited = append(d.cited, p.Cell, rowLabel(p), p.LevelLabel, p.Years.String())
			if p.Level != nil {
				d.cited = append(d.cited, p.Level.Name)
			}
		}
	}
	if len(figs) <= 2 && !asked {
		return
	}
	rowOf, colOf, corner := tableAxes(figs)
	t := &Table{Caption: overview(figs), Header: []string{corner}}
	var rows []string
	for _, f := range figs {
		if !slices.Contains(rows, rowOf(f)) {
			rows = append(rows, rowOf(f))
		}
		if !slices.Contains(t.Header[1:], colOf(f)) {
			t.Header = append(t.Header, colOf(f))
		}
	}
	for _, label := range rows {
		cells := make([]string, len(t.Header))
		cells[0] = label
		for i := range cells[1:] {
			cells[i+1] = "–"
		}
		for _, f := range figs {
			if rowOf(f) == label {
				c := f.amount()
				if f.none() {
					c = "no figure given"
				}
				cells[slices.Index(t.Header, colOf(f))] = c
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	d.Table = t
}

// tableAxes chooses what the rows and columns of a pay table are: levels down
// where there are several, roles and places across.
func tableAxes(figs []figure) (rowOf, colOf func(figure) string, corner string) {
	same := sharedKinds(figs)
	kinds := func(ks ...knowledge.TermKind) map[knowledge.TermKind]bool {
		m := map[knowledge.TermKind]bool{}
		for _, k := range ks {
			m[k] = true
		}
		return m
	}
	colOf = func(f figure) string {
		skip := kinds(knowledge.LevelTerm)
		for k := range same {
			skip[k] = true
		}
		if n := f.name(skip); n != "" {
			return n
		}
		return "Pay"
	}
	if !same[knowledge.LevelTerm] {
		return func(f figure) string {
			if f.level == nil {
				return "All levels"
			}
			return rowLabel(f.pays[0])
		}, colOf, "Level"
	}
	return func(f figure) string { return f.name(kinds(knowledge.LevelTerm, knowledge.PlaceTerm)) },
		func(f figure) string {
			if n := f.name(kinds(knowledge.LevelTerm, knowledge.RoleTerm)); n != "" {
				return n
			}
			return "Pay"
		}, "Role"
}

// rowLabel returns how the cell's table names its level, with its years.
func rowLabel(p *knowledge.Pay) string {
	switch {
	case p.Dedicated && p.LevelLabel != "":
		return p.LevelLabel
	case p.Level == nil:
		return p.Article.Sections[p.Section].Blocks[p.Block].Table.Rows[p.Row].Label()
	}
	return p.Level.Name
}

// paySources cites every section that a figure came from: that of each figure's first
// cell before all others, and of these the tables of nothing but pay first.
func (b *Bot) paySources(d *draft, figs []figure) {
	for _, dedicated := range []bool{true, false} {
		for _, f := range figs {
			if p := f.pays[0]; p.Dedicated == dedicated {
				d.cite(p.Article, p.Section)
			}
		}
	}
	for _, f := range figs {
		for _, p := range f.pays[1:] {
			d.cite(p.Article, p.Section)
		}
	}
}

// cite adds a section to the sources, once, with its heading and year.
func (d *draft) cite(art *knowledge.Article, section int) {
	s := art.Sections[section]
	head := s.Heading
	if head == "" {
		head = art.Title
	}
	src := Source{Article: art.Name, Section: s.Anchor, Heading: head, Data: art.Data, Publisher: art.Author}
	if art.Source != "" {
		src.URL = art.Source + "#" + s.Anchor
	}
	if d.addSource(src) {
		d.cited = append(d.cited, head, art.Data, art.Title, art.Basis, art.Author, art.Interest)
	}
}

// addSource adds a source once and reports whether it was new.
func (d *draft) addSource(s Source) bool {
	if slices.Contains(d.Sources, s) {
		return false
	}
	d.Sources = append(d.Sources, s)
	return true
}
