package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"careerbot/knowledge"
)

// refuse declines what must not be answered: by what the message is, and by
// names that no article has. The order is that of harm.
func (b *Bot) refuse(a *ask) (draft, bool) {
	switch {
	case a.groups["distress"] && !a.ofOthers():
		d := b.decline(a, Personal, "That sounds really hard, and I'm only a bot with career articles. Please talk to a person about it.")
		return d, true
	case a.groups["injection"], a.groups["insult"] && len(a.said) == 0:
		return b.decline(a, Unsafe, "I only answer career questions from the articles I have."), true
	}
	if t := a.topic("advice"); t != nil && !b.tradeOf(a, t) {
		return b.decline(a, Advice, fmt.Sprintf("I can't advise on %s, and a wrong word there could cost you. Please ask somebody qualified.", t.Name)), true
	}
	for _, check := range []func(*ask) (draft, bool){b.refuseForm, b.refuseRole, b.refusePlace, b.refuseLevel, b.refuseDate, b.refuseTopic, b.refuseUnknown} {
		if d, ok := check(a); ok {
			return d, true
		}
	}
	return draft{}, false
}

// tradeOf reports whether a role is asked about whose trade a topic is: a
// solicitor's work is the law.
func (b *Bot) tradeOf(a *ask, t *knowledge.Term) bool {
	return a.saidRole() && slices.ContainsFunc(b.set.Articles, func(art *knowledge.Article) bool {
		return b.set.IsTrade(t, art) && shareTerm(a.roles, b.set.RolesOf(art))
	})
}

// ofOthers reports whether it is asked what happens to people of a role, and not
// said what happened to the asker: "do keepers get stung?"
func (a *ask) ofOthers() bool {
	return a.saidRole() && a.question && auxiliaries[a.toks[0].Raw] && !a.anyToken(firstPerson)
}

// refuseForm declines by the kind of message: technical help, tasks, things
// of here and now, announcements.
func (b *Bot) refuseForm(a *ask) (draft, bool) {
	if a.topic(knowledge.GroupNoArticle, knowledge.GroupGuidance) != nil {
		return draft{}, false // declined by its subject
	}
	money := (a.pay || a.rate || a.claim) && !(a.guessed && a.groups["logistics"] && len(a.roles)+len(a.levels) == 0) // "a band to see in Leeds this weekend"
	strong := money && (len(a.said) > 0 || !a.howTo()) || (a.saidRole() && b.speaksOf(a, "fact", "opinion", "open") || a.follows && len(a.roles) > 0 && b.speaksOf(a, "open"))
	switch {
	case a.groups["task"] && (!a.pay || a.guessed) && !a.roleBefore("task"):
		return b.decline(a, OffTopic, "That's not something I do. I only answer career questions from the articles I have."), true
	case strong:
	case a.groups["how_to"] && !a.roleBefore("how_to"), a.topic("how_to") != nil, b.toolChoice(a), a.howTo() && !a.saidRole() && !a.anyRole && !a.saidStep() && !a.has(knowledge.ConceptChoosing):
		return b.decline(a, HowTo, "I don't do technical help; I only know careers. A person who has done it can help faster."), true
	case a.groups["logistics"]:
		return b.decline(a, OffTopic, "I don't know what is going on here today; I only know career articles."), true
	}
	return draft{}, false
}

// saidRole reports whether the message itself names a covered role.
func (a *ask) saidRole() bool {
	return slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.RoleTerm })
}

// roleBefore reports whether a covered role stands before a phrase of a group in
// its sentence: "does an engineer write a report" gives no order.
func (a *ask) roleBefore(group string) bool {
	for _, s := range a.spans {
		if t := s.Is(knowledge.PhraseTerm); t != nil && t.Group == group {
			return slices.ContainsFunc(a.said, func(m mention) bool {
				return m.term.Kind == knowledge.RoleTerm && m.at < s.From && !slices.ContainsFunc(a.toks[m.at+1:s.From+1], func(t knowledge.Token) bool { return t.Break == knowledge.SentenceBreak })
			})
		}
	}
	return false
}

