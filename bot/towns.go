package bot

import (
	"cmp"
	"fmt"
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// toldOfTown returns a sentence of an article with figures of pay in a town, on the
// role asked for or on nobody in particular.
func (b *Bot) toldOfTown(a *ask, art *knowledge.Article, town string) (told, bool) {
	for _, s := range b.towns[town] {
		roles := s.said.Roles
		if len(roles) == 0 {
			roles = b.set.RolesOf(art)
		}
		if s.Article == art && len(a.roles) == 1 && slices.Contains(roles, a.roles[0]) {
			return s, true
		}
	}
	return told{}, false
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

// addTowns notes the sentences of a paragraph that give pay in a town.
func (b *Bot) addTowns(p *index.Passage) {
	if len(knowledge.FindMoney(p.Text)) == 0 {
		return
	}
	for _, s := range b.sentences[p.ID] {
		if len(knowledge.FindMoney(s.text)) == 0 || !shareTerm(s.Concepts, b.named(knowledge.ConceptPay)) {
			continue
		}
		for _, span := range b.set.Lexicon.Read(b.set.Lexicon.Canonical(knowledge.Tokens(s.text))) {
			if town := span.City(); town != "" {
				b.towns[town] = append(b.towns[town], told{p, s})
			}
		}
	}
}
