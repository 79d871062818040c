package knowledge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Finding is something in an article that its author should look at.
type Finding struct {
	File    string
	Line    int
	Message string
	Warning bool // it may be as it should be; other findings are faults
}

// String returns "file:line: message"; the message of a warning begins so.
func (f Finding) String() string {
	if f.Warning {
		return fmt.Sprintf("%s:%d: warning: %s", f.File, f.Line, f.Message)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.Message)
}

// Lint returns what is wrong with the articles although they could be read,
// and what is doubtful, sorted by file and line. Figures are old or not as of
// now.
func (s *Set) Lint(now time.Time) []Finding {
	l := &linter{set: s, now: now, names: map[string]bool{}}
	for _, a := range s.Articles {
		for _, r := range a.Roles {
			l.names[Fold(r.Name)] = true
		}
	}
	for _, a := range s.Articles {
		l.a, l.pays = a, nil
		for i := range s.Pays {
			if s.Pays[i].Article == a {
				l.pays = append(l.pays, &s.Pays[i])
			}
		}
		l.dates()
		l.roles()
		l.headings()
		l.tables()
		l.conflicts()
		l.claims()
	}
	slices.SortStableFunc(l.found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line)
	})
	return l.found
}

// A linter looks at one article after the other.
type linter struct {
	set   *Set
	now   time.Time
	names map[string]bool // folded names of the roles of all front matters
	a     *Article
	pays  []*Pay // of the article
	found []Finding
}

func (l *linter) fault(line int, format string, args ...any) {
	l.found = append(l.found, Finding{l.a.File, max(1, line), fmt.Sprintf(format, args...), false})
}

func (l *linter) warn(line int, format string, args ...any) {
	l.found = append(l.found, Finding{l.a.File, max(1, line), fmt.Sprintf(format, args...), true})
}

// dates looks at when the figures are from.
func (l *linter) dates() {
	for key, value := range map[string]string{"published": l.a.Published, "checked": l.a.Checked} {
		if _, ok := endOf(value); !ok && value != "" && value != "unknown" {
			l.warn(l.a.Keys[key], "%s: %q is no date like 2026-05-31, 2026-05 or 2026, and not \"unknown\"", key, value)
		}
	}
	line := l.a.Keys["data"]
	switch end, ok := endOf(l.a.Data); {
	case l.a.Data == "" && line == 0 && len(l.pays) > 0:
		l.warn(1, "data is missing: the year or date of the figures")
	case l.a.Data == "":
	case !ok:
		l.warn(line, "data: %q is no year or date like 2026, 2026-05 or 2026-05-31", l.a.Data)
	case l.now.After(end.AddDate(1, 0, 0)):
		l.warn(line, "the figures are from %s: older than twelve months", l.a.Data)
	}
}

// endOf returns when a year, a month or a day is over.
func endOf(date string) (time.Time, bool) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {"2006-01-02", 0, 0, 1}} {
		if t, err := time.Parse(form.layout, date); err == nil {
			return t.AddDate(form.years, form.months, form.days), true
		}
	}
	return time.Time{}, false
}

// roles looks for roles that people reach by their one name alone.
func (l *linter) roles() {
	for _, r := range l.a.Roles {
		if t := l.set.roleNamed(r.Name); t != nil && t.Group == OwnLabel && len(r.Aliases) == 0 {
			l.warn(r.Line, "the role %q is in no word list and has no aliases%s", r.Name, l.suggested(r.Name))
		}
	}
	any := len(l.a.Roles) > 0
	seen := map[*Term]bool{}
	for _, g := range l.grids() {
		for c := 1; c < len(g.t.Header); c++ {
			any = l.tableRole(g.t.Line, l.set.Facets(l.a, g.si, g.bi, -1, c).Role, seen) || any
		}
		for r, row := range g.t.Rows {
			any = l.tableRole(row.Line, l.set.Facets(l.a, g.si, g.bi, r, 0).Role, seen) || any
		}
	}
	if !any {
		l.fault(l.a.Keys["title"], "the article names no roles: name them in the front matter, under roles:")
	}
}

// tableRole looks at the role of a header or label, and reports whether there
// is one.
func (l *linter) tableRole(line int, t *Term, seen map[*Term]bool) bool {
	if t != nil && t.Group == OwnLabel && !seen[t] && !l.names[Fold(t.Name)] {
		seen[t] = true
		l.warn(line, "%q is taken for a role that no word list has: name it under roles: in the front matter%s", t.Name, l.suggested(t.Name))
	}
	return t != nil
}

// roleNamed returns the role that a name stands for.
func (s *Set) roleNamed(name string) *Term {
	key, _ := s.Lexicon.fold(name, nil)
	for _, sense := range s.Lexicon.Senses(key) {
		if sense.Term.Kind == RoleTerm {
			return sense.Term
		}
	}
	return nil
}

// suggested returns aliases for a role in words, "" for none: its name without
// the last word, and its first letters.
func (l *linter) suggested(name string) string {
	words := strings.Fields(name)
	var out []string
	propose := func(alias string) {
		if key, _ := l.set.Lexicon.fold(alias, nil); key != "" && l.set.Lexicon.Senses(key) == nil {
			out = append(out, alias)
		}
	}
	if len(words) > 1 {
		propose(strings.Join(words[:len(words)-1], " "))
	}
	if len(words) > 2 {
		initials := ""
		for _, w := range words {
			r, _ := decodeRune(w)
			initials += string(r)
		}
		propose(strings.ToUpper(initials))
	}
	if out == nil {
		return ""
	}
	return "; perhaps aliases: [" + strings.Join(out, ", ") + "]"
}

// headings looks for those with nothing below them.
func (l *linter) headings() {
	parent := map[int]bool{}
	for _, s := range l.a.Sections {
		parent[s.Parent] = true
	}
	for i, s := range l.a.Sections {
		if len(s.Blocks) == 0 && !parent[i] {
			l.fault(s.Line, "nothing stands under the heading %q", s.Heading)
		}
	}
}
