package webpage

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// maxRoles is how many roles a front matter is given.
const maxRoles = 60

// A roleFinder gathers the roles that an article compares.
type roleFinder struct {
	a    *knowledge.Article
	set  *knowledge.Set
	seen map[*knowledge.Term]bool
	out  []knowledge.RoleName
}

// findRoles returns the roles of the article's cells of pay, of the columns of
// its tables and of the rows that are headed as roles; of an article without
// any, those of its title, else of its headings.
func findRoles(a *knowledge.Article, set *knowledge.Set) []knowledge.RoleName {
	f := &roleFinder{a: a, set: set, seen: map[*knowledge.Term]bool{}}
	for _, p := range set.Pays {
		t := a.Sections[p.Section].Blocks[p.Block].Table
		texts := append([]string{t.Header[p.Col]}, t.Rows[p.Row].Cells...)
		f.add(p.Role, append(texts, a.Sections[p.Section].Heading, a.Title)...)
	}
	for si, s := range a.Sections {
		for bi, b := range s.Blocks {
			if b.Table != nil {
				f.table(si, bi, b.Table)
			}
		}
	}
	if len(f.out) == 0 {
		f.text(a.Title)
	}
	for i := 0; i < len(a.Sections) && len(f.out) == 0; i++ {
		f.text(a.Sections[i].Heading)
	}
	return f.out
}

func (f *roleFinder) table(si, bi int, t *knowledge.Table) {
	for c := 1; c < len(t.Header); c++ {
		f.add(f.set.Facets(f.a, si, bi, -1, c).Role, t.Header[c])
	}
	if !roleHeader(t.Header[0]) {
		return
	}
	for r, row := range t.Rows {
		f.add(f.set.Facets(f.a, si, bi, r, 0).Role, row.Label())
	}
}

// text adds the roles that a title or heading names.
func (f *roleFinder) text(text string) {
	for _, span := range f.set.Lexicon.Read(f.set.Lexicon.Canonical(knowledge.Tokens(text))) {
		for _, s := range span.Senses {
			if s.Term.Kind == knowledge.RoleTerm && !s.ReadAs && s.Term.Group != "every role" {
				f.add(s.Term, text)
			}
		}
	}
}

// add adds a role under the name that the first of some texts gives it. A
// label that no word list has is only taken for a role where the article says
// elsewhere that it is one.
func (f *roleFinder) add(t *knowledge.Term, texts ...string) {
	if t == nil || f.seen[t] || len(f.out) >= maxRoles {
		return
	}
	if t.Group == knowledge.OwnLabel && !f.isRole(t.Name) {
		return
	}
	f.seen[t] = true
	name := t.Name
	for _, text := range texts {
		if printed := f.printed(t, text); printed != "" {
			name = printed
			break
		}
	}
	if knowledge.Fold(name) == "" {
		return // signs and no word
	}
	if isInitials(name) && !isInitials(t.Name) {
		f.out = append(f.out, knowledge.RoleName{Name: t.Name, Aliases: []string{name}})
		return
	}
	f.out = append(f.out, knowledge.RoleName{Name: name})
}

// isInitials reports whether a name is nothing but capitals: "OT".
func isInitials(name string) bool { return strings.ToUpper(name) == name }

// printed returns how a text names a role: as a name, in the singular and with
// a capital; "" where it does not.
func (f *roleFinder) printed(t *knowledge.Term, text string) string {
	toks := f.set.Lexicon.Canonical(knowledge.Tokens(text))
	for _, span := range f.set.Lexicon.Read(toks) {
		if !slices.ContainsFunc(span.Senses, func(s knowledge.Sense) bool { return s.Term == t && !s.ReadAs }) {
			continue
		}
		name := text[toks[span.From].Start:toks[span.To-1].End]
		last := strings.ToLower(name[strings.LastIndexByte(name, ' ')+1:])
		if name[0] >= 'A' && name[0] <= 'Z' && knowledge.Singular(last) == last {
			return name
		}
	}
	return ""
}

// isRole reports whether the title or a heading has a name too, or whether it
// is a label below a header that says that the labels are roles.
func (f *roleFinder) isRole(name string) bool {
	has := func(text string) bool {
		return strings.Contains(" "+knowledge.Fold(text)+" ", " "+knowledge.Fold(name)+" ")
	}
	if has(f.a.Title) {
		return true
	}
	for _, s := range f.a.Sections {
		if has(s.Heading) {
			return true
		}
		for _, b := range s.Blocks {
			if b.Table != nil && roleHeader(b.Table.Header[0]) && slices.ContainsFunc(b.Table.Rows, func(r knowledge.Row) bool { return has(r.Label()) }) {
				return true
			}
		}
	}
	return false
}

func roleHeader(header string) bool {
	for _, t := range knowledge.Tokens(header) {
		switch t.Text {
		case "role", "job", "occupation", "position", "profession", "title":
			return true
		}
	}
	return false
}
