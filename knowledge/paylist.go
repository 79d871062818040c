package knowledge

import "strings"

// leastPayPoints is how many points a list of pay has at least.
const leastPayPoints = 2

// payTable makes a table of a list whose every point is a label with a figure
// and nothing else, "Junior: £30,000–£40,000": it says what a column under the
// text that leads into it would. It returns nil for other lists.
func payTable(b Block, lead string) *Table {
	if len(b.Items) < leastPayPoints || lead == "" {
		return nil
	}
	t := &Table{Header: []string{"", lead}, Line: b.Line}
	for _, it := range b.Items {
		label, cell, ok := strings.Cut(it.Text, ": ")
		if _, isPay := parseCell(cell, unit{}); !ok || !isPay || strings.TrimSpace(label) == "" {
			return nil
		}
		t.Rows = append(t.Rows, Row{Cells: []string{strings.TrimSpace(label), strings.TrimSpace(cell)}, Line: it.Line})
	}
	return t
}

// leadOf returns what a list of pay is headed by: the last sentence of the short
// text before it, or the section's heading.
func leadOf(s *Section) string {
	lead := s.Heading
	if k := len(s.Blocks) - 1; k >= 0 && s.Blocks[k].Items == nil && s.Blocks[k].Table == nil && len(s.Blocks[k].Text) <= maxCaption {
		lead = s.Blocks[k].Text
	}
	lead = strings.TrimRight(lead, " :.")
	if i := strings.LastIndex(lead, ". "); i >= 0 {
		lead = lead[i+2:]
	}
	return lead
}
