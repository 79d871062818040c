package webpage

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// choose prunes the page and returns the elements that hold its article, in
// their order.
func (d *draft) choose() []*html.Node {
	top := findTag(d.root, atom.Body)
	if top == nil {
		top = d.root
	}
	if d.report.Format == "Markdown" {
		return []*html.Node{top}
	}
	p := &pruner{stats: measure(top), top: top, report: &d.report}
	p.total = p.stats[top].words
	p.prune(top)

	stats := measure(top)
	root := bestMarked(top, stats)
	if root == nil {
		root = densest(top, stats)
	}
	roots := []*html.Node{root}
	inside := stats[root].words
	var beside []*html.Node
	if stats[root].money == 0 {
		beside = besides(top, root, stats) // the figures of an article that has none itself
	}
	for _, n := range beside {
		roots = append(roots, n)
		inside += stats[n].words
		d.report.note("A table with money stands outside the article's own part of the page; it was kept.")
	}
	slices.SortStableFunc(roots, order(top))
	d.report.leave(kindOutside, stats[top].words-inside)
	return roots
}

// bestMarked returns the element that the page itself calls its article: of
// several of a kind that with the most text; nil where none has enough of it.
func bestMarked(top *html.Node, stats map[*html.Node]stat) *html.Node {
	all := stats[top].words
	for _, marked := range []func(*html.Node) bool{
		func(n *html.Node) bool { return strings.EqualFold(attr(n, "itemprop"), "articleBody") },
		func(n *html.Node) bool { return isTag(n, atom.Article) || attr(n, "role") == "article" },
		func(n *html.Node) bool { return isTag(n, atom.Main) || attr(n, "role") == "main" },
	} {
		var best *html.Node
		text := 0 // words of all that are marked so, those in links not counted
		for n := range top.Descendants() {
			if n.Type != html.ElementNode || !marked(n) {
				continue
			}
			if !holds(best, n) {
				text += stats[n].words - stats[n].links
			}
			if best == nil || stats[n].words-stats[n].links > stats[best].words-stats[best].links {
				best = n
			}
		}
		if best != nil && 5*stats[best].words > 2*all && 5*(stats[best].words-stats[best].links) > 3*text {
			return best
		}
	}
	return nil
}

// holds reports whether n stands within outer.
func holds(outer, n *html.Node) bool {
	for p := n; p != nil && outer != nil; p = p.Parent {
		if p == outer {
			return true
		}
	}
	return false
}

// densest goes down from the top as long as one element holds nearly all text
// that is no link.
func densest(top *html.Node, stats map[*html.Node]stat) *html.Node {
	at := top
	for {
		var best *html.Node
		for c := range at.ChildNodes() {
			if c.Type == html.ElementNode && !isTag(c, atom.Table, atom.P, atom.Ul, atom.Ol, atom.Dl) && (best == nil || stats[c].words > stats[best].words) {
				best = c
			}
		}
		if best == nil || 5*(stats[best].words-stats[best].links) < 4*(stats[at].words-stats[at].links) || stats[at].words == 0 || stats[at].title && !stats[best].title && holdsTitle(at) {
			return at
		}
		at = best
	}
}

// holdsTitle reports whether the title is a child of n: then n is the article.
func holdsTitle(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if isTag(c, atom.H1) {
			return true
		}
	}
	return false
}

// besides returns the parts of the page outside the root that have tables with
// money: for each the largest element that does not hold the root.
func besides(top, root *html.Node, stats map[*html.Node]stat) (out []*html.Node) {
	for at := root; at != top && at.Parent != nil; at = at.Parent {
		for c := range at.Parent.ChildNodes() {
			if c != at && stats[c].money > 0 {
				out = append(out, c)
			}
		}
	}
	return out
}

// order compares nodes by where they stand in the page.
func order(top *html.Node) func(a, b *html.Node) int {
	at := map[*html.Node]int{}
	i := 0
	for n := range top.Descendants() {
		i++
		at[n] = i
	}
	return func(a, b *html.Node) int { return at[a] - at[b] }
}
