package knowledge

import "slices"

// saysSpecialisms reports whether every row of a table is pay and its first header
// calls their labels fields of a role: "Specialism", "Practice area".
func (g *grid) saysSpecialisms() bool {
	return g.dedicated && slices.ContainsFunc(Tokens(cutBrackets(g.t.Header[0])), func(t Token) bool { return fieldWords[t.Text] })
}

var fieldWords = map[string]bool{"specialism": true, "specialisation": true, "specialization": true, "specialty": true, "speciality": true, "niche": true, "field": true, "discipline": true, "branch": true, "practice": true}

// specialism makes a level of a label that names a role in one of its fields,
// "Pricing actuary", so that its figures are not those of all actuaries; who asks for
// it means the role as well. A label that is nothing but a role's name stays that.
func (b *setBuilder) specialism(f *Facets, label string, a *Article) bool {
	name := cutBrackets(label)
	role := b.headOf(name, a)
	if role == nil {
		role = f.Role
	}
	if role == nil || f.Level != nil || slices.ContainsFunc(a.namesOf(role), func(n string) bool { return b.same(n, name) }) {
		return false
	}
	f.Role, f.Level = role, b.ownLabel(LevelTerm, name)
	b.cover(role, "")
	b.cover(f.Level, "")
	b.l.add(name, Sense{Term: role})
	return true
}

// headOf returns the one role of an article that ends with the last word of a longer
// label: the "Motor injury handler" is a claims handler. It is nil for none or several.
func (b *setBuilder) headOf(label string, a *Article) (role *Term) {
	if _, words := b.l.fold(label, nil); len(words) < 2 {
		return nil
	}
	for _, r := range a.Roles {
		t := b.named(RoleTerm, r.Name)
		if !b.sameHead(label, t) {
			continue
		}
		if role != nil {
			return nil
		}
		role = t
	}
	return role
}
