package bot

import (
	"slices"

	"careerbot/knowledge"
)

// An ask is a question with its slots filled: by its own words first, by the
// answer before where it follows one.
type ask struct {
	*reading
	prior   memory
	asked   []*knowledge.Term // concepts of the message itself, nothing carried over
	follows bool              // it continues the answer before

	roles, levels, places []*knowledge.Term // covered by an article
	foreign               []mention         // roles, levels and places that no article covers
	said                  []mention         // the mentions behind roles, levels and places
	kept                  []*knowledge.Term // carried over from the answer before
	byYears               *experience       // the levels come from years of experience
	anyRole               bool              // "which role": the roles are all that there are
	lookup                bool              // asks whose range an amount lies in
	guessed               bool              // pay is not named; the slots make it the question

	searched *searched         // what was found last
	likely   *knowledge.Likely // what it is on by examples; nil until that is asked for

	pay        bool // asks for pay cells
	rate       bool // asks for contract rates
	ofSettings bool // asks in which setting pay is highest or lowest
	ofPlaces   bool // asks the same of regions and towns
	claim      bool // asks what the article says of differences in pay, or why
}

// resolve fills the slots of a reading.
func (b *Bot) resolve(r *reading, prior memory) *ask {
	a := &ask{reading: r, prior: prior}
	a.roles, a.levels, a.places = a.pick(r.roles), a.pick(r.levels), a.pick(r.places)
	b.partOfName(a)
	b.partOfSetting(a)
	b.payThere(a)
	b.bestSetting(a)
	b.bestPlace(a)
	b.nearer(a)
	b.stepOfYear(a)
	b.wordOfStep(a)
	b.stepBetween(a)
	b.kindOfPay(a)
	a.dropNear()
	b.choiceOfVerbs(a)
	b.everyRole(a)
	b.preferred(a)
	a.formerOrLatter()
	a.corrected()
	b.settle(a)
	b.fromTo(a)
	b.sameThing(a)
	a.whoDoes()
	b.sharedFact(a)
	a.theirDislikes()
	b.movesHouse(a)
	b.impliedChoice(a)
	b.comesFrom(a)
	a.asked = a.concepts
	a.follows = b.followsPrior(a)
	a.bareYears()
	b.nextStep(a)
	b.intent(a)
	if a.follows {
		b.carry(a)
	}
	b.levelsOfRoles(a)
	b.oneStep(a)
	b.describedLevel(a)
	if a.pay || a.rate || a.claim {
		b.levelsOfYears(a)
	}
	return a
}

// nearer leaves out the country of a town that is named beside a region of that country
// with figures of its own: "near Munich, in Bavaria".
func (b *Bot) nearer(a *ask) {
	for _, m := range a.said {
		within := func(p *knowledge.Term) bool { return p != m.term && b.set.Country(p) == m.term }
		if m.term.Kind == knowledge.PlaceTerm && m.city != "" && slices.ContainsFunc(a.places, within) {
			a.places = slices.DeleteFunc(slices.Clone(a.places), func(p *knowledge.Term) bool { return p == m.term })
		}
	}
}

// pick chooses the mentions that count: those in the sentences that ask, or,
// where these name none, all others. What is negated does not count.
func (a *ask) pick(all []mention) []*knowledge.Term {
	// "I don't live in X, I live in Y" sets X aside, as long as a Y is left.
	if slices.ContainsFunc(all, func(m mention) bool { return !m.negated && !m.doubted }) {
		all = slices.DeleteFunc(slices.Clone(all), func(m mention) bool { return m.doubted })
	}
	told := slices.DeleteFunc(slices.Clone(all), func(m mention) bool { return !m.term.Covered && a.inStory(m) })
	if len(told) > 0 || a.groups["every role"] {
		all = told // "my teacher says …" names nobody that is asked about
	}
	asking := !a.groups["correction"] && slices.ContainsFunc(all, func(m mention) bool { return m.asking && !m.negated })
	var out []*knowledge.Term
	for _, m := range all {
		if m.negated && !a.compares() || m.asking != asking && asking {
			continue
		}
		if !m.term.Covered {
			a.foreign = append(a.foreign, m)
			continue
		}
		a.said = append(a.said, m)
		out = addTerm(out, m.term)
	}
	return out
}

