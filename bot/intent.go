package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// reasonWords ask for reasons.
var reasonWords = wordSet("why explanation explains justify justifies justified because cos coz cuz cause reason reasons due explain")

// titleWords ask for names, not for money.
var titleWords = wordSet("career job jobs title titles position positions role roles called")

// moreWords set a percentage against something.
var moreWords = wordSet("more less extra higher lower better above over than gap difference")

// intent decides which of the pay questions it is, if any.
func (b *Bot) intent(a *ask) {
	if b.byPiece(a) {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool {
			return t.Name == knowledge.ConceptPay || t.Name == knowledge.ConceptRate
		})
		return
	}
	anySlot := len(a.roles) > 0 || len(a.levels) > 0 || len(a.places) > 0 || len(a.foreign) > 0
	if a.has(knowledge.ConceptRate) && !(a.anyRole && a.personal()) && !a.has(knowledge.ConceptBasis) && !a.howLong() && (anySlot || a.namesMoney() || a.prior.kind == memRate || len(a.content()) == 0) {
		if a.rate = b.asksRate(a); a.rate {
			return
		}
	}
	owes := a.askerPays() || a.asksCost() && len(a.roles) == 0 && !b.saysPay(a)
	if owes {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptPay })
	}
	pay, gap := a.has(knowledge.ConceptPay), a.has(knowledge.ConceptGap)
	if a.has(knowledge.ConceptDefinition) && !pay && !gap && !a.has(knowledge.ConceptAmount) && len(a.places) == 0 {
		if len(a.levels) > 0 && len(a.content()) == 0 && !b.otherConcept(a) && b.hasBand(a) {
			a.concepts, a.pay = addTerms(a.concepts, b.named(knowledge.ConceptBands)), true // what a level is, is its years
			return
		}
		if len(a.roles) == 1 && len(a.levels) == 0 && len(a.content()) == 0 && !b.speaksOf(a, strongGroups...) {
			a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptDuties)) // what a role is, is what it does
		}
		return
	}
	steps := slices.DeleteFunc(slices.Clone(a.levels), b.isSetting) // a bonus in a setting is no pay there
	slots := len(steps) > 0 || len(a.years) > 0 || len(a.places) > 0
	switch {
	case (pay || slots || a.has(knowledge.ConceptAmount) || a.has(knowledge.ConceptPremium)) && b.paysFor(a):
		a.pay = true
	case a.has(knowledge.ConceptPremium) && !a.percent() && !a.anyToken(reasonWords) && (len(a.levels) > 0 && len(a.places) > 0 || len(a.places) > 1):
		a.pay = true // "the floor for a senior in the UK", "how much extra in the US"
	case a.has(knowledge.ConceptPremium), a.percent() && len(a.roles) > 0 && !b.otherConcept(a) && a.anyToken(moreWords):
		a.claim = true
		a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptGap))
	case len(a.amounts) > 0 && (pay || slots || !b.otherConcept(a)):
		a.pay = true
	case gap && !pay && !slots && slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return isOpinion(t) && t.Name != knowledge.ConceptChoosing && t.Name != knowledge.ConceptGap && t.Name != knowledge.ConceptPremium
	}):
		// "worth more now that AI writes code": what AI does is asked for
	case gap && !pay && a.onSubject() && len(a.levels)+len(a.places)+len(a.amounts) == 0:
		// "do they get more holiday after 5 years?": the holiday is asked for
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptGap })
	case (pay || gap) && (a.anyToken(reasonWords) || a.percent()), gap && !slots:
		a.claim = true
	case pay && !slots && b.speaksOf(a, "fact") && b.otherConcept(a):
		// "does on-call pay extra?": the other thing is asked for
	case pay && !gap && !slots && b.whileLearning(a):
		// "what do you earn while training?": how one gets in is asked for
	case pay && !slots && a.asksCost() && len(a.content()) > 0:
		// "how much does the card cost": nobody is paid that
	case pay && !gap && len(a.levels) == 0 && len(a.years) == 0 && b.raises(a):
		a.claim = true
	case b.asksMove(a) && !slots && len(a.amounts) == 0 && a.anyToken(changeWords):
		// "how much more when I switch?": what is written on switching is asked for
	case pay || gap:
		a.pay = true
	case a.has(knowledge.ConceptCeiling) && !a.anyToken(titleWords) && (len(a.places) > 0 || a.prior.kind == memPay && !b.beyondCeiling(a)):
		a.pay = true // no job title depends on the country
	case len(a.levels) > 0 && len(a.years) > 0 && a.question && len(a.places) == 0 && len(a.content())+len(a.topics) == 0 && !b.otherConcept(a) && !a.has(knowledge.ConceptAmount):
		a.concepts, a.pay = addTerms(a.concepts, b.named(knowledge.ConceptBands)), true // "is 3 years mid-level?"
	case a.howLong() && len(a.levels) > 0 && len(a.topics) == 0 && !pay && !b.otherConcept(a) && len(a.content()) == 0:
		a.concepts, a.pay = addTerms(a.concepts, b.named(knowledge.ConceptBands)), true
	case a.has(knowledge.ConceptBands) && len(a.levels) > 0:
		a.pay = true // the years stand in the tables of pay
	default:
		a.pay = !owes && b.paySlots(a) && !(a.howIs() && len(a.topics) > 0) && !(a.asksCost() && len(a.roles) == 0)
		a.guessed = a.pay
	}
	if a.pay && slices.ContainsFunc(a.amounts, byTheHour) && len(byPeriod(b.figures(a.roles, a.levels, a.places), true)) > 0 {
		a.pay, a.rate = false, true // "they pay me 38 an hour, is that fair?", and a table has hours
	}
	if (a.has(knowledge.ConceptFactors) || a.has(knowledge.ConceptBasis)) && len(a.levels) == 0 && len(a.amounts) == 0 {
		a.pay, a.claim = false, false
	}
	if !a.pay && !a.claim {
		b.notOfMoney(a)
	}
}

