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

// gradeWords are what a column of grades is headed.
var gradeWords = map[string]bool{"band": true, "grade": true, "step": true, "tier": true}

var gradeCell = regexp.MustCompile(`^[0-9]{1,2}[a-z]?$`)

// withGrades returns the table with the grade of each row before its label, "Band 8a
// (Matron)", in place of a column of its own. Where the grade is the label, that is who is
// on it, if the second column says so.
func (t *Table) withGrades(col int, name string) *Table {
	of := 0
	if col == 0 {
		of = 1
		if axisKind(t.Header[1]) != RoleTerm || len(t.Header) < 3 {
			of = -1
		}
	}
	out := *t
	out.Header = slices.Clone(t.Header)
	out.Rows = make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		cells := slices.Clone(r.Cells)
		cells[0] = name + " " + r.Cells[col]
		if of >= 0 && r.Cells[of] != "" {
			cells[0] += " (" + strings.NewReplacer(" (", ", ", ")", "").Replace(r.Cells[of]) + ")"
		}
		if drop := max(col, of); drop > 0 {
			cells = slices.Delete(cells, drop, drop+1)
		}
		out.Rows[i] = Row{Cells: cells, Line: r.Line}
	}
	if drop := max(col, of); drop > 0 {
		out.Header = slices.Delete(out.Header, drop, drop+1)
	}
	return &out
}
