package bot

import (
	"slices"
	"strings"
)

// noFigure stands in a table of a chart where a role has no figure.
const noFigure = "no figure given"

// Answer says all that the chart shows, its figures as a table, for where no
// picture can be shown.
func (c Chart) Answer() Answer {
	var text []string
	if len(c.Missing) > 0 {
		text = append(text, "No figure given: "+strings.Join(c.Missing, ", ")+".")
	}
	text = slices.Concat(text, c.Disputes, c.Notes)
	return Answer{Kind: Salary, Headline: c.Title, Text: strings.Join(text, "\n\n"), Table: c.table(), Sources: c.Sources}
}

// table has a row for each level and a column for each role.
func (c Chart) table() *Table {
	t := &Table{Header: append([]string{"Level"}, c.Roles...)}
	for _, level := range c.Levels {
		row := []string{level}
		for range c.Roles {
			row = append(row, noFigure)
		}
		t.Rows = append(t.Rows, row)
	}
	for _, b := range c.Bars {
		switch cell := &t.Rows[b.Level][1+b.Role]; *cell {
		case noFigure:
			*cell = b.Text
		default:
			*cell += " or " + b.Text
		}
	}
	if len(c.Levels) == 1 && c.Levels[0] == "" {
		t.Header, t.Rows[0] = t.Header[1:], t.Rows[0][1:]
	}
	return t
}