// notOfMoney drops the hint of pay from "how much holiday do they get", where no
// word says it and an article is on what is got.
func (b *Bot) notOfMoney(a *ask) {
	if !b.saysPay(a) && a.onSubject() {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptPay })
	}
}

// saysPay reports whether a phrase of the message is on pay.
func (b *Bot) saysPay(a *ask) bool {
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		t := s.Is(knowledge.ConceptTerm)
		return t != nil && t.Name == knowledge.ConceptPay
	})
}

// asksRate reports whether it is asked what those get who work on their own
// account, and not how safe that is, "are their jobs safe, or all contracts?", or how many
// there are of something else.
func (b *Bot) asksRate(a *ask) bool {
	if len(a.amounts) > 0 || a.follows || a.namesMoney() {
		return true
	}
	if !a.howMany() && !slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Name == "job security" && b.supported[t] }) {
		return true
	}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptRate })
	return false
}

// whileLearning reports whether it is asked what is paid on the way into a role,
// and an article says how one gets there.
func (b *Bot) whileLearning(a *ask) bool {
	return len(a.roles) == 1 && a.anyToken(duringWords) && slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Group == "open" && b.supported[t] })
}

var duringWords = wordSet("while whilst during")

// howIs reports whether it is asked how something is: "how competitive is it".
func (r *reading) howIs() bool {
	return len(r.toks) > 2 && r.toks[0].Raw == "how" && beWords[r.toks[2].Raw]
}

// askerPays reports whether it is asked what somebody has to pay for, and not what
// they are paid: "do i have to pay for it".
func (r *reading) askerPays() bool {
	for i := 1; i < len(r.toks); i++ {
		if r.toks[i].Raw != "pay" || r.toks[i].Break != knowledge.NoBreak {
			continue
		}
		before, behind := r.toks[i-1].Raw, r.toks[i+1:]
		must := before == "i" || before == "to" && i > 1 && mustWords[r.toks[i-2].Raw]
		if len(behind) > 2 && behind[0].Raw == "for" && ownWords[behind[1].Raw] && !soldWords[behind[2].Text] && !behind[2].Num {
			return true // "will they pay for my course"
		}
		if ends := len(behind) == 0 || behind[0].Break == knowledge.SentenceBreak; must && (ends || behind[0].Raw == "for") {
			return true
		}
	}
	return false
}

// Words for what is one's own, and what of it employers pay somebody for.
var (
	ownWords  = wordSet("my your our")
	soldWords = wordSet("experience level skill skillset profile role time work job years")
)

var mustWords = wordSet("have has need needs got gotta")

// asksCost reports whether it is asked what something costs.
func (r *reading) asksCost() bool { return r.anyToken(costWords) }

var costWords = wordSet("cost costs price prices fee fees")

// hasBand reports whether the articles say the years of a level asked for.
func (b *Bot) hasBand(a *ask) bool {
	return slices.ContainsFunc(b.cells.bands, func(p *knowledge.Pay) bool { return p.Years.Set && slices.Contains(a.levels, p.Level) })
}

func byTheHour(m knowledge.Money) bool { return m.Period == "hour" || m.Period == "day" }

