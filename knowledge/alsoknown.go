package knowledge

import (
	"slices"
	"strings"
)

// narrow takes from a word list's occupation, by one of whose other names an article calls
// its role, the names that say something else than the article's: who writes on credit
// controllers has written nothing on bookkeepers, and on frontend developers nothing on
// backend developers.
func (b *setBuilder) narrow(t *Term, r RoleName) {
	var own []string
	for _, name := range append([]string{r.Name}, r.Aliases...) {
		_, words := b.l.fold(name, nil)
		own = append(own, words...)
	}
	if len(own) == 0 {
		return // signs and no word
	}
	kin := func(w string) bool {
		return slices.ContainsFunc(own, func(o string) bool {
			n := min(len(o), len(w), leastKin)
			part := len(w) >= leastPart && (strings.HasPrefix(o, w) || strings.HasSuffix(o, w)) // "front end"
			return o == w || part || n == leastKin && o[:n] == w[:n]
		})
	}
	says := func(w string) bool { // more than "person", "qualified", "job" do
		return !kin(w) && !anyone[w] && !slices.ContainsFunc(b.l.Senses(w), func(s Sense) bool { return s.Term.Kind == FillerTerm || s.Term.Kind == LevelTerm })
	}
	like := b.headsLike(t, own)
	others := &Term{Kind: RoleTerm, Name: t.Name, Group: t.Group}
	var away []string
	short := map[string]bool{initialsOf(own): true} // initials of the names that stay
	for key, p := range b.l.phrases {
		if !slices.ContainsFunc(p.senses, func(s Sense) bool { return s.Term == t }) {
			continue
		}
		words := strings.Fields(key)
		whole := initialsOf(words)
		if n := len(words) - 1; n > 0 && like[words[n]] {
			words = words[:n]
		}
		if slices.ContainsFunc(words, kin) && !slices.ContainsFunc(words, says) || slices.Contains(own, initialsOf(words)) {
			short[whole] = true
		} else {
			away = append(away, key)
		}
	}
	for _, key := range away {
		if slices.ContainsFunc(strings.Fields(key), func(w string) bool { return short[w] }) {
			continue // "hca", beside "health care assistant"
		}
		p := b.l.phrases[key]
		i := slices.IndexFunc(p.senses, func(s Sense) bool { return s.Term == t })
		p.senses = slices.Clone(p.senses)
		p.senses[i].Term = others
		b.l.phrases[key] = p
	}
	b.s.Terms = append(b.s.Terms, others)
}

// headsLike returns the last words of an occupation's names that stand behind the same words
// as a role's own does: who is a developer of something is an engineer of it.
func (b *setBuilder) headsLike(t *Term, own []string) map[string]bool {
	before := map[string][]string{}
	for key, p := range b.l.phrases {
		if i := strings.LastIndexByte(key, ' '); i > 0 && slices.ContainsFunc(p.senses, func(s Sense) bool { return s.Term == t }) {
			before[key[i+1:]] = append(before[key[i+1:]], key[:i])
		}
	}
	like, mine := map[string]bool{}, before[own[len(own)-1]]
	for head, of := range before {
		n := 0
		for _, w := range of {
			if slices.Contains(mine, w) {
				n++
			}
		}
		like[head] = n >= leastLike
	}
	return like
}

// leastLike is how many words two words stand behind that mean one.
const leastLike = 3

// leastKin is how many letters two words begin with that are forms of one.
const leastKin = 5

// leastPart is how many letters a part of a word has at least that stands for it.
const leastPart = 3

// anyone are words of a name that tell no occupation from another.
var anyone = map[string]bool{
	"people": true, "person": true, "guy": true, "folk": true, "team": true, "side": true, "crowd": true, "lot": true, "staff": true, "worker": true,
	"professional": true, "practitioner": true, "qualified": true, "registered": true, "certified": true, "chartered": true, "licensed": true, "trained": true,
	"job": true, "role": true, "work": true, "career": true, "trade": true, "field": true, "profession": true,
}

// alsoKnown reads the row of a table that says what else roles are called: "Also known
// as".
func (b *setBuilder) alsoKnown(a *Article) {
	for _, s := range a.Sections {
		for _, block := range s.Blocks {
			if block.Table == nil {
				continue
			}
			for _, row := range block.Table.Rows {
				if !otherNames[strings.ToLower(strings.Trim(row.Label(), " :?"))] {
					continue
				}
				for c, cell := range row.Cells[1:] {
					role := b.l.facets(block.Table.Header[c+1], false).Role
					if role == nil || !role.Covered {
						continue
					}
					for name := range strings.SplitSeq(cell, ",") {
						if name = cutBrackets(name); len(strings.Fields(name)) > 1 && len(strings.Fields(name)) <= mostTitle {
							b.alias(name, role)
						}
					}
				}
			}
		}
	}
}

// otherNames are labels above what else roles are called.
var otherNames = map[string]bool{"also known as": true, "also called": true, "aka": true, "other names": true, "other titles": true, "other job titles": true, "alternative titles": true, "similar titles": true, "common titles": true, "alternative names": true}
