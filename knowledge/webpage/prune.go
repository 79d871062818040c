package webpage

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"careerbot/knowledge"
)

// A stat is what stands in an element.
type stat struct {
	words, links int  // words, and those of them in links
	money        int  // tables with money
	title        bool // a heading of the first level
}

// measure returns the stats of all elements from n down.
func measure(n *html.Node) map[*html.Node]stat {
	all := map[*html.Node]stat{}
	measureInto(all, n)
	return all
}

func measureInto(all map[*html.Node]stat, n *html.Node) stat {
	var s stat
	if n.Type == html.TextNode {
		s.words = len(strings.Fields(n.Data))
		return s
	}
	if isTag(n, atom.Script, atom.Style, atom.Noscript, atom.Template) {
		return s
	}
	for c := range n.ChildNodes() {
		k := measureInto(all, c)
		s = stat{s.words + k.words, s.links + k.links, s.money + k.money, s.title || k.title}
	}
	switch {
	case isTag(n, atom.A):
		s.links = s.words
	case isTag(n, atom.H1):
		s.title = true
	case isTag(n, atom.Table) && s.money == 0 && moneyTable(n):
		s.money = 1
	}
	all[n] = s
	return s
}

// moneyTable reports whether a table of more than one cell has money.
func moneyTable(n *html.Node) bool {
	cells := 0
	for c := range n.Descendants() {
		if isTag(c, atom.Td, atom.Th) {
			cells++
		}
	}
	if cells < 2 {
		return false
	}
	text := textOf(n)
	return strings.ContainsAny(text, "0123456789") && (knowledge.HasCurrencySign(text) || len(knowledge.FindMoney(text)) > 0)
}

// A pruner takes from a page what is not its article.
type pruner struct {
	stats  map[*html.Node]stat
	top    *html.Node
	total  int // words of the page
	report *Report
}

func (p *pruner) prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		kind, firm := p.unwanted(c)
		s := p.stats[c]
		switch {
		case c.Type == html.CommentNode || c.Type == html.DoctypeNode:
			n.RemoveChild(c)
		case kind != "" && !firm && 2*s.money > p.stats[p.top].money: // it may be the article after all
			p.report.note("A table with money stands in what looks like %s; it was kept.", withArticle(kind))
			p.prune(c)
		case kind != "":
			if s.money > 0 {
				p.report.note("A table with money stands in %s; it was left out.", withArticle(kind))
			}
			p.report.leave(kind, s.words)
			if s.words > 0 { // what stood on either side of it stays apart
				n.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, c)
			}
			n.RemoveChild(c)
		default:
			p.prune(c)
		}
		c = next
	}
}

// unwanted returns what an element is that does not belong to the article, ""
// for one that may. What is firm goes even where it has a table with money.
func (p *pruner) unwanted(n *html.Node) (kind string, firm bool) {
	if n.Type != html.ElementNode {
		return "", false
	}
	if isTag(n, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Applet, atom.Svg, atom.Canvas, atom.Video,
		atom.Audio, atom.Map, atom.Select, atom.Datalist, atom.Textarea, atom.Input, atom.Progress, atom.Meter, atom.Link, atom.Meta, atom.Frameset) || n.Namespace == "svg" {
		return kindScript, true
	}
	if isHeading(n) > 0 || isTag(n, atom.Html, atom.Head, atom.Body, atom.Main, atom.Td, atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Caption) {
		return "", false
	}
	if kind := p.byTag(n); kind != "" {
		return kind, kind == kindNav
	}
	s := p.stats[n]
	if s.title || 2*s.words > p.total {
		return "", false
	}
	if isHidden(n) && !isTag(n, atom.Table) {
		return kindHidden, false
	}
	kind = byName(n)
	return kind, kind == kindComments || kind == kindAdvert || kind == kindCookie || kind == kindNewsletter || kind == kindNav
}

// byTag judges by what an element is by its tag or role.
func (p *pruner) byTag(n *html.Node) string {
	s, role := p.stats[n], attr(n, "role")
	inside := inArticle(n)
	plain := s.words-s.links >= 15 && 4*s.links < s.words // text, and not links
	switch {
	case isTag(n, atom.Nav), slices.Contains([]string{"navigation", "menu", "menubar", "search"}, role):
		return kindNav
	case s.title || 2*s.words > p.total:
		return ""
	case isTag(n, atom.Dialog), role == "dialog", role == "alertdialog":
		return kindPopup
	case isTag(n, atom.Aside), role == "complementary":
		if inside && plain && byName(n) == "" && saysNote(n) {
			return ""
		}
		return kindSidebar
	case isTag(n, atom.Footer), role == "contentinfo":
		if inside && plain {
			return ""
		}
		return kindFooter
	case isTag(n, atom.Header) && !inside, role == "banner":
		return kindHeader
	case isTag(n, atom.Form):
		return kindForm
	case isTag(n, atom.Button) && !within(n, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Summary, atom.Dt):
		return kindForm
	}
	return ""
}

// inArticle reports whether n stands in what the page calls its article.
func inArticle(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if isTag(p, atom.Article, atom.Main) || attr(p, "role") == "main" || attr(p, "role") == "article" {
			return true
		}
	}
	return false
}

// saysNote reports whether an aside is a box of the article.
func saysNote(n *html.Node) bool {
	return slices.ContainsFunc(nameTokens(attr(n, "class")), func(t string) bool {
		return slices.Contains([]string{"note", "callout", "tip", "info", "takeaway", "takeaways", "highlight", "admonition", "warning", "important", "summary", "key", "facts"}, t)
	})
}

// isHidden reports whether an element is not shown, unless it is a panel that
// a reader may open.
func isHidden(n *html.Node) bool {
	for _, t := range append(nameTokens(attr(n, "class")), nameTokens(attr(n, "role")+" "+attr(n, "id"))...) {
		switch t {
		case "tabpanel", "tab", "tabs", "accordion", "collapse", "panel", "pane", "faq", "answer":
			return false
		}
	}
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	for _, name := range strings.Fields(attr(n, "class")) {
		switch strings.ToLower(name) {
		case "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "d-none", "is-hidden", "offscreen":
			return true
		}
	}
	return hasAttr(n, "hidden") || attr(n, "aria-hidden") == "true" || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func withArticle(kind string) string {
	switch kind {
	case kindAdvert:
		return "an " + kind
	case kindSidebar, kindFooter, kindHeader, kindForm, kindCookie, kindPopup, kindNewsletter, kindTOC:
		return "a " + kind
	}
	return kind
}
