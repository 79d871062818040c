package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// What a passage has in common with a question weighs in units of the
// information of a word, ln(1 + passages / passages that have it), which is
// about four for a word of one passage in seventy.
const (
	fitGist       = 2.4   // it is on the same by examples
	fitAbout      = 6.0   // its heading, lead or label speaks of what is asked
	fitOpen       = 4.0   // the same, of what is asked for in many ways
	fitChoosing   = 3.0   // the same, of choosing, which many words hint at
	fitBelow      = 3.5   // less: only a heading above its section's own speaks of a subject
	fitSays       = 1.5   // its text does
	fitLead       = 1.8   // times a word that stands in its lead or label
	fitHeading    = 0.4   // times a word that only a heading above it has
	fitQuery      = 0.3   // times a word by which a concept was asked for
	fitLeadQuery  = 0.45  // the same, where it stands in a lead or label
	fitNamed      = 3.0   // the question says all that its label or heading says
	fitFigures    = 2.0   // it has figures, and how much something is is asked
	fitSameRow    = 3.0   // a follow-up that names no other continues on its row
	fitCell       = 0.05  // a row has a cell of what is asked for
	fitSides      = 2.0   // its heading is on what speaks for and against, and that is asked
	fitCount      = 3.0   // it says how many there are of what is counted in the question
	fitCountHead  = 3.0   // the same, and its heading is on that
	fitIf         = 0.5   // its heading says whom it suits, and a choice is asked for
	fitMine       = 0.5   // its heading asks for oneself, and so does the question
	fitOther      = 1.5   // less: its heading speaks of a subject that is not asked for, and its text of none that is
	fitBeside     = 0.001 // less: its label speaks of something else as well
	fitLevel      = 3.0   // a row is on a level that is asked for
	fitLasts      = 3.0   // it says how long something takes, and that is asked
	fitPair       = 2.0   // two words that stand side by side in its text as well
	fitSoft       = 0.5   // times an everyday word in its text
	fitTelling    = 2.5   // the least that an everyday word must tell to count at all
	fitNamedThing = 3.3   // the least that the name of a tool or the like tells
	fitRank       = 0.2   // times the score of the index, which parts the equal

	fitOthers    = 0.3  // factor: it belongs to other roles
	fitSome      = 0.5  // factor: it belongs to some of the roles asked for
	fitExactly   = 1.4  // factor: it belongs to exactly those
	fitSilent    = 0.35 // factor: other passages have the question's own words, and it has none
	fitReason    = 0.6  // factor: it is a reason for choosing, and no choice is asked for
	fitElsewhere = 0.1  // factor: its article is on none of the roles asked for
	fitCountless = 0.4  // factor: it has no number of what is counted in the question
	fitPriced    = 0.6  // factor: it is a point with a figure, and no money is asked for
	fitPay       = 0.4  // factor: it is a row of pay or prices, and no money is asked for
)

// fit weighs how a passage suits what is asked, the roles, and which of the
// question's own words it explains.
func (b *Bot) fit(a *ask, e evidence, p *index.Passage) float64 {
	f := b.fitConcepts(a, p) + b.fitForm(a, e, p) + b.fitWords(e, p) + fitGist*b.on(p, b.likely(a))
	if b.isOn(p, e) {
		f += fitNamed
		if p.Kind == index.Row && p.Named(e.typed) && len(p.LabelStems()) > 2 {
			f += fitNamed // three words of one label are no chance
		}
	}
	for _, l := range a.levels {
		if isOwnLabel(l) && p.Names(l) && p.Kind != index.PayRow {
			f += fitAbout
		}
	}
	if p.Kind == index.Row && shareTerm(a.levels, p.Levels) {
		f += fitLevel
	}
	if e.told && (!b.aboutFact(a, p) || b.sharesWhat(a, e)) && !slices.ContainsFunc(e.stems, p.Has) {
		f *= fitSilent
	}
	if !b.ofMoney(a) {
		switch {
		case p.Kind == index.Item && p.Figures:
			f *= fitPriced
		case p.Prices && !(a.follows && payBefore(a.prior)):
			f *= fitPay
		}
	}
	if len(e.measured) > 0 && !slices.ContainsFunc(e.measured, p.Counts) {
		f *= fitCountless
	}
	if b.reasons.is[p.ID] && !a.has(knowledge.ConceptChoosing) {
		f *= fitReason
	}
	return f * b.fitRoles(a, p)
}

// fitConcepts weighs what a passage speaks of.
func (b *Bot) fitConcepts(a *ask, p *index.Passage) float64 {
	f := 0.0
	for _, c := range a.concepts {
		switch {
		case c.Group == "weak":
		case p.About(c) && c.Name == knowledge.ConceptChoosing:
			f += fitChoosing
		case p.About(c) && c.Group == "open":
			f += fitOpen
		case p.About(c) && c.Covered && p.Below(c):
			f += fitAbout - fitBelow
		case p.About(c):
			f += fitAbout
		case p.Says(c) && (c.Name == knowledge.ConceptBasis || c.Name == knowledge.ConceptFactors):
			f += fitAbout // a matter of one sentence
		case p.Says(c):
			f += fitSays
		}
	}
	if p.Kind == index.Row && len(a.roles) > 0 && b.aboutFact(a, p) {
		f += fitCell
	}
	for _, c := range p.Concepts {
		switch {
		case slices.Contains(a.concepts, c):
		case p.Kind == index.Row:
			f -= fitBeside
		case p.Kind == index.Para && c.Covered && !p.Below(c) && !slices.ContainsFunc(a.concepts, p.Says):
			f -= fitOther
		}
	}
	return f
}

