package knowledge

import (
	"regexp"
	"slices"
	"strings"
)

// gradeColumn returns the column of a table that says on which grade each row is, "Band",
// and what the grade is called; "" for none. The last column of a table is none.
func (t *Table) gradeColumn() (col int, name string) {
	for c := 0; c+1 < len(t.Header); c++ {
		words := strings.Fields(t.Header[c])
		if len(words) == 0 || len(words) > 2 || !gradeWords[strings.ToLower(words[len(words)-1])] {
			continue
		}
		if !slices.ContainsFunc(t.Rows, func(r Row) bool { return !gradeCell.MatchString(r.Cells[c]) }) {
			return c, upperFirst(strings.ToLower(words[len(words)-1]))
		}
	}
	return 0, ""
}

// whoIsOnGrades reports whether the rows of a table are on grades by their labels, "Band 5",
// and a column says who is on each.
func (t *Table) whoIsOnGrades() bool {
	return t.whoColumn() > 0 && !slices.ContainsFunc(t.Rows, func(r Row) bool { return !code.MatchString(r.Label()) })
}

// gradeWords are what a column of grades is headed.
var gradeWords = map[string]bool{"band": true, "grade": true, "step": true, "tier": true}

var gradeCell = regexp.MustCompile(`^[0-9]{1,2}[a-z]?$`)

// whoColumn returns the column of a table of grades whose cells say who is on a row,
// "Matron", as its header says or the second column does by itself; 0 for none.
func (t *Table) whoColumn() int {
	for c := 1; c < len(t.Header); c++ {
		says := slices.ContainsFunc(Tokens(t.Header[c]), func(t Token) bool { return t.Raw == "who" || t.Text == "post" || axes[t.Text] == RoleTerm })
		if (says || c == 1 && axisKind(t.Header[c]) == 0) && !slices.ContainsFunc(t.Rows, func(r Row) bool {
			return r.Cells[c] == "" || strings.ContainsAny(r.Cells[c], "0123456789%")
		}) {
			return c
		}
	}
	return 0
}

// withGrades returns the table with the grade of each row in its label and, in brackets
// behind it, who is on it, "Band 8a (Matron)", in place of columns of their own. Where the
// grade's column is not the first, the labels were who is on it.
func (t *Table) withGrades(col int, name string) *Table {
	who := 0
	if col == 0 {
		who = t.whoColumn()
	}
	drop := max(col, who)
	without := func(cells []string) []string {
		if drop == 0 {
			return slices.Clone(cells)
		}
		return slices.Delete(slices.Clone(cells), drop, drop+1)
	}
	out := *t
	out.Header = without(t.Header)
	out.Rows = make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		cells := without(r.Cells)
		cells[0] = strings.TrimSpace(name + " " + r.Cells[col])
		if drop > 0 && r.Cells[who] != "" {
			cells[0] += " (" + strings.NewReplacer(" (", ", ", ")", "").Replace(r.Cells[who]) + ")"
		}
		out.Rows[i] = Row{Cells: cells, Line: r.Line}
	}
	return &out
}
