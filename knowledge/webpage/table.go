package webpage

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"careerbot/knowledge"
)

// A table with one header and rows as wide as it.
type table struct {
	header []string
	rows   [][]string
}

// table adds a table with its caption and notes. One that only lays out the
// page is unwrapped.
func (f *flow) table(t *html.Node) {
	rows := []gridRow(nil)
	if !isLayout(t) {
		rows = f.d.grid(t)
		if len(f.d.faults) > 0 {
			return
		}
	}
	rows = withoutBlank(rows)
	if len(rows) < 2 || len(rows[0].cells) < 2 {
		f.unwrap(t)
		return
	}
	f.anchor = ""
	if caption := find(t, func(c *html.Node) bool { return isTag(c, atom.Caption) && c.Parent == t }); caption != nil {
		c := &collector{report: &f.d.report}
		f.paragraph(plainText(c.collect(caption)), c.links)
	}
	s := splitter{f: f}
	if title, rest := titled(rows); keyed(rest) {
		s.keyed(title, rest)
		return
	}
	s.split(rows)
}

// titled returns what a row over the whole width says above the others.
func titled(rows []gridRow) (title string, rest []gridRow) {
	if rows[0].whole {
		return plainText(rows[0].cells[0].text), rows[1:]
	}
	return "", rows
}

// keyed reports whether rows are keys with one value each, as in a box of
// facts: the keys are marked, the values are not.
func keyed(rows []gridRow) bool {
	return len(rows) > 0 && len(rows[0].cells) == 2 && !slices.ContainsFunc(rows, func(r gridRow) bool {
		return !r.cells[0].head || r.cells[1].head || r.cells[0] == r.cells[1] || r.part == atom.Thead
	})
}

// keyed adds such a box: below its title as a table, else as a list.
func (s *splitter) keyed(title string, rows []gridRow) {
	t := &table{header: []string{"", title}}
	b := block{kind: list}
	for _, r := range rows {
		key, value := plainText(r.cells[0].text), r.cells[1].text
		t.rows = append(t.rows, []string{key, value})
		b.items = append(b.items, item{text: string(boldOn) + strings.TrimRight(key, " :") + ":" + string(boldOff) + " " + plainText(value)})
	}
	if title != "" {
		b = block{kind: tabular, table: t}
	}
	s.f.add(b)
}

// isLayout reports whether a table is no table but a frame: it says so, or it
// holds tables, headings or whole paragraphs.
func isLayout(t *html.Node) bool {
	if role := attr(t, "role"); role == "presentation" || role == "none" {
		return true
	}
	paragraphs := 0
	return find(t, func(c *html.Node) bool {
		if isTag(c, atom.P) && len(textOf(c)) > 200 {
			paragraphs++
		}
		return isTag(c, atom.Table, atom.H1, atom.H2, atom.Details, atom.Dl) || paragraphs > 3
	}) != nil
}

// unwrap adds what stands in the cells of a frame, one after the other.
func (f *flow) unwrap(t *html.Node) {
	rows, _ := ownRows(t)
	for _, n := range append([]*html.Node{findTag(t, atom.Caption)}, rows...) {
		switch {
		case n == nil || n.Type != html.ElementNode:
		case isTag(n, atom.Caption) && n.Parent != t:
		case isTag(n, atom.Caption):
			f.kids(n)
			f.flush()
		default:
			for _, c := range ownCells(n) {
				f.kids(c)
				f.flush()
			}
		}
	}
}

// withoutBlank leaves out rows and columns without any text.
func withoutBlank(rows []gridRow) []gridRow {
	blank := func(c *cell) bool { return c.text == "" }
	rows = slices.DeleteFunc(rows, func(r gridRow) bool { return !slices.ContainsFunc(r.cells, func(c *cell) bool { return !blank(c) }) })
	if len(rows) == 0 {
		return nil
	}
	for c := len(rows[0].cells) - 1; c >= 0; c-- {
		if !slices.ContainsFunc(rows, func(r gridRow) bool { return !blank(r.cells[c]) }) {
			for i := range rows {
				rows[i].cells = slices.Delete(rows[i].cells, c, c+1)
			}
		}
	}
	return rows
}

// A splitter makes tables of rows: a new one begins where new headers stand.
type splitter struct {
	f      *flow
	t      *table
	heads  []string // header as it was merged
	marked bool     // its cells are marked as headers
	group  string   // what the rows stand under, as a row over the whole width says it
	notes  []string
}

func (s *splitter) split(rows []gridRow) {
	for len(rows) > 0 && rows[0].whole { // a title above the headers
		s.f.paragraph(plainText(rows[0].cells[0].text), 0)
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return
	}
	n := headRows(rows)
	s.begin(rows[:n])
	for i, r := range rows[n:] {
		last := i == len(rows)-n-1 || rows[n+i+1].part == atom.Tfoot && rows[n+i+1].whole
		s.row(r, last || r.part == atom.Tfoot)
	}
	s.end()
}

