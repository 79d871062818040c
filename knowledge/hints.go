package knowledge

import (
	"slices"
	"strings"
)

// hints maps the words that only one role's names have to that role: a heading
// "For design work" is on the UX designer where no other role designs.
func (b *setBuilder) hints(roles []*Term, phrases map[*Term][]string) map[string]*Term {
	owner := map[string]*Term{}
	note := func(w string, r *Term) {
		if o, ok := owner[w]; ok && o != r {
			r = nil // several roles have it
		}
		owner[w] = r
	}
	for _, r := range roles {
		_, name := b.l.fold(r.Name, nil)
		if len(name) == 0 {
			continue // signs and no word
		}
		head := name[len(name)-1]
		for _, w := range name {
			note(w, r)
		}
		for _, text := range phrases[r] {
			words := strings.Fields(text)
			if len(words) < 3 || words[len(words)-1] != head {
				continue
			}
			if short := initialsOf(words[:len(words)-1]); slices.Contains(name, short) {
				for _, w := range words { // "quality assurance engineer" writes out "QA engineer"
					note(w, r)
				}
			}
		}
	}
	return owner
}

// RolesOf returns the roles that an article is on.
func (s *Set) RolesOf(a *Article) []*Term { return s.rolesOf[a] }

// NameWord returns the one role of all articles whose name has a word; nil where there
// is none, or more than one.
func (s *Set) NameWord(word string) *Term { return s.nameHints[word] }

// NameHint returns the one role of all articles whose name has a word, or one
// that begins with it; nil where there is none, or more than one.
func (s *Set) NameHint(word string) *Term {
	if r, ok := s.nameHints[Singular(word)]; ok || len(word) < leastShort {
		return r
	}
	var found *Term
	for w, r := range s.nameHints {
		if len(w) <= len(word)+2 || !strings.HasPrefix(w, Singular(word)) {
			continue
		}
		if r == nil || found != nil {
			return nil
		}
		found = r
	}
	return found
}

// leastShort is how many letters of a word are enough to mean it: "mech".
const leastShort = 4

// RoleHint returns the one role of an article whose name shares a word with a
// heading that names no role; nil where there is none, or more than one.
func (s *Set) RoleHint(a *Article, heading string) *Term {
	var found *Term
	for _, t := range s.Lexicon.Canonical(Tokens(heading)) {
		r := s.hints[a][t.Text]
		if r == nil || r == found {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}
