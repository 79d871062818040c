package webpage

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// matterKeys are the keys that articles have, and those of other Markdown that
// mean the same.
var matterKeys = map[string]string{
	"title": "title", "source": "source", "url": "source", "canonical": "source", "canonical_url": "source", "permalink": "source",
	"author": "author", "authors": "author", "data": "data", "published": "published", "date": "published", "pubdate": "published", "publishdate": "published",
	"checked": "checked", "updated": "checked", "lastmod": "checked", "last_modified": "checked", "modified": "checked",
	"interest": "interest", "period": "period", "basis": "basis", "replaces": "replaces",
}

// foreign takes the front matter of a Markdown file.
func (m *metadata) foreign(f *knowledge.Foreign, report *Report) {
	const from = "front matter"
	m.own, m.conflicts = map[string]string{}, f.Conflicts
	for _, key := range slices.Sorted(maps.Keys(f.Fields)) {
		to, known := matterKeys[key]
		switch {
		case !known:
			report.Dropped = append(report.Dropped, fold(visible(key)))
		case m.own[to] == "" || to == key:
			m.own[to] = fold(visible(f.Fields[key]))
		}
	}
	for key, field := range map[string]*string{"published": &m.Published, "checked": &m.Checked} {
		if date := day(m.own[key]); date != "" && m.own[key] != date[:4] {
			m.set(field, key, date, from)
		}
		m.set(field, key, m.own[key], from)
	}
	m.set(&m.Author, "author", m.own["author"], from)
	m.set(&m.Source, "source", webAddress(m.own["source"]), from)
}

// frontMatter writes the fields, and notes each in the report with where it
// came from.
func (d *draft) frontMatter(now knownFields) string {
	var b strings.Builder
	b.WriteString("---\n")
	field := func(key, value, from string) {
		d.report.Fields = append(d.report.Fields, Field{key, value, from})
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, yamlText(value))
		}
	}
	m := &d.meta
	field("title", m.Title, m.from["title"])
	field("source", m.Source, m.from["source"])
	field("author", m.Author, m.from["author"])
	field("data", d.facts.data, d.facts.dataFrom)
	field("published", orUnknown(m.Published), m.from["published"])
	field("checked", orUnknown(m.Checked), m.from["checked"])
	field("interest", d.facts.interest, firstOf(d.facts.interestFrom, "front matter"))
	field("basis", d.facts.basis, d.facts.basisFrom)
	if m.own["period"] != "" || now.needPeriod {
		field("period", d.facts.period, d.facts.periodFrom)
	}
	if m.own["replaces"] != "" {
		field("replaces", m.own["replaces"], "front matter")
	}
	writeRoles(&b, d.roles)
	if len(m.conflicts) > 0 {
		b.WriteString("known_conflicts:\n")
		for _, c := range m.conflicts {
			b.WriteString("  - " + yamlText(c) + "\n")
		}
	}
	b.WriteString("---\n")
	return b.String()
}

// knownFields is what is known of the article once its tables were read.
type knownFields struct {
	needPeriod bool // cells of pay that do not say theirs
}

func orUnknown(s string) string { return firstOf(s, "unknown") }

func firstOf(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func writeRoles(b *strings.Builder, roles []knowledge.RoleName) {
	if len(roles) == 0 {
		return
	}
	b.WriteString("roles:\n")
	for _, r := range roles {
		b.WriteString("  - name: " + yamlText(r.Name) + "\n")
		if len(r.Aliases) > 0 {
			quoted := make([]string, len(r.Aliases))
			for i, a := range r.Aliases {
				quoted[i] = yamlText(a)
			}
			b.WriteString("    aliases: [" + strings.Join(quoted, ", ") + "]\n")
		}
	}
}

// yamlText writes a text so that YAML reads just that: plain where it is made
// of letters, digits, spaces and a few signs, in quotes elsewhere.
func yamlText(s string) string {
	plain := s != "" && s == strings.TrimSpace(s)
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		plain = plain && (letter || i > 0 && strings.ContainsRune(" -/.", r))
	}
	switch strings.ToLower(s) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // unreachable: a text can always be encoded
	}
	return strings.TrimSpace(b.String())
}
