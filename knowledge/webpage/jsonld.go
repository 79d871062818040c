package webpage

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A linked is what a page says of itself in JSON-LD.
type linked struct {
	author, publisher, url, published, modified string
}

// The bounds of JSON-LD.
const (
	maxLinkedScripts = 50
	maxLinkedDepth   = 12
)

// findLinked reads the scripts of JSON-LD: of all things that they describe
// the first article, else the first page.
func findLinked(root *html.Node) linked {
	var article, page linked
	scripts := 0
	for n := range root.Descendants() {
		if !isTag(n, atom.Script) || !strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") || n.FirstChild == nil {
			continue
		}
		if scripts++; scripts > maxLinkedScripts {
			break
		}
		var v any
		if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
			eachThing(v, maxLinkedDepth, func(t map[string]any) { article.take(t, &page) })
		}
	}
	article.over(page)
	return article
}

// eachThing calls f with every object of a value.
func eachThing(v any, depth int, f func(map[string]any)) {
	if depth == 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			eachThing(e, depth-1, f)
		}
	case map[string]any:
		f(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			eachThing(v[key], depth-1, f)
		}
	}
}

// take takes what an object says: of an article into l, of a page into page.
func (l *linked) take(t map[string]any, page *linked) {
	to := (*linked)(nil)
	for _, kind := range texts(t["@type"]) {
		switch {
		case strings.HasSuffix(kind, "Article") || kind == "BlogPosting" || kind == "Report" || kind == "HowTo":
			to = l
		case strings.HasSuffix(kind, "Page") && to == nil:
			to = page
		}
	}
	if to == nil {
		return
	}
	address := named(t["url"])
	if address == "" {
		address = named(t["mainEntityOfPage"])
	}
	to.over(linked{named(t["author"]), named(t["publisher"]), address, named(t["datePublished"]), named(t["dateModified"])})
}

// over fills what l does not say from what o says.
func (l *linked) over(o linked) {
	for _, f := range []struct{ to, from *string }{{&l.author, &o.author}, {&l.publisher, &o.publisher}, {&l.url, &o.url}, {&l.published, &o.published}, {&l.modified, &o.modified}} {
		if *f.to == "" {
			*f.to = *f.from
		}
	}
}

// named returns a text, the name or address of an object, or those of several
// objects joined by commas.
func named(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		for _, key := range []string{"name", "@id", "url"} {
			if s, ok := v[key].(string); ok && s != "" && (key == "name" || strings.Contains(s, "://")) {
				return s
			}
		}
	case []any:
		var names []string
		for _, e := range v[:min(len(v), 5)] {
			if _, nested := e.([]any); !nested {
				if s := named(e); s != "" {
					names = append(names, s)
				}
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}