// fitForm weighs whether a passage is of the form that the question asks for.
func (b *Bot) fitForm(a *ask, e evidence, p *index.Passage) float64 {
	f := 0.0
	if p.Kind != index.Row && (p.Sides || p.Conditional) && a.has(knowledge.ConceptChoosing) {
		switch sides := a.asksSides(); {
		case sides && p.Sides:
			f += fitSides
		case p.Conditional && !sides:
			f += fitIf
		}
	}
	if slices.ContainsFunc(e.measured, p.Counts) {
		f += fitCount
		if slices.ContainsFunc(e.counted, func(s string) bool { return p.Counts(s) && p.Heads(s) }) {
			f += fitCountHead
		}
	}
	if p.Mine && auxiliaries[a.toks[0].Raw] && a.anyToken(firstPerson) {
		f += fitMine
	}
	if a.sameRow(p) {
		f += fitSameRow
	}
	if p.Figures && a.has(knowledge.ConceptAmount) {
		f += fitFigures
	}
	if p.Lasts && a.howLong() {
		f += fitLasts
	}
	return f
}

// fitWords weighs which of the question's words a passage has.
func (b *Bot) fitWords(e evidence, p *index.Passage) float64 {
	f := 0.0
	for _, s := range e.stems {
		switch {
		case p.Leads(s):
			f += fitLead * b.index.Information(s)
		case p.Owns(s):
			f += b.index.Information(s)
		case p.Has(s):
			f += fitHeading * b.index.Information(s)
		}
	}
	for _, s := range e.query {
		if slices.Contains(e.stems, s) || slices.Contains(e.soft, s) {
			continue
		}
		switch {
		case p.Leads(s) && p.Kind != index.Para && b.index.Information(s) >= fitTelling:
			f += fitLeadQuery * b.index.Information(s)
		case p.Owns(s):
			f += fitQuery * b.index.Information(s)
		}
	}
	for _, s := range e.pairs {
		if p.Owns(s) {
			f += fitPair
		}
	}
	for _, s := range e.soft {
		if p.Has(s) {
			f += fitSoft * b.index.Information(s)
		}
	}
	return f
}

// fitRoles returns the factor for whose passage it is.
func (b *Bot) fitRoles(a *ask, p *index.Passage) float64 {
	f, mine := 1.0, 0
	for _, r := range a.roles {
		if p.Of(r) {
			mine++
		}
	}
	switch {
	case len(a.roles) == 0, a.anyRole, mine == 1 && len(a.roles) > 1 && a.has(knowledge.ConceptChoosing) && p.Kind == index.Item:
	case mine == 0 && len(p.Roles) > 0:
		f *= fitOthers
	case mine == len(a.roles) && len(p.Roles) == mine:
		f *= fitExactly
	case mine > 0 && mine < len(a.roles):
		f *= fitSome
	}
	if p.Kind == index.PayRow {
		f *= fitPay
	}
	if b.isOnOthers(a, p) {
		f *= fitElsewhere
	}
	return f
}

// ofMoney reports whether money is spoken of in any way.
func (b *Bot) ofMoney(a *ask) bool {
	return len(a.amounts) > 0 || a.rate || a.claim || a.has(knowledge.ConceptPay) || a.has(knowledge.ConceptAmount) || a.has(knowledge.ConceptPremium) || a.has(knowledge.ConceptGap)
}

func shareTerm(x, y []*knowledge.Term) bool {
	return slices.ContainsFunc(x, func(t *knowledge.Term) bool { return slices.Contains(y, t) })
}

// sameRow reports whether a passage is the row that a follow-up continues on.
func (a *ask) sameRow(p *index.Passage) bool {
	if !a.follows || a.prior.row == 0 || p.Kind != index.Row || slices.ContainsFunc(a.asked, func(t *knowledge.Term) bool { return t.Group != "weak" }) {
		return false
	}
	_, row := p.Row()
	return rowHash(row.Label()) == a.prior.row
}

// aboutFact reports whether a passage's label speaks of a fact that is asked for.
func (b *Bot) aboutFact(a *ask, p *index.Passage) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Group == "fact" && p.About(t) })
}

// sharesWhat reports whether it is asked of one thing whether several roles have
// it: "do both use Python".
func (b *Bot) sharesWhat(a *ask, e evidence) bool {
	return a.only(knowledge.ConceptOverlap) && slices.ContainsFunc(e.stems, func(s string) bool { return b.written(s) && b.index.Information(s) >= fitNamedThing })
}