func (s *splitter) begin(rows []gridRow) {
	s.heads, s.marked = mergeHeads(rows), allHeads(rows[0])
	s.t, s.group = &table{header: s.heads}, ""
}

func (s *splitter) row(r gridRow, last bool) {
	texts := make([]string, len(r.cells))
	for i, c := range r.cells {
		texts[i] = c.text
	}
	switch {
	case r.whole && (last || len(texts[0]) > 60 || strings.HasSuffix(texts[0], ".")):
		s.notes = append(s.notes, texts[0])
	case r.whole:
		s.group = plainText(texts[0])
	case slices.Equal(texts, s.heads): // the header once more
	case s.marked && allHeads(r) && len(r.cells) > 1 && !last:
		s.end()
		s.begin([]gridRow{r})
	default:
		if s.group != "" && texts[0] != s.group {
			texts[0] = strings.TrimSuffix(s.group+": "+texts[0], ": ")
		}
		s.t.rows = append(s.t.rows, texts)
	}
}

// end adds the table. One without rows is a line of text. A note that says
// what the figures are in stands before them, other notes behind.
func (s *splitter) end() {
	s.notes = slices.DeleteFunc(s.notes, func(note string) bool {
		unit := knowledge.HasCurrencySign(note) && !strings.ContainsAny(note, "0123456789") && len(note) <= 200
		if unit {
			s.f.paragraph(note, 0)
		}
		return unit
	})
	if len(s.t.rows) > 0 {
		s.t.cutLabels()
		s.f.add(block{kind: tabular, table: s.t})
	} else {
		s.f.paragraph(plainText(strings.Join(s.t.header, " – ")), 0)
	}
	for _, note := range s.notes {
		s.f.paragraph(note, 0)
	}
	s.notes = nil
}

// allHeads reports whether all cells of a row that say something are marked as
// headers; an empty corner may be marked or not.
func allHeads(r gridRow) bool {
	any := false
	for _, c := range r.cells {
		if c.text != "" && !c.head {
			return false
		}
		any = any || c.head
	}
	return any
}

// headRows returns how many rows are the header: those of the table's head,
// else those whose cells are all marked; else the first row, with the second
// where cells of the first are merged over several of its own.
func headRows(rows []gridRow) int {
	n := 0
	for n < len(rows) && rows[n].part == atom.Thead {
		n++
	}
	if n == 0 {
		for n < len(rows) && n < 3 && allHeads(rows[n]) && !rows[n].whole {
			n++
		}
	}
	if n == 0 {
		n = 1
		if len(rows) > 2 && merged(rows[0]) && !rows[1].whole && !hasFigures(rows[1]) {
			n = 2
		}
	}
	return max(1, min(n, len(rows)-1))
}

// merged reports whether a cell of a row reaches over several columns.
func merged(r gridRow) bool {
	for i, c := range r.cells[1:] {
		if c == r.cells[i] && c.node != nil && c.text != "" {
			return true
		}
	}
	return false
}

func hasFigures(r gridRow) bool {
	return slices.ContainsFunc(r.cells[1:], func(c *cell) bool {
		return len(knowledge.FindMoney(c.text)) > 0 || figure.MatchString(c.text)
	})
}

// figure matches a cell that begins with a number of three signs or more,
// number one that begins with any.
var (
	figure = regexp.MustCompile(`^\W*[0-9][0-9., \x{a0}]{2,}`)
	number = regexp.MustCompile(`^[~≈<>(]*\s*[0-9]+(\W|$|k)`)
)

// mergeHeads makes one header of several rows: "Germany: Data Analyst".
func mergeHeads(rows []gridRow) []string {
	out := make([]string, len(rows[0].cells))
	for c := range out {
		var parts []string
		for _, r := range rows {
			if text := plainText(r.cells[c].text); text != "" && !slices.Contains(parts, text) {
				parts = append(parts, text)
			}
		}
		out[c] = strings.Join(parts, ": ")
	}
	return out
}

// cutLabels drops the header's text from the cells of columns where every cell
// begins with it, as pages for small screens have it.
func (t *table) cutLabels() {
	for c := 1; c < len(t.header); c++ {
		head := t.header[c]
		all := head != ""
		for _, r := range t.rows {
			rest, ok := strings.CutPrefix(plainText(r[c]), head)
			all = all && (r[c] == "" || ok && strings.TrimLeft(rest, " :") != "" && strings.TrimLeft(rest, " :") != rest)
		}
		for _, r := range t.rows {
			if all && r[c] != "" {
				r[c] = strings.TrimLeft(strings.TrimPrefix(plainText(r[c]), head), " :")
			}
		}
	}
}
