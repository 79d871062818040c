package webpage

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// lineAttr is the attribute that tables and their rows are given before the
// page is parsed: the line where they stand.
const lineAttr = "data-line-of-page"

// parseTree parses a page whose every tag may be wrong. With lines, tables and
// rows know theirs.
func parseTree(name, text string, lines bool) (*html.Node, error) {
	if lines {
		marked, err := markLines(name, text)
		if err != nil {
			return nil, err
		}
		text = marked
	}
	r := &lineReader{rest: text}
	root, err := html.ParseWithOptions(r, html.ParseOptionEnableScripting(false))
	if err != nil {
		line := 0
		if lines {
			line = r.line
		}
		return nil, faultAt(name, line, "elements are nested more than %d deep", MaxNesting)
	}
	return root, nil
}

// A lineReader returns one line at a time, so that where the parser gives up
// is known.
type lineReader struct {
	rest string
	line int
}

func (r *lineReader) Read(p []byte) (int, error) {
	if r.rest == "" {
		return 0, io.EOF
	}
	n := min(len(p), len(r.rest))
	if i := strings.IndexByte(r.rest[:n], '\n'); i >= 0 {
		n = i + 1
	}
	copy(p, r.rest[:n])
	r.rest = r.rest[n:]
	if p[n-1] == '\n' || r.line == 0 {
		r.line++
	}
	return n, nil
}

// markLines writes the number of its line into every tag of a table or row.
func markLines(name, text string) (string, error) {
	z := html.NewTokenizer(strings.NewReader(text))
	var out strings.Builder
	out.Grow(len(text) + len(text)/8)
	line, tags := 1, 0
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			out.Write(z.Raw())
			return out.String(), nil
		}
		raw := z.Raw()
		if tt == html.StartTagToken || tt == html.SelfClosingTagToken {
			if tags++; tags > MaxTags {
				return "", faultAt(name, line, "more than %d tags", MaxTags)
			}
			for _, tag := range []string{"table", "tr"} {
				if at := 1 + len(tag); len(raw) > at && bytes.EqualFold(raw[1:at], []byte(tag)) && strings.IndexByte(" \t\r\n\f/>", raw[at]) >= 0 {
					out.Write(raw[:at])
					out.WriteString(" " + lineAttr + `="` + strconv.Itoa(line) + `"`)
					line += bytes.Count(raw[:at], []byte("\n"))
					raw = raw[at:]
					break
				}
			}
		}
		line += bytes.Count(raw, []byte("\n"))
		out.Write(raw)
	}
}

// lineOf returns where a table or row stands, 0 where that is not known.
func lineOf(n *html.Node) int {
	line, err := strconv.Atoi(attr(n, lineAttr))
	if err != nil || line < 0 {
		return 0
	}
	return line
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func isTag(n *html.Node, tags ...atom.Atom) bool {
	return n.Type == html.ElementNode && n.Namespace == "" && slices.Contains(tags, n.DataAtom)
}

// within reports whether an element of a tag stands around n.
func within(n *html.Node, tags ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if isTag(p, tags...) {
			return true
		}
	}
	return false
}

// find returns the first element below n that is as wanted, nil for none.
func find(n *html.Node, want func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && want(c) {
			return c
		}
	}
	return nil
}

func findTag(n *html.Node, tags ...atom.Atom) *html.Node {
	return find(n, func(c *html.Node) bool { return isTag(c, tags...) })
}

// textOf returns all text below n, its spaces folded.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		switch {
		case c.Type == html.TextNode && !isTag(c.Parent, atom.Script, atom.Style):
			b.WriteString(c.Data)
		case isBlock(c) || isTag(c, atom.Br):
			b.WriteByte(' ')
		}
	}
	return fold(b.String())
}

func fold(s string) string { return strings.Join(strings.Fields(s), " ") }

// isHeading returns the level of a heading, 0 for other elements.
func isHeading(n *html.Node) int {
	switch {
	case n.Type != html.ElementNode || n.Namespace != "":
	case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
		return int(n.Data[1] - '0')
	case attr(n, "role") == "heading":
		if level, err := strconv.Atoi(attr(n, "aria-level")); err == nil && level >= 1 && level <= 6 {
			return level
		}
		return 2
	case isTag(n, atom.Button) && opensPanel(n):
		return 3
	}
	return 0
}

// opensPanel reports whether a button is the heading of a text that it opens.
func opensPanel(n *html.Node) bool {
	if hasAttr(n, "aria-expanded") && hasAttr(n, "aria-controls") {
		return true
	}
	return slices.ContainsFunc(nameTokens(attr(n, "class")), func(t string) bool { return t == "accordion" || t == "faq" || t == "collapsible" })
}

// isBlock reports whether an element parts the text around it.
func isBlock(n *html.Node) bool {
	if isHeading(n) > 0 {
		return true
	}
	return isTag(n, atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div,
		atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Form, atom.Header, atom.Hgroup, atom.Hr, atom.Li, atom.Main,
		atom.Menu, atom.Nav, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Caption, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr, atom.Ul)
}
