package webpage

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var anchorForm = regexp.MustCompile(`^[\pL_][\pL\pN_.:-]*$`)

// plainNames are ids that say where on a page something stands, not what it is.
var plainNames = map[string]bool{
	"content": true, "main": true, "main-content": true, "maincontent": true, "article": true, "page": true, "root": true, "app": true, "top": true,
	"primary": true, "body": true, "wrapper": true, "container": true, "post": true, "title": true, "heading": true, "header": true,
	"__next": true, "site-content": true, "page-title": true, "firstheading": true,
}

// list adds a list; one whose points hold headings or tables is taken for a
// frame around them.
func (f *flow) list(n *html.Node) {
	if f.frame(n) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode {
				f.flush()
				f.kids(c)
				f.flush()
			}
		}
		return
	}
	l := &listing{f: f}
	l.list(n, 0)
	if len(l.items) == 0 {
		return
	}
	f.anchor = ""
	if l.local == len(l.items) && len(l.items) > 1 {
		f.d.report.leave(kindTOC, l.words)
		return
	}
	f.add(block{kind: list, items: l.items, links: l.links})
}

func (f *flow) frame(n *html.Node) bool {
	return find(n, func(c *html.Node) bool {
		return isHeading(c) > 0 || isTag(c, atom.Table, atom.Details)
	}) != nil
}

// A listing gathers the points of a list.
type listing struct {
	f            *flow
	items        []item
	links, words int
	local        int // points that only link to a place on the page
}

func (l *listing) list(n *html.Node, depth int) {
	number := 0
	if isTag(n, atom.Ol) {
		number = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start > 0 && start < 1_000_000 {
			number = start
		}
	}
	for c := range n.ChildNodes() {
		switch {
		case isTag(c, atom.Ul, atom.Ol, atom.Menu): // a list in a list without a point around it
			l.list(c, depth+1)
		case c.Type == html.ElementNode:
			if l.item(c, depth, number) && number > 0 {
				number++
			}
		}
	}
}

// item adds a point and those of the lists in it.
func (l *listing) item(n *html.Node, depth, number int) bool {
	var own, inner []*html.Node
	split(n, &own, &inner)
	c := &collector{report: &l.f.d.report, bold: true}
	text := strings.ReplaceAll(c.collect(own...), string(lineBreak), " ")
	added := plainText(text) != ""
	if added {
		l.items = append(l.items, item{text: text, depth: min(depth, maxListDepth), n: number})
		l.links += c.links
		words := len(strings.Fields(plainText(text)))
		l.words += words
		if a := findTag(n, atom.A); a != nil && strings.HasPrefix(attr(a, "href"), "#") && c.links >= words {
			l.local++
		}
		depth++
	}
	for _, k := range inner {
		l.list(k, depth)
	}
	return added
}

// split parts the children of a point into its text and the lists in it; those
// within a plain frame count as its own.
func split(n *html.Node, own, inner *[]*html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case isTag(c, atom.Ul, atom.Ol, atom.Menu):
			*inner = append(*inner, c)
		case isTag(c, atom.Div) && findTag(c, atom.Ul, atom.Ol) != nil:
			split(c, own, inner)
		default:
			*own = append(*own, c)
		}
	}
}

// definitions adds a list of terms, each with what is said of it.
func (f *flow) definitions(n *html.Node) {
	if f.frame(n) {
		f.kids(n)
		return
	}
	b := block{kind: list}
	term, described := "", true
	for c := range n.Descendants() {
		k := &collector{report: &f.d.report}
		switch {
		case isTag(c, atom.Dt):
			text := strings.TrimRight(plainText(k.collect(c)), " :")
			if !described && term != "" && text != "" {
				text = term + ", " + text // two terms with one description
			}
			term, described = text, false
		case isTag(c, atom.Dd) && !within(c.Parent, atom.Dd):
			text := plainText(k.collect(c))
			if text == "" {
				continue
			}
			if term != "" {
				text = string(boldOn) + term + ":" + string(boldOff) + " " + text
			}
			b.items = append(b.items, item{text: text})
			described = true
			b.links += k.links
		}
	}
	if !described && term != "" {
		b.items = append(b.items, item{text: term})
	}
	if len(b.items) > 0 {
		f.anchor = ""
		f.add(b)
	}
}
