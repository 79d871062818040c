package webpage

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Marks within collected text. What a page has of them is dropped.
const (
	boldOn    = '\x01'
	boldOff   = '\x02'
	lineBreak = '\x03'
)

// A collector gathers the text of elements.
type collector struct {
	report *Report
	cell   bool // of a table: blocks are parted by line breaks, points of lists by commas
	bold   bool // marks what is bold
	alts   bool // takes what pictures say of themselves
	out    strings.Builder
	links  int // words in links
}

// collect returns the text below the nodes, with marks.
func (c *collector) collect(nodes ...*html.Node) string {
	for _, n := range nodes {
		c.node(n)
	}
	return tidyText(c.out.String())
}

func (c *collector) kids(n *html.Node) {
	for k := range n.ChildNodes() {
		c.node(k)
	}
}

func (c *collector) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		c.text(n.Data)
	case n.Type != html.ElementNode:
	case isTag(n, atom.Del, atom.S, atom.Strike):
		c.report.leave(kindStruck, len(strings.Fields(textOf(n))))
		c.out.WriteByte(' ')
	case isTag(n, atom.Br):
		c.out.WriteRune(lineBreak)
	case isTag(n, atom.Img):
		if c.alts {
			c.text(" " + attr(n, "alt") + " ")
		}
	case isTag(n, atom.Sup) && c.footnote(n), permalink(n):
		if last, _ := utf8.DecodeLastRuneInString(c.tail()); unicode.IsDigit(last) && digitAfter(n) {
			c.out.WriteByte(' ') // "45" and "000" beside a mark stay two numbers
		}
	case isTag(n, atom.Q):
		c.out.WriteString("“")
		c.kids(n)
		c.out.WriteString("”")
	case isTag(n, atom.B, atom.Strong) && c.bold:
		c.out.WriteRune(boldOn)
		c.kids(n)
		c.out.WriteRune(boldOff)
	case isTag(n, atom.A):
		before := c.out.Len()
		c.kids(n)
		c.links += len(strings.Fields(c.out.String()[before:]))
	case isBlock(n):
		c.block(n)
	default:
		c.kids(n)
	}
}

// block takes a block within a text: it is parted from what stands around it.
func (c *collector) block(n *html.Node) {
	switch {
	case !c.cell:
		c.out.WriteByte(' ')
		c.kids(n)
		c.out.WriteByte(' ')
	case isTag(n, atom.Li):
		c.kids(n)
		if next := nextElement(n); next != nil {
			c.out.WriteString(", ")
		}
	default:
		c.out.WriteRune(lineBreak)
		c.kids(n)
		c.out.WriteRune(lineBreak)
	}
}

// digitAfter reports whether what stands behind an element may begin with a
// digit.
func digitAfter(n *html.Node) bool {
	next := n.NextSibling
	if next == nil {
		next = n.Parent.NextSibling
	}
	if next == nil || next.Type == html.ElementNode {
		return next != nil
	}
	r, _ := utf8.DecodeRuneInString(visible(next.Data[:min(len(next.Data), 16)]))
	return unicode.IsDigit(r) || r == utf8.RuneError
}

func nextElement(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode {
			return s
		}
	}
	return nil
}

// text takes letters: without those that are not seen, and without what would
// be taken for marks.
func (c *collector) text(s string) { c.out.WriteString(visible(s)) }

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200c' || r == '\u200d': // joiners belong to letters and emoji
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point) || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
}

// footnote reports whether raised text is the mark of a footnote: short, and
// not the ending of an ordinal or an exponent.
func (c *collector) footnote(n *html.Node) bool {
	text := strings.Trim(textOf(n), " ()[],.")
	if text == "" {
		return true
	}
	before := strings.TrimRight(c.tail(), " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	switch strings.ToLower(text) {
	case "st", "nd", "rd", "th", "er", "re", "ème":
		if unicode.IsDigit(last) && findTag(n, atom.A) == nil {
			return false
		}
	case "2", "3":
		if word := before[strings.LastIndexByte(before, ' ')+1:]; findTag(n, atom.A) == nil && (word == "m" || word == "km" || word == "cm") {
			return false
		}
	case "tm", "®", "©", "™":
		return false
	}
	all := textOf(n)
	short := len([]rune(text)) <= 3 || strings.HasPrefix(all, "[") && strings.HasSuffix(all, "]") && len(all) <= 40 || findTag(n, atom.A) != nil && len(text) <= 24
	if short {
		c.report.leave(kindFootnote, 1)
	}
	return short
}

// tail returns the last few letters of what was gathered.
func (c *collector) tail() string {
	s := c.out.String()
	return s[max(0, len(s)-16):]
}

// permalink reports whether an element is the sign beside a heading that links
// to it, or to its editor.
func permalink(n *html.Node) bool {
	for name := range strings.FieldsSeq(attr(n, "class")) {
		switch name {
		case "headerlink", "mw-editsection", "reversefootnote", "footnote-backref", "anchorjs-link", "heading-anchor", "header-anchor", "permalink", "heading-link", "anchor-link":
			return len(strings.Fields(textOf(n))) <= 6
		}
	}
	if !isTag(n, atom.A) {
		return false
	}
	switch textOf(n) {
	case "#", "¶", "§", "🔗", "↩", "↩︎", "↑", "^":
		return true
	}
	return false
}

// tidyText folds spaces, and those around marks.
func tidyText(s string) string {
	s = fold(s)
	var b strings.Builder
	for part := range strings.SplitSeq(s, string(lineBreak)) {
		if part = strings.TrimSpace(part); strings.Trim(part, string(boldOn)+string(boldOff)+" ") == "" {
			b.WriteString(part)
			continue
		}
		if strings.Trim(b.String(), string(boldOn)+string(boldOff)+" ") != "" {
			b.WriteRune(lineBreak)
		}
		b.WriteString(part)
	}
	return b.String()
}

// plainText is a text without its marks.
func plainText(s string) string {
	if !strings.ContainsAny(s, "\x01\x02\x03") {
		return s
	}
	return fold(strings.Map(func(r rune) rune {
		switch r {
		case boldOn, boldOff:
			return -1
		case lineBreak:
			return ' '
		}
		return r
	}, s))
}
