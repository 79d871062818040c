package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// Section returns a whole section of an article as an answer, with its source,
// by the names that a Source has. It reports false where there is no such
// section, nothing stands in it, or the figure guard does not let it through.
func (b *Bot) Section(article, anchor string) (Answer, bool) {
	for _, art := range b.set.Articles {
		if art.Name != article {
			continue
		}
		i := slices.IndexFunc(art.Sections, func(s knowledge.Section) bool { return s.Anchor == anchor })
		if i < 0 || len(art.Sections[i].Blocks) == 0 {
			return Answer{}, false
		}
		d := b.guard(b.wholeSection(art, i))
		d.State = b.key.seal(d.memory)
		return d.Answer, d.Kind.Answered()
	}
	return Answer{}, false
}

// wholeSection copies a section. Its first table stays a table, and further
// ones become lists; whoever reads it is told where other sections disagree.
func (b *Bot) wholeSection(art *knowledge.Article, section int) draft {
	s := &art.Sections[section]
	var d draft
	d.Kind = Section
	d.cite(art, section)
	d.Headline = shorten(d.Sources[0].Heading, 160)
	d.cited = append(d.cited, b.whole[place{art, section}])
	var parts []string
	for _, block := range s.Blocks {
		switch {
		case block.Table == nil:
			parts = append(parts, wholeBlock(block))
			d.cited = append(d.cited, wholeBlock(block))
			continue
		case d.Table == nil:
			d.Table = tableOfBlock(block.Table)
		default:
			parts = append(parts, tableLines(block.Table))
		}
		for _, row := range block.Table.Rows {
			d.cited = append(d.cited, row.Cells...)
		}
		d.cited = append(d.cited, block.Table.Header...)
	}
	r := b.set.Read(s.Heading)
	d.memory = memory{kind: memSection, roles: r.Roles, concepts: r.Concepts}
	d.Slots = Slots{Role: termNames(r.Roles), Place: []string{}, Level: []string{}}
	d.Text = paragraphs(append(parts, b.otherFigures(&d, art, section), b.label(nil, d))...)
	d.Next = b.following(art, section)
	return d
}

// wholeBlock writes a paragraph or a list with all its points.
func wholeBlock(block knowledge.Block) string {
	if block.Items == nil {
		return block.Text
	}
	var lines []string
	if block.Text != "" {
		lines = append(lines, block.Text)
	}
	for _, it := range block.Items {
		lines = append(lines, "- "+it.Text)
	}
	return strings.Join(lines, "\n")
}

// tableOfBlock copies a table; what is empty in an article is a dash.
func tableOfBlock(t *knowledge.Table) *Table {
	out := &Table{Header: filled(t.Header)}
	for _, row := range t.Rows {
		out.Rows = append(out.Rows, filled(row.Cells))
	}
	return out
}

func filled(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = strings.Join(strings.Fields(c), " "); out[i] == "" {
			out[i] = "–"
		}
	}
	return out
}

// tableLines writes a table as a list: "- Label: Header Cell; Header Cell".
func tableLines(t *knowledge.Table) string {
	var lines []string
	for _, row := range t.Rows {
		if t.List {
			lines = append(lines, "- "+row.Label()+": "+row.Cells[1])
			continue
		}
		var cells []string
		for i, c := range row.Cells[1:] {
			cells = append(cells, strings.TrimSpace(t.Header[i+1]+" "+c))
		}
		lines = append(lines, "- "+row.Label()+": "+strings.Join(cells, "; "))
	}
	return strings.Join(lines, "\n")
}

// mostOthers is how many figures of other sections a section is shown with.
const mostOthers = 4

// otherFigures says where other sections give other figures for what stands in
// the tables of this one, and cites them. Which is right, nobody can tell.
func (b *Bot) otherFigures(d *draft, art *knowledge.Article, section int) string {
	var lines []string
	for block := range art.Sections[section].Blocks {
		for _, p := range b.cells.of[tableKey{art, section, block}] {
			o := b.otherCell(p)
			if o == nil {
				continue
			}
			if len(lines) == mostOthers {
				return disagreeing(append(lines, "- and others"))
			}
			f := figure{role: p.Role, level: p.Level, place: p.Place}
			lines = append(lines, "- "+f.name(nil)+": "+p.Cell+" here, "+o.Cell+" in “"+heading(o)+"”")
			d.cited = append(d.cited, p.Cell, o.Cell)
			d.cite(o.Article, o.Section)
		}
	}
	return disagreeing(lines)
}

func disagreeing(lines []string) string {
	if lines == nil {
		return ""
	}
	return "Another section gives other figures, and I can't tell which is right:\n" + strings.Join(lines, "\n")
}

// otherCell returns a cell of another section that gives another figure for the
// same thing, nil where there is none.
func (b *Bot) otherCell(p *knowledge.Pay) *knowledge.Pay {
	if p.None || len(p.About) > 0 {
		return nil
	}
	for _, o := range b.index.Pays(p.Role, p.Level, p.Place) {
		if (o.Article != p.Article || o.Section != p.Section) && !o.None && len(o.About) == 0 && o.Period == p.Period && o.Cell != p.Cell {
			return o
		}
	}
	return nil
}

// following returns questions on the sections behind one, two at most.
func (b *Bot) following(art *knowledge.Article, section int) []Offer {
	var out []Offer
	for i := section + 1; i < len(art.Sections) && len(out) < 2; i++ {
		for _, o := range b.offers[place{art, i}] {
			if len(out) < 2 && b.isExample(o) && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
	}
	return out
}
