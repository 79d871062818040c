package knowledge

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// MaxArticleBytes is the largest article that is read.
const MaxArticleBytes = 1 << 20

// maxFaults is how many faults of one article are reported.
const maxFaults = 100

// ParseArticle reads one Markdown file with front matter; file is its name
// for messages. All faults are returned at once, joined and in the order of
// their lines, each as "file:line: message"; the article is nil then.
func ParseArticle(file string, src []byte) (*Article, error) {
	p := &articleParser{a: &Article{File: file, Name: articleName(file)}}
	if len(src) > MaxArticleBytes {
		p.fault(1, "the file is larger than %d bytes", MaxArticleBytes)
		return nil, p.err()
	}
	p.read(src)
	if p.faults == nil {
		p.bodyAt = p.frontMatter()
		if p.bounded() {
			p.body()
			p.checkAnchors()
		}
	}
	if err := p.err(); err != nil {
		return nil, err
	}
	return p.a, nil
}

func articleName(file string) string {
	return strings.TrimSuffix(file[strings.LastIndexAny(file, `/\`)+1:], ".md")
}

type articleParser struct {
	src    []byte // with \n at the ends of lines
	starts []int  // offsets of the lines
	bodyAt int    // offset of what follows the front matter
	a      *Article
	at     int   // section that blocks are added to
	outer  []int // sections around the open details
	faults []lineFault
}

type lineFault struct {
	line int
	text string
}

func (p *articleParser) fault(line int, format string, args ...any) {
	p.faults = append(p.faults, lineFault{line, fmt.Sprintf(format, args...)})
}

// err returns the faults in the order of their lines.
func (p *articleParser) err() error {
	slices.SortStableFunc(p.faults, func(a, b lineFault) int { return a.line - b.line })
	var errs []error
	for i, f := range p.faults {
		if i == maxFaults {
			errs = append(errs, fmt.Errorf("%s:%d: and %d more faults from here on", p.a.File, f.line, len(p.faults)-i))
			break
		}
		errs = append(errs, fmt.Errorf("%s:%d: %s", p.a.File, f.line, f.text))
	}
	return errors.Join(errs...)
}

// read takes the file's text: without byte order mark, its lines ended by \n.
func (p *articleParser) read(src []byte) {
	src = bytes.TrimPrefix(src, []byte(byteOrderMark))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	p.src, p.starts = src, []int{0}
	for i, c := range src {
		if c == '\n' {
			p.starts = append(p.starts, i+1)
		}
	}
	if i := bytes.IndexByte(src, 0); i >= 0 {
		p.fault(p.lineAt(i), "a zero byte: this is not a text file in UTF-8")
	} else if !utf8.Valid(src) {
		for n := 1; n <= len(p.starts); n++ {
			if !utf8.Valid(p.line(n)) {
				p.fault(n, "the line is not UTF-8 text: save the file as UTF-8")
			}
		}
	}
}

// lineAt returns the number of the line that has an offset; the first is 1.
func (p *articleParser) lineAt(offset int) int { return sort.SearchInts(p.starts, offset+1) }

// line returns a line without its end.
func (p *articleParser) line(n int) []byte {
	end := len(p.src)
	if n < len(p.starts) {
		end = p.starts[n] - 1
	}
	return p.src[p.starts[n-1]:end]
}

// body walks the Markdown below the front matter into sections.
func (p *articleParser) body() {
	md := goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithParserOptions(parser.WithHeadingAttribute()))
	src := p.src[p.bodyAt:]
	p.a.Sections = []Section{{Anchor: "introduction", Parent: -1, Line: p.lineAt(p.bodyAt)}}
	p.blocks(md.Parser().Parse(text.NewReader(src)), src, false)
	if len(p.a.Sections[0].Blocks) == 0 {
		p.a.Sections = p.a.Sections[1:]
		for i := range p.a.Sections {
			p.a.Sections[i].Parent = max(-1, p.a.Sections[i].Parent-1)
		}
	}
	if len(p.a.Sections) == 0 && p.faults == nil {
		p.fault(p.lineAt(p.bodyAt), "no text: an article needs at least one section")
	}
}

// blocks adds what stands in a document or, quoted, in a block quotation.
func (p *articleParser) blocks(parent ast.Node, src []byte, quoted bool) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		line := p.lineAt(p.bodyAt + startOf(n))
		switch n := n.(type) {
		case *ast.Heading:
			if quoted {
				p.paragraph(n, src, line)
			} else {
				p.heading(n, src, line)
			}
		case *ast.List:
			p.list(n, src, line)
		case *ast.Blockquote:
			p.blocks(n, src, true)
		case *east.Table:
			p.table(n, src, line)
		case *ast.HTMLBlock:
			p.html(n, src, line)
		case *ast.ThematicBreak:
			// A rule says nothing to a reader.
		default:
			p.strayRows(n, src)
			p.paragraph(n, src, line)
		}
	}
}

func (p *articleParser) add(b Block) {
	s := &p.a.Sections[p.at]
	s.Blocks = append(s.Blocks, b)
}

func (p *articleParser) paragraph(n ast.Node, src []byte, line int) {
	if s := plain(n, src); s != "" {
		p.add(Block{Text: s, Line: line})
	}
}

func (p *articleParser) heading(n *ast.Heading, src []byte, line int) {
	title := plain(n, src)
	if title == "" {
		p.fault(line, "a heading without text")
		return
	}
	if n.Level == 1 && len(p.a.Sections) == 1 {
		return // the article's title once more
	}
	anchor := ""
	if id, ok := n.AttributeString("id"); ok {
		if b, ok := id.([]byte); ok {
			anchor = string(b)
		}
	}
	p.open(title, anchor, n.Level, line)
	p.outer = nil
}

// open begins a section.
func (p *articleParser) open(title, anchor string, level, line int) {
	if anchor == "" {
		anchor = slug(title, line)
	}
	parent := len(p.a.Sections) - 1
	for parent > 0 && p.a.Sections[parent].Level >= level {
		parent = p.a.Sections[parent].Parent
	}
	if parent == 0 {
		parent = -1 // nothing stands in the introduction
	}
	p.at = len(p.a.Sections)
	p.a.Sections = append(p.a.Sections, Section{Anchor: anchor, Heading: title, Level: level, Parent: parent, Line: line})
}

// list adds the points of a list, those of inner lists after their own. The
// paragraph before it that ends in a colon leads into it. A list of pay becomes
// a table.
func (p *articleParser) list(n *ast.List, src []byte, line int) {
	b := Block{Line: line}
	if p.items(n, src, &b); len(b.Items) == 0 {
		return
	}
	s := &p.a.Sections[p.at]
	t := payTable(b, caption(s.Blocks), leadOf(s))
	if t == nil {
		t = payMatrix(b, caption(s.Blocks))
	}
	if t != nil {
		p.add(Block{Table: t, Line: line})
		return
	}
	if k := len(s.Blocks) - 1; k >= 0 && s.Blocks[k].Items == nil && s.Blocks[k].Table == nil && strings.HasSuffix(s.Blocks[k].Text, ":") {
		if b.Text = s.Blocks[k].Text; strings.Contains(b.Text, ". ") { // only its last sentence leads into the list
			i := strings.LastIndex(b.Text, ". ") + 1
			s.Blocks[k].Text, b.Text = b.Text[:i], strings.TrimSpace(b.Text[i:])
		} else {
			s.Blocks = s.Blocks[:k]
		}
	}
	p.add(b)
}

func (p *articleParser) items(n ast.Node, src []byte, b *Block) {
	for li := n.FirstChild(); li != nil; li = li.NextSibling() {
		item := Item{Line: p.lineAt(p.bodyAt + startOf(li))}
		var parts []string
		var inner []ast.Node
		for c := li.FirstChild(); c != nil; c = c.NextSibling() {
			switch c.Kind() {
			case ast.KindList:
				inner = append(inner, c)
				continue
			case east.KindTable:
				p.fault(p.lineAt(p.bodyAt+startOf(c)), "a table within a list: put it below the list")
				continue
			}
			p.strayRows(c, src)
			if em, ok := c.FirstChild().(*ast.Emphasis); ok && em.Level == 2 && len(parts) == 0 {
				item.Lead = strings.TrimRight(plain(em, src), " :")
			}
			if s := plain(c, src); s != "" {
				parts = append(parts, s)
			}
		}
		if item.Text = strings.Join(parts, " "); item.Text != "" {
			b.Items = append(b.Items, item)
		}
		for _, l := range inner {
			p.items(l, src, b)
		}
	}
}

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