// saidStep reports whether the message itself names a covered place, or a level
// that only an article has: nothing technical hangs on these.
func (a *ask) saidStep() bool {
	return slices.ContainsFunc(a.levels, isOwnLabel) || slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.PlaceTerm })
}

// howTo reports whether it is asked how something is done.
func (r *reading) howTo() bool {
	for i := 0; i+2 < len(r.toks); i++ {
		if r.toks[i].Raw != "how" {
			continue
		}
		next, third := r.toks[i+1].Raw, r.toks[i+2].Raw
		if next == "to" || (next == "do" || next == "can" || next == "would" || next == "should") && (third == "i" || third == "you" || third == "we") {
			return true
		}
	}
	return false
}

// toolChoice reports whether two tools are weighed with no role in sight.
func (b *Bot) toolChoice(a *ask) bool {
	if a.saidRole() || a.anyRole || len(a.asked) > 0 && b.speaksOf(a, "fact") && !a.only(knowledge.ConceptDifference) {
		return false
	}
	for i, t := range a.toks {
		if (t.Raw == "vs" || t.Raw == "or" || t.Raw == "versus") && i > 0 && i+1 < len(a.toks) && b.isTool(a, i-1) && b.isTool(a, i+1) {
			return true
		}
	}
	return false
}

// isTool reports whether a token is a word that the articles have and no list.
func (b *Bot) isTool(a *ask, i int) bool {
	t := a.toks[i]
	return slices.ContainsFunc(a.words, func(w word) bool { return w.text == t.Raw }) && a.memo.Known(t.Raw) && b.set.NameHint(t.Raw) == nil
}

// refuseRole declines occupations that no article has. One that an article's
// text at least mentions is left to the search, unless its pay is asked for.
func (b *Bot) refuseRole(a *ask) (draft, bool) {
	for _, m := range a.foreignOf(knowledge.RoleTerm) {
		money := a.pay || a.claim || a.rate
		switch {
		case len(a.roles) > 0 && !a.weighed(m) && !a.compound(m) && !a.paidTo(m), len(a.said) > 0 && a.inStory(m) && !(money && a.paidTo(m)):
			continue // "recruiter says …": somebody in the story
		case !money && (m.written || m.related || a.memo.Known(m.phrase) && !strings.Contains(m.phrase, " ")):
			continue // the articles speak of it
		case !money && !m.asking && (len(a.said) > 0 || len(a.foreign) == 1):
			continue // it is who asks: "bus driver, 47. too late for IT?"
		}
		if d, ok := b.othersPay(a, m); ok {
			return d, true
		}
		have := some(termNames(b.set.Covered(knowledge.RoleTerm)))
		return b.resumable(a, RoleUnknown, fmt.Sprintf("I have nothing on the role of %s. The roles I know are %s.", midSentence(m.term.Name), have)).lacks(m.term), true
	}
	return draft{}, false
}

// paidTo reports whether the pay of an uncovered occupation is what is asked for: "X salary
// after being a Y".
func (a *ask) paidTo(m mention) bool {
	behind := m.at + len(strings.Fields(m.phrase))
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		c := s.Is(knowledge.ConceptTerm)
		return s.From == behind && m.asking && c != nil && c.Name == knowledge.ConceptPay && s.To-s.From == 1
	})
}

// compound reports whether an uncovered occupation stands right before a
// covered one, so that both are one name, "business intelligence developer", or
// right behind one, and is another: "vet receptionist".
func (a *ask) compound(m mention) bool {
	behind := func(s mention) bool {
		return s.term.Kind == knowledge.RoleTerm && !s.readAs && s.at+len(strings.Fields(s.phrase)) == m.at && a.toks[m.at].Break == knowledge.NoBreak
	}
	return slices.ContainsFunc(a.said, behind) || slices.ContainsFunc(a.said, func(s mention) bool {
		return s.term.Kind == knowledge.RoleTerm && s.at > m.at && s.at-m.at <= 3 && !slices.ContainsFunc(a.toks[m.at+1:s.at+1], func(t knowledge.Token) bool {
			return t.Break != knowledge.NoBreak || auxiliaries[t.Raw] || t.Raw == "or" || t.Raw == "and" || t.Raw == "to" || smallWords[t.Raw]
		})
	})
}

