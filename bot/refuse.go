package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// refuse declines what must not be answered: by what the message is, and by
// names that no article has. The order is that of harm.
func (b *Bot) refuse(a *ask) (draft, bool) {
	switch {
	case a.groups["distress"]:
		d := b.decline(a, Personal, "That sounds really hard, and I'm only a bot with career articles. Please talk to a person about it.")
		return d, true
	case a.groups["injection"], a.groups["insult"] && len(a.said) == 0:
		return b.decline(a, Unsafe, "I only answer career questions from the articles I have."), true
	}
	if t := a.topic("advice"); t != nil {
		return b.decline(a, Advice, fmt.Sprintf("I can't advise on %s, and a wrong word there could cost you. Please ask somebody qualified.", t.Name)), true
	}
	for _, check := range []func(*ask) (draft, bool){b.refuseForm, b.refuseRole, b.refusePlace, b.refuseLevel, b.refuseDate, b.refuseTopic, b.refuseUnknown} {
		if d, ok := check(a); ok {
			return d, true
		}
	}
	return draft{}, false
}

// refuseForm declines by the kind of message: technical help, tasks, things
// of here and now, announcements.
func (b *Bot) refuseForm(a *ask) (draft, bool) {
	if a.topic("no_article") != nil {
		return draft{}, false // declined by its subject
	}
	strong := (a.pay || a.rate || a.claim) && (len(a.said) > 0 || !a.howTo()) || a.saidRole() && b.speaksOf(a, "fact", "opinion", "open")
	switch {
	case a.groups["task"] && !a.pay:
		return b.decline(a, OffTopic, "That's not something I do. I only answer career questions from the articles I have."), true
	case strong:
	case a.groups["how_to"], a.topic("how_to") != nil, b.toolChoice(a), a.howTo() && !a.saidRole() && !a.anyRole && !a.has(knowledge.ConceptChoosing):
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
	return slices.ContainsFunc(a.words, func(w word) bool { return w.text == t.Raw }) && b.known(t.Raw) && b.set.NameHint(t.Raw) == nil
}

// refuseRole declines occupations that no article has. One that an article's
// text at least mentions is left to the search, unless its pay is asked for.
func (b *Bot) refuseRole(a *ask) (draft, bool) {
	for _, m := range a.foreignOf(knowledge.RoleTerm) {
		money := a.pay || a.claim || a.rate
		switch {
		case len(a.roles) > 0 && !a.weighed(m) && !a.compound(m), len(a.said) > 0 && a.inStory(m):
			continue // "recruiter says …": somebody in the story
		case !money && (m.written || m.related || !m.asking && len(a.said) > 0):
			continue
		}
		have := list(termNames(b.set.Covered(knowledge.RoleTerm)), "and")
		return b.resumable(a, RoleUnknown, fmt.Sprintf("I have nothing on the role of %s. The roles I know are %s.", midSentence(m.term.Name), have)), true
	}
	return draft{}, false
}

// inStory reports whether an occupation is somebody in the asker's story: "my
// teacher says", "the coach asked us".
func (a *ask) inStory(m mention) bool {
	if a.selfDescribed(m) {
		return true
	}
	if m.at == 0 || m.at+1 >= len(a.toks) {
		return false
	}
	switch a.toks[m.at-1].Raw {
	case "my", "our", "his", "her", "the":
		return speechWords[a.toks[m.at+1].Raw]
	}
	return false
}

// selfDescribed reports whether an occupation is what somebody has been so
// far: "ex paramedic", "maths teacher here".
func (a *ask) selfDescribed(m mention) bool {
	for k := m.at - 1; k >= max(0, m.at-4) && a.toks[k+1].Break < knowledge.ClauseBreak; k-- {
		if beenWords[a.toks[k].Raw] {
			return true
		}
	}
	for k := m.at + 1; k < min(len(a.toks), m.at+4) && a.toks[k].Break < knowledge.ClauseBreak; k++ {
		if a.toks[k].Raw == "here" || a.toks[k].Raw == "background" || a.toks[k].Raw == "turned" {
			return true
		}
	}
	return false
}

var beenWords = wordSet("ex former formerly previously retired was been worked trained qualified")

var speechWords = wordSet("say says said tell tells told ask asks asked think thinks reckon reckons want wants keep keeps suggest suggests suggested recommend recommends recommended swears claims claimed insists")

// compound reports whether an uncovered occupation stands right before a
// covered one, so that both are one name: "business intelligence developer".
func (a *ask) compound(m mention) bool {
	return slices.ContainsFunc(a.said, func(s mention) bool {
		return s.term.Kind == knowledge.RoleTerm && s.at > m.at && s.at-m.at <= 3 && !slices.ContainsFunc(a.toks[m.at+1:s.at+1], func(t knowledge.Token) bool {
			return t.Break != knowledge.NoBreak || auxiliaries[t.Raw] || t.Raw == "or" || t.Raw == "and" || t.Raw == "to"
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
		matters := a.pay || a.claim || a.rate || len(a.concepts) == 0 && len(a.roles) > 0 || b.outlook(a)
		if !matters || len(a.places) > 0 && (!m.asking || a.origin(m)) {
			continue
		}
		name := m.term.Prose
		if m.city != "" {
			name = titled(m.city)
		}
		have := list(placeNames(b.set.Covered(knowledge.PlaceTerm)), "and")
		return b.resumable(a, PlaceUnknown, fmt.Sprintf("I have figures for %s, none for %s.", have, name)), true
	}
	return draft{}, false
}

// origin reports whether a place is where the asker comes from: "from Spain to
// …", "I'm Indian but live in …".
func (a *ask) origin(m mention) bool {
	for k := m.at - 1; k >= max(0, m.at-2); k-- {
		if originWords[a.toks[k].Raw] {
			return true
		}
	}
	return false
}

var originWords = wordSet("from left leaving leave quit quitting born im am originally")

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
		have := list(termNames(b.set.Covered(knowledge.LevelTerm)), "and")
		d := b.resumable(a, LevelUnknown, fmt.Sprintf("I have no figures for the level “%s”. The levels I know are %s.", m.term.Name, have))
		d.cited = append(d.cited, have, m.term.Name) // "band 9" is a name, not a figure
		return d, true
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

// cohort reports whether a year names when somebody graduates, and not the
// year of the figures: "2027 grad".
func (a *ask) cohort(year int) bool {
	for i := 0; i+1 < len(a.toks); i++ {
		if a.toks[i].Raw == strconv.Itoa(year) {
			switch a.toks[i+1].Text {
			case "grad", "graduate", "cohort", "class", "intake", "leaver", "starter":
				return true
			}
		}
	}
	return false
}

// answersAnyway reports whether an article answers what a list of subjects says
// that nothing is written on: a heading asks much the same, or how long is
// asked and a passage on the role says it.
func (b *Bot) answersAnyway(a *ask) bool {
	e := b.evidenceOf(a)
	for _, p := range b.index.Passages {
		if len(a.roles) > 0 && !slices.ContainsFunc(a.roles, p.Of) || p.Kind != index.Para {
			continue
		}
		if p.Lasts && a.howLong() && len(a.roles) > 0 {
			return true
		}
		if b.headed(p, e) || len(a.roles) > 0 && b.saysSo(a, e, p) {
			return true
		}
	}
	return false
}

// saysSo reports whether a paragraph has the word that makes a subject and
// another of the question's own: "you do not need a degree".
func (b *Bot) saysSo(a *ask, e evidence, p *index.Passage) bool {
	subject, other := false, false
	for _, s := range a.spans {
		stems := b.index.Stems(s.Phrase)
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

// headed reports whether a question says much of what a heading does.
func (b *Bot) headed(p *index.Passage, e evidence) bool {
	all, told := 0.0, 0.0
	for _, s := range p.LabelStems() {
		all += b.index.Information(s)
		if slices.Contains(e.typed, s) {
			told += b.index.Information(s)
		}
	}
	return told >= tellsEnough && 3*told >= all
}

// coveredFor reports whether an article on a role that is asked about speaks of
// a subject: that another article does is no answer.
func (b *Bot) coveredFor(a *ask, t *knowledge.Term) bool {
	return slices.ContainsFunc(b.index.Passages, func(p *index.Passage) bool {
		return (p.About(t) || p.Says(t)) && shareTerm(a.roles, b.set.RolesOf(p.Article))
	}) || slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool { return slices.Contains(p.About, t) && slices.Contains(a.roles, p.Role) })
}

// factAsked reports whether a fact but pay is asked for that some passage on
// the role is about.
func (b *Bot) factAsked(a *ask) bool {
	return !a.pay && len(a.roles) > 0 && slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Group == "fact" && b.supported[t] })
}

// sinceThen reports whether a year is when something of the asker's began:
// "since 2019".
func (a *ask) sinceThen(year int) bool {
	i := slices.IndexFunc(a.toks, func(t knowledge.Token) bool { return t.Raw == strconv.Itoa(year) })
	return i > 0 && sinceWords[a.toks[i-1].Raw]
}

var sinceWords = wordSet("since until graduated born joined started")

// refuseTopic declines subjects that we know of and that nothing is written on,
// unless the question is plainly for something else.
func (b *Bot) refuseTopic(a *ask) (draft, bool) {
	if t := a.topic("off_topic"); t != nil && (!a.pay || !a.has(knowledge.ConceptPay)) && len(a.roles) == 0 {
		return b.decline(a, OffTopic, "That's outside what I know. I only answer career questions from the articles I have."), true
	}
	for _, t := range a.concepts {
		if t.Covered && len(a.roles) > 0 && !b.coveredFor(a, t) {
			return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s for %s, and I won't guess.", t.Name, list(termNames(a.roles), "and"))), true
		}
	}
	if t := a.topic("even beside pay"); t != nil && len(a.amounts) == 0 && !b.factAsked(a) && !b.answersAnyway(a) {
		return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s, and I won't guess.", t.Name)), true
	}
	t := a.topic("no_article")
	slots := len(a.levels) > 0 || len(a.years) > 0 || len(a.places) > 0 || len(a.amounts) > 0
	full := len(a.roles) > 0 && len(a.places) > 0 && len(a.levels)+len(a.years) > 0
	asksPay := a.pay && slots && (full || slices.ContainsFunc(a.asked, func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptPay }) || len(a.amounts) > 0)
	if t == nil || asksPay || a.rate || b.besideTopic(a) || b.answersAnyway(a) {
		return draft{}, false
	}
	return b.decline(a, NoArticle, fmt.Sprintf("I have nothing on %s, and I won't guess.", t.Name)), true
}

// refuseUnknown declines questions for pay that say more than the lists and
// the articles know: about something else, the salary would be no answer.
func (b *Bot) refuseUnknown(a *ask) (draft, bool) {
	if !a.pay && !a.claim {
		return draft{}, false
	}
	unknown := 0
	for _, w := range a.content() {
		if !b.known(w.text) {
			unknown++
		}
	}
	slots := len(a.levels) > 0 || len(a.years) > 0 || len(a.places) > 0
	switch {
	case len(a.roles) == 0 && len(a.levels) == 0 && unknown > 0:
		return b.decline(a, OffTopic, "I don't have anything on that. I only answer career questions from the articles I have."), true
	case !slots && unknown > 1:
		return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess."), true
	}
	if name := b.otherTitle(a); name != "" {
		return b.decline(a, RoleUnknown, fmt.Sprintf("I have nothing on “%s”. The roles I know are %s.", name, list(termNames(b.set.Covered(knowledge.RoleTerm)), "and"))), true
	}
	if name := b.narrowed(a); name != "" {
		return b.decline(a, RoleUnknown, fmt.Sprintf("I have no figures for “%s” in particular. The roles I know are %s.", name, list(termNames(b.set.Covered(knowledge.RoleTerm)), "and"))), true
	}
	return draft{}, false
}

// otherTitle returns an unknown word that stands right behind a level where no
// role is named, and so is one: "senior fisher salary"; "" for none.
func (b *Bot) otherTitle(a *ask) string {
	if len(a.roles) > 0 {
		return ""
	}
	for _, w := range a.content() {
		if w.at == 0 || b.known(w.text) || a.toks[w.at].Break != knowledge.NoBreak {
			continue
		}
		if slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.LevelTerm && m.at == w.at-1 }) {
			return w.text
		}
	}
	return ""
}

