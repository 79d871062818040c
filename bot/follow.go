package bot

import (
	"slices"

	"careerbot/knowledge"
)

// strongGroups are the groups of concepts that ask for something by themselves.
var strongGroups = []string{"fact", "open", "opinion"}

var (
	yearlyWords   = wordSet("year yearly annual annually annum permanent perm salary salaried")
	backwardWords = wordSet("that thats it its they them their theyre those these same former latter then there this")
	otherWords    = wordSet("other")
	bothWords     = wordSet("both each either neither")
)

// followsPrior decides whether a message continues the answer before it: it
// begins like a follow-up, points back, or is only a slot or two.
func (b *Bot) followsPrior(a *ask) bool {
	if a.prior.kind == memNone || len(a.toks) == 0 {
		return false
	}
	if !a.question && len(a.content()) > 0 && len(a.said) == 0 && !a.groups["followup"] && !a.groups["correction"] {
		return false // a remark, not a question
	}
	if a.beside() || a.groups["followup"] || a.groups["correction"] || a.anyToken(backwardWords) {
		return true
	}
	own := b.speaksOf(a, strongGroups...) && len(a.roles) > 0
	if own && (len(a.levels) > 0 || len(a.places) > 0) {
		return false
	}
	return a.wordCount() <= 8 && !own && (a.question || len(a.said) > 0 || len(a.foreign) > 0 || len(a.years) > 0 || len(a.concepts) > 0)
}

// bareYears reads a number that is all a follow-up on pay says as years of
// experience: "and after 9?"
func (a *ask) bareYears() {
	if !a.follows || !payBefore(a.prior) || len(a.years)+len(a.amounts) > 0 {
		return
	}
	years := 0
	for _, t := range a.toks {
		n, ok := smallNumber(t.Raw)
		switch {
		case ok && years == 0 && n > 0 && n < mostYears:
			years = n
		case !leadsOn[t.Raw]:
			return
		}
	}
	if years > 0 {
		a.years = []experience{{from: years, to: years}}
	}
}

// mostYears is how long a career lasts.
const mostYears = 50

// leadsOn stand before the slot of a follow-up.
var leadsOn = wordSet("and ok okay so then what how about after at with for if its on now")

// carry fills what a follow-up leaves out from the answer before.
func (b *Bot) carry(a *ask) {
	p := a.prior
	if a.guessed && (p.kind == memRow || p.kind == memSection) && len(a.levels) == 0 && len(a.places) == 0 {
		a.pay = false // "and the top?" behind a row asks for that row
	}
	if len(a.places) > 0 && len(p.levels) > 0 && !b.otherConcept(a) && !a.rate && !a.claim {
		a.pay, a.rate = p.kind != memRate, p.kind == memRate // only pay differs from place to place
	}
	if p.kind == memRate && a.anyToken(yearlyWords) {
		a.pay, a.rate, a.concepts = true, false, b.named(knowledge.ConceptPay) // "and per year?"
	}
	if payBefore(p) && a.only(knowledge.ConceptChoosing) && len(a.content()) == 0 && len(a.roles)+len(a.places)+len(a.levels) > 0 && !a.eitherOr() {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptChoosing })
	} // "and if i pick the other one?" behind a figure asks for its figure
	own := b.speaksOf(a, strongGroups...) || a.has(knowledge.ConceptDefinition) || a.pay || a.rate || a.claim
	slots := len(a.roles) > 0 || len(a.levels) > 0 || len(a.places) > 0 || len(a.years) > 0 || len(a.foreign) > 0
	switch {
	case payBefore(p) && a.anyToken(reasonWords):
		a.pay, a.claim = false, true
		a.concepts = append(slices.Clone(a.concepts), b.named(knowledge.ConceptGap)...)
	case payBefore(p) && a.has(knowledge.ConceptDifference) && len(a.roles) == 0 && !b.beyondDifference(a):
		a.pay, a.claim = true, false
		a.roles, a.concepts = nil, nil
		a.levels, a.places = inherit(a, a.levels, p.levels), inherit(a, a.places, p.places)
		return
	case own && (a.pay || a.rate || a.claim):
	case a.has(knowledge.ConceptDefinition):
	case !own || payBefore(p) && !b.otherConcept(a):
		if len(a.content()) > 0 && !slots && len(a.concepts) == 0 {
			break // something else is asked for that nobody understands
		}
		a.pay, a.rate, a.claim = a.pay || p.kind == memPay, a.rate || p.kind == memRate, a.claim || p.kind == memClaim
		a.concepts = addTerms(slices.Clone(a.concepts), p.concepts)
	}
	switch {
	case a.beside(): // "vs a nurse" sets another role beside the first
		a.roles = addTerms(slices.Clone(p.roles), a.roles)
	case a.anyToken(bothWords), a.asksWho() && (a.has(knowledge.ConceptGap) || a.has(knowledge.ConceptHighest)):
	case a.anyToken(otherWords) && len(a.roles) == 0 && len(p.roles) == 1:
		a.roles = slices.DeleteFunc(b.set.Covered(knowledge.RoleTerm), func(t *knowledge.Term) bool { return t == p.roles[0] })
	default:
		a.roles = inherit(a, a.roles, p.roles)
	}
	if a.pay || a.claim || a.rate {
		b.keepKind(a)
		if len(a.years) == 0 && !a.has(knowledge.ConceptHighest) && !a.has(knowledge.ConceptLowest) {
			a.levels = inherit(a, a.levels, p.levels)
		}
		if len(a.places) == 0 && len(p.places) == 1 && a.anyToken(outsideWords) {
			a.places = b.outsideOf(p.places[0])
		} else {
			a.places = inherit(a, a.places, p.places)
		}
	}
	if p.kind == memPay && len(a.levels) == 0 && len(a.years) == 0 && !a.has(knowledge.ConceptHighest) && !a.has(knowledge.ConceptLowest) && (a.pay || a.has(knowledge.ConceptDefinition) || len(a.roles) == 0) {
		a.levels = inherit(a, a.levels, p.levels)
	}
}

// outsideOf returns what articles have outside a place: "and outside?" behind London; none
// where they have nothing by that name, and then figures of every place are meant.
func (b *Bot) outsideOf(p *knowledge.Term) []*knowledge.Term {
	return slices.DeleteFunc(b.set.Read("outside "+p.Name).Places, func(t *knowledge.Term) bool { return t == p || !t.Covered })
}

var outsideWords = wordSet("outside elsewhere")

// payBefore reports whether the answer before was on pay.
func payBefore(m memory) bool { return m.kind == memPay || m.kind == memRate || m.kind == memClaim }

// beside reports whether the message begins by setting something beside what
// was answered.
func (a *ask) beside() bool {
	switch a.toks[0].Raw {
	case "vs", "versus", "against", "compared":
		return true
	}
	return false
}

// beyondDifference reports whether more than the difference is asked for.
func (b *Bot) beyondDifference(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return t.Name != knowledge.ConceptDifference && t.Name != knowledge.ConceptPay && t.Name != knowledge.ConceptGap
	}) || len(a.content()) > 1
}

// inherit returns own, or what was carried over where there is none of it; a
// place or role that no article covers is not papered over by the old one.
func inherit(a *ask, own, old []*knowledge.Term) []*knowledge.Term {
	if len(own) > 0 || len(old) == 0 {
		return own
	}
	for _, m := range a.foreign {
		if m.term.Kind == old[0].Kind {
			return own
		}
	}
	a.kept = append(a.kept, old...)
	return old
}
