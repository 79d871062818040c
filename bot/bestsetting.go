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
