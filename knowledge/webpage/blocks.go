package webpage

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"careerbot/knowledge"
)

// A block is a piece of the article: one of its kinds.
type block struct {
	kind   blockKind
	text   string // of a heading, paragraph or summary; with marks
	level  int    // of a heading
	anchor string // of a heading, "" for none of its own
	items  []item
	table  *table
	links  int  // words of it in links
	quoted bool // stands in a block quotation
}

// size returns how many bytes of text a block has.
func (blk *block) size() int {
	n := len(blk.text)
	for _, it := range blk.items {
		n += len(it.text)
	}
	if blk.table != nil {
		for _, row := range append(blk.table.rows, blk.table.header) {
			for _, c := range row {
				n += len(c)
			}
		}
	}
	return n
}

type blockKind uint8

const (
	paragraph blockKind = iota
	heading
	list
	tabular
	openDetails
	closeDetails
)

// An item is a point of a list.
type item struct {
	text  string
	depth int // 0 for the outermost
	n     int // its number, 0 for bullets
}

const maxListDepth = 8 // deeper points stand at this depth

// A flow makes blocks of elements, in their order.
type flow struct {
	d      *draft
	out    []block
	run    []*html.Node // inline nodes that make the next paragraph
	quotes int
	size   int    // of the blocks so far, in bytes
	anchor string // of an empty element just passed
}

// blocks returns the blocks of the article's parts.
func (d *draft) blocks(roots []*html.Node) []block {
	f := &flow{d: d}
	for _, n := range roots {
		f.node(n)
		f.flush()
	}
	return f.out
}

// add adds a block, as long as the article is not too large.
func (f *flow) add(b block) {
	size := f.size
	f.size += b.size()
	if f.size > knowledge.MaxArticleBytes {
		if size <= knowledge.MaxArticleBytes { // said once
			f.d.fault(0, "the text of its article is larger than %d bytes; the most that an article may have", knowledge.MaxArticleBytes)
		}
		return
	}
	b.quoted = f.quotes > 0
	f.out = append(f.out, b)
}

func (f *flow) kids(n *html.Node) {
	for c := range n.ChildNodes() {
		f.node(c)
	}
}

func (f *flow) node(n *html.Node) {
	if n.Type == html.TextNode || n.Type == html.ElementNode && !isBlock(n) && !holdsBlock(n) {
		if id := anchorOf(n); id != "" && f.emptyRun(n) {
			f.anchor = id
		}
		f.run = append(f.run, n)
		return
	}
	if n.Type != html.ElementNode && n.Type != html.DocumentNode {
		return
	}
	f.flush()
	f.element(n)
	f.flush()
}

// emptyRun reports whether nothing but n and spaces stands in the run.
func (f *flow) emptyRun(n *html.Node) bool {
	return strings.TrimSpace(textOf(n)) == "" && !within(n, atom.P, atom.Li)
}

func holdsBlock(n *html.Node) bool { return find(n, isBlock) != nil }

func (f *flow) element(n *html.Node) {
	level := isHeading(n)
	switch {
	case level > 0:
		f.heading(n, level)
	case isTag(n, atom.Ul, atom.Ol, atom.Menu):
		f.list(n)
	case isTag(n, atom.Dl):
		f.definitions(n)
	case isTag(n, atom.Table):
		f.table(n)
	case isTag(n, atom.Details):
		f.details(n)
	case isTag(n, atom.Blockquote):
		f.quotes++
		f.kids(n)
		f.flush()
		f.quotes--
	case isTag(n, atom.Figure):
		f.figure(n)
	case attr(n, "role") == "doc-endnotes" && !headsWith(n):
		f.add(block{kind: heading, text: "Notes", level: 2})
		f.kids(n)
	case isTag(n, atom.Hr):
		f.anchor = ""
	case isTag(n, atom.Section, atom.Div, atom.Article) && f.anchor == "" && headsWith(n):
		f.anchor = anchorOf(n)
		f.kids(n)
	default:
		f.kids(n)
	}
}