// narrowed returns a role with the unknown word right before it that makes it
// another one: "intelligence developer"; "" where there is none.
func (b *Bot) narrowed(a *ask) string {
	for _, m := range a.said {
		if m.term.Kind != knowledge.RoleTerm || m.at == 0 || a.toks[m.at].Break != knowledge.NoBreak {
			continue
		}
		before := a.toks[m.at-1]
		unknown := slices.ContainsFunc(a.words, func(w word) bool { return w.text == before.Raw })
		if unknown && !b.known(before.Raw) && !b.set.Lexicon.Knows(before.Text) {
			return before.Raw + " " + m.typed
		}
	}
	return ""
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

// subordinate reports whether token i stands in a clause that only tells the
// circumstances: "… before she finishes the course".
func (a *ask) subordinate(i int) bool {
	for k := i; k > 0 && a.toks[k].Break < knowledge.SentenceBreak; k-- {
		if whileWords[a.toks[k].Raw] || a.toks[k].Raw == "who" && a.toks[k-1].Raw != "and" && k > 1 {
			return true
		}
	}
	return false
}

var whileWords = wordSet("because cos cause since before after while when whilst although though until till if now")

// tellsEnough is how much a passage's share of a question's words must tell to
// be what the question is about: one rare word, or two less rare.
const tellsEnough = 3.5

// twoWords reports whether one passage has enough of the question's own words:
// it then asks for more than the subject.
func (b *Bot) twoWords(a *ask) bool {
	e := evidence{}
	for _, w := range a.content() {
		e.stems = append(e.stems, b.index.Stems(w.text)...)
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
