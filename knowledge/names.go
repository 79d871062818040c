package knowledge

import (
	"slices"
	"strings"
)

// shortNames adds what people call the articles' roles for short: initials
// ("PM"), and the last word where few roles have it ("the designer").
func (b *setBuilder) shortNames() {
	roles := b.s.Covered(RoleTerm)
	initials, heads := map[string][]*Term{}, map[string][]*Term{}
	b.tails()
	b.cutShort(roles)
	for _, r := range roles {
		_, words := b.l.fold(r.Name, nil)
		if len(words) < 2 {
			continue
		}
		for _, short := range initialForms(words) {
			initials[short] = append(initials[short], r)
		}
		head := words[len(words)-1]
		heads[head] = append(heads[head], r)
	}
	for short, named := range initials {
		if len(named) == 1 && b.free(short) {
			b.l.add(short, Sense{Term: named[0], ReadAs: true})
			b.l.add(short+"s", Sense{Term: named[0], ReadAs: true})
		}
	}
	chosen := b.chosen()
	for head, named := range heads {
		if own := slices.DeleteFunc(slices.Clone(named), func(r *Term) bool { return !chosen[r] }); len(own) == 1 {
			named = own // beside "Lab technician", which a row of pay alone names
		}
		if len(named) <= mostHeads && b.freeHead(head) && (len(named) == 1 || len(b.l.phrases[head].senses) > 0) {
			b.l.takeOver(head, Sense{Term: named[0], ReadAs: true})
			for _, r := range named[1:] {
				b.l.add(head, Sense{Term: r, ReadAs: true}) // "designers" are those of both kinds
			}
		}
	}
	b.ownHeads(roles, heads)
	b.nameParts(roles)
	b.s.nameHints = b.hints(roles, b.longPhrases())
	b.trades(roles)
	b.ownWords(roles)
	paid, phrases := b.paidIn(), b.longPhrases()
	for _, a := range b.s.Articles {
		of := b.rolesOf(a, paid[a])
		b.s.rolesOf[a], b.s.hints[a] = of, b.hints(of, phrases)
	}
}

// chosen returns the roles that articles are on: that a table compares, or, in an article
// without one, that a front matter names.
func (b *setBuilder) chosen() map[*Term]bool {
	roles := map[*Term]bool{}
	for _, a := range b.s.Articles {
		names := b.compared(a)
		if names == nil {
			names = a.Roles
		}
		for _, n := range names {
			roles[b.named(RoleTerm, n.Name)] = true
		}
	}
	return roles
}

// ownHeads adds the last word that several roles share to what rows of pay are
// called without it: beside civil and mechanical engineers, "Structural" is the
// structural engineer.
func (b *setBuilder) ownHeads(roles []*Term, heads map[string][]*Term) {
	for head, named := range heads {
		if len(named) < 2 {
			continue
		}
		for _, r := range roles {
			key, words := b.l.fold(r.Name, nil)
			if r.Group != OwnLabel || len(words) != 1 {
				continue
			}
			if full := key + " " + head; !slices.ContainsFunc(b.l.Senses(full), func(s Sense) bool { return s.Term.Kind != RoleTerm || s.Term.Covered }) {
				b.alias(full, r)
			}
		}
	}
}

// mostHeads is how many roles one last word may stand for.
const mostHeads = 3

// longPhrases returns the phrases of three words or more, by the covered role
// that they name.
func (b *setBuilder) longPhrases() map[*Term][]string {
	out := map[*Term][]string{}
	for _, p := range b.l.phrases {
		if strings.Count(p.text, " ") < 2 {
			continue
		}
		for _, s := range p.senses {
			if s.Term.Kind == RoleTerm && s.Term.Covered {
				out[s.Term] = append(out[s.Term], p.text)
			}
		}
	}
	return out
}

// paidIn returns the roles that each article gives pay of.
func (b *setBuilder) paidIn() map[*Article][]*Term {
	out := map[*Article][]*Term{}
	for i := range b.s.Pays {
		if p := &b.s.Pays[i]; p.Role != nil && !slices.Contains(out[p.Article], p.Role) {
			out[p.Article] = append(out[p.Article], p.Role)
		}
	}
	return out
}

