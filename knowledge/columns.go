package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A unit is what a header, caption or heading says of the figures below that
// name no currency themselves: "figures in € thousand per year".
type unit struct {
	currency string
	by       int64 // what the figures are multiplied by; 1 for none
	text     string
}

// tableUnit returns the unit that stands in the table's first header, in the
// paragraph right before it or in the heading above it; zero where none does.
func tableUnit(a *Article, si, bi int, t *Table) unit {
	for _, text := range []string{t.Header[0], lineBefore(&a.Sections[si], bi), unlisted(a.Sections[si].Heading)} {
		if u := findUnit(text); u.currency != "" {
			return u
		}
	}
	return unit{}
}

// unlisted returns a heading, "" for one that lists several things: of "Hours, exams,
// dollars" not all figures are money.
func unlisted(heading string) string {
	if strings.Count(heading, ",") > 1 {
		return ""
	}
	return heading
}

// lineBefore returns the short paragraph right before a block; "" for none.
func lineBefore(s *Section, bi int) string {
	if bi == 0 {
		return ""
	}
	before := s.Blocks[bi-1]
	if before.Table != nil || before.Items != nil || utf8.RuneCountInString(before.Text) > maxCaption {
		return ""
	}
	return before.Text
}

// maxCaption is how many characters a paragraph has that may be a caption.
const maxCaption = 200

// findUnit finds a currency that stands without a figure: "(£k)", "in € thousand",
// "₹ lakh per annum", "amounts in USD".
func findUnit(text string) unit {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if i == 0 || !wordBefore(text[:i]) {
			if u, ok := unitAt(text[i:]); ok {
				return u
			}
		}
		if unicode.IsDigit(r) {
			return unit{} // the text has figures of its own
		}
		i += n
	}
	return unit{}
}

func unitAt(s string) (unit, bool) {
	for _, m := range indian {
		if hasPrefixFold(s, m.word) && wordEnds(s[len(m.word):]) {
			return unit{"INR", m.by, s[:len(m.word)]}, true
		}
	}
	code, n := scanCurrency(s)
	if n == 0 || code == "" {
		return unit{}, false
	}
	if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s[n:], " \u00a0")); unicode.IsDigit(r) {
		return unit{}, false
	}
	if s[n-1] >= 'a' && s[n-1] <= 'z' && !slices.Contains(plainUnits, strings.ToLower(s[:n])) {
		return unit{}, false // "cad" within a sentence in small letters is no unit
	}
	u := unit{code, 1, s[:n]}
	rest := s[n:]
	rest = rest[spaces(rest):]
	for _, w := range []string{"'000s", "’000s", "'000", "’000", "000s", "000", "thousands"} {
		if hasPrefixFold(rest, w) {
			return unit{code, 1_000, s[:len(s)-len(rest)+len(w)]}, true
		}
	}
	for _, m := range multipliers {
		if hasPrefixFold(rest, m.word) && wordEnds(rest[len(m.word):]) && (m.word != "l" || code == "INR") {
			return unit{code, m.by, s[:len(s)-len(rest)+len(m.word)]}, true
		}
	}
	return u, true
}

// plainUnits are currencies that are written out.
var plainUnits = []string{"pounds", "dollars", "euros", "euro", "rupees"}

// parseCell reads a cell of a table that is one figure or range and nothing
// else but marks: "~£45,000", "up to $120k*", "£30k (approx.)". Where the cell
// names no currency, that of the unit is taken.
func parseCell(cell string, u unit) (Money, bool) {
	text := strings.TrimSpace(cell)
	for _, p := range vaguePrefixes {
		if hasPrefixFold(text, p) {
			text = strings.TrimSpace(text[len(p):])
			break
		}
	}
	text = strings.TrimRight(text, "*†‡¹²³ ")
	m, n := ParseMoney(text)
	if n == 0 {
		return Money{}, false
	}
	rest := strings.TrimSpace(text[n:])
	if note, ok := strings.CutPrefix(rest, "("); ok && strings.HasSuffix(note, ")") && !strings.ContainsFunc(note, unicode.IsDigit) {
		rest = "" // a note without figures
	}
	if rest != "" {
		return Money{}, false
	}
	if m.Currency == "" && u.currency != "" && m.Low > 0 {
		m.Currency = u.currency
		if m.High < 100_000_00 || u.by == 1 {
			m.Low, m.High = m.Low*u.by, m.High*u.by
		}
	}
	return m, m.Currency != ""
}

// vaguePrefixes stand before figures that are roughly meant.
var vaguePrefixes = []string{"~", "≈", "c.", "ca.", "circa ", "around ", "about ", "approx. ", "approx ", "up to ", "from "}

// The ends of a range that stand in columns of their own, and what stands
// between them.
var (
	lowWords    = map[string]bool{"low": true, "lower": true, "lowest": true, "min": true, "minimum": true, "from": true, "bottom": true}
	startWords  = map[string]bool{"start": true, "starting": true, "starts": true, "entry": true}
	highWords   = map[string]bool{"high": true, "higher": true, "highest": true, "max": true, "maximum": true, "to": true, "top": true, "up": true, "upper": true}
	middleWords = map[string]bool{"mid": true, "middle": true, "median": true, "average": true, "mean": true, "avg": true, "midpoint": true, "typical": true}
)

