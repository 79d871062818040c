package knowledge

import (
	"regexp"
	"slices"
	"strings"
)

// gradeColumn returns the column of a table that says on which grade each row is, "Band",
// and what the grade is called; 0 for none.
func (t *Table) gradeColumn() (col int, name string) {
	for c := 1; c+1 < len(t.Header); c++ {
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
// (Matron)", in place of a column of its own.
func (t *Table) withGrades(col int, name string) *Table {
	out := *t
	out.Header = slices.Delete(slices.Clone(t.Header), col, col+1)
	out.Rows = make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		cells := slices.Delete(slices.Clone(r.Cells), col, col+1)
		label := strings.NewReplacer(" (", ", ", ")", "").Replace(r.Label())
		cells[0] = name + " " + r.Cells[col] + " (" + label + ")"
		out.Rows[i] = Row{Cells: cells, Line: r.Line}
	}
	return &out
}
