package webpage

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"careerbot/knowledge"
)

// A metadata is what a page says of itself, as the front matter has it.
type metadata struct {
	Title, Source, Author, Published, Checked string
	from                                      map[string]string // of each field: where it was found
	own                                       map[string]string // fields of a Markdown file that is an article already
	conflicts                                 []string

	site, publisher string
	tags            map[string]string // meta elements by name or property, the first of each
	head            string            // the title element
	h1              string
}

// set takes the first value that there is for a field.
func (m *metadata) set(field *string, key, value, from string) {
	value = fold(visible(value))
	if *field != "" || value == "" || len(value) > 300 {
		return
	}
	*field = value
	if m.from == nil {
		m.from = map[string]string{}
	}
	m.from[key] = from
}

// page reads the head of a page, and what its body says of author and dates.
func (m *metadata) page(root *html.Node) {
	m.tags = map[string]string{}
	var links, times []*html.Node
	for n := range root.Descendants() {
		switch {
		case isTag(n, atom.Meta):
			key := strings.ToLower(attr(n, "property"))
			if key == "" {
				key = strings.ToLower(attr(n, "name") + attr(n, "itemprop"))
			}
			if value := strings.TrimSpace(attr(n, "content")); m.tags[key] == "" && len(m.tags) < 500 {
				m.tags[key] = value
			}
		case isTag(n, atom.Link) && strings.EqualFold(attr(n, "rel"), "canonical"):
			links = append(links, n)
		case isTag(n, atom.Title) && m.head == "":
			m.head = textOf(n)
		case isTag(n, atom.H1) && m.h1 == "":
			m.h1 = plainText((&collector{report: &Report{}}).collect(n))
		case isTag(n, atom.Time), n.Type == html.ElementNode && strings.HasPrefix(attr(n, "itemprop"), "date"):
			times = append(times, n)
		}
	}
	ld := findLinked(root)
	m.site = m.tags["og:site_name"]
	m.publisher = ld.publisher
	m.address(root, links, ld)
	m.persons(root, ld)
	m.dates(times, ld)
}

var savedFrom = regexp.MustCompile(`saved from url=\(\d+\)(https?://\S+)`)

// address finds where the page stood.
func (m *metadata) address(root *html.Node, links []*html.Node, ld linked) {
	for _, n := range links {
		m.set(&m.Source, "source", webAddress(attr(n, "href")), "canonical link")
	}
	m.set(&m.Source, "source", webAddress(m.tags["og:url"]), "og:url")
	m.set(&m.Source, "source", webAddress(ld.url), "JSON-LD")
	for n := range root.Descendants() {
		if n.Type != html.CommentNode || m.Source != "" {
			continue
		}
		if found := savedFrom.FindStringSubmatch(n.Data); found != nil {
			m.set(&m.Source, "source", webAddress(found[1]), "the browser's note")
		}
	}
}

// webAddress returns an address as it may stand in an article, "" for what is
// none: one of the web, without a user, a port of this machine or a place on
// the page.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || !strings.Contains(u.Hostname(), ".") || len(s) > 300 {
		return ""
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// persons finds who says it.
func (m *metadata) persons(root *html.Node, ld linked) {
	if !strings.Contains(ld.author, "://") {
		m.set(&m.Author, "author", ld.author, "JSON-LD")
	}
	for _, key := range []string{"author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author"} {
		if !strings.Contains(m.tags[key], "://") {
			m.set(&m.Author, "author", m.tags[key], "meta "+key)
		}
	}
	named := func(n *html.Node) bool {
		if attr(n, "itemprop") == "author" || attr(n, "rel") == "author" {
			return true
		}
		return slices.ContainsFunc(strings.Fields(attr(n, "class")), func(c string) bool {
			switch strings.ToLower(c) {
			case "byline", "author", "author-name", "post-author", "entry-author", "byline-name", "article-author", "p-author":
				return true
			}
			return false
		})
	}
	if m.Author != "" {
		return
	}
	if n := find(root, named); n != nil && !within(n, atom.Footer) {
		if text := textOf(n); len(text) <= 120 {
			m.fromByline(text)
		}
	}
}

var (
	byAuthor  = regexp.MustCompile(`(?i)^(?:by|written by|author:)\s+(.+?)(?:\s*[|·•,–—]|\s+(?:on|published|posted|updated|reviewed|last)\b|\s+\d|$)`)
	bareName  = regexp.MustCompile(`^\pL[\pL.'’ -]{2,60}$`)
	published = regexp.MustCompile(`(?i)\b(?:published|posted|first published)(?: on| at|:)?\s*:?\s*(.{6,30})`)
	updated   = regexp.MustCompile(`(?i)\b(?:updated|reviewed|modified|checked)(?: on| at|:)?\s*:?\s*(.{6,30})`)
)

// fromByline reads "By Jo Bloggs | Updated 3 May 2026".
func (m *metadata) fromByline(text string) {
	if found := byAuthor.FindStringSubmatch(text); found != nil {
		m.set(&m.Author, "author", found[1], "byline")
	} else if bareName.MatchString(text) && !byline.MatchString(text) {
		m.set(&m.Author, "author", text, "byline")
	}
	if found := published.FindStringSubmatch(text); found != nil {
		m.set(&m.Published, "published", day(found[1]), "byline")
	}
	if found := updated.FindStringSubmatch(text); found != nil {
		m.set(&m.Checked, "checked", day(found[1]), "byline")
	}
}