// weighed reports whether an occupation is set beside another role: "X or Y".
func (a *ask) weighed(m mention) bool {
	if a.has(knowledge.ConceptDifference) || a.has(knowledge.ConceptGap) {
		return true
	}
	between := slices.ContainsFunc(a.toks[:m.at], func(t knowledge.Token) bool { return t.Raw == "between" })
	for _, s := range a.said {
		if s.term.Kind != knowledge.RoleTerm {
			continue
		}
		first, second := min(s.at, m.at), max(s.at, m.at)
		for i := first + 1; i < second && second-first <= 6; i++ {
			switch a.toks[i].Raw {
			case "or", "vs", "versus", "than":
				return true
			case "and":
				if between {
					return true
				}
			case "as":
				if w := a.toks[i-1].Raw; w == "much" || w == "well" || w == "good" || w == "highly" {
					return true
				}
			}
		}
	}
	return false
}

// refusePlace declines places without figures, where a place matters.
func (b *Bot) refusePlace(a *ask) (draft, bool) {
	for _, m := range a.foreignOf(knowledge.PlaceTerm) {
		matters := a.pay || a.claim || a.rate || len(a.concepts) == 0 && len(a.roles) > 0 || b.outlook(a) || a.follows && a.onlyNames(m)
		if !matters || len(a.places) > 0 && (!m.asking || a.origin(m)) {
			continue
		}
		name := m.term.Prose
		if m.city != "" {
			name = titled(m.city)
		}
		return b.resumable(a, PlaceUnknown, b.noneFor(name)).lacks(m.term), true
	}
	return draft{}, false
}

// onlyNames reports whether a message names a place and says no more: "same in Germany?"
func (a *ask) onlyNames(m mention) bool {
	return len(a.asked)+len(a.content())+len(a.topics) == 0 && len(a.toks) <= len(strings.Fields(m.phrase))+mostBeside
}

// noneFor says that there are no figures for a place, and for which there are.
func (b *Bot) noneFor(place string) string {
	have := placeNames(b.set.Covered(knowledge.PlaceTerm))
	if len(have) == 0 {
		return fmt.Sprintf("I have nothing for %s: my articles name no place for their figures.", place)
	}
	return fmt.Sprintf("I have figures for %s, none for %s.", some(have), place)
}

// outlook reports whether the future of jobs is asked for: that differs from
// place to place.
func (b *Bot) outlook(a *ask) bool {
	return len(a.concepts) > 0 && !b.speaksOf(a, "fact", "open") && len(a.roles) > 0 && a.has("job security")
}

// refuseLevel declines levels that no article has, where nothing else says
// the level.
func (b *Bot) refuseLevel(a *ask) (draft, bool) {
	if !a.pay && !a.rate {
		return draft{}, false
	}
	for _, m := range a.foreignOf(knowledge.LevelTerm) {
		if (len(a.levels) > 0 || len(a.years) > 0) && !a.behindLevel(m) {
			continue
		}
		have, known := some(termNames(b.set.Covered(knowledge.LevelTerm))), "My articles part their figures by no levels."
		if have != "" {
			known = "The levels I know are " + have + "."
		}
		d := b.resumable(a, LevelUnknown, fmt.Sprintf("I have no figures for the level “%s”. %s", m.term.Name, known))
		d.cited = append(d.cited, have, m.term.Name) // "band 9" is a name, not a figure
		return d.lacks(m.term), true
	}
	return draft{}, false
}

// behindLevel reports whether an uncovered level stands right behind a covered
// one and makes it another: "trainee manager".
func (a *ask) behindLevel(m mention) bool {
	return slices.ContainsFunc(a.said, func(s mention) bool { return s.term.Kind == knowledge.LevelTerm && s.at == m.at-1 })
}

// refuseDate declines other years than those of the figures.
func (b *Bot) refuseDate(a *ask) (draft, bool) {
	for _, year := range a.dates {
		if a.cohort(year) || a.sinceThen(year) {
			continue
		}
		if !slices.ContainsFunc(b.set.Articles, func(art *knowledge.Article) bool { return strings.Contains(art.Data, strconv.Itoa(year)) }) {
			return b.decline(a, NoArticle, "I have nothing on that year; the figures I have are for one year only."), true
		}
	}
	return draft{}, false
}

