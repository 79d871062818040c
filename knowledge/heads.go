package knowledge

import (
	"slices"
	"strings"
)

// shortRole returns the role that what a label of pay leaves over is a part of the name
// of, and of no other's of its article: "HVAC" above hourly pay is the HVAC technician.
// It is nil where there is none.
func (b *setBuilder) shortRole(g *grid, rest string) *Term {
	words := strings.Fields(rest)
	if len(words) == 0 {
		return nil
	}
	names, found := b.compared(g.a), ""
	if names == nil {
		names = g.a.Roles
	}
	for _, r := range names {
		_, of := b.l.fold(r.Name, nil)
		kin := len(words) == 1 && len(of) == 1 && doesWhat(words[0], of[0])
		shares := slices.ContainsFunc(words, func(w string) bool { return slices.Contains(of, Singular(w)) })
		has := !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(of, Singular(w)) })
		switch {
		case kin && found == "":
			found = r.Name
		case !shares:
		case found != "" || !has || len(words) >= len(of):
			return nil
		default:
			found = r.Name
		}
	}
	if found == "" {
		return nil
	}
	return b.named(RoleTerm, found)
}

// doesWhat reports whether a word is what somebody does by its beginning, as "copywriting"
// is what a copywriter does and "journalism" what a journalist.
func doesWhat(field, who string) bool {
	n := 0
	for n < len(field) && n < len(who) && field[n] == who[n] {
		n++
	}
	return field != who && n >= leastDoes && n >= len(who)-2 && slices.ContainsFunc(doesEnds, func(end string) bool { return strings.HasSuffix(field, end) })
}

// How many letters what people do and who they are begin with at least, and how the first
// ends.
const leastDoes = 6

var doesEnds = []string{"ing", "ism", "ry"}

// wholeRole returns the one role of an article whose name ends with all words of the given
// one's, several, which the article does not compare: beside "Test automation engineer",
// "Automation engineer" above pay is the same. It is the given one where there is none.
func (b *setBuilder) wholeRole(a *Article, r *Term) *Term {
	if r == nil || !strings.Contains(Fold(r.Name), " ") {
		return r
	}
	found := r
	for _, n := range b.compared(a) {
		switch t := b.meant(RoleTerm, n.Name); {
		case t == r:
			return r
		case t == nil, !strings.HasSuffix(Fold(n.Name), " "+Fold(r.Name)):
		case found != r:
			return r // two end so
		default:
			found = t
		}
	}
	return found
}

// shortHeads reads headers of pay that are each a word of a role's name, "Agent", "Broker",
// "Manager", as these roles, whatever else the words may mean; where one is of none, or of
// several, all stay as they are.
func (b *setBuilder) shortHeads(g *grid, cols []Facets) {
	roles, found := make([]*Term, len(cols)), 0
	for c := 1; c < len(cols); c++ {
		if !g.cols[c] {
			continue
		}
		if roles[c] = cols[c].Role; roles[c] == nil || cols[c].Rest != "" {
			_, words := b.l.fold(cutBrackets(g.t.Header[c]), nil)
			roles[c] = b.shortRole(g, strings.Join(words, " "))
		}
		if roles[c] == nil || slices.Contains(roles[:c], roles[c]) {
			return
		}
		found++
	}
	for c := range cols {
		if found > 1 && roles[c] != nil && cols[c].Role != roles[c] {
			cols[c].Role, cols[c].Level, cols[c].Rest, cols[c].Concepts = roles[c], nil, "", nil
		}
	}
}

// namesOf returns what an article calls its roles: its front matter, or, where that names
// none, the headers of the first table that compares roles and nothing else.
func (b *setBuilder) namesOf(a *Article) []RoleName {
	if len(a.Roles) > 0 {
		return a.Roles
	}
	return b.compared(a)
}

// compared returns the headers of the first table of an article that compares roles and
// nothing else; nil for none.
func (b *setBuilder) compared(a *Article) []RoleName {
	names, ok := b.heads[a]
	if ok {
		return names
	}
	for si := range a.Sections {
		for bi, block := range a.Sections[si].Blocks {
			if t := block.Table; names == nil && t != nil && !t.List && len(t.Header) > 2 && !newGrid(b.l, a, si, bi, t).dedicated {
				names = b.rolesAbove(a, t)
			}
		}
	}
	b.heads[a] = names
	return names
}

// rolesAbove returns the headers of a table's columns where each is a role's name and no
// more, or one that the article's title compares; nil otherwise.
func (b *setBuilder) rolesAbove(a *Article, t *Table) (names []RoleName) {
	known := false
	for _, h := range t.Header[1:] {
		f := b.l.facets(h, false)
		role := f.Role != nil && f.Level == nil && f.Place == nil && len(f.Concepts) == 0 && !f.Years.Set && len(strings.Fields(h)) <= mostTitle
		if !role && !b.l.has(a.Title, cutBrackets(h)) {
			return nil
		}
		known = known || role
		names = append(names, RoleName{Name: cutBrackets(h)})
	}
	if !known {
		return nil
	}
	return names
}