// dropNear leaves out an uncovered occupation that stands with a slash beside a
// covered one: "nurse/midwife" asks for what there is.
func (a *ask) dropNear() {
	for i := range a.foreign {
		if a.foreign[i].term.Kind == knowledge.RoleTerm && a.near(a.foreign[i]) {
			a.foreign = slices.Delete(a.foreign, i, i+1)
			return
		}
	}
}

// compares reports whether things are set against each other, so that "rather
// than the UK" turns nothing away.
func (a *ask) compares() bool {
	return (a.has(knowledge.ConceptGap) || a.has(knowledge.ConceptPremium) || a.has(knowledge.ConceptDifference)) && a.groups["rather than"]
}

var (
	countWords = wordSet("two three four five six 2 3 4 5 6")
	jobWords   = wordSet("role job career profession path")
)

// untilWords stand between the ends of a ladder.
var untilWords = wordSet("to through thru till until up")

// fromTo fills in the levels between two, "from junior to staff", and those from the start
// to one.
func (b *Bot) fromTo(a *ask) {
	if len(a.levels) == 1 && a.fromStart() {
		top := b.set.LevelRank(a.levels[0])
		a.levels = slices.DeleteFunc(b.set.Covered(knowledge.LevelTerm), func(t *knowledge.Term) bool { return b.set.LevelRank(t) > top || b.isSetting(t) })
		return
	}
	if len(a.levels) != 2 {
		return
	}
	var at []int
	for _, m := range a.said {
		if m.term.Kind == knowledge.LevelTerm {
			at = append(at, m.at)
		}
	}
	slices.Sort(at)
	between := a.toks[at[0]:at[len(at)-1]]
	ladder := slices.ContainsFunc(between, func(t knowledge.Token) bool { return untilWords[t.Raw] }) &&
		(len(between) <= 3 || len(between) <= 6 && slices.ContainsFunc(between, func(t knowledge.Token) bool { return t.Raw == "way" || t.Raw == "through" }) || slices.ContainsFunc(a.toks[:at[len(at)-1]], func(t knowledge.Token) bool { return t.Raw == "from" }))
	low, high := b.set.LevelRank(a.levels[0]), b.set.LevelRank(a.levels[1])
	if low > high && at[0] == a.placeOf(a.levels[1]) {
		low, high = high, low // they are not in the order in which they were named
	}
	if !ladder || low >= high {
		return
	}
	a.levels = slices.DeleteFunc(b.set.Covered(knowledge.LevelTerm), func(t *knowledge.Term) bool {
		return b.set.LevelRank(t) < low || b.set.LevelRank(t) > high
	})
}

// fromStart reports whether "start to" stands before the one level that is named: "start to
// senior", "from the bottom up to lead".
func (a *ask) fromStart() bool {
	for _, m := range a.said {
		if m.term.Kind != knowledge.LevelTerm {
			continue
		}
		for k := m.at - 1; k > 0 && (untilWords[a.toks[k].Raw] || articleWords[a.toks[k].Raw]); k-- {
			if untilWords[a.toks[k].Raw] && startWords[a.toks[k-1].Raw] {
				return true
			}
		}
	}
	return false
}

var startWords = wordSet("start starting beginning bottom begin scratch")

// impliedChoice reads "X or Y?" with nothing else asked as a choice.
func (b *Bot) impliedChoice(a *ask) {
	a.question = a.question || a.eitherOr()
	if len(a.levels) > 0 || len(a.places) > 0 || len(a.years) > 0 {
		return // "senior X or senior Y, US" asks for pay
	}
	if len(a.roles) < 2 || !a.question || a.whoQuestion() || b.speaksOf(a, "fact", "open", "opinion") && !a.borrowed {
		return
	}
	if a.personal() && (a.anyRole || a.eitherOr()) {
		a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptChoosing))
		return
	}
	if len(a.content()) > 0 || a.anyToken(backwardWords) {
		return
	}
	if a.eitherOr() && !a.has(knowledge.ConceptDifference) {
		a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptChoosing))
	}
}

