package knowledge

import (
	"slices"
	"strings"
)

// tails adds the last words of longer names where one role alone has them: a "chartered
// legal executive" is the legal executive of the article, whoever else is called so.
func (b *setBuilder) tails() {
	of := map[string][]*Term{}
	for key, named := range b.called {
		words := strings.Fields(key)
		for i := 1; i+1 < len(words); i++ {
			tail := strings.Join(words[i:], " ")
			of[tail] = append(of[tail], named...)
		}
	}
	for tail, named := range of {
		if len(slices.Compact(named)) == 1 && b.freeHead(tail) {
			b.call(tail, named[0])
			b.l.takeOver(tail, Sense{Term: named[0], ReadAs: true})
		}
	}
}

// cutShort adds the names of roles with their first or their last word cut short, "fin
// analyst", "legal exec", "optom", where one role alone is called so.
func (b *setBuilder) cutShort(roles []*Term) {
	of := map[string]*Term{}
	note := func(r *Term, names []string) {
		for _, n := range names {
			if o, ok := of[n]; ok && o != r {
				of[n] = nil // two are called so
			} else {
				of[n] = r
			}
		}
	}
	for key, named := range b.called {
		if len(named) == 1 {
			note(named[0], b.shortsOf(strings.Fields(key)))
		}
	}
	for _, r := range roles {
		_, words := b.l.fold(r.Name, nil)
		note(r, b.shortsOf(words))
	}
	for name, r := range of {
		if _, taken := b.l.phrases[name]; r != nil && !taken {
			b.l.add(name, Sense{Term: r, ReadAs: true})
		}
	}
}

// shortsOf returns a name cut short in every way that people do. What is left of a first
// or only word must be no word of its own.
func (b *setBuilder) shortsOf(words []string) (names []string) {
	if len(words) == 0 {
		return nil
	}
	last := len(words) - 1
	first, end := words[0], words[last]
	before, behind := strings.Join(words[:last], " "), strings.Join(words[1:], " ")
	for n := 3; n <= 6; n++ {
		if last > 0 && n <= 5 && n+2 <= len(first) && !b.l.words[first[:n]] {
			names = append(names, first[:n]+" "+behind)
		}
		switch {
		case n+3 > len(end):
		case last > 0 && n > 3:
			names = append(names, before+" "+end[:n])
		case last == 0 && n > 4 && !b.l.words[first[:n]]:
			names = append(names, first[:n])
		}
	}
	return names
}
