package knowledge

import (
	"bytes"
	"strings"
)

// The bounds of what is handed to the Markdown parser, whose time and memory
// grow with the square of some of these.
const (
	maxDepth   = 40      // lists and quotations in each other
	maxColumns = 100     // of a table
	maxCells   = 100_000 // of all tables
	maxMarks   = 4_000   // signs of markup without an empty line between them
	maxTargets = 400     // lines "[name]: address" without an empty line between them
)

// bounded reports whether the text keeps within the bounds; a fault says which
// it breaks.
func (p *articleParser) bounded() bool {
	known := len(p.faults)
	columns, cells, marks, targets := 0, 0, 0, 0
	for n := p.lineAt(p.bodyAt); n <= len(p.starts); n++ {
		line := p.line(n)
		text := bytes.TrimSpace(line)
		if len(text) == 0 {
			columns, marks, targets = 0, 0, 0
			continue
		}
		if d := depth(line); d > maxDepth {
			p.fault(n, "lists or quotations nested more than %d deep", maxDepth)
		}
		if columns == 0 && isDelimiter(quoted(text)) {
			if columns = countCells(quoted(text)); columns > maxColumns {
				p.fault(n, "a table of %d columns; the most that are read are %d", columns, maxColumns)
			}
		}
		if cells += columns; columns > 0 && cells > maxCells {
			p.fault(n, "more than %d cells of tables", maxCells)
			break
		}
		if columns > 0 {
			marks = 0 // every cell is parsed by itself
		}
		if marks += bytes.Count(text, []byte("[")) + bytes.Count(text, []byte("]")) + bytes.Count(text, []byte("*")) + bytes.Count(text, []byte("_")); marks > maxMarks {
			p.fault(n, "more than %d brackets, stars and underscores without an empty line", maxMarks)
			marks = 0
		}
		if bytes.HasPrefix(text, []byte("[")) && bytes.Contains(text, []byte("]:")) {
			if targets++; targets > maxTargets {
				p.fault(n, "more than %d link addresses without an empty line", maxTargets)
				targets = 0
			}
		}
	}
	return len(p.faults) == known
}

// quoted returns a line without the signs of quotations and lists before it.
func quoted(text []byte) string { return strings.TrimLeft(string(text), "> ") }

// depth returns how deep the markers at the start of a line can nest it: one
// for each, and one for every two spaces before the last of them.
func depth(line []byte) int {
	spaces, markers, deep := 0, 0, 0
	for i := 0; i < len(line); i++ {
		c := line[i]
		if digits := digitRun(string(line[i:min(i+9, len(line))])); digits > 0 && i+digits < len(line) {
			i += digits
			if c = line[i]; c == '.' || c == ')' {
				c = '-'
			}
		}
		switch {
		case c == ' ':
			spaces++
			continue
		case c == '\t':
			spaces += 4
			continue
		case c == '>':
		case (c == '-' || c == '*' || c == '+') && (i+1 == len(line) || line[i+1] == ' ' || line[i+1] == '\t'):
		default:
			return deep
		}
		markers++
		deep = markers + spaces/2
	}
	if strings.Trim(string(line), "- \t") == "" || strings.Trim(string(line), "* \t") == "" {
		return 0 // a rule
	}
	return deep
}