// whoDoes drops the hint of choosing from "who fixes it, X or Y?": it asks for
// what is so, not for what suits.
func (a *ask) whoDoes() {
	if len(a.roles) != 1 && a.whoQuestion() {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptChoosing })
	}
}

// sharedFact drops what roles have in common from a question for one fact of
// both, "which languages do both use": the row that has it shows both.
func (b *Bot) sharedFact(a *ask) {
	if len(a.roles) < 2 || !a.has(knowledge.ConceptOverlap) || a.anyToken(togetherWords) || !slices.ContainsFunc(a.concepts, func(c *knowledge.Term) bool { return b.inRows[c] }) {
		return
	}
	a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptOverlap })
}

// togetherWords ask what roles do with each other, not what each has.
var togetherWords = wordSet("together jointly")

// theirDislikes drops the hint of choosing from "what do keepers hate most?": it
// asks for what others dislike, not for what suits the asker.
func (a *ask) theirDislikes() {
	if len(a.toks) > 0 && (a.toks[0].Raw == "what" || a.toks[0].Raw == "why") && a.anyToken(dislikeWords) && !a.anyToken(firstPerson) {
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptChoosing })
	}
}

var dislikeWords = wordSet("hate hates dislike dislikes disliked resent resents complain complains")

// whoQuestion reports whether it is asked who does something, of nobody in
// particular.
func (a *ask) whoQuestion() bool {
	return (a.asksWho() || a.anyToken(whoseWords) || a.anyToken(whichWords) && a.anyToken(factVerbs)) && !a.anyToken(firstPerson)
}

// Words of a question for which role has or does something.
var (
	whichWords = wordSet("which whichever what")
	factVerbs  = wordSet("has uses needs makes wants writes builds involves requires belongs belong touches includes")
)

var whoseWords = wordSet("whose responsible responsibility")

// placeOf returns where a term is first named; -1 for nowhere.
func (a *ask) placeOf(t *knowledge.Term) int {
	at := -1
	for _, m := range a.said {
		if m.term == t && (at < 0 || m.at < at) {
			at = m.at
		}
	}
	return at
}

// sameThing reads "isn't X just Y?" as a question for the difference.
func (b *Bot) sameThing(a *ask) {
	last := -1
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm {
			continue
		}
		if last >= m.at {
			continue // one word that stands for several roles
		}
		if last >= 0 && slices.ContainsFunc(a.toks[last:m.at], func(t knowledge.Token) bool { return degreeWords[t.Raw] || t.Raw == "same" }) &&
			!slices.ContainsFunc(a.toks[last+1:m.at], func(t knowledge.Token) bool { return t.Break != knowledge.NoBreak || t.Raw == "or" || t.Raw == "and" }) && m.at-last <= 7 {
			a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptDifference))
		}
		last = m.at
	}
}

// eitherOr reports whether two roles are named with "or" between them.
func (a *ask) eitherOr() bool {
	last := -1
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm {
			continue
		}
		if last >= 0 && slices.ContainsFunc(a.toks[last:m.at], func(t knowledge.Token) bool { return t.Raw == "or" }) {
			return true
		}
		last = m.at
	}
	return false
}

// corrected drops what was said before a correction, where the same is said
// anew behind it: "junior, no sorry i meant mid level".
func (a *ask) corrected() {
	at := -1
	for _, s := range a.spans {
		if t := s.Is(knowledge.PhraseTerm); t != nil && t.Group == "correction" {
			at = s.From
		}
	}
	if at < 0 {
		return
	}
	for _, list := range []*[]*knowledge.Term{&a.roles, &a.levels, &a.places} {
		var behind []*knowledge.Term
		for _, m := range a.said {
			if m.at > at && slices.Contains(*list, m.term) {
				behind = addTerm(behind, m.term)
			}
		}
		if len(behind) > 0 {
			*list = behind
		}
	}
}

// near reports whether a mention stands with a slash beside a covered role.
func (a *ask) near(m mention) bool {
	for _, s := range a.said {
		if s.term.Kind != knowledge.RoleTerm {
			continue
		}
		first, second := min(s.at, m.at), max(s.at, m.at)
		if second-first <= 3 && a.toks[second].Break == knowledge.SlashBreak {
			return true
		}
	}
	return false
}