// refuseTopic declines subjects that we know of and that nothing is written on,
// unless the question is plainly for something else.
func (b *Bot) refuseTopic(a *ask) (draft, bool) {
	if t := a.topic("off_topic"); t != nil && (!a.pay || !a.has(knowledge.ConceptPay)) && len(a.roles) == 0 && !b.answersAnyway(a) {
		return b.decline(a, OffTopic, "That's outside what I know. I only answer career questions from the articles I have."), true
	}
	for _, t := range a.concepts {
		if t.Covered && len(a.roles) > 0 && !b.coveredFor(a, t) && !b.answersAnyway(a) {
			return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s for %s, and I won't guess.", t.Name, list(termNames(a.roles), "and"))).lacks(t), true
		}
	}
	if t := a.topic(knowledge.GroupBesidePay); t != nil && len(a.amounts) == 0 && !(a.has(knowledge.ConceptBasis) && b.saysBasis) && !a.onlySaid(t) && !b.answersAnyway(a) {
		return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s, and I won't guess.", t.Name)).lacks(t), true
	}
	t := a.topic(knowledge.GroupNoArticle, knowledge.GroupGuidance)
	slots := len(a.levels) > 0 || len(a.years) > 0 || len(a.places) > 0 || len(a.amounts) > 0
	full := len(a.kept) == 0 && len(a.roles) > 0 && len(a.places) > 0 && len(a.levels)+len(a.years) > 0
	asksPay := a.pay && slots && (full || slices.ContainsFunc(a.asked, func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptPay }) || len(a.amounts) > 0)
	if t == nil || asksPay || a.rate || b.besideTopic(a) || b.answersAnyway(a) {
		return draft{}, false
	}
	return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s, and I won't guess.", t.Name)).lacks(t), true
}

// onlySaid reports whether a payer is named and something else than pay is asked: "was at
// Acme, what job suits me".
func (a *ask) onlySaid(t *knowledge.Term) bool {
	return strings.HasPrefix(t.Name, knowledge.ConceptPay+" at ") && !a.pay && !a.rate && !a.claim
}

// refuseUnknown declines questions for pay that say more than the lists and
// the articles know: about something else, the salary would be no answer.
func (b *Bot) refuseUnknown(a *ask) (draft, bool) {
	if !a.pay && !a.claim {
		return draft{}, false
	}
	unknown := 0
	for _, w := range a.content() {
		if !a.memo.Known(w.text) {
			unknown++
		}
	}
	slots := len(a.levels) > 0 || len(a.years) > 0 || len(a.places) > 0
	switch {
	case len(a.roles) == 0 && unknown > 0 && (len(a.levels) == 0 || a.guessed && len(a.places) == 0 && !slices.ContainsFunc(a.levels, func(l *knowledge.Term) bool { return !isOwnLabel(l) })):
		return b.decline(a, OffTopic, "I don't have anything on that. I only answer career questions from the articles I have."), true
	case !slots && unknown > 1:
		return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess."), true
	}
	if name := b.otherTitle(a); name != "" {
		return b.decline(a, RoleUnknown, fmt.Sprintf("I have nothing on %s. The roles I know are %s.", quotedRole(name), list(termNames(b.set.Covered(knowledge.RoleTerm)), "and"))), true
	}
	if b.namesPayer(a) {
		return b.decline(a, NoArticle, "I have no figures by employer."), true
	}
	if name := cmp.Or(b.narrowed(a), b.otherKind(a)); name != "" {
		return b.decline(a, RoleUnknown, fmt.Sprintf("I have no figures for %s in particular. The roles I know are %s.", quotedRole(name), some(termNames(b.set.Covered(knowledge.RoleTerm))))), true
	}
	return draft{}, false
}

// quotedRole returns the name of an unknown role for a reply. One with a number in it,
// "911 dispatcher", is not repeated: what is declined has no figures.
func quotedRole(name string) string {
	if strings.ContainsFunc(name, unicode.IsDigit) {
		return "that kind of role"
	}
	return "“" + name + "”"
}
