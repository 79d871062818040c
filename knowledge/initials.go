package knowledge

import (
	"slices"
	"strings"
)

// byInitials returns the names of an article's roles without those that are nothing but
// the initials of another, "OT" beside "Occupational therapist". These, and headers that
// are, become other names of it.
func (b *setBuilder) byInitials(a *Article, names []RoleName) []RoleName {
	of := map[string]int{} // initials → which of the names, -1 for several
	for i, r := range names {
		_, words := b.l.fold(r.Name, nil)
		for _, short := range initialForms(words) {
			if _, taken := of[short]; taken {
				of[short] = -1
			} else {
				of[short] = i
			}
		}
	}
	longer := func(name string) int {
		if i, ok := of[strings.ToLower(name)]; ok && strings.ToUpper(name) == name && len(name) <= maxInitials {
			return i
		}
		return -1
	}
	own := slices.Clone(names)
	add := func(name string) {
		if i := longer(name); i >= 0 && !slices.Contains(own[i].Aliases, name) {
			own[i].Aliases = append(slices.Clone(own[i].Aliases), name)
		}
	}
	for _, r := range names {
		add(r.Name)
	}
	for _, s := range a.Sections {
		for _, block := range s.Blocks {
			if block.Table != nil {
				for _, h := range block.Table.Header {
					add(cutBrackets(h))
				}
			}
		}
	}
	return slices.DeleteFunc(own, func(r RoleName) bool { return longer(r.Name) >= 0 })
}

// initialForms returns the initials of a name of several words, with and without those
// that join the others: "slt" and "salt" for a speech and language therapist.
func initialForms(words []string) []string {
	telling := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return joiners[w] })
	if len(telling) < 2 {
		return nil
	}
	forms := []string{initialsOf(telling)}
	if len(telling) < len(words) {
		forms = append(forms, initialsOf(words))
	}
	return forms
}

// joiners are words of a name that people leave out of its initials.
var joiners = map[string]bool{"and": true, "of": true, "the": true, "for": true, "in": true, "to": true}
