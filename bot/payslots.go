package bot

import (
	"slices"
	"strings"
	"unicode"

	"careerbot/knowledge"
)

// paySlots reports whether a question that names no pay asks for it all the
// same: only pay is kept by level and place, and nothing else is spoken of.
func (b *Bot) paySlots(a *ask) bool {
	end := a.has(knowledge.ConceptHighest) || a.has(knowledge.ConceptLowest)
	extreme := end && !a.anyToken(mostWords)
	amount := a.has(knowledge.ConceptAmount) || extreme || strings.ContainsFunc(a.text, func(r rune) bool { return unicode.Is(unicode.Sc, r) })
	full := len(a.roles) > 0 && len(a.levels) > 0 && len(a.places) > 0
	if full && amount && (!b.speaksOf(a, "fact", "open") || a.only(knowledge.ConceptDuties)) {
		return true // "the top for a senior in the UK": nothing but pay has all three
	}
	if b.otherConcept(a) || a.howTo() || a.howLong() || !amount && a.asksIfThere() || a.howMany() {
		return false
	}
	level := slices.ContainsFunc(a.levels, func(t *knowledge.Term) bool {
		return !isOwnLabel(t) || t.IsYearStep() || t.IsGrade() || len(a.places) > 0
	}) || len(a.years) > 0 || slices.ContainsFunc(a.foreignOf(knowledge.LevelTerm), func(m mention) bool { return !m.written })
	place := len(a.places) > 0 || len(a.foreignOf(knowledge.PlaceTerm)) > 0
	role := len(a.roles) > 0 || len(a.foreignOf(knowledge.RoleTerm)) > 0
	written := slices.ContainsFunc(a.foreign, func(m mention) bool { return m.term.Kind == knowledge.RoleTerm && m.written })
	level = level || len(a.levels) > 0 && amount
	if slices.ContainsFunc(a.related, func(w word) bool { return w.asking && (amount || a.memo.Known(w.text)) }) && !full {
		return false // it asks for something else in other words
	}
	switch unknown := len(a.content()); {
	case role && level && place && (a.anyToken(whatWords) || amount):
		return unknown <= 4 // "what does the market cough up for a senior in the UK"
	case amount:
		return level && (role || place || unknown <= 1) || role && (place || unknown == 0 && end) || place && unknown == 0
	case role && level && place:
		return unknown <= 3 && !b.explained(a)
	case written:
		return false // "principal SRE" stands in a table of titles
	default:
		return (role && (level || place) || level && place) && unknown <= 1 && !b.explained(a)
	}
}

// asksIfThere reports whether it is asked if something exists: "are there keepers in
// Scotland?"
func (r *reading) asksIfThere() bool {
	return len(r.toks) > 1 && beWords[r.toks[0].Raw] && r.toks[1].Raw == "there"
}

// howMany reports whether it is asked how many there are of something: "how many jobs
// are advertised in Cork".
func (r *reading) howMany() bool {
	for i := 1; i < len(r.toks); i++ {
		if r.toks[i-1].Raw == "how" && r.toks[i].Raw == "many" && r.asking[i] {
			return i+1 == len(r.toks) || !coinWords[r.toks[i+1].Text]
		}
	}
	return false
}

// coinWords are what money is counted in.
var coinWords = wordSet("pound dollar euro buck quid grand thousand k lakh rupee")

// mostWords are more often said of other things than of pay.
var mostWords = wordSet("most least mostly")

var whatWords = wordSet("what whats wat wot whatd")

// explained reports whether a word that no list explains stands in an article:
// the question is then for what is written there.
func (b *Bot) explained(a *ask) bool {
	return slices.ContainsFunc(a.content(), func(w word) bool { return a.memo.Known(w.text) })
}