// dates finds when the page was published and last looked at.
func (m *metadata) dates(times []*html.Node, ld linked) {
	m.set(&m.Published, "published", day(ld.published), "JSON-LD")
	m.set(&m.Checked, "checked", day(ld.modified), "JSON-LD")
	for _, key := range []string{"article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "citation_publication_date", "parsely-pub-date", "pubdate"} {
		m.set(&m.Published, "published", day(m.tags[key]), "meta "+key)
	}
	for _, key := range []string{"article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dc.date.modified", "revised"} {
		m.set(&m.Checked, "checked", day(m.tags[key]), "meta "+key)
	}
	for _, n := range times {
		value := day(attr(n, "datetime"))
		if value == "" {
			value = day(attr(n, "content"))
		}
		if value == "" {
			value = day(textOf(n))
		}
		names := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop") + " " + attr(n.Parent, "class"))
		switch {
		case strings.Contains(names, "modif"), strings.Contains(names, "updat"), strings.Contains(names, "review"):
			m.set(&m.Checked, "checked", value, "time element")
		case strings.Contains(names, "publi"), strings.Contains(names, "entry-date"), strings.Contains(names, "post"), hasAttr(n, "pubdate"):
			m.set(&m.Published, "published", value, "time element")
		}
	}
}

// dayLayouts are the forms of dates that are read; none that can be read in
// two ways.
var dayLayouts = []string{
	"2006-01-02", "2006/01/02", "20060102", "2 January 2006", "2 Jan 2006", "January 2, 2006", "January 2 2006", "Jan 2, 2006", "Jan 2 2006",
	"Monday, January 2, 2006", "Monday, 2 January 2006", "Mon, 02 Jan 2006",
}

var ordinal = regexp.MustCompile(`\b(\d{1,2})(st|nd|rd|th)\b`)

// day returns the date that a text begins with as 2006-01-02 or, where it says
// no day, 2006-01; "" where it says none.
func day(s string) string {
	s = ordinal.ReplaceAllString(fold(s), "$1")
	s = s[:min(len(s), 60)]
	for _, layout := range dayLayouts {
		words := strings.Count(layout, " ") + 1
		parts := strings.Fields(s)
		if len(parts) < words {
			continue
		}
		text := strings.TrimRight(strings.Join(parts[:words], " "), ".,;|·)")
		if words == 1 && strings.Contains(layout, "-") && len(text) > 10 {
			text = text[:10]
		}
		if t, err := time.Parse(layout, text); err == nil && t.Year() >= 1990 && t.Year() < 2100 {
			return t.Format("2006-01-02")
		}
	}
	for _, layout := range []string{"2006-01", "January 2006", "Jan 2006"} {
		parts := strings.Fields(s)
		if words := strings.Count(layout, " ") + 1; len(parts) >= words {
			if t, err := time.Parse(layout, strings.TrimRight(strings.Join(parts[:words], " "), ".,;|·)")); err == nil && t.Year() >= 1990 && t.Year() < 2100 {
				return t.Format("2006-01")
			}
		}
	}
	return ""
}

// title settles the title: what the page is shared under, its heading, or the
// title of its window; without the name of the site.
func (m *metadata) title(d *draft) {
	m.set(&m.Title, "title", m.own["title"], "front matter")
	m.set(&m.Title, "title", m.withoutSite(m.tags["og:title"]), "og:title")
	m.set(&m.Title, "title", m.h1, "h1")
	m.set(&m.Title, "title", m.withoutSite(m.head), "title")
	for _, b := range d.body {
		if b.kind == heading {
			m.set(&m.Title, "title", b.text, "first heading")
		}
	}
	m.set(&m.Title, "title", ArticleName(d.name), "the file's name")
	m.set(&m.Author, "author", m.publisher, "JSON-LD publisher")
	m.set(&m.Author, "author", m.site, "og:site_name")
}

// withoutSite cuts the site's name off a title: "Pay of nurses | Example".
func (m *metadata) withoutSite(title string) string {
	title = fold(title)
	for _, sep := range []string{" | ", " – ", " — ", " - ", " · ", " :: ", " » ", " • "} {
		i := strings.LastIndex(title, sep)
		if i <= 0 {
			continue
		}
		rest, last := title[:i], title[i+len(sep):]
		host := ""
		if u, err := url.Parse(m.Source); err == nil {
			host = strings.TrimPrefix(u.Hostname(), "www.")
		}
		name := strings.ToLower(strings.ReplaceAll(last, " ", ""))
		site := knowledge.Fold(last) == knowledge.Fold(m.site) || knowledge.Fold(last) == knowledge.Fold(m.publisher) || knowledge.Fold(last) == knowledge.Fold(m.Author) ||
			host != "" && len(name) > 2 && strings.Contains(strings.ToLower(strings.ReplaceAll(host, "-", "")), name)
		if site || sep == " | " && strings.Count(last, " ") < 4 || knowledge.Fold(rest) == knowledge.Fold(m.h1) && m.h1 != "" {
			return m.withoutSite(rest)
		}
	}
	return title
}
