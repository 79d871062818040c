package knowledge

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// leastPayPoints is how many points a list of pay has at least.
const leastPayPoints = 2

// payTable makes a table of a list whose every point is a label with a figure
// and nothing else, "Junior: £30,000–£40,000": it says what a column under the
// text that leads into it would. It returns nil for other lists.
func payTable(b Block, caption, lead string) *Table {
	if len(b.Items) < leastPayPoints || lead == "" {
		return nil
	}
	t := &Table{Header: []string{"", lead}, Caption: caption, List: true, Line: b.Line}
	for _, it := range b.Items {
		label, cell, ok := labelledFigure(it.Text)
		if !ok {
			return nil
		}
		t.Rows = append(t.Rows, Row{Cells: []string{label, cell}, Line: it.Line})
	}
	return t
}

// payMatrix makes a table of a list whose every point is a label with figures of the same
// several things, "UK, per day: backend £450–£625, mobile £450–£650": each of these is a
// column. It returns nil for other lists.
func payMatrix(b Block, caption string) *Table {
	if len(b.Items) < leastPayPoints {
		return nil
	}
	t := &Table{Header: []string{""}, Caption: caption, List: true, Line: b.Line}
	for i, it := range b.Items {
		label, rest, ok := strings.Cut(it.Text, ": ")
		cells := []string{label}
		figures, remark, _ := strings.Cut(strings.TrimRight(rest, "."), "; ")
		for c, part := range strings.Split(figures, ", ") {
			name, figure := namedFigure(part)
			if name == "" || i > 0 && (c+1 >= len(t.Header) || t.Header[c+1] != name) {
				return nil
			}
			if i == 0 {
				t.Header = append(t.Header, name)
			}
			cells = append(cells, figure)
		}
		if remark != "" && len(FindMoney(remark)) == 0 && i > 0 && len(cells) == len(t.Header)-1 {
			cells, remark = append(cells, remark), "" // it says why the last figure is missing
		}
		if !ok || remark != "" || len(cells) != len(t.Header) || len(cells) < 3 || len(FindMoney(label)) > 0 {
			return nil
		}
		t.Rows = append(t.Rows, Row{Cells: cells, Line: it.Line})
	}
	return t
}

// namedFigure parts "backend £450–£625" into what the figure is of and the figure; "" for
// what is anything else.
func namedFigure(text string) (name, figure string) {
	for i := 0; i < len(text); i++ {
		if text[i] != ' ' {
			continue
		}
		if _, ok := parseCell(text[i+1:], unit{}); ok {
			return upperFirst(strings.TrimSpace(text[:i])), text[i+1:]
		}
	}
	return "", ""
}

// labelledFigure parts "Senior (L5): £50,000–£60,000" into the label and the
// figure.
func labelledFigure(text string) (label, figure string, ok bool) {
	for _, sep := range []string{": ", " – ", " — ", " - "} {
		label, figure, ok = strings.Cut(text, sep)
		label, figure = strings.TrimSpace(label), strings.TrimSpace(strings.TrimRight(figure, "."))
		if !ok || label == "" || len(FindMoney(label)) > 0 {
			continue
		}
		if _, ok := parseCell(figure, unit{}); ok {
			return label, figure, true
		}
		amount, remark, cut := strings.Cut(figure, ", ")
		if _, ok := parseCell(amount, unit{}); ok && cut && len(remark) <= maxRemark && !strings.ContainsAny(remark, "0123456789()") {
			return label, amount + " (" + remark + ")", true
		}
	}
	return "", "", false
}

// maxRemark is how many bytes a remark behind a figure has at most that is a note to it:
// "£425 a day, with banks at the upper end".
const maxRemark = 60

// leadOf returns what a list of pay is headed by: the last sentence of the short
// text before it, or the section's heading.
func leadOf(s *Section) string {
	lead := s.Heading
	if k := len(s.Blocks) - 1; k >= 0 && s.Blocks[k].Items == nil && s.Blocks[k].Table == nil && utf8.RuneCountInString(s.Blocks[k].Text) <= maxCaption {
		lead = s.Blocks[k].Text
	}
	lead = strings.TrimRight(lead, " :.")
	if i := strings.LastIndex(lead, ". "); i >= 0 {
		lead = lead[i+2:]
	}
	return lead
}

// caption returns the last of some blocks where it is a line that leads into
// what follows, and no sentence of its own: "Pay in Dublin:", a line in bold.
func caption(blocks []Block) string {
	if len(blocks) == 0 {
		return ""
	}
	last := blocks[len(blocks)-1]
	if last.Table != nil || last.Items != nil || utf8.RuneCountInString(last.Text) > maxCaption || strings.HasSuffix(last.Text, ".") {
		return ""
	}
	return last.Text
}

// paysAll reports whether a list of figures is one of pay: every point names a
// role, a level or a place that is known, and nothing but pay is spoken of. Else
// it may list what a course costs.
func (b *setBuilder) paysAll(g *grid) bool {
	if f := b.l.facets(g.t.Header[1], true); f.besidePay() || b.l.names(g.t.Header[1], TopicTerm) {
		return false
	}
	for _, row := range g.t.Rows {
		if f := b.facetsIn(g, row.Label(), true); f.kind() == 0 && b.joined[row.Label()] == nil {
			return false
		}
	}
	return true
}

// besidePay reports whether something else than pay is spoken of.
func (f Facets) besidePay() bool {
	return slices.ContainsFunc(f.Concepts, (*Term).besidePay)
}

// besidePay reports whether a concept is a subject other than pay.
func (t *Term) besidePay() bool { return t.Group == "fact" && !payConcepts[t.Name] }

// names reports whether a text names a term of a kind.
func (l *Lexicon) names(text string, k TermKind) bool {
	for _, span := range l.Read(l.Canonical(Tokens(text))) {
		if span.Is(k) != nil {
			return true
		}
	}
	return false
}

// noPay makes a table one that holds no pay.
func (g *grid) noPay() {
	clear(g.rows)
	clear(g.cols)
	g.dedicated = false
}