// ends finds the columns that hold the two ends of one range: low end → high
// end, and the columns of a figure in between, which are no pay cells of
// their own.
func (g *grid) ends() {
	g.high, g.middle, g.skip = map[int]int{}, map[int]int{}, map[int]bool{}
	low, graded := map[string]int{}, g.graded()
	for c, header := range g.t.Header {
		rest, ok := without(header, lowWords)
		if !ok && graded {
			rest, ok = without(header, startWords)
		}
		if ok && g.cols[c] {
			low[rest] = c
		}
	}
	for c, header := range g.t.Header {
		if rest, ok := without(header, highWords); ok && g.cols[c] {
			if at, ok := low[rest]; ok && at != c {
				g.high[at], g.skip[c] = c, true
			}
		}
	}
	for c, header := range g.t.Header {
		if rest, ok := without(header, middleWords); ok && g.cols[c] && len(g.high) > 0 {
			if at, ok := low[rest]; ok && g.high[at] > 0 {
				g.skip[c], g.middle[at] = true, c
			}
		}
		if at, years := g.lowBefore(c), YearsIn(header); at > 0 && years.Set && g.cols[c] {
			g.skip[c], g.middle[at] = true, c // "After 2 years" is a point of the range
		}
	}
}

// lowBefore returns the nearest low end whose range a column stands in the middle of; 0 for
// none.
func (g *grid) lowBefore(c int) int {
	for at := c - 1; at > 0; at-- {
		if g.high[at] > c {
			return at
		}
	}
	return 0
}

// endWords join what says which end it is to nothing that tells ranges apart: "starts at",
// "top of the band".
var endWords = map[string]bool{"at": true, "on": true, "of": true, "the": true, "end": true, "point": true}

// graded reports whether every row is on a grade: where it starts is no level then, but
// the low end.
func (g *grid) graded() bool {
	return !slices.ContainsFunc(g.t.Rows, func(r Row) bool { return !code.MatchString(cutBrackets(r.Label())) })
}

// without returns a header's words but those of a set, and whether it has one
// of the set.
func without(header string, words map[string]bool) (rest string, ok bool) {
	var kept []string
	for _, t := range Tokens(header) {
		switch {
		case words[t.Raw]:
			ok = true
		case endWords[t.Raw] || gradeWords[t.Text]:
		default:
			kept = append(kept, t.Raw)
		}
	}
	return strings.Join(kept, " "), ok
}

// value returns the figure of a cell, with its other end where that stands in a column of
// its own; the figure as the article prints it, with its unit; and what stands in a column
// between the ends.
func (g *grid) value(r, c int) (m Money, cell, middle string) {
	row := g.t.Rows[r]
	m, _ = parseCell(row.Cells[c], g.unitOf(c))
	cell = row.Cells[c]
	var notes []string
	if by := g.paidBy(r); m.Period == "" && by != "" {
		m.Period = by
		notes = append(notes, "per "+by)
	}
	if u := g.unitOf(c); u.text != "" && !hasCurrency(cell) {
		notes = append(notes, u.text)
	}
	if h, ok := g.high[c]; ok && g.money[r][h] {
		top, _ := parseCell(row.Cells[h], g.unitOf(h))
		if top.Currency == m.Currency && top.High > m.Low {
			m.High, m.Open = top.High, top.Open
			cell += "–" + row.Cells[h]
			m.Text = cell
			if mid, ok := g.middle[c]; ok && g.money[r][mid] {
				middle = row.Cells[mid]
				notes = append(notes, strings.ToLower(cutBrackets(g.t.Header[mid]))+" "+middle)
			}
		}
	}
	if len(notes) > 0 {
		cell += " (" + strings.Join(notes, "; ") + ")"
	}
	return m, cell, middle
}

// paidBy returns the period that a row's figures are for by the column that says so,
// "Charged per"; "" where there is none, or for another unit.
func (g *grid) paidBy(r int) string {
	if g.per == 0 {
		return ""
	}
	return periodIn(g.t.Rows[r].Cells[g.per])
}

// perColumn returns the column whose cells are periods, most of them, and nothing else:
// "hour", "per day"; 0 for none.
func (t *Table) perColumn() int {
	for c := 1; c < len(t.Header); c++ {
		n := 0
		for _, r := range t.Rows {
			if periodIn(r.Cells[c]) != "" {
				n++
			}
		}
		if n > 0 && 2*n >= len(t.Rows) {
			return c
		}
	}
	return 0
}

// periodIn returns the period that a cell is and no more, "hour" or "per hour"; "" for
// other cells.
func periodIn(cell string) string {
	for _, text := range []string{cell, "per " + cell} {
		if period, n := scanPeriod(text); n == len(text) {
			return period
		}
	}
	return ""
}

func hasCurrency(cell string) bool {
	m, ok := parseCell(cell, unit{})
	return ok && m.Currency != ""
}

// unitOf returns the unit that holds for a column: its own header's, or the
// table's.
func (g *grid) unitOf(c int) unit {
	if u := findUnit(g.t.Header[c]); u.currency != "" {
		return u
	}
	return g.unit
}

// labels returns the columns beside the first that hold labels and no
// figures: a header such as "Level" or "Country" says what they name.
func (g *grid) labels() []int {
	var out []int
	for c := 1; c < len(g.t.Header); c++ {
		if !g.cols[c] && axisKind(g.t.Header[c]) != 0 {
			out = append(out, c)
		}
	}
	return out
}
