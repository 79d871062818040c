package discord

import (
	"strings"
	"unicode/utf8"

	"careerbot/bot"
)

// tableLines lays the answer's table out for a narrow screen, its caption
// first where the headline has not said it. Two columns become "label: value" lines; more columns become a code
// block where the whole table is narrow enough, and otherwise the rows one
// after the other, each below its label.
func tableLines(a bot.Answer) []piece {
	if a.Table == nil || len(a.Table.Rows) == 0 || len(a.Table.Header) == 0 {
		return nil
	}
	t := *a.Table
	var ps []piece
	caption := escape(t.Caption)
	if says(a.Headline, t.Caption) {
		caption = ""
	}
	if len(t.Header) == 2 && !says(a.Headline+" "+t.Caption, t.Header[1]) {
		columns := escape(t.Header[0]) + ": " + escape(t.Header[1])
		if caption != "" {
			columns = caption + " · " + columns
		}
		caption = columns
	}
	if caption != "" {
		ps = append(ps, piece{gap: "\n\n", text: "__" + caption + "__", lead: true})
	}
	switch {
	case len(t.Header) == 1:
		ps = append(ps, rows(t, func(row []string) string { return "- " + escape(row[0]) })...)
	case len(t.Header) == 2:
		ps = append(ps, rows(t, func(row []string) string { return pair(row[0], row[1]) })...)
	case narrow(t):
		ps = append(ps, piece{gap: "\n", text: codeBlock(t)})
	default:
		ps = append(ps, groups(t)...)
	}
	if len(ps) > 0 && ps[0].gap == "\n" {
		ps[0].gap = "\n\n"
	}
	return ps
}

// says reports whether a text already holds a word that a header would add.
func says(text, header string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(header))
}

// pair returns "label: value".
func pair(label, value string) string {
	return escape(label) + ": " + escape(value)
}

// rows makes a line of each row.
func rows(t bot.Table, line func([]string) string) []piece {
	var ps []piece
	for _, row := range t.Rows {
		if len(row) == len(t.Header) {
			ps = append(ps, piece{gap: "\n", text: line(row)})
		}
	}
	return ps
}

// groups makes a block of each row: its label, then a line for each further
// cell under its column's name. Rows of one label in a row share it, and
// become one line each.
func groups(t bot.Table) []piece {
	var ps []piece
	for i, row := range t.Rows {
		if len(row) != len(t.Header) {
			continue
		}
		cells := make([]string, 0, len(row)-1)
		for j, cell := range row[1:] {
			cells = append(cells, pair(t.Header[j+1], cell))
		}
		follows := i > 0 && len(t.Rows[i-1]) == len(row) && t.Rows[i-1][0] == row[0]
		leads := i+1 < len(t.Rows) && len(t.Rows[i+1]) == len(row) && t.Rows[i+1][0] == row[0]
		between := "\n"
		if follows || leads {
			between = " · "
		}
		text := strings.Join(cells, between)
		if !follows {
			text = "**" + escape(row[0]) + "**\n" + text
		}
		ps = append(ps, piece{gap: "\n", text: text})
	}
	return ps
}

// narrow reports whether the table fits a code block: short lines, only
// characters that are all of one width, and nothing that would end the block.
func narrow(t bot.Table) bool {
	columns := 2 * (len(t.Header) - 1)
	for j := range t.Header {
		columns += columnWidth(t, j)
	}
	if columns > codeColumns {
		return false
	}
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		if len(row) != len(t.Header) {
			return false
		}
		for _, cell := range row {
			if strings.ContainsRune(cell, '`') || strings.ContainsFunc(plain(cell), wide) {
				return false
			}
		}
	}
	return true
}

// wide reports whether a character may not be as wide as a letter in a code
// block: outside the alphabets of Europe, punctuation and currencies.
func wide(r rune) bool {
	return r >= 0x0530 && (r < 0x2010 || r > 0x20cf) || r >= 0x0300 && r <= 0x036f
}

func columnWidth(t bot.Table, j int) int {
	n := utf8.RuneCountInString(plain(t.Header[j]))
	for _, row := range t.Rows {
		if j < len(row) {
			n = max(n, utf8.RuneCountInString(plain(row[j])))
		}
	}
	return n
}

// codeBlock returns the table with aligned columns.
func codeBlock(t bot.Table) string {
	var b strings.Builder
	b.WriteString("```\n")
	for _, row := range append([][]string{t.Header}, t.Rows...) {
		var line strings.Builder
		for j, cell := range row {
			cell = plain(cell)
			line.WriteString(cell)
			line.WriteString(strings.Repeat(" ", columnWidth(t, j)-utf8.RuneCountInString(cell)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String() + "```"
}