// beyondCeiling reports whether more is asked about than how far it goes: "the
// ceiling and on-call" behind pay speaks of the rows of both.
func (b *Bot) beyondCeiling(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Group == "fact" && t.Name != knowledge.ConceptCeiling })
}

// onSubject reports whether a subject is asked about that an article has a
// section on.
func (a *ask) onSubject() bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Covered })
}

// describedLevel reads words by which an article describes a level of its own
// as that level, where pay is asked for and no level is named: "people who run
// the clusters".
func (b *Bot) describedLevel(a *ask) {
	if !a.pay || len(a.levels) > 0 || len(a.years) > 0 {
		return
	}
	if b.headOfLevel(a) {
		return
	}
	for _, l := range b.set.Covered(knowledge.LevelTerm) {
		for _, p := range b.described[l] {
			var typed []string
			for _, w := range a.words {
				if slices.ContainsFunc(a.memo.Stems(w.text), func(s string) bool { return p.Owns(s) && b.index.Information(s) > tellsEnough }) {
					typed = append(typed, w.text)
				}
			}
			if len(typed) >= 2 {
				a.levels = []*knowledge.Term{l}
				a.said = append(a.said, mention{term: l, phrase: strings.Join(typed, " "), typed: strings.Join(typed, " "), readAs: true})
				return
			}
		}
	}
}

// headOfLevel reads the last word of one own level's name right behind a role as
// that level: "accountant partner" for "Practice partner".
func (b *Bot) headOfLevel(a *ask) bool {
	for _, s := range a.spans {
		if s.Is(knowledge.RoleTerm) == nil || s.To >= len(a.toks) || a.toks[s.To].Break != knowledge.NoBreak || smallWords[a.toks[s.To].Raw] {
			continue
		}
		var named []*knowledge.Term
		for _, l := range b.set.Covered(knowledge.LevelTerm) {
			if isOwnLabel(l) && strings.HasSuffix(knowledge.Fold(l.Name), " "+a.toks[s.To].Text) {
				named = append(named, l)
			}
		}
		if len(named) == 1 {
			w := a.toks[s.To].Raw
			a.levels = named
			a.said = append(a.said, mention{term: named[0], phrase: w, typed: w, at: s.To, readAs: true})
			return true
		}
	}
	return false
}

// otherConcept reports whether the question speaks of anything but pay.
func (b *Bot) otherConcept(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		if t.Name == knowledge.ConceptBasis && len(a.levels) > 0 {
			return false // "and permanent, senior?" asks for the figure
		}
		return t.Name != knowledge.ConceptPay && t.Name != knowledge.ConceptGap && t.Group != "weak"
	})
}

func (a *ask) foreignOf(k knowledge.TermKind) []mention {
	var out []mention
	for _, m := range a.foreign {
		if m.term.Kind == k {
			out = append(out, m)
		}
	}
	return out
}

func (r *reading) anyToken(set map[string]bool) bool {
	return slices.ContainsFunc(r.toks, func(t knowledge.Token) bool { return set[t.Raw] })
}

// percent reports whether a percentage is asked for or named.
func (r *reading) percent() bool {
	return slices.ContainsFunc(r.toks, func(t knowledge.Token) bool {
		return t.Raw == "percent" || t.Raw == "percentage"
	}) || strings.Contains(r.text, "%")
}

// content returns the question's own words that no list explains, those of
// the sentences that ask.
func (r *reading) content() []word {
	var out []word
	for _, w := range r.words {
		if w.asking {
			out = append(out, w)
		}
	}
	return out
}

// slots says how the question was read, for those who use the answer as data.
func (a *ask) slots() Slots {
	s := Slots{Role: termNames(a.roles), Place: termNames(a.places), Level: termNames(a.levels)}
	switch {
	case a.rate:
		s.Metric = "rate"
	case a.pay || a.claim:
		s.Metric = knowledge.MetricSalary
	}
	return s
}

// byPiece reports whether it is asked what is paid for each of something that is no time,
// which an article speaks of: "per mile". No table of yearly pay answers that.
func (b *Bot) byPiece(a *ask) bool {
	for i := range len(a.toks) - 1 {
		next := a.toks[i+1]
		if a.toks[i].Raw != "per" || !a.asking[i] || next.Break != knowledge.NoBreak || pieceless[next.Text] {
			continue
		}
		if stems := a.memo.Stems(next.Raw); len(stems) == 1 && b.written(stems[0]) {
			return true
		}
	}
	return false
}

// pieceless stand behind "per" for times, shares and people.
var pieceless = wordSet("year yr annum month mo week wk day hour hr h d minute min cent head person role country level place")