// trades adds the fields of roles, "penetration testing", and words that are
// nothing but a part of one role's name: "SOC".
func (b *setBuilder) trades(roles []*Term) {
	var more []string
	owners, doers := map[string]*Term{}, b.ownDoers(roles)
	for key, p := range b.l.phrases {
		cut := strings.LastIndexByte(key, ' ')
		field := fieldOf(key[cut+1:])
		if field == "" {
			continue
		}
		i := slices.IndexFunc(p.senses, func(s Sense) bool { return s.Term.Kind == RoleTerm && s.Term.Covered })
		if i < 0 {
			continue
		}
		if cut < 0 && (!doers[key] || len(p.senses) > 1 || p.senses[i].ReadAs && fields[key] != "" || !b.freeField(field)) {
			continue // "management" is more than what the one kind of manager does
		}
		stem := key[:cut+1]
		name := stem + field
		if brief := briefly[key[cut+1:]]; brief != "" && cut > 0 {
			if _, taken := b.l.phrases[stem+brief]; !taken {
				more, owners[stem+brief] = append(more, stem+brief), p.senses[i].Term
			}
		}
		if q, taken := b.l.phrases[name]; taken {
			if !slices.ContainsFunc(q.senses, func(s Sense) bool {
				return s.Term.Kind != ConceptTerm && (s.Term.Kind != RoleTerm || s.Term.Covered)
			}) {
				b.l.takeOver(name, Sense{Term: p.senses[i].Term}) // the article is on it
			}
			continue
		}
		if o, again := owners[name]; again && o != p.senses[i].Term {
			owners[name] = nil // two roles do it
			continue
		}
		more, owners[name] = append(more, name), p.senses[i].Term
	}
	for _, name := range more {
		if owners[name] != nil {
			b.l.add(name, Sense{Term: owners[name]})
		}
	}
	for w, r := range b.hints(roles, b.longPhrases()) {
		if _, taken := b.l.phrases[w]; r != nil && !taken && !b.l.words[w] && len(w) > 1 {
			b.l.add(w, Sense{Term: r, ReadAs: true})
		}
	}
}

// ownWords takes from concepts the phrases that are a part of a role's name: an
// article on machine learning engineers that says "machine learning" does not
// speak of what else the phrase may mean. A single word of it is no subject that nothing
// is written on: "legal", of the legal executive.
func (b *setBuilder) ownWords(roles []*Term) {
	for _, r := range roles {
		_, words := b.l.fold(r.Name, nil)
		for _, w := range words {
			if p, ok := b.l.phrases[w]; ok {
				p.senses = slices.DeleteFunc(slices.Clone(p.senses), func(s Sense) bool { return s.Term.Kind == TopicTerm })
				b.l.phrases[w] = p
			}
		}
		for n := 2; n < len(words); n++ {
			key := strings.Join(words[:n], " ")
			if p, ok := b.l.phrases[key]; ok {
				p.senses = slices.DeleteFunc(slices.Clone(p.senses), func(s Sense) bool { return s.Term.Kind == ConceptTerm })
				b.l.phrases[key] = p
			}
		}
	}
}

// rolesOf collects the roles that an article is on: those of its title, its
// front matter, its headings and the headers of its tables, and those that it
// gives pay of.
func (b *setBuilder) rolesOf(a *Article, paid []*Term) []*Term {
	names := []string{a.Title}
	for _, r := range a.Roles {
		names = append(names, r.Name)
	}
	for _, s := range a.Sections {
		names = append(names, s.Heading)
		for _, block := range s.Blocks {
			if block.Table != nil {
				names = append(names, block.Table.Header...)
			}
		}
	}
	var out []*Term
	for _, n := range names {
		for _, r := range b.s.Read(n).Roles {
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	for _, r := range paid {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

func initialsOf(words []string) string {
	short := ""
	for _, w := range words {
		short += w[:1]
	}
	return short
}

// free reports whether nothing that is asked for is called so, nor any word but one of
// conversation: "ta" is thanks, and a teaching assistant.
func (b *setBuilder) free(short string) bool {
	if b.l.words[short] {
		return false
	}
	return !slices.ContainsFunc(b.l.phrases[short].senses, func(s Sense) bool {
		return s.Term.Kind != PhraseTerm && s.Term.Kind != FillerTerm && (s.Term.Kind != RoleTerm || s.Term.Covered)
	})
}

// freeHead reports whether a word is an occupation that no article has, or
// nothing at all but the end of occupations' names.
func (b *setBuilder) freeHead(head string) bool {
	senses := b.l.phrases[head].senses
	if len(senses) == 0 {
		return fieldOf(head) != "" || slices.ContainsFunc(doerEnds, func(end string) bool { return strings.HasSuffix(head, end) })
	}
	return !slices.ContainsFunc(senses, func(s Sense) bool {
		return s.Term.Kind != RoleTerm || s.Term.Covered
	})
}

// ownDoers returns the last words of what the articles call their roles.
func (b *setBuilder) ownDoers(roles []*Term) map[string]bool {
	out := map[string]bool{}
	note := func(name string) {
		if _, words := b.l.fold(name, nil); len(words) > 0 {
			out[words[len(words)-1]] = true
		}
	}
	for _, r := range roles {
		note(r.Name)
	}
	for _, a := range b.s.Articles {
		for _, r := range a.Roles {
			for _, alias := range r.Aliases {
				note(alias)
			}
		}
	}
	return out
}

// freeField reports whether a word for what people do means nothing else, unless
// it is an occupation that no article has.
func (b *setBuilder) freeField(word string) bool {
	return !slices.ContainsFunc(b.l.phrases[word].senses, func(s Sense) bool { return s.Term.Kind != RoleTerm || s.Term.Covered })
}

// takeOver gives a phrase to one sense alone.
func (l *Lexicon) takeOver(text string, s Sense) {
	key, _ := l.fold(text, nil)
	l.phrases[key] = phrase{key, l.single(s)}
}
