package webpage

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// TestNameKind: what classes and ids say. Words of occupations that are also
// words of page furniture must not lose an article its sections.
func TestNameKind(t *testing.T) {
	for name, want := range map[string]string{
		"social-worker": "", "social-share": kindShare, "sharedaddy": kindShare, "market-share": "", "share-price": "",
		"cookie-banner": kindCookie, "pastry-cookie-chef": "", "has-sidebar": "", "no-sidebar": "", "sidebar-right": kindSidebar, "widget_area": kindSidebar,
		"comments-area": kindComments, "comment_list": kindComments, "commentary": "", "ad": kindAdvert, "ad-slot-2": kindAdvert, "advanced": "", "adviser": "",
		"siteNav": kindNav, "mainMenu": kindNav, "navy": "", "menu-planner": "", "toc": kindTOC, "table-of-contents": kindTOC, "ez-toc-container": kindTOC,
		"relatedPosts": kindRelated, "related-roles": "", "newsletter-signup": kindNewsletter, "post-meta": kindByline, "author": kindByline, "co-authoring": "",
		"footer": kindFooter, "table-footer": "", "widget": "", "modal": kindPopup, "content": "", "entry-content": "", "": "", "42": "",
	} {
		if got := nameKind(name); got != want {
			t.Errorf("nameKind(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestUnwantedHeading(t *testing.T) {
	for text, want := range map[string]string{
		"Comments": kindComments, "12 comments": kindComments, "Leave a reply": kindComments, "Related articles": kindRelated, "You may also like": kindRelated,
		"Read next": kindRelated, "Share this:": kindShare, "Share options": "", "On this page": kindTOC, "Subscribe to our letter": kindNewsletter,
		"Related roles": "", "More pay": "", "Latest salaries": "", "Following a mentor": "", "About the role": "", "About the author": kindByline,
	} {
		if got := unwantedHeading(text); got != want {
			t.Errorf("unwantedHeading(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-04T10:12:00+00:00": "2026-03-04", "2026-03-04": "2026-03-04", "4 March 2026": "2026-03-04", "March 4th, 2026 at noon": "2026-03-04", "4 Mar 2026 |": "2026-03-04",
		"March 2026": "2026-03", "2026-03": "2026-03", "04/03/2026": "", "yesterday": "", "": "", "0001-01-01": "", "Mon, 02 Mar 2026 08:00": "2026-03-02",
		"Wednesday, 4 March 2026": "2026-03-04",
	} {
		if got := day(text); got != want {
			t.Errorf("day(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://a.example/b?c=d#e": "https://a.example/b?c=d", "http://a.example": "http://a.example", "javascript:alert(1)": "", "file:///etc/passwd": "", "//a.example/": "",
		"https://u:p@a.example/": "", "http://localhost:8080/": "", "": "", "https://a.example/ b": "https://a.example/%20b",
	} {
		if got := webAddress(address); got != want {
			t.Errorf("webAddress(%q) = %q, want %q", address, got, want)
		}
	}
}

func TestWithoutSite(t *testing.T) {
	m := metadata{site: "Example Careers", Source: "https://www.tree-jobs.example/x", h1: "What foresters do"}
	for title, want := range map[string]string{
		"Pay of nurses - Example Careers": "Pay of nurses", "Pay – what foresters earn": "Pay – what foresters earn", "Pay of foresters | Tree Jobs": "Pay of foresters",
		"What foresters do – the whole story": "What foresters do", "Pay of foresters - TreeJobs - Example Careers": "Pay of foresters", "Pay": "Pay",
	} {
		if got := m.withoutSite(title); got != want {
			t.Errorf("withoutSite(%q) = %q, want %q", title, got, want)
		}
	}
}

func TestArticleName(t *testing.T) {
	for page, want := range map[string]string{
		"a/Pay of Nurses – Site.html": "pay-of-nurses-site", `C:\pages\pay.htm`: "pay", "-": "article", "../x.y.md": "x-y", "???.html": "article", "vets_and_grooms.markdown": "vets-and-grooms",
	} {
		if got := ArticleName(page); got != want {
			t.Errorf("ArticleName(%q) = %q, want %q", page, got, want)
		}
	}
}

// TestFacts: what sentences say of figures, and what they do not.
func TestFacts(t *testing.T) {
	tests := []struct{ text, data, period, basis string }{
		{"All figures are 2026 figures, gross per year.", "2026", "year", "gross"},
		{"The ranges below are for May 2025 and cover full-time posts.", "2025-05", "", "full-time"},
		{"Salaries as of 2024.", "2024", "", ""},
		{"Our data comes from the 2023 survey.", "2023", "", ""},
		{"All amounts on this page were collected in 2025, per month, before tax.", "2025", "month", "gross"},
		{"Figures are not gross.", "", "", ""},
		{"The school was founded in 1999 and moved in 2024.", "", "", ""},
		{"2025 figures stand beside 2026 figures.", "2025", "", ""},
		{"Nurses earn £20 per hour and £36,000 per year.", "", "", ""},
		{"Unlike 2023, pay rose.", "", "", ""},
	}
	for _, test := range tests {
		d := &draft{body: []block{{text: test.text}}}
		d.facts.find(d)
		got := []string{d.facts.data, d.facts.period, d.facts.basis}
		if diff := cmp.Diff([]string{test.data, test.period, test.basis}, got); diff != "" {
			t.Errorf("facts of %q (-want +got):\n%s", test.text, diff)
		}
	}
	d := &draft{body: []block{{text: "The figures are for 2025."}, {text: "These numbers are for 2026."}}}
	if d.facts.find(d); d.facts.data != "" || len(d.report.Notes) != 1 {
		t.Errorf("two years: data %q, notes %q; want it left to the editor", d.facts.data, d.report.Notes)
	}
}

func TestVisible(t *testing.T) {
	if got, want := visible("a\u00adb\u202ec\u200b\td\x00\ufffd"), "abc d"; got != want {
		t.Errorf("visible: %q, want %q", got, want)
	}
	n := &html.Node{Type: html.ElementNode, Data: "p", Attr: []html.Attribute{{Key: "id", Val: "a b"}}}
	for id, want := range map[string]string{"pay": "pay", "a b": "", "{x}": "", "Überblick": "Überblick", "1-pay": "", "content": "", "a:b.c-d_e": "a:b.c-d_e"} {
		n.Attr[0].Val = id
		if got := anchorOf(n); got != want {
			t.Errorf("anchorOf(%q) = %q, want %q", id, got, want)
		}
	}
}
