package knowledge

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// ladderOf returns the role whose steps the rows of a table are: a heading above them
// names it alone, the first header calls them stages or levels, or roles where several
// are on that one, and no header of pay names a role. It is nil for other tables.
func (b *setBuilder) ladderOf(g *grid) *Term {
	axis := axisKind(g.t.Header[0])
	if !g.pay() || axis != LevelTerm && axis != RoleTerm {
		return nil
	}
	for c, pay := range g.cols {
		if pay && b.l.facets(g.t.Header[c], true).Role != nil {
			return nil
		}
	}
	role := b.around(g).Role
	if role == nil || axis == LevelTerm {
		return role
	}
	steps := 0
	for r, row := range g.t.Rows {
		if f := b.l.facets(row.Label(), true); g.rows[r] && f.Role == role && (f.Level != nil || f.Rest != "") {
			steps++
		}
	}
	if steps < 2 {
		return nil
	}
	return role
}

// step reads a row's label in a ladder of a role: whoever it names is on that step,
// "Head nurse" among vet nurses, "Assistant vet" among vets. What the role is called
// otherwise asks for the step as well.
func (b *setBuilder) step(f *Facets, label string, ladder *Term, a *Article) {
	name, whose := cutBrackets(label), f.Role
	if whose == ladder && b.isName(whose, name) && f.Years.Set && f.Level == nil {
		f.Role, f.Level = nil, b.ownLabel(LevelTerm, cmp.Or(inBrackets(label), label)) // "Vet (2–4 years)" is the step of those years
		return
	}
	if whose == nil || b.isName(whose, name) || !b.isOn(ladder, whose, a) {
		return
	}
	names := a.namesOf(ladder)
	if whose == ladder {
		names = slices.DeleteFunc(names, func(n string) bool { return b.l.has(n, whose.Name) && !b.same(n, whose.Name) }) // a "head chef" is on a step of their own
	}
	others, bare := b.calledOtherwise(name, whose, names), b.calledOtherwise(name, whose, []string{""})
	f.Role = nil
	if f.Level = cmp.Or(b.joined[label], f.Level); f.Level == nil {
		f.Level = b.ownLabel(LevelTerm, name)
	}
	names = nil
	if whose != ladder {
		names = append(names, name)
		if !whose.Covered {
			b.standFor(whose, Sense{Term: ladder, ReadAs: true}) // the article calls them so
		}
	}
	if f.Level.Group == OwnLabel {
		names = append(names, others...)
	}
	if b.joined[label] != nil { // "experienced" may mean this step and that of another role
		for _, n := range bare {
			b.l.add(n, Sense{Term: f.Level, ReadAs: true})
		}
	}
	for _, n := range names {
		b.l.add(n, Sense{Term: ladder}) // first, as nothing longer was looked up
		b.l.takeOver(n, Sense{Term: f.Level})
		b.l.add(n, Sense{Term: ladder})
	}
}

// isOn reports whether a label with some role may be a step of a ladder: it is the
// ladder's, or one of its kind, as nurses are of vet nurses.
func (b *setBuilder) isOn(ladder, role *Term, a *Article) bool {
	_, words := b.l.fold(role.Name, nil)
	return role == ladder || slices.ContainsFunc(a.namesOf(ladder), func(name string) bool {
		_, of := b.l.fold(name, nil)
		return len(of) > 0 && len(words) > 0 && of[len(of)-1] == words[len(words)-1]
	})
}

// calledOtherwise returns a label with each of some names in place of the role that
// it names.
func (b *setBuilder) calledOtherwise(label string, role *Term, names []string) []string {
	var out []string
	toks := b.l.Canonical(Tokens(label))
	for _, span := range b.l.Read(toks) {
		if span.Is(RoleTerm) != role {
			continue
		}
		before, behind := label[:toks[span.From].Start], label[toks[span.To-1].End:]
		if before == "" && behind == "" {
			before = label[:toks[span.To-1].Start] // "Student nurse" is one occupation
		}
		for _, n := range names {
			out = append(out, before+n+behind)
		}
	}
	return out
}

// namesOf returns what an article calls a role.
func (a *Article) namesOf(role *Term) []string {
	for _, r := range a.Roles {
		if r.Name == role.Name {
			return append([]string{r.Name}, r.Aliases...)
		}
	}
	return []string{role.Name}
}

// stepNames are what the labels of grades say of them in brackets → the grades that
// they say it of.
type stepNames map[string][]*Term

func (n stepNames) take(names []string, level *Term) {
	for _, name := range names {
		if !slices.Contains(n[name], level) {
			n[name] = append(n[name], level)
		}
	}
}

// gradeWords returns the words in brackets that say who is on a grade, and that no
// list has: "Band 6 (senior or specialist)".
func (b *setBuilder) gradeWords(label string) []string {
	var out []string
	for _, name := range bracketParts.Split(inBrackets(label), -1) {
		f := b.l.facets(name, true)
		if f.kind() == 0 && !f.Years.Set && f.Period == "" && !f.besidePay() && !f.Has(ConceptPay) && !namesNobody(f.Rest) && strings.ToUpper(name) != name {
			out = append(out, name)
		}
	}
	return out
}

// bracketParts part what brackets say of a grade.
var bracketParts = regexp.MustCompile(`, | or |/`)

// nameSteps lets what brackets say of one grade of a table alone mean it.
func (b *setBuilder) nameSteps(names stepNames) {
	for name, levels := range names {
		if len(levels) == 1 {
			b.l.add(name, Sense{Term: levels[0], ReadAs: true})
		}
	}
}
