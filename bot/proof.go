package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// A proof is what a passage has of what a question asks for.
type proof struct {
	role        bool // the question is on a role, or continues an answer
	about, says int  // concepts that its heading speaks of, and that its text does
	got         int  // own words of the question that it has
	missing     int  // those that no article has
	strange     bool // one of these is no word of the dictionary
	moving      bool // it is on moving between roles, and that is asked
}

// explains judges by evidence whether a passage answers: it must speak of what
// is asked, or have the question's own words, and those that nothing explains
// must be few.
func (b *Bot) explains(a *ask, e evidence, p *index.Passage) bool {
	if b.isOnOthers(a, p) {
		return false
	}
	if b.lacksCost(a, e, p) || b.otherMove(a, p) || b.onlyNotes(a, p) || a.rate && b.paysOthers(a, p) {
		return false
	}
	f := b.proofOf(a, e, p)
	if f.got == 1 && len(e.stems) == 1 && f.about == 0 && !p.Leads(e.stems[0]) && b.otherSense(a, p) {
		return false
	}
	if f.about+f.says == 0 && f.got < 2 && a.bestOf() && !slices.ContainsFunc(e.stems, p.Leads) {
		return false // the best of something is no word of it in passing
	}
	if b.settles(a, e, p, f) {
		return true
	}
	soft := f.missing == 0 && b.softly(a, e, p, f.role)
	switch {
	case soft && !f.role:
		return true
	case !f.role && a.question && len(a.foreign) == 0 && f.got > 1 && b.tellsMost(e, p) && b.set.Classifier.Chat(b.likely(a)) < exampleIdle:
		return true
	case !f.role && (f.about+f.says == 0 || f.missing > f.got+f.about || f.missing > f.got && f.strange):
		return false
	case !a.question && !a.follows && f.about == 0 && f.got < 3 && (len(a.toks) > 8 || len(a.said) == 0):
		return false
	case soft:
		return true
	case f.about+f.says == 0 && f.got == 0:
		return false
	}
	allow := f.got + 2*f.about
	if f.role {
		allow++
	}
	return f.missing < max(1, allow)
}

// tellsMost reports whether a passage has most of what a question's own words tell, and
// not little.
func (b *Bot) tellsMost(e evidence, p *index.Passage) bool {
	told, all := 0.0, 0.0
	for _, s := range e.stems {
		tells := b.index.Information(s)
		switch {
		case tells == 0 && slices.Contains(e.ordinary, s):
			tells = ordinaryTelling
		case tells == 0:
			tells = mostTelling // no article has it
		}
		all += tells
		switch {
		case p.Owns(s):
			told += tells
		case p.Heads(s):
			told += headTells * tells
		}
	}
	return told >= leastMost && told >= shareMost*all
}

const (
	mostTelling     = 7.0 // how much a word tells that no article has
	ordinaryTelling = 4.0 // the same, of one that the dictionary has
	headTells       = 0.7 // times that, of a word that stands above a passage
	leastMost       = 5.5 // as much must be told
	shareMost       = 0.6 // and as great a share of all
)

// lacksCost reports whether it is asked what something costs, and a passage has no
// figure, or none of that thing.
func (b *Bot) lacksCost(a *ask, e evidence, p *index.Passage) bool {
	return a.asksCost() && a.has(knowledge.ConceptAmount) && !(p.Figures && slices.ContainsFunc(e.query, func(s string) bool { return p.Has(s) && b.index.Information(s) >= fitTelling }))
}

// onlyNotes reports whether a passage is a short note on the figures, "Example
// data, not for planning", and something else is asked.
func (b *Bot) onlyNotes(a *ask, p *index.Passage) bool {
	return p.Kind == index.Para && len(p.Roles) == 0 && !a.has(knowledge.ConceptBasis) && b.isNote(p.Text)
}

// isNote reports whether a paragraph is nothing but a short note on the figures.
func (b *Bot) isNote(text string) bool {
	return len(strings.Fields(text)) <= shortNote && slices.ContainsFunc(b.set.Read(text).Concepts, func(c *knowledge.Term) bool { return c.Name == knowledge.ConceptBasis })
}

// shortNote is how many words a note has that says nothing else.
const shortNote = 12

// bestOf reports whether the best of some things is asked for that no list knows:
// "best van".
func (r *reading) bestOf() bool {
	return slices.ContainsFunc(r.content(), func(w word) bool { return w.at > 0 && buyWords[r.toks[w.at-1].Raw] })
}

var buyWords = wordSet("best cheapest")

