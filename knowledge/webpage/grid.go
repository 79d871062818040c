package webpage

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A cell of a table; one that reaches over several places stands in each.
type cell struct {
	node *html.Node // nil for one that a short row lacks
	text string
	head bool // is marked as a header
}

// A gridRow is a row with its merged cells filled.
type gridRow struct {
	cells []*cell
	part  atom.Atom // Thead, Tbody or Tfoot
	line  int
	whole bool // one cell reaches over the whole width
}

// maxSpan is how far one cell may reach, as in browsers.
const maxSpan = 1000

// ownRows returns the rows of a table, without those of tables within it, and
// the part that each stands in. Those of its foot come last.
func ownRows(t *html.Node) (rows []*html.Node, parts []atom.Atom) {
	var footRows []*html.Node
	for part := range t.ChildNodes() {
		switch {
		case isTag(part, atom.Tr):
			rows, parts = append(rows, part), append(parts, atom.Tbody)
		case isTag(part, atom.Thead, atom.Tbody, atom.Tfoot):
			for r := range part.ChildNodes() {
				switch {
				case !isTag(r, atom.Tr):
				case part.DataAtom == atom.Tfoot:
					footRows = append(footRows, r)
				default:
					rows, parts = append(rows, r), append(parts, part.DataAtom)
				}
			}
		}
	}
	for _, r := range footRows {
		rows, parts = append(rows, r), append(parts, atom.Tfoot)
	}
	return rows, parts
}

func ownCells(row *html.Node) (out []*html.Node) {
	for c := range row.ChildNodes() {
		if isTag(c, atom.Td, atom.Th) {
			out = append(out, c)
		}
	}
	return out
}

func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attr(n, key)))
	if err != nil || v < 0 {
		return 1
	}
	return min(v, maxSpan)
}

// A place is where a cell stands before the width of its table is known.
type place struct {
	node       *html.Node
	col        int
	cols, rows int
}

// layOut returns where the cells of each row begin, and the width that the
// table needs: what the last cell of a row reaches over beyond that of the
// others is not needed ("colspan=99").
func layOut(rows []*html.Node, parts []atom.Atom) (places [][]place, width int) {
	var below []int // for each column the rows that a cell from above still covers
	for r, row := range rows {
		if r > 0 && parts[r] != parts[r-1] {
			below = nil // merged cells end with their part
		}
		col, line := 0, []place(nil)
		cells := ownCells(row)
		for i, n := range cells {
			for col < len(below) && below[col] > 0 {
				col++
			}
			p := place{node: n, col: col, cols: max(1, span(n, "colspan")), rows: span(n, "rowspan")}
			if p.rows == 0 {
				p.rows = maxSpan // to the end of the part
			}
			need := p.cols
			if i == len(cells)-1 {
				need = 1
			}
			line = append(line, p)
			width = max(width, col+need)
			if width > MaxColumns {
				return nil, max(width, len(cells))
			}
			col += p.cols
		}
		places = append(places, line)
		below = cover(below, line)
	}
	return places, width
}

// cover counts the rows that cells from above still cover one down, and adds
// those of a new row.
func cover(below []int, line []place) []int {
	for c := range below {
		below[c] = max(0, below[c]-1)
	}
	for _, p := range line {
		for c := p.col; c < min(p.col+p.cols, MaxColumns); c++ {
			for len(below) <= c {
				below = append(below, 0)
			}
			below[c] = max(below[c], p.rows-1)
		}
	}
	return below
}

// grid fills the merged cells of a table. It returns nil for one that has no
// cells or breaks a bound; the latter is a fault.
func (d *draft) grid(t *html.Node) []gridRow {
	rows, parts := ownRows(t)
	places, width := layOut(rows, parts)
	if width > MaxColumns {
		d.fault(lineOf(t), "a table of %d columns; the most that are read are %d", width, MaxColumns)
		return nil
	}
	if d.cells += len(rows) * width; d.cells > MaxCells {
		if d.cells-len(rows)*width <= MaxCells { // said once
			d.fault(lineOf(t), "the tables have more than %d cells", MaxCells)
		}
		return nil
	}
	out := make([]gridRow, len(rows))
	for r := range rows {
		out[r] = gridRow{cells: make([]*cell, width), part: parts[r], line: lineOf(rows[r])}
	}
	for r, line := range places {
		for _, p := range line {
			c := d.cell(p.node)
			for k := r; k < min(r+p.rows, len(rows)) && parts[k] == parts[r]; k++ {
				for col := p.col; col < min(p.col+p.cols, width); col++ {
					if out[k].cells[col] == nil {
						out[k].cells[col] = c
					}
				}
			}
		}
	}
	for r := range out {
		out[r].finish()
	}
	return out
}

// finish fills the places that a short row lacks.
func (r *gridRow) finish() {
	for i, c := range r.cells {
		if c == nil {
			r.cells[i] = &cell{}
		}
	}
	r.whole = len(r.cells) > 1
	for _, c := range r.cells {
		r.whole = r.whole && c == r.cells[0]
	}
}

// cell reads a cell. Signs of footnotes at its end are dropped.
func (d *draft) cell(n *html.Node) *cell {
	text := (&collector{report: &d.report, cell: true}).collect(n)
	if text == "" {
		text = (&collector{report: &d.report, cell: true, alts: true}).collect(n)
	}
	kept := strings.TrimRight(text, " *†‡§¹²³⁴⁵⁶⁷⁸⁹⁰")
	if kept != "" && kept != text && !strings.HasSuffix(kept, "m") {
		if strings.TrimRight(text, " ") != kept {
			d.report.leave(kindFootnote, 1)
		}
		text = kept
	}
	return &cell{node: n, text: text, head: isTag(n, atom.Th)}
}
