package bot

import (
	"cmp"
	"fmt"
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// toldOfTown returns a sentence of an article, of any where it is nil, with figures of pay
// in a town, on a role asked for or on nobody in particular. One that names the step asked
// for goes before others.
func (b *Bot) toldOfTown(a *ask, art *knowledge.Article, town string) (best told, ok bool) {
	for _, s := range b.towns[town] {
		roles := s.said.Roles
		if len(roles) == 0 {
			roles = b.set.RolesOf(s.Article)
		}
		if art != nil && s.Article != art || len(a.roles) > 0 && !shareTerm(roles, a.roles) {
			continue
		}
		if shareTerm(s.said.Levels, a.levels) {
			return s, true
		}
		if !ok {
			best, ok = s, true
		}
	}
	return best, ok
}

// cityNotes say for each place that is named and has no figures of its own which of
// some places these are of, and what their article has on it besides.
func (b *Bot) cityNotes(a *ask, d *draft, art *knowledge.Article, places []*knowledge.Term) []string {
	var out []string
	for _, m := range a.said {
		of := b.amongThem(m, places)
		if of == nil || of == m.term && m.city == "" {
			continue
		}
		name := titled(cmp.Or(m.city, m.term.Name))
		note := of.Name + "-wide"
		if b.set.Country(of) != nil {
			note = "These are for " + of.Prose
		}
		s, ok := b.toldOfTown(a, art, m.city)
		if !ok || slices.Contains(d.cited, s.said.text) {
			out = append(out, note+fmt.Sprintf("; no separate figure for %s.", name))
			continue
		}
		d.cited = append(d.cited, s.Heading(), s.said.text)
		d.cite(s.Article, s.Section)
		out = append(out, fmt.Sprintf("%s. On %s the article says under “%s”: “%s”", note, name, s.Heading(), s.said.text))
	}
	return out
}

// amongThem returns which of some places a place that is named means or lies in; nil
// for none.
func (b *Bot) amongThem(m mention, places []*knowledge.Term) *knowledge.Term {
	if m.term.Kind != knowledge.PlaceTerm {
		return nil
	}
	for t := m.term; t != nil; t = b.set.Around(t) {
		if slices.Contains(places, t) {
			return t
		}
	}
	return nil
}

// addTowns notes the sentences of a passage that give pay in a town, or say what share is
// paid more or less there in a section on pay.
func (b *Bot) addTowns(p *index.Passage) {
	if !hasFigure(p.Text) {
		return
	}
	for _, s := range b.sentencesOf(p) {
		var towns []string
		for _, span := range b.set.Lexicon.Read(b.set.Lexicon.Canonical(knowledge.Tokens(s.text))) {
			if town := span.City(); town != "" {
				towns = append(towns, town)
			}
		}
		if len(towns) == 0 || !b.paysInTown(s, placeOf(p)) {
			continue
		}
		for _, town := range towns {
			b.towns[town] = append(b.towns[town], told{p, s})
		}
	}
}

// paysInTown reports whether a sentence that names a town says what is paid there.
func (b *Bot) paysInTown(s sentence, at place) bool {
	_, cells := b.headKinds[at] // its section has figures of pay in a table
	if len(knowledge.FindMoney(s.text)) > 0 && (cells || shareTerm(s.Concepts, b.named(knowledge.ConceptPay)) || len(s.Levels) > 0 && b.isHeadedPay(at)) {
		return true
	}
	return aShare.MatchString(s.text) && (cells || b.isHeadedPay(at))
}

// isHeadedPay reports whether what stands above a section names pay, or places.
func (b *Bot) isHeadedPay(at place) bool {
	said := b.set.Read(headings(at)).Concepts
	return shareTerm(said, b.named(knowledge.ConceptPay)) || shareTerm(said, b.named(knowledge.ConceptPlaces))
}

// townTold answers with what an article says of pay in a town that has no figures of its
// own, where it is set against others or money is said, and no other step than that is
// asked for.
func (b *Bot) townTold(a *ask, figs []figure) (draft, bool) {
	if len(a.amounts) > 0 || a.rate {
		return draft{}, false
	}
	var art *knowledge.Article
	for i, f := range figs {
		if i > 0 && f.pays[0].Article != art {
			return draft{}, false // they are of several articles
		}
		art = f.pays[0].Article
	}
	steps := len(a.levels)+len(a.years) > 0
	for _, m := range a.said {
		if m.term.Kind != knowledge.PlaceTerm || m.city == "" {
			continue
		}
		s, ok := b.toldOfTown(a, art, m.city)
		if !ok || steps && !shareTerm(s.said.Levels, a.levels) {
			continue // the figure of a step has it in a note
		}
		if a.setsPlaces() || len(knowledge.FindMoney(s.said.text)) > 0 {
			return b.quote(a, s.Passage, s.said.text), true
		}
	}
	return draft{}, false
}

// setsPlaces reports whether pay in a place is set against that elsewhere: "is it higher
// there".
func (a *ask) setsPlaces() bool {
	return a.has(knowledge.ConceptGap) || a.has(knowledge.ConceptPremium) || a.anyToken(moreWords) || a.anyToken(againstWords)
}

var againstWords = wordSet("compare compares compared comparison vs versus average rest elsewhere cheaper worse")