// proofOf counts what a passage has of what is asked.
func (b *Bot) proofOf(a *ask, e evidence, p *index.Passage) proof {
	f := proof{role: len(a.roles) > 0 || a.follows || slices.ContainsFunc(a.levels, isOwnLabel)}
	for _, c := range a.concepts {
		if c.Group == "weak" || !f.role && c.Name == knowledge.ConceptChoosing {
			continue // many words hint at choosing
		}
		if p.About(c) || p.Says(c) && (c.Name == knowledge.ConceptBasis || c.Name == knowledge.ConceptFactors) {
			f.about++
		} else if p.Says(c) {
			f.says++
		}
	}
	f.moving = f.about > 0 && b.asksMove(a) // how hard it is, and what it costs, is a part of that
	for _, s := range e.stems {
		switch {
		case p.Has(s) && b.index.Frequency(s) < commonShare:
			f.got++
		case b.index.Frequency(s) == 0 && !slices.Contains(e.remarks, s):
			f.missing++
			f.strange = f.strange || !slices.Contains(e.ordinary, s)
		}
	}
	for _, s := range a.spans {
		if c := s.Is(knowledge.ConceptTerm); c != nil && b.supported[c] {
			continue // the same words ask for what an article is on
		}
		if f.got == 0 && s.Is(knowledge.TopicTerm) != nil && !f.moving && a.asking[s.From] && !a.remark[s.From] && !slices.ContainsFunc(a.memo.Stems(s.Phrase), p.Has) {
			f.missing += 3 // a subject of its own that this passage does not speak of
		}
	}
	return f
}

// settles reports whether a passage answers by what it is.
func (b *Bot) settles(a *ask, e evidence, p *index.Passage, f proof) bool {
	switch {
	case len(a.roles) > 0 && p.Lasts && a.howLong() && !slices.ContainsFunc(a.roles, func(r *knowledge.Term) bool { return !p.Of(r) }):
		return true
	case f.missing <= 1 && p.Kind == index.Para && b.headed(p, e) && (f.role || f.got > 1 && a.question || a.question && strings.HasSuffix(p.Heading(), "?")):
		return true // its heading asks much the same
	case f.moving && f.missing <= 2, f.missing == 0 && b.settlesNeed(a, e, p):
		return true
	case f.missing <= 2 && b.isOn(p, e) && (p.Kind == index.Row && !b.asksOtherwise(a, p) || f.role):
		return true // it is on what the row or section is on
	case !f.role && f.missing == 0 && p.Lasts && a.howLong() && b.told(e.stems, p) >= tellsEnough:
		return true // "how long is an induction?"
	case !f.role && a.question && f.missing == 0 && f.got > 1 && f.got == len(e.stems) && p.Figures && a.has(knowledge.ConceptAmount):
		return true // "how much does a licence course cost?"
	case !f.role && f.missing == 0 && f.got > 2 && a.anyToken(askWords):
		return true // "who checks the logs when …?"
	case a.asksSides() && p.Sides && f.got > 0 && f.missing == 0:
		return true
	case !f.role && a.question && p.Kind != index.Row && b.onSame(a, e, p, f.missing):
		return true // "any bursaries if I train for physics?"
	}
	return !f.role && a.has(knowledge.ConceptDefinition) && f.missing == 0 && slices.ContainsFunc(e.stems, p.Leads) // "what is platform engineering?"
}

// tellsMuch is how much those of a question's own words tell that a passage has
// which can only be on the same.
const tellsMuch = 7.0

// onSame reports whether a passage has so much of the question's own words, all
// but missing ones, that it can only be on the same: one that answers a question,
// or that names the subject.
func (b *Bot) onSame(a *ask, e evidence, p *index.Passage, missing int) bool {
	told := b.told(e.stems, p)
	return missing <= 1 && told >= tellsMuch && p.Answers && slices.ContainsFunc(e.stems, p.Leads) || missing == 0 && told >= tellsMuch && b.saysSo(a, e, b.stemsOf(a.spans), p)
}

// otherSense reports whether a passage has a word of a subject that is asked
// about and does not speak of the subject: customers are interviewed, too.
func (b *Bot) otherSense(a *ask, p *index.Passage) bool {
	for _, s := range a.spans {
		t := s.Is(knowledge.TopicTerm)
		if t == nil || !a.asking[s.From] || a.remark[s.From] || s.Is(knowledge.ConceptTerm) != nil {
			continue
		}
		if !slices.ContainsFunc(b.set.Lexicon.Read(b.set.Lexicon.Canonical(knowledge.Tokens(p.Text))), func(o knowledge.Span) bool { return o.Is(knowledge.TopicTerm) == t }) {
			return true
		}
	}
	return false
}

// told returns how much those of some stems tell that a passage has.
func (b *Bot) told(stems []string, p *index.Passage) float64 {
	sum := 0.0
	for _, s := range stems {
		if p.Owns(s) {
			sum += b.index.Information(s)
		}
	}
	return sum
}

// softly reports whether everyday words alone tell that a passage answers: one
// that a row's label has, of a question on a role, or three that stand in one
// paragraph, of a question that asks.
func (b *Bot) softly(a *ask, e evidence, p *index.Passage, role bool) bool {
	if !a.question || p.Kind == index.Row && b.asksOtherwise(a, p) {
		return false
	}
	owns, leads := 0, 0
	for _, s := range e.soft {
		if p.Leads(s) {
			leads++
		}
		if p.Owns(s) {
			owns++
		}
	}
	return role && len(e.stems) == 0 && p.Kind == index.Row && leads > 0 || owns > 2 && owns >= len(e.soft)-1
}
