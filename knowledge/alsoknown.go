package knowledge

import (
	"slices"
	"strings"
)

// narrow takes from a word list's occupation, by one of whose other names an article calls
// its role, the names that have no word in common with the article's: who writes on credit
// controllers has written nothing on bookkeepers.
func (b *setBuilder) narrow(t *Term, r RoleName) {
	var own []string
	for _, name := range append([]string{r.Name}, r.Aliases...) {
		_, words := b.l.fold(name, nil)
		own = append(own, words...)
	}
	kin := func(w string) bool {
		return slices.ContainsFunc(own, func(o string) bool {
			n := min(len(o), len(w), leastKin)
			return o == w || n == leastKin && o[:n] == w[:n]
		})
	}
	others := &Term{Kind: RoleTerm, Name: t.Name, Group: t.Group}
	for key, p := range b.l.phrases {
		i := slices.IndexFunc(p.senses, func(s Sense) bool { return s.Term == t })
		if i < 0 {
			continue
		}
		words := strings.Fields(key)
		if slices.ContainsFunc(words, kin) || slices.Contains(own, initialsOf(words)) || slices.Contains(words, initialsOf(own)) {
			continue
		}
		p.senses = slices.Clone(p.senses)
		p.senses[i].Term = others
		b.l.phrases[key] = p
	}
	b.s.Terms = append(b.s.Terms, others)
}

// leastKin is how many letters two words begin with that are forms of one.
const leastKin = 5

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
