package knowledge

import (
	"slices"
	"strings"
)

// roles covers the roles of the front matters, or of the headers that stand for them.
// Two roles of one article are two, whatever else has one name for both.
func (b *setBuilder) roles() {
	for _, a := range b.s.Articles {
		var own []*Term
		for _, r := range b.byInitials(a, b.namesOf(a)) {
			t := b.roleOf(r.Name)
			if slices.Contains(own, t) {
				t = b.term(RoleTerm, r.Name, OwnLabel)
				b.l.takeOver(r.Name, Sense{Term: t})
			}
			own = append(own, t)
			if !t.Covered && t.Group != OwnLabel && !b.same(t.Name, r.Name) {
				b.narrow(t, r)
			}
			b.cover(t, r.Name)
			b.call(r.Name, t)
			for _, alias := range r.Aliases {
				b.alias(alias, t)
			}
		}
	}
}

// roleOf returns the role of a name: a word list's occupation, or a narrower one
// where the name only ends like it.
func (b *setBuilder) roleOf(name string) *Term {
	t := b.named(RoleTerm, name)
	key, words := b.l.fold(name, nil)
	general, _ := b.l.fold(t.Name, nil)
	if t.Covered || key == general || len(words) < 2 || !strings.HasSuffix(key, " "+general) {
		return t
	}
	return b.narrower(t, name)
}

// call notes that a front matter calls a role so, and returns the folded name.
func (b *setBuilder) call(name string, t *Term) string {
	key, _ := b.l.fold(name, nil)
	b.called[key] = append(b.called[key], t)
	return key
}

// alias adds another name of a role; occupations that no front matter calls so
// give it up.
func (b *setBuilder) alias(name string, t *Term) {
	key := b.call(name, t)
	if p, ok := b.l.phrases[key]; ok {
		p.senses = slices.DeleteFunc(slices.Clone(p.senses), func(s Sense) bool { return s.Term.Kind == RoleTerm && !slices.Contains(b.called[key], s.Term) })
		b.l.phrases[key] = p
	}
	b.l.add(name, Sense{Term: t})
	if len(name) <= maxInitials && strings.ToUpper(name) == name {
		b.l.add(name+"s", Sense{Term: t}) // "TAs", which no rule for plurals reads
	}
}

// maxInitials is how many letters a name of initials has.
const maxInitials = 4

// named returns the term that a name already means, or a new one.
func (b *setBuilder) named(kind TermKind, name string) *Term {
	if t := b.meant(kind, name); t != nil {
		return t
	}
	t := b.term(kind, name, OwnLabel)
	b.l.add(name, Sense{Term: t})
	return t
}

// meant returns the term that a name means; nil for none.
func (b *setBuilder) meant(kind TermKind, name string) *Term {
	key, _ := b.l.fold(name, nil)
	for _, s := range b.l.Senses(key) {
		if s.Term.Kind == kind && s.City == "" {
			return s.Term
		}
	}
	return nil
}
