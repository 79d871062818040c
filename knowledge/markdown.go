package knowledge

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// table adds a table. Its rows are compared with the header as they are
// written: the Markdown parser silently fills short ones and cuts long ones.
func (p *articleParser) table(n *east.Table, src []byte, line int) {
	t, group := &Table{}, ""
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		at := p.lineAt(p.bodyAt + startOf(r))
		var cells []string
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, plain(c, src))
		}
		if r.Kind() == east.KindTableHeader {
			t.Header, t.Line = cells, at
			continue
		}
		if got := countCells(restOfLine(src, startOf(r))); got != len(t.Header) {
			p.fault(at, "a row of %s under a header of %d", counted(got, "cell"), len(t.Header))
		}
		if r.NextSibling() != nil && isGroup(r, cells) {
			group = cells[0] + ": "
			continue
		}
		cells[0] = group + cells[0]
		t.Rows = append(t.Rows, Row{Cells: cells, Line: at})
	}
	if len(t.Rows) == 0 {
		p.fault(line, "a table without rows")
		return
	}
	t.Caption = caption(p.a.Sections[p.at].Blocks)
	p.add(Block{Table: t, Line: t.Line})
}

// isGroup reports whether a row is nothing but a heading over those below it, in bold
// and with no other cell filled.
func isGroup(r ast.Node, cells []string) bool {
	first := r.FirstChild()
	for _, c := range cells[1:] {
		if c != "" {
			return false
		}
	}
	bold, ok := first.FirstChild().(*ast.Emphasis)
	return ok && bold.Level == 2 && bold.NextSibling() == nil && len(cells) > 1
}

// strayRows reports lines of a paragraph that were meant for a table: the
// Markdown parser takes them for text.
func (p *articleParser) strayRows(n ast.Node, src []byte) {
	if n.Kind() != ast.KindParagraph && n.Kind() != ast.KindTextBlock {
		return
	}
	above, row := "", 0
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		line, at := strings.TrimSpace(string(seg.Value(src))), p.lineAt(p.bodyAt+seg.Start)
		if i > 0 && isDelimiter(line) {
			p.fault(at, "%s under a header of %d: a table needs as many in both", counted(countCells(line), "column"), countCells(above))
			return
		}
		if row == 0 && strings.HasPrefix(line, "|") {
			row = at
		}
		above = line
	}
	if row > 0 {
		p.fault(row, "a row that belongs to no table: a table has a header, a line like |---|---| below it, and no empty line between its rows")
	}
}

// isDelimiter reports whether a line is the one below a table's header.
func isDelimiter(line string) bool {
	return strings.Trim(line, "|:- \t") == "" && strings.Contains(line, "-") && strings.Contains(line, "|")
}

// countCells returns how many cells a row has as it is written.
func countCells(row string) int {
	row = strings.TrimPrefix(strings.TrimSpace(row), "|")
	if strings.HasSuffix(row, "|") && !strings.HasSuffix(row, `\|`) {
		row = row[:len(row)-1]
	}
	return 1 + strings.Count(row, "|") - strings.Count(row, `\|`)
}

func restOfLine(src []byte, from int) string {
	line, _, _ := bytes.Cut(src[from:], []byte("\n"))
	return string(line)
}

// plain returns the text of a node without markup, its spaces folded. Of
// pictures nothing is left.
func plain(n ast.Node, src []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Text:
			b.Write(c.Value(src))
			if c.SoftLineBreak() || c.HardLineBreak() {
				b.WriteByte(' ')
			}
		case *ast.String:
			b.Write(c.Value)
		case *ast.AutoLink:
			b.Write(c.Label(src))
		case *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.RawHTML:
			if seg := c.Segments.At(0); strings.HasPrefix(strings.ToLower(string(seg.Value(src))), "<br") {
				b.WriteByte(' ')
			}
			return ast.WalkSkipChildren, nil
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				b.Write(seg.Value(src))
			}
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *ast.ListItem, *east.TableCell:
			b.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return cleanText(b.String())
}

// cleanText makes one line of a text: entities and backslashes are resolved,
// characters that are not seen dropped, spaces folded.
func cleanText(s string) string {
	if strings.ContainsAny(s, `\&`) {
		s = string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(s)))))
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d': // joiners belong to letters and emoji
		case unicode.IsControl(r) || unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// startOf returns the offset of the first text of n.
func startOf(n ast.Node) int {
	if at := textStart(n); at >= 0 {
		return at
	}
	return max(n.Pos(), 0)
}

func textStart(n ast.Node) int {
	if n.Kind() == east.KindTableRow || n.Kind() == east.KindTableHeader {
		return n.Pos()
	}
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := textStart(c); at >= 0 {
			return at
		}
	}
	return n.Pos()
}

// slug makes an anchor of a heading; of one without letters, of its line.
func slug(title string, line int) string {
	var words []string
	for _, t := range Tokens(title) {
		if w := strings.Map(anchorRune, t.Raw); w != "" {
			words = append(words, w)
		}
	}
	if words == nil {
		return fmt.Sprintf("line-%d", line)
	}
	return strings.Join(words, "-")
}

// anchorRune keeps what stands in an address as it is.
func anchorRune(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' {
		return r
	}
	return -1
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
