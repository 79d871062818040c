package knowledge

import (
	"slices"
	"strings"
)

// nameParts gives names of occupations that no article has to the one role whose name has
// all their words, its first or its last among them: "HR" to the HR adviser, "delivery
// driver" to the delivery van driver. Single letters that begin a name stand for it, too.
func (b *setBuilder) nameParts(roles []*Term) {
	names := make([][]string, len(roles))
	for i, r := range roles {
		_, names[i] = b.l.fold(r.Name, nil)
		if n := len(names[i]) - 1; n > 1 && !slices.ContainsFunc(names[i][:n], func(w string) bool { return len(w) > 1 }) {
			b.l.add(strings.Join(names[i][:n], " "), Sense{Term: r, ReadAs: true}) // "L&D"
			b.l.add(strings.Join(names[i][:n], " and "), Sense{Term: r, ReadAs: true})
		}
	}
	owner := map[string]*Term{}
	for key, p := range b.l.phrases {
		if slices.ContainsFunc(p.senses, func(s Sense) bool { return s.Term.Kind != RoleTerm || s.Term.Covered }) {
			continue
		}
		words := strings.Fields(key)
		var of *Term
		for i, name := range names {
			if !isPartOf(words, name) {
				continue
			}
			if of != nil && of != roles[i] {
				of = nil
				break
			}
			of = roles[i]
		}
		if of != nil {
			owner[key] = of
		}
	}
	for key, r := range owner {
		b.l.takeOver(key, Sense{Term: r, ReadAs: true})
	}
}

// isPartOf reports whether words stand in a longer name in their order, several with its
// last or one that is its first.
func isPartOf(words, name []string) bool {
	if len(words) == 0 || len(words) >= len(name) {
		return false
	}
	if len(words) == 1 {
		return words[0] == name[0]
	}
	at := 0
	for _, w := range name {
		if at < len(words) && w == words[at] {
			at++
		}
	}
	return at == len(words) && words[len(words)-1] == name[len(name)-1]
}
