package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// scope says what the figures do not cover: a city, other countries, an average.
func (b *Bot) scope(a *ask, d *draft, figs []figure) string {
	out := b.cityNotes(a, d, figs[0].pays[0].Article, placesOf(figs))
	if len(a.places) > 0 && figs[0].place == nil {
		out = append(out, "The article names no place for these figures.")
	}
	out = append(out, b.partsNote(a, figs)...)
	if note := b.betweenNote(a, figs); note != "" {
		out = append(out, note)
	} else if len(a.levels) > 0 && !slices.ContainsFunc(figs, func(f figure) bool { return f.level != nil }) {
		out = append(out, "The article does not part these by level.")
	}
	if head := b.tableHead(figs[0]); head != "" {
		out = append(out, "The table is headed “"+head+"”.")
	}
	if a.has(knowledge.ConceptConversion) {
		out = append(out, "I don't convert currencies.")
	}
	if a.has(knowledge.ConceptDoubt) {
		out = append(out, "That is what the article prints; I can't check it any further.")
	}
	if a.has(knowledge.ConceptAverage) && !slices.ContainsFunc(figs, func(f figure) bool { return f.pays[0].Middle != "" }) {
		out = append(out, "The article gives ranges, not averages.")
	}
	if slices.ContainsFunc(figs, figure.none) && !slices.ContainsFunc(figs, func(f figure) bool { return !f.none() }) {
		out = append(out, "The article marks this cell N/A, and I won't fill it in.")
	} else if f := slices.IndexFunc(figs, figure.none); f >= 0 && len(figs) <= 4 {
		out = append(out, "No figure given for "+figs[f].name(nil)+".")
	}
	return strings.Join(out, " ")
}

// tableHead returns what stands above the label of a figure that is not of a career's
// steps, where brackets there say more of it: "Specialism (UK, senior)".
func (b *Bot) tableHead(f figure) string {
	p := f.pays[0]
	head := p.Article.Sections[p.Section].Blocks[p.Block].Table.Header[0]
	if !b.isSetting(f.level) || !strings.Contains(head, "(") {
		return ""
	}
	return head
}

// partsNote says that figures are of several places: of parts of the one that was
// named, or of all, where none was.
func (b *Bot) partsNote(a *ask, figs []figure) []string {
	places := placesOf(figs)
	if len(distinctNames(figs, func(f figure) *knowledge.Term { return f.place })) < 2 {
		return nil
	}
	var out []string
	for _, m := range a.said {
		if m.term.Kind == knowledge.PlaceTerm && slices.Contains(a.places, m.term) && b.amongThem(m, places) == nil && shareTerm(places, b.set.Parts(m.term)) {
			note := "No figure is given for the whole of " + m.term.Prose
			if m.city != "" {
				note = "No separate figure is given for " + titled(m.city)
			}
			out = append(out, note+", so here is each part.")
		}
	}
	country := b.set.Country(places[0])
	apart := slices.ContainsFunc(places, func(p *knowledge.Term) bool { return b.set.Country(p) != country })
	switch {
	case len(a.places) > 0:
	case country != nil && !apart:
		out = append(out, "You named no place, so here is every one I have.")
	default:
		out = append(out, "You named no country, so here is every one I have.")
	}
	return out
}

// placesOf returns the places of figures.
func placesOf(figs []figure) []*knowledge.Term {
	var out []*knowledge.Term
	for _, f := range figs {
		out = addTerm(out, f.place)
	}
	return out
}
