package knowledge

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// nameBearing says what people call "North" and "South of England". Which towns lie
// there no list has.
func (b *setBuilder) nameBearing(a *area, t areaText, c knownOf) {
	for _, name := range t.named {
		if b.bearingOf(name) == "" && !b.isNation(name) {
			return // "South London" is no South
		}
	}
	for town := range c.towns {
		if b.bearingOf(town) == t.bearing {
			a.names = append(a.names, town)
		}
	}
	a.names = append(a.names, t.bearing, "the "+t.bearing, "up "+t.bearing, "down "+t.bearing)
}

// knownOf is what the word lists have on a country: its names, and its towns and
// regions.
type knownOf struct {
	names []string
	towns map[string]string // folded; how they are written
}

func (b *setBuilder) known(country *Term) knownOf {
	k, ok := b.knowns[country]
	if !ok {
		k.towns = map[string]string{}
		for key, p := range b.l.phrases {
			for _, s := range p.senses {
				switch {
				case s.Term != country || s.ReadAs:
				case s.City != "":
					k.towns[key] = s.City
				default:
					k.names = append(k.names, key)
				}
			}
		}
		b.knowns[country] = k
	}
	return k
}

// heldBy notes a region, and the towns and regions that the word lists have in it.
func (b *setBuilder) heldBy(region string, into map[string]string) {
	key, _ := b.l.fold(region, nil)
	if into[key] != "" {
		return
	}
	into[key] = region
	for _, town := range b.regions[key] {
		b.heldBy(town, into)
	}
}

// isNation reports whether a region with others in it lies in no other.
func (b *setBuilder) isNation(name string) bool {
	for _, held := range b.regions {
		if slices.Contains(held, name) {
			return false
		}
	}
	return len(b.regions[name]) > 0
}

// nameAreas lets what people call an area, and the towns in it, mean it, once the
// tables are read: only an area that has figures takes a town from its country.
func (b *setBuilder) nameAreas() {
	b.s.areas = slices.DeleteFunc(b.s.areas, func(a *area) bool { return !a.place.Covered })
	for _, a := range b.s.areas {
		for i, name := range a.names {
			a.names[i] = b.namePlace(name, Sense{Term: a.place})
			a.holds[a.names[i]] = name
		}
		b.cover(b.country[a.place], "")
	}
	for _, a := range b.s.areas {
		for key, town := range a.holds {
			b.namePlace(key, Sense{Term: a.place, City: town})
		}
	}
	for _, a := range b.s.areas {
		var around *area
		for _, o := range b.s.areas {
			if o.place != a.place && len(o.holds) > len(a.holds) && (around == nil || len(o.holds) < len(around.holds)) && a.within(o) {
				around = o
			}
		}
		if b.s.within[a.place] = b.country[a.place]; around != nil {
			b.s.within[a.place] = around.place
		}
	}
}

// within reports whether all that lies in an area lies in another.
func (a *area) within(o *area) bool {
	for h := range a.holds {
		if o.holds[h] == "" && !slices.Contains(a.names, h) {
			return false
		}
	}
	return len(a.holds) > len(a.names) || o.holds[a.names[len(a.names)-1]] != ""
}

// unaccented returns a name as people type it, "Montreal" for "Montréal".
func unaccented(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

// namePlace makes a phrase mean an area, with its accents and without, and no longer the
// country that it lies in. It returns the folded phrase.
func (b *setBuilder) namePlace(name string, s Sense) string {
	if plain := unaccented(name); plain != name {
		b.namePlace(plain, s)
	}
	b.l.add(name, s)
	key, _ := b.l.fold(name, nil)
	p := b.l.phrases[key]
	own := s.City == ""
	p.senses = slices.DeleteFunc(slices.Clone(p.senses), func(o Sense) bool {
		return o.City != "" && o.Term.Group != OwnLabel || own && (o.Term == s.Term || o.Term.Kind == TopicTerm || o.Term.Kind == ConceptTerm)
	})
	if own {
		p.senses = slices.Insert(p.senses, 0, s)
	}
	b.l.phrases[key] = p
	return key
}
