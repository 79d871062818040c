package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// answersAnyway reports whether an article answers what a list of subjects says
// that nothing is written on: a sentence on the role speaks of it, a heading asks
// much the same, how long is asked and a passage on the role says it, or it is a
// question of what suits, or of a move, that the articles have points on.
func (b *Bot) answersAnyway(a *ask) bool {
	if b.asksMove(a) || b.spokenOf(a, knowledge.GroupNoArticle, knowledge.GroupBesidePay) != nil {
		return true
	}
	e := b.evidenceOf(a)
	for _, r := range a.roles {
		if slices.ContainsFunc(b.prose[r], func(p *index.Passage) bool {
			return p.Lasts && a.howLong() || b.headed(p, e) || slices.ContainsFunc(e.counted, p.Counts)
		}) {
			return true
		}
	}
	if b.suits(a, e) {
		return true
	}
	hits := b.search(a, e)
	if len(hits) == 0 {
		return false
	}
	p := hits[0].Passage
	return slices.ContainsFunc(e.counted, p.Counts) || p.Answers && b.headed(p, e) || b.settlesNeed(a, e, p) || b.rowSays(a, e, p) || len(a.roles) == 0 && b.told(e.stems, p) >= tellsMuch && b.saysSo(a, e, b.stemsOf(a.spans), p)
}

// rowSays reports whether a row on the roles that are asked about is on the
// subject, or has it among its cells; or whether a point with a figure has it, of
// a question for money: "extra for chemistry".
func (b *Bot) rowSays(a *ask, e evidence, p *index.Passage) bool {
	if len(e.stems) == 0 || !shareTerm(a.roles, p.Roles) {
		return false
	}
	if p.Kind != index.Row {
		return p.Kind == index.Item && p.Figures && b.ofMoney(a) && !slices.ContainsFunc(e.stems, func(s string) bool { return !p.Owns(s) })
	}
	return b.isOn(p, e) || !slices.ContainsFunc(e.stems, func(s string) bool { return !p.Owns(s) })
}

// suits reports whether it is asked what suits, and some reason for choosing
// shares what the asker says of themselves.
func (b *Bot) suits(a *ask, e evidence) bool {
	if !a.has(knowledge.ConceptChoosing) || !a.personal() || !a.anyToken(chooseWords) {
		return false
	}
	return len(b.points(a, e, b.named(knowledge.ConceptChoosing)[0])) > 0
}

// saysSo reports whether a paragraph has the word that makes a subject and
// another of the question's own: "you do not need a degree". The stems are those
// of the question's spans.
func (b *Bot) saysSo(a *ask, e evidence, stems [][]string, p *index.Passage) bool {
	subject, other := false, false
	for i, s := range a.spans {
		stems := stems[i]
		if s.Is(knowledge.TopicTerm) != nil {
			subject = subject || len(stems) > 0 && !slices.ContainsFunc(stems, func(st string) bool { return !p.Owns(st) })
			continue
		}
		for _, st := range stems {
			if p.Owns(st) {
				other = other || slices.Contains(e.typed, st) && b.index.Information(st) >= fitTelling && s.Is(knowledge.RoleTerm) == nil
			}
		}
	}
	return subject && other
}

// stemsOf returns the stems of each span.
func (b *Bot) stemsOf(spans []knowledge.Span) [][]string {
	out := make([][]string, len(spans))
	for i, s := range spans {
		out[i] = b.index.Stems(s.Phrase)
	}
	return out
}

// headed reports whether a question says much of what a heading does.
func (b *Bot) headed(p *index.Passage, e evidence) bool {
	all, told := 0.0, 0.0
	for _, s := range p.LabelStems() {
		all += b.index.Information(s)
		if slices.Contains(e.typed, s) {
			told += b.index.Information(s)
		}
	}
	if p.Kind == index.Row {
		return told >= tellsEnough && 2*told >= all
	}
	return told >= tellsEnough && 3*told >= all
}

// coveredFor reports whether an article on a role that is asked about speaks of
// a subject: that another article does is no answer.
func (b *Bot) coveredFor(a *ask, t *knowledge.Term) bool {
	return slices.ContainsFunc(b.speaking[t], func(art *knowledge.Article) bool { return shareTerm(a.roles, b.set.RolesOf(art)) }) ||
		slices.ContainsFunc(b.cells.special, func(p *knowledge.Pay) bool { return slices.Contains(p.About, t) && slices.Contains(a.roles, p.Role) })
}

// besideTopic reports whether a subject that nothing is written on only goes
// with what is asked: "key tools to put on my cv" asks for tools. It does not
// where it comes first, or right behind ("cloud certificate").
func (b *Bot) besideTopic(a *ask) bool {
	if a.pay || len(a.roles) == 0 {
		return false
	}
	fact := -1
	strong := b.speaksOf(a, "fact") || b.beyondChoosing(a)
	for _, s := range a.spans {
		if c := s.Is(knowledge.ConceptTerm); c != nil && c.Group == "fact" {
			if fact < 0 {
				fact = s.To
			}
			continue
		}
		if s.Is(knowledge.TopicTerm) != nil && a.asking[s.From] && !a.remark[s.From] {
			if strong && a.subordinate(s.From) || fact >= 0 && s.From > fact {
				continue
			}
			return b.twoWords(a)
		}
	}
	return fact >= 0 || b.twoWords(a)
}

