package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// MaxArticleBytes is the largest article that is read.
const MaxArticleBytes = 4 << 20

// ParseArticle reads one Markdown file with front matter; file is its name
// for messages. All faults are returned at once, joined, each as
// "file:line: message"; the article is nil then.
func ParseArticle(file string, src []byte) (*Article, error) {
	p := &articleParser{src: src, a: &Article{File: file, Name: articleName(file)}}
	if len(src) > MaxArticleBytes {
		return nil, fmt.Errorf("%s:1: larger than %d bytes", file, MaxArticleBytes)
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		return nil, fmt.Errorf("%s:%d: not a text file", file, p.lineAt(i))
	}
	p.bodyAt = p.frontMatter()
	p.body()
	p.checkAnchors()
	if len(p.faults) > 0 {
		return nil, errors.Join(p.faults...)
	}
	return p.a, nil
}

func articleName(file string) string {
	return strings.TrimSuffix(file[strings.LastIndexByte(file, '/')+1:], ".md")
}

type articleParser struct {
	src    []byte
	bodyAt int // offset of what follows the front matter
	a      *Article
	faults []error
}

func (p *articleParser) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, fmt.Errorf("%s:%d: %s", p.a.File, line, fmt.Sprintf(format, args...)))
}

func (p *articleParser) lineAt(offset int) int {
	return 1 + bytes.Count(p.src[:min(offset, len(p.src))], []byte("\n"))
}

// body walks the Markdown below the front matter into sections.
func (p *articleParser) body() {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithHeadingAttribute()))
	src := p.src[p.bodyAt:]
	doc := md.Parser().Parse(text.NewReader(src))
	p.a.Sections = []Section{{Anchor: "introduction", Parent: -1, Line: p.lineAt(p.bodyAt)}}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		line := p.lineAt(p.bodyAt + startOf(n))
		switch n := n.(type) {
		case *ast.Heading:
			p.heading(n, src, line)
		case *ast.List:
			p.list(n, src, line)
		case *east.Table:
			p.table(n, src, line)
		case *ast.HTMLBlock, *ast.ThematicBreak:
			// Comments and rules say nothing to a reader.
		default:
			if s := plain(n, src); s != "" {
				p.add(Block{Text: s, Line: line})
			}
		}
	}
	if len(p.a.Sections[0].Blocks) == 0 {
		p.a.Sections = p.a.Sections[1:]
		for i := range p.a.Sections {
			if p.a.Sections[i].Parent >= 0 {
				p.a.Sections[i].Parent--
			}
		}
	}
	if len(p.a.Sections) == 0 {
		p.fault(p.lineAt(p.bodyAt), "no text: an article needs at least one section")
	}
}

func (p *articleParser) section() *Section { return &p.a.Sections[len(p.a.Sections)-1] }

func (p *articleParser) add(b Block) {
	s := p.section()
	s.Blocks = append(s.Blocks, b)
}

func (p *articleParser) heading(n *ast.Heading, src []byte, line int) {
	title := plain(n, src)
	if title == "" {
		p.fault(line, "a heading without text")
		return
	}
	if n.Level == 1 {
		if p.a.Title == "" {
			p.a.Title = title
		}
		return
	}
	anchor := ""
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			anchor = string(b)
		}
	}
	if anchor == "" {
		anchor = slug(title)
	}
	parent := -1
	for i := len(p.a.Sections) - 1; i >= 0; i-- {
		if l := p.a.Sections[i].Level; l > 0 && l < n.Level {
			parent = i
			break
		}
	}
	p.a.Sections = append(p.a.Sections, Section{Anchor: anchor, Heading: title, Level: n.Level, Parent: parent, Line: line})
}

// list adds the points of a list, those of inner lists after their own. The
// paragraph before it that ends in a colon leads into it.
func (p *articleParser) list(n *ast.List, src []byte, line int) {
	b := Block{Line: line}
	s := p.section()
	if k := len(s.Blocks) - 1; k >= 0 && s.Blocks[k].Items == nil && s.Blocks[k].Table == nil && strings.HasSuffix(s.Blocks[k].Text, ":") {
		b.Text = s.Blocks[k].Text
		s.Blocks = s.Blocks[:k]
	}
	p.items(n, src, &b)
	p.add(b)
}

func (p *articleParser) items(n ast.Node, src []byte, b *Block) {
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		item := Item{Line: p.lineAt(p.bodyAt + startOf(li))}
		var parts []string
		var inner []ast.Node
		for c := li.FirstChild(); c != nil; c = c.NextSibling() {
			if c.Kind() == ast.KindList {
				inner = append(inner, c)
				continue
			}
			if em, ok := c.FirstChild().(*ast.Emphasis); ok && em.Level == 2 && len(parts) == 0 {
				item.Lead = strings.TrimRight(plain(em, src), " :")
			}
			parts = append(parts, plain(c, src))
		}
		if item.Text = strings.Join(parts, " "); item.Text != "" {
			b.Items = append(b.Items, item)
		}
		for _, l := range inner {
			p.items(l, src, b)
		}
	}
}

func (p *articleParser) table(n *east.Table, src []byte, line int) {
	t := &Table{Line: line}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		rowLine := p.lineAt(p.bodyAt + startOf(r))
		var cells []string
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, plain(c, src))
		}
		if r.Kind() == east.KindTableHeader {
			t.Header, t.Line = cells, rowLine
			continue
		}
		p.checkRow(t, rowLine)
		t.Rows = append(t.Rows, Row{Cells: cells, Line: rowLine})
	}
	if len(t.Rows) == 0 {
		p.fault(line, "a table without rows")
		return
	}
	p.add(Block{Table: t, Line: t.Line})
}

// checkRow compares the cells as they are written with the header: the
// Markdown parser silently fills short rows and cuts long ones.
func (p *articleParser) checkRow(t *Table, line int) {
	written := bytes.Split(p.src, []byte("\n"))[line-1]
	row := strings.Trim(strings.TrimSpace(escapedPipe.ReplaceAllString(string(written), "x")), "|")
	if got := strings.Count(row, "|") + 1; got != len(t.Header) {
		p.fault(line, "a row of %d cells under a header of %d", got, len(t.Header))
	}
}

var escapedPipe = regexp.MustCompile(`\\\|`)

func (p *articleParser) checkAnchors() {
	seen := map[string]int{}
	for _, s := range p.a.Sections {
		if first, ok := seen[s.Anchor]; ok {
			p.fault(s.Line, "anchor %q is used in line %d already", s.Anchor, first)
			continue
		}
		seen[s.Anchor] = s.Line
	}
}

// plain returns the text of a node without markup, its spaces folded.
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
		case *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.FencedCodeBlock, *ast.CodeBlock:
			for i := range c.Lines().Len() {
				seg := c.Lines().At(i)
				b.Write(seg.Value(src))
			}
		case *ast.Paragraph, *ast.TextBlock:
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return cleanText(b.String())
}

// cleanText makes one line of a text: entities and backslashes are resolved,
// control characters dropped, spaces folded.
func cleanText(s string) string {
	s = string(unescape([]byte(s)))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\u00a0' }), " ")
}

// startOf returns the offset of the first text below n.
func startOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if at := startOf(c); at >= 0 {
			return at
		}
	}
	return max(n.Pos(), 0)
}

func slug(title string) string { return strings.ReplaceAll(Fold(title), " ", "-") }
