package bot

import (
	"slices"

	"careerbot/knowledge"
)

// bestSetting reads "which sector is best for keepers" as the question for the highest of
// the figures that articles give for settings, and "worst" as that for the lowest.
func (b *Bot) bestSetting(a *ask) {
	employer := slices.ContainsFunc(a.concepts, (*knowledge.Term).OfEmployer) || slices.ContainsFunc(a.topics, (*knowledge.Term).OfEmployer)
	if len(b.settings) == 0 || len(a.levels) > 0 || !employer && !a.asksSetting() {
		return
	}
	end := ""
	switch {
	case a.has(knowledge.ConceptHighest), a.anyToken(bestWords) && a.namesMoney():
		end = knowledge.ConceptHighest
	case a.has(knowledge.ConceptLowest), a.anyToken(worstWords) && a.namesMoney():
		end = knowledge.ConceptLowest
	}
	if end == "" || a.has(knowledge.ConceptHighest) && a.has(knowledge.ConceptLowest) {
		return
	}
	ofEmployer := (*knowledge.Term).OfEmployer
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), ofEmployer)
	a.topics = slices.DeleteFunc(slices.Clone(a.topics), ofEmployer)
	a.concepts = addTerms(a.concepts, slices.Concat(b.named(knowledge.ConceptPay), b.named(end)))
	a.ofSettings = true
}

// asksSetting reports whether it is asked in which kind of place something is so: "which
// sector", "what employers".
func (r *reading) asksSetting() bool {
	for i, t := range r.toks {
		if i > 0 && settingNouns[t.Text] && beforeSetting[r.toks[i-1].Raw] {
			return true
		}
	}
	return false
}

var (
	beforeSetting = wordSet("which what best worst paying paid highest lowest")
	settingNouns  = wordSet("sector industry setting employer workplace field")
	bestWords     = wordSet("best better good most")
	worstWords    = wordSet("worst worse bad least")
)

// bestPlace reads "where do keepers earn most" and "which region pays best" as the question
// for the highest of the figures of regions and towns, where articles give some for the
// roles asked about.
func (b *Bot) bestPlace(a *ask) {
	if len(a.places) > 0 || len(a.amounts) > 0 || !a.asksRegion() || !b.paysByPlace(a.roles) {
		return
	}
	end := ""
	switch {
	case a.has(knowledge.ConceptLowest), a.anyToken(worstWords):
		end = knowledge.ConceptLowest
	case a.has(knowledge.ConceptHighest), a.anyToken(bestWords):
		end = knowledge.ConceptHighest
	default:
		return
	}
	aside := []string{knowledge.ConceptPlaces, knowledge.ConceptFactors, knowledge.ConceptGap}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return slices.Contains(aside, t.Name) })
	a.concepts = addTerms(a.concepts, slices.Concat(b.named(knowledge.ConceptPay), b.named(end)))
	a.ofPlaces = true
}

// asksRegion reports whether it is asked where in a country something is so: "which
// region", "what part of the country".
func (r *reading) asksRegion() bool {
	for i, t := range r.toks {
		if r.asking[i] && t.Raw == "where" && i+1 < len(r.toks) && auxiliaries[r.toks[i+1].Raw] {
			return true
		}
		if i > 0 && regionNouns[t.Text] && beforeSetting[r.toks[i-1].Raw] || t.Raw == "part" && r.saysAt(i, "part", "of", "the", "country") {
			return true
		}
	}
	return false
}

var regionNouns = wordSet("region area city town county state province place")

// paysByPlace reports whether some role of a list, any where it is empty, has pay of parts
// of a country.
func (b *Bot) paysByPlace(roles []*knowledge.Term) bool {
	return slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool {
		return b.isTown(p.Place) && (len(roles) == 0 || p.Role == nil || slices.Contains(roles, p.Role))
	})
}

// isTown reports whether a place of pay is a part of a country.
func (b *Bot) isTown(place *knowledge.Term) bool {
	return place != nil && (b.set.Country(place) != nil || place.Group == knowledge.OwnLabel)
}