// tellsEnough is how much a passage's share of a question's words must tell to
// be what the question is about: one rare word, or two less rare.
const tellsEnough = 3.5

// twoWords reports whether one passage has enough of the question's own words:
// it then asks for more than the subject.
func (b *Bot) twoWords(a *ask) bool {
	e := evidence{}
	for _, w := range a.content() {
		e.stems = append(e.stems, a.memo.Stems(w.text)...)
	}
	e.query = e.stems
	hits := b.search(a, e)
	if len(hits) == 0 {
		return false
	}
	told := 0.0
	for _, s := range e.stems {
		if hits[0].Owns(s) {
			told += b.index.Information(s)
		}
	}
	return told >= tellsEnough
}

// spokenOf returns the passage with a sentence that speaks of a subject of the
// question, of one of some groups, and is on a role that is asked about, by its
// name before any other, or on all of them alike: the subject leaves the list of
// what nothing is written on. nil for none.
func (b *Bot) spokenOf(a *ask, groups ...string) *index.Passage {
	if a.bestOf() || a.groups["task"] {
		return nil
	}
	for _, t := range a.topics {
		if !slices.Contains(groups, t.Group) || a.isSetting(t) {
			continue
		}
		var found *index.Passage
		for _, m := range b.saying[t] {
			switch {
			case b.isOnOthers(a, m.Passage) || !a.isAsked(m) && !b.namesAsked(a, m.Passage):
			case shareTerm(a.roles, m.Roles):
				return m.Passage
			case found == nil:
				found = m.Passage
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// A spoken is a sentence of a passage that speaks of a subject.
type spoken struct {
	*index.Passage
	Roles []*knowledge.Term // that the sentence names
}

// addSayings notes which subjects the sentences of a passage speak of. What says
// of all figures that they leave something out says nothing on that.
func (b *Bot) addSayings(p *index.Passage) {
	isBasis := func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptBasis }
	for _, s := range b.sentences[p.ID] {
		if len(s.Roles)+len(p.Roles) == 0 && slices.ContainsFunc(s.Concepts, isBasis) {
			continue
		}
		for _, t := range s.Topics {
			b.saying[t] = append(b.saying[t], spoken{p, s.Roles})
		}
	}
}

// onSubject returns a passage on a subject of the question for want of one that
// says what exactly is asked: one that speaks of it, or what suits best under a
// heading on it where no other subject is named. A price is never answered so.
// nil for none.
func (b *Bot) onSubject(a *ask) *index.Passage {
	p := b.spokenOf(a, knowledge.GroupNoArticle, knowledge.GroupBesidePay)
	if hits := b.search(a, b.evidenceOf(a)); p == nil && len(hits) > 0 {
		p = hits[0].Passage
		headed := slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Covered && p.About(t) && !p.Below(t) })
		if !headed || slices.ContainsFunc(a.topics, (*knowledge.Term).Unwritten) || b.isOnOthers(a, p) || b.otherMove(a, p) {
			return nil
		}
	}
	if p != nil && a.asksCost() && !p.Figures {
		return nil
	}
	return p
}

// isAsked reports whether a sentence is on a role that is asked about: it names
// one, or it names none and its passage is on one, or on none.
func (a *ask) isAsked(s spoken) bool {
	switch {
	case len(a.roles) == 0:
		return a.question && len(a.topics) == 1 || auxiliaries[a.toks[0].Raw] // asked of nobody in particular
	case len(s.Roles) > 0:
		return shareTerm(a.roles, s.Roles)
	}
	return len(s.Passage.Roles) == 0 || shareTerm(a.roles, s.Passage.Roles)
}

// namesAsked reports whether another sentence of a passage is on a role that is asked about:
// what one begins to say of a subject, the next says of the next role.
func (b *Bot) namesAsked(a *ask, p *index.Passage) bool {
	return slices.ContainsFunc(b.sentences[p.ID], func(s sentence) bool { return shareTerm(a.roles, s.Roles) })
}

// isSetting reports whether a subject is only where something happens that is
// asked about: "what do they ask in an interview".
func (a *ask) isSetting(t *knowledge.Term) bool {
	for _, s := range a.spans {
		if s.Is(knowledge.TopicTerm) != t {
			continue
		}
		k := s.From - 1
		for k >= 0 && (articleWords[a.toks[k].Raw] || a.inSlot(k)) {
			k--
		}
		if k >= 0 && settingWords[a.toks[k].Raw] {
			return true
		}
	}
	return false
}

// inSlot reports whether token i belongs to a role, level or place.
func (a *ask) inSlot(i int) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		return s.From <= i && i < s.To && (s.Is(knowledge.RoleTerm) != nil || s.Is(knowledge.LevelTerm) != nil || s.Is(knowledge.PlaceTerm) != nil)
	})
}

var articleWords = wordSet("a an the my your their")

var settingWords = wordSet("in at on during before after")
