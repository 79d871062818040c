package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// sidesOf parts a label that names whose pay it is and then which step of theirs:
// "Osteopath, established (3–7 years)", "Truck driver (company driver): Solo driver". It
// reports false for other labels.
func sidesOf(label string) (whose, step string, ok bool) {
	for _, sign := range []string{": ", " – ", " — ", " - ", ", "} {
		if whose, step, ok = strings.Cut(label, sign); ok {
			return cutBrackets(whose), cutBrackets(step), true
		}
	}
	return "", "", false
}

// stepBeside makes a level of what stands beside the role that a label names, where no
// list knows it for anything else. What is called like people of the role, "Solo driver"
// beside "Truck driver", is a step of theirs.
func (b *setBuilder) stepBeside(f *Facets, label string) bool {
	whose, step, ok := sidesOf(label)
	if !ok || f.Role == nil || f.Level != nil || b.l.facets(whose, true).Role != f.Role || b.endsLike(f.Role, step) {
		return false
	}
	switch s := b.l.facets(step, true); {
	case s.Level != nil && s.Rest == "" && s.Role == nil:
		f.Level = s.Level // another table has it
		return true
	case s.Place != nil, s.Role != nil && s.Role != f.Role && !strings.Contains(label, ": "), s.Rest == "" && s.Role == nil, s.Has(ConceptPay), s.besidePay():
		return false
	}
	f.Level = b.ownLabel(LevelTerm, upperFirst(step))
	b.gradeNames(f.Level, step)
	return true
}

// tellApart makes levels of the labels of rows that would have the same pay otherwise:
// the rows of one table never disagree, they are on something else. "Experienced nurse"
// and "Senior or lead nurse" are two steps, though a word list has one level for both.
// Who asks for that level asks for each, see sharedNames.
func (b *setBuilder) tellApart(g *grid, rows []Facets) {
	on := b.rowsOn(g, rows)
	steps := map[*Term]int{}
	for r, f := range rows {
		if g.rows[r] && f.Level != nil {
			steps[f.Role]++
		}
	}
	names, made := make([]string, len(rows)), map[string]bool{}
	for r, f := range rows {
		own := f.Level == nil && steps[f.Role] > 1 // none of the steps of all in the role
		switch {
		case own && f.Years.Set:
			rows[r].Level = b.term(LevelTerm, f.Years.String(), OwnLabel)
		case own, len(on[rowKey{f.Role, f.Place, f.Level}]) > 1:
			names[r] = b.stepNameOf(g, r, f)
			made[names[r]] = names[r] != ""
		}
	}
	called := map[rowName]int{}
	for r, f := range rows {
		if name := b.stepNameOf(g, r, f); made[name] {
			names[r] = name // who is called so among others is on the same step
		}
		called[rowName{f.Role, f.Place, names[r]}]++
	}
	for r, f := range rows {
		if names[r] == "" || called[rowName{f.Role, f.Place, names[r]}] > 1 {
			continue // something else than its label parts it from others
		}
		rows[r].Level = b.ownStep(names[r], g.t.Rows[r].Label(), f.Role)
		if f.Level == nil {
			continue
		}
		for _, o := range on[rowKey{f.Role, f.Place, f.Level}] {
			if l := rows[o].Level; l != f.Level && !slices.Contains(b.alike[f.Level], l) {
				b.alike[f.Level] = append(b.alike[f.Level], l)
			}
		}
	}
}

// A rowKey is what several rows of one table may be on.
type rowKey struct{ role, place, level *Term }

// A rowName is what a row on a role and place is called besides.
type rowName struct {
	role, place *Term
	name        string
}

// rowsOn returns the rows of pay on each role, place and level; a level of several is
// each of them as well.
func (b *setBuilder) rowsOn(g *grid, rows []Facets) map[rowKey][]int {
	on := map[rowKey][]int{}
	for r, f := range rows {
		if !g.rows[r] {
			continue
		}
		for _, level := range append([]*Term{f.Level}, b.parts[f.Level]...) {
			on[rowKey{f.Role, f.Place, level}] = append(on[rowKey{f.Role, f.Place, level}], r)
		}
	}
	return on
}

// ownStep returns the level of a name that a label has for people of a role.
func (b *setBuilder) ownStep(name, label string, role *Term) *Term {
	t := b.term(LevelTerm, name, OwnLabel)
	b.yearNames(t)
	for _, n := range []string{name, stepOf(label)} {
		key, _ := b.l.fold(n, nil)
		if !slices.ContainsFunc(b.l.Senses(key), func(s Sense) bool { return s.Term.Kind != FillerTerm || !t.IsYearStep() }) {
			b.l.add(n, Sense{Term: t})
			if n != name || b.sameHead(n, role) {
				b.l.add(n, Sense{Term: role})
			}
		}
	}
	return t
}

// stepOf returns a label without whose it is, where that stands apart, and without what
// stands in brackets.
func stepOf(label string) string {
	if _, step, ok := sidesOf(label); ok {
		return step
	}
	return cutBrackets(label)
}

// stepNameOf returns what the label of a row of pay says besides the name of a role:
// "Veteran driver" of "Truck driver: Veteran driver", "Experienced" of "Experienced
// nurse"; "" for nothing.
func (b *setBuilder) stepNameOf(g *grid, r int, f Facets) string {
	name, role := stepOf(g.t.Rows[r].Label()), f.Role
	if !g.rows[r] || role == nil || f.besidePay() || b.endsLike(role, name) {
		return ""
	}
	for _, bare := range b.calledOtherwise(name, role, []string{""}) {
		if bare = strings.TrimSpace(bare); bare != "" && !strings.HasPrefix(bare, "-") {
			name = bare
		}
	}
	return upperFirst(name)
}

// sameHead reports whether a text ends with the last word of a role's name.
func (b *setBuilder) sameHead(text string, role *Term) bool {
	_, words := b.l.fold(text, nil)
	_, name := b.l.fold(role.Name, nil)
	return len(words) > 0 && len(name) > 0 && words[len(words)-1] == name[len(name)-1]
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// endsLike reports whether a text is a role's name or the end of it: "dispatcher", of
// freight dispatchers.
func (b *setBuilder) endsLike(role *Term, text string) bool {
	key, _ := b.l.fold(text, nil)
	name, _ := b.l.fold(role.Name, nil)
	return key == name || strings.HasSuffix(name, " "+key)
}
