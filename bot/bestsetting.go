package bot

import (
	"slices"

	"careerbot/knowledge"
)

// bestSetting reads "which sector is best for keepers, moneywise" as the question for the
// highest of the figures that articles give for settings, and "worst" as that for the
// lowest.
func (b *Bot) bestSetting(a *ask) {
	ofEmployer := (*knowledge.Term).OfEmployer
	asks := a.asksWhich(settingNouns) || slices.ContainsFunc(a.concepts, ofEmployer) || slices.ContainsFunc(a.topics, ofEmployer)
	end := b.endOfPay(a)
	if end == nil || len(b.settings) == 0 || len(a.levels) > 0 || !asks {
		return
	}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), ofEmployer)
	a.topics = slices.DeleteFunc(slices.Clone(a.topics), ofEmployer)
	a.concepts = addTerms(a.concepts, slices.Concat(b.named(knowledge.ConceptPay), end))
	a.ofSettings = true
}

// bestPlace reads "where do keepers earn most" and "which region pays best" as the question
// for the highest of the figures of regions and towns, where articles give some for the
// roles asked about.
func (b *Bot) bestPlace(a *ask) {
	paid := len(b.cells.regions) > 0 && (len(a.roles) == 0 || slices.Contains(b.cells.regions, nil) || shareTerm(a.roles, b.cells.regions))
	if !paid || len(a.places)+len(a.amounts) > 0 || !a.asksRegion() {
		return
	}
	end := b.endOfPay(a)
	if end == nil {
		return
	}
	aside := []string{knowledge.ConceptPlaces, knowledge.ConceptFactors, knowledge.ConceptGap}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return slices.Contains(aside, t.Name) })
	a.concepts = addTerms(a.concepts, slices.Concat(b.named(knowledge.ConceptPay), end))
	a.ofPlaces = true
}

// endOfPay returns whether the highest or the lowest pay is asked for; nil for neither, for
// both, and where no word speaks of pay: "which sector has most jobs".
func (b *Bot) endOfPay(a *ask) []*knowledge.Term {
	if !a.namesMoney() && !slices.ContainsFunc(a.toks, b.isPay) {
		return nil
	}
	low := a.has(knowledge.ConceptLowest) || a.anyToken(worstWords)
	high := a.has(knowledge.ConceptHighest) || a.anyToken(bestWords)
	switch {
	case low && a.has(knowledge.ConceptHighest):
		return nil
	case low:
		return b.named(knowledge.ConceptLowest)
	case high:
		return b.named(knowledge.ConceptHighest)
	}
	return nil
}

// asksRegion reports whether it is asked where in a country something is so: "which
// region", "what part of the country".
func (r *reading) asksRegion() bool {
	for i, t := range r.toks {
		if r.asking[i] && t.Raw == "where" && i+1 < len(r.toks) && auxiliaries[r.toks[i+1].Raw] || r.saysAt(i, "part", "of", "the", "country") {
			return true
		}
	}
	return r.asksWhich(regionNouns)
}

// asksWhich reports whether one of some things is asked for: "which sector", "best paying
// region".
func (r *reading) asksWhich(nouns map[string]bool) bool {
	for i := 1; i < len(r.toks); i++ {
		if nouns[r.toks[i].Text] && beforeNoun[r.toks[i-1].Raw] {
			return true
		}
	}
	return false
}

var (
	beforeNoun   = wordSet("which what best worst paying paid highest lowest")
	settingNouns = wordSet("sector industry setting employer workplace field")
	regionNouns  = wordSet("region area city town county state province place")
	bestWords    = wordSet("best better good most")
	worstWords   = wordSet("worst worse bad least")
)