// headsWith reports whether the first thing in an element is a heading below
// the title.
func headsWith(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
			continue
		}
		return isHeading(c) > 1 || isTag(c, atom.Header, atom.Div) && headsWith(c)
	}
	return false
}

// flush makes a paragraph of the run: of one that is parted by two line breaks
// several, of lines that begin with bullets a list.
func (f *flow) flush() {
	run := f.run
	f.run = nil
	from := 0
	for i := 0; i <= len(run); i++ {
		if i < len(run) && !(isTag(run[i], atom.Br) && brAfter(run, i)) {
			continue
		}
		if from < i {
			c := &collector{report: &f.d.report, bold: true}
			f.paragraph(c.collect(run[from:i]...), c.links)
		}
		from = i + 1
	}
}

// brAfter reports whether another line break follows with nothing between.
func brAfter(run []*html.Node, i int) bool {
	for _, n := range run[i+1:] {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) != "" {
			return isTag(n, atom.Br)
		}
	}
	return true
}

func (f *flow) paragraph(text string, links int) {
	if plainText(text) == "" {
		return
	}
	f.anchor = ""
	if kept := strings.TrimLeft(text, "*†‡ "); kept != "" && strings.Trim(text, "*†‡ ") == kept {
		text = kept // the sign of a note below a table
	}
	if items := bulleted(text); items != nil {
		f.add(block{kind: list, items: items, links: links})
		return
	}
	f.add(block{text: text, links: links})
}

// bulleted returns the points of a list that was typed with bullets and line
// breaks, nil where a text is none.
func bulleted(text string) (items []item) {
	lines := strings.Split(text, string(lineBreak))
	if len(lines) < 2 {
		return nil
	}
	for _, line := range lines {
		rest := line
		for _, b := range []string{"• ", "•", "· ", "‣ ", "▪ ", "● ", "– ", "- ", "* "} {
			if after, ok := strings.CutPrefix(line, b); ok {
				rest = after
				break
			}
		}
		if rest == line {
			return nil
		}
		items = append(items, item{text: strings.TrimSpace(rest)})
	}
	return items
}

func (f *flow) heading(n *html.Node, level int) {
	c := &collector{report: &f.d.report}
	text := plainText(c.collect(n))
	anchor := anchorOf(n)
	if anchor == "" {
		if inner := find(n, func(k *html.Node) bool { return anchorOf(k) != "" }); inner != nil {
			anchor = anchorOf(inner)
		}
	}
	if anchor == "" {
		anchor = f.anchor
	}
	f.anchor = ""
	if text != "" {
		f.add(block{kind: heading, text: text, level: level, anchor: anchor, links: c.links})
	}
}

func (f *flow) details(n *html.Node) {
	summary := find(n, func(c *html.Node) bool { return isTag(c, atom.Summary) && c.Parent == n })
	text := ""
	if summary != nil {
		c := &collector{report: &f.d.report}
		text = plainText(c.collect(summary))
		n.RemoveChild(summary)
	}
	if text == "" {
		f.kids(n)
		return
	}
	f.add(block{kind: openDetails, text: text})
	f.kids(n)
	f.flush()
	f.add(block{kind: closeDetails})
}

// figure adds what a figure has; the caption of a table before it.
func (f *flow) figure(n *html.Node) {
	caption := findTag(n, atom.Figcaption)
	if caption != nil && findTag(n, atom.Table) != nil && caption.Parent != nil {
		caption.Parent.RemoveChild(caption)
		f.kids(caption)
		f.flush()
	}
	f.kids(n)
}

// anchorOf returns the anchor of an element, "" where it has none that can
// stand in an address and in a heading.
func anchorOf(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	id := attr(n, "id")
	if id == "" && isTag(n, atom.A) {
		id = attr(n, "name")
	}
	if !anchorForm.MatchString(id) || len(id) > 80 || plainNames[strings.ToLower(id)] {
		return ""
	}
	return id
}
