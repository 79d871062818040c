package webpage

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"careerbot/knowledge"
)

// What is left out of pages, as the report names it.
const (
	kindNav        = "navigation"
	kindHeader     = "page header"
	kindFooter     = "page footer"
	kindSidebar    = "sidebar"
	kindCookie     = "cookie banner"
	kindAdvert     = "advert"
	kindNewsletter = "newsletter box"
	kindShare      = "sharing"
	kindRelated    = "related links"
	kindComments   = "comments"
	kindPopup      = "pop-up"
	kindForm       = "form"
	kindTOC        = "table of contents"
	kindByline     = "byline and dates"
	kindHidden     = "hidden text"
	kindScript     = "scripts and media"
	kindStruck     = "struck-out text"
	kindFootnote   = "footnote marks"
	kindOutside    = "text around the article"
	kindEmpty      = "headings without text below"
)

// unwantedNames are words of classes and ids, and what they say an element is.
var unwantedNames = words(map[string]string{
	kindNav:        "nav navbar navigation menu menus submenu topbar skip skiplink skiplinks pagination pager breadcrumb breadcrumbs crumbs navbox catlinks printfooter sitemap offcanvas hamburger login search searchform searchbox backtotop",
	kindCookie:     "cookie cookies consent gdpr ccpa onetrust cookiebot cookiebanner cookieconsent cookienotice",
	kindNewsletter: "newsletter newsletters subscribe subscription signup optin mailchimp mailinglist",
	kindShare:      "share shares sharing social socials sharedaddy sharethis addthis addtoany follow followus socialmedia",
	kindRelated:    "related relatedposts relatedarticles relatedlinks recommended recommendations recirculation readnext readmore morefrom youmayalsolike trending popular suggested outbrain taboola tags tagcloud taglist",
	kindComments:   "comment comments commentlist respond disqus replies reply livefyre",
	kindAdvert:     "ad ads advert adverts advertisement advertisements adsbygoogle adslot adunit adsense dfp doubleclick sponsor sponsors sponsored promo promos",
	kindSidebar:    "sidebar sidebars rail widgets widgetarea",
	kindFooter:     "footer colophon masthead copyright",
	kindPopup:      "popup popups modal overlay lightbox toast snackbar paywall interstitial",
	kindTOC:        "toc tableofcontents onthispage inpagenav",
	kindByline:     "byline bylines author authors authorbox bio postmeta entrymeta articlemeta readtime readingtime dateline timestamp postdate avatar",
})

// frameNames are words that names of classes and ids consist of beside those
// that say something.
var frameNames = words(map[string]string{
	"frame": `container wrapper wrap block section area box list links link buttons button btn bar inner outer content left right top bottom main primary
		secondary item items group row column panel page site global post posts entry article articles header head footer body title text form
		module component region holder slot unit units icon icons media card cards grid recent info law notice banner policy message placeholder
		desktop mobile sticky fixed floating thread count reading stories news view views more tool tools toolbar meta date name strip field
		ez js css wp thread root hidden active open closed default widget widgets responsive`,
})

func words(lists map[string]string) map[string]string {
	out := map[string]string{}
	for kind, list := range lists {
		for _, w := range strings.Fields(list) {
			out[w] = kind
		}
	}
	return out
}

// byName judges by an element's classes and id: each of them is a name whose
// words must all be known, one of them as unwanted. "social-share" is such a
// name, "social-worker" is none.
func byName(n *html.Node) string {
	for name := range strings.FieldsSeq(attr(n, "class")) {
		if kind := nameKind(name); kind != "" {
			return kind
		}
	}
	kind := nameKind(attr(n, "id"))
	if kind != "" && namedByHeading(n) {
		return ""
	}
	return kind
}

func nameKind(name string) string {
	tokens := nameTokens(name)
	if len(tokens) == 0 || len(name) > 80 {
		return ""
	}
	switch tokens[0] {
	case "has", "no", "with", "without", "is", "not":
		return ""
	}
	if kind := unwantedNames[strings.Join(tokens, "")]; kind != "" {
		return kind
	}
	kind := ""
	for _, t := range tokens {
		switch k := unwantedNames[t]; {
		case k != "" && frameNames[t] == "":
			kind = k
		case frameNames[t] == "" && len(t) > 2:
			return ""
		}
	}
	return kind
}

// nameTokens splits "entry-Meta_box wpToc" into its words in lower case.
func nameTokens(name string) (out []string) {
	from, lower := 0, false
	flush := func(to int) {
		if to > from {
			out = append(out, strings.ToLower(name[from:to]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r):
			flush(i)
			from = i + len(string(r))
		case unicode.IsUpper(r) && lower:
			flush(i)
			from = i
		}
		lower = unicode.IsLower(r)
	}
	flush(len(name))
	return out
}

// namedByHeading reports whether an id comes from the heading of what it
// stands on: a section on promotion is no promotion.
func namedByHeading(n *html.Node) bool {
	h := find(n, func(c *html.Node) bool { return isHeading(c) > 0 })
	if h == nil || !isTag(n, atom.Section, atom.Div, atom.Article) {
		return false
	}
	text := textOf(h)
	if unwantedHeading(text) != "" {
		return false
	}
	return strings.HasPrefix(knowledge.Slug(text, 0), strings.Join(nameTokens(attr(n, "id")), "-"))
}
