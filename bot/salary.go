package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// salary answers a question for pay.
func (b *Bot) salary(a *ask) draft {
	if d, ok := b.askBackYears(a); ok {
		return d
	}
	if len(a.amounts) > 0 && len(a.roles) == 0 && len(a.levels) == 0 && len(a.years) == 0 && !a.groups["every role"] && !a.has(knowledge.ConceptRole) {
		if a.has(knowledge.ConceptConversion) || len(a.content()) > 0 || !b.atAnEnd(a) {
			return b.decline(a, Ambiguous, "Which role, level and country do you mean?")
		}
	}
	if d, ok := b.bands(a); ok {
		return d
	}
	if d, ok := b.special(a); ok {
		return d
	}
	if a.question && len(a.roles)+len(a.levels)+len(a.places)+len(a.years)+len(a.amounts) == 0 && slices.ContainsFunc(a.content(), func(w word) bool { return b.tells(a, w.text) }) {
		return b.decline(a, NoArticle, "I have no figures for that.")
	}
	figs := b.byCurrency(a, b.withoutEmpty(a, a.paired(b.besideSettings(a, b.payOf(a, b.setAgainst(a), a.concepts)))))
	if d, ok := b.townTold(a, figs); ok {
		return d
	}
	if len(figs) == 0 {
		if d, ok := b.payInProse(a); ok {
			return d
		}
		return b.decline(a, NoArticle, "I have no figures for that.")
	}
	if reverse := b.reverse(a, figs); len(reverse) > 0 {
		figs = reverse
	}
	kind := memPay
	if a.rate {
		kind = memRate
	}
	d := draft{memory: memory{kind: kind, roles: a.roles, levels: a.levels, places: a.places, concepts: append(b.named(knowledge.ConceptPay), b.kindTerms(a)...)}}
	d.Kind = Salary
	high, low := a.has(knowledge.ConceptHighest), a.has(knowledge.ConceptLowest)
	if high && low {
		high, low = false, false // "bottom to top" is the whole ladder
	}
	ends := (high || low) && !a.lookup && len(a.levels) == 0 && len(figs) > 2
	if ends {
		figs = extremes(figs, high, len(a.roles) > 1 && len(a.roles) <= mostNamed)
	}
	if len(figs) > mostAtOnce && len(a.levels)+len(a.places) == 0 {
		figs = ofOneTable(figs)
	}
	if len(figs) > mostFigures {
		return b.narrower(a)
	}
	switch {
	case ends:
		b.extremeHeadline(&d, figs, high)
	default:
		b.payHeadline(a, &d, figs)
	}
	b.payTable(&d, figs, a.has(knowledge.ConceptTable))
	notes := []string{b.offer(a, &d, figs), b.readAs(a), b.yearsNote(a, figs), b.scope(a, &d, figs), b.kindNote(a, &d, figs), b.settingsNote(a, figs), b.disagreement(&d, figs), b.comparisonNote(a, figs), b.otherPeriod(a, &d, figs), b.basis(a, figs)}
	d.Text = paragraphs(joinNotes(notes))
	noted := d.Sources
	d.Sources = nil
	b.paySources(&d, figs)
	for _, s := range noted {
		d.addSource(s) // what a note quotes comes behind the figures
	}
	d.Next = b.payOffers(a, figs)
	for _, f := range figs {
		d.pays = append(d.pays, f.pays...)
	}
	return d
}

// special answers a question for pay that says something more, which a sentence
// with figures has and no table: what a night shift or a remote site pays.
func (b *Bot) special(a *ask) (draft, bool) {
	for _, s := range b.specialStems(a) {
		if p := b.pricing(a, s); p != nil {
			d := b.statement(a, p)
			d.Kind, d.memory.kind = Salary, memClaim
			return d, true
		}
	}
	return draft{}, false
}

// pricing returns the sentences with money that suit best of those with a stem; nil for
// none.
func (b *Bot) pricing(a *ask, stem string) *index.Passage {
	return b.best(a, func(p *index.Passage) bool {
		return p.Owns(stem) && len(knowledge.FindMoney(p.Text)) > 0 && p.Kind != index.Row && p.Kind != index.PayRow && p.Kind != index.Whole
	})
}

// specialStems returns the stems of words that no list explains, if they tell much,
// and of those that it takes for a subject that nothing may be written on, if they tell
// something: "do they get money for the car".
func (b *Bot) specialStems(a *ask) []string {
	var out []string
	add := func(text string, least float64) {
		for _, s := range a.memo.Stems(text) {
			if b.index.Information(s) >= least && b.index.Frequency(s) > 0 {
				out = append(out, s)
			}
		}
	}
	for _, w := range a.content() {
		if !a.remark[w.at] {
			add(w.text, tellsEnough)
		}
	}
	for _, s := range a.spans {
		if t := s.Is(knowledge.TopicTerm); t != nil && a.asking[s.From] {
			add(s.Phrase, fitTelling)
		}
	}
	return out
}

// mostAtOnce is how many figures fit one message; of more, those of one table are shown.
const mostAtOnce = 24

// ofOneTable keeps the figures of the first table of an article that holds nothing but
// pay, where all are of one article.
func ofOneTable(figs []figure) []figure {
	i := slices.IndexFunc(figs, func(f figure) bool { return f.level != nil && f.pays[0].Dedicated })
	if i < 0 || slices.ContainsFunc(figs, func(f figure) bool { return f.pays[0].Article != figs[0].pays[0].Article }) {
		return figs
	}
	first := figs[i].pays[0]
	return onlyOf(figs, func(p *knowledge.Pay) bool { return p.Section == first.Section && p.Block == first.Block })
}

// mostFigures is how many figures one answer shows: more are no answer.
const mostFigures = 60

// narrower asks back where the articles have more on it than anybody reads.
func (b *Bot) narrower(a *ask) draft {
	d := b.resumable(a, Ambiguous, "I have more figures on that than fit an answer. Which role, level and country do you mean?")
	if len(d.memory.roles) > mostNamed {
		d.memory.roles = nil
	}
	return d
}

// setAgainst returns the roles to show: where one alone is said to be paid more,
// the others of its article are what it is set against.
func (b *Bot) setAgainst(a *ask) []*knowledge.Term {
	if len(a.roles) != 1 || !a.has(knowledge.ConceptGap) || a.follows {
		return a.roles
	}
	for _, art := range b.set.Articles {
		if of := b.set.RolesOf(art); slices.Contains(of, a.roles[0]) && len(of) <= 4 {
			return addTerms(slices.Clone(a.roles), of)
		}
	}
	return a.roles
}

// joinNotes makes one paragraph of short notes; what has lines of its own
// stands apart.
func joinNotes(notes []string) string {
	var out strings.Builder
	for _, n := range notes {
		switch {
		case n == "":
			continue
		case out.Len() == 0:
		case strings.Contains(n, "\n") || strings.HasSuffix(out.String(), "\n"):
			out.WriteString("\n\n")
		default:
			out.WriteByte(' ')
		}
		out.WriteString(n)
	}
	return out.String()
}

// bands answers how many years a level takes, as the articles' tables have it.
func (b *Bot) bands(a *ask) (draft, bool) {
	if !a.has(knowledge.ConceptBands) || len(a.levels) == 0 || a.has(knowledge.ConceptPay) {
		return draft{}, false
	}
	var d draft
	var said []string
	for _, band := range bandsOf(b.figures(a.roles, a.levels, a.places)) {
		if band.isName() {
			continue
		}
		said = append(said, band.level.Name+" means "+band.text)
		d.cited = append(d.cited, band.text) // it may stand in another section than the pay
	}
	if len(said) == 0 {
		return draft{}, false
	}
	p := b.figures(a.roles, a.levels, a.places)[0].pays[0]
	d.Kind, d.Headline = Section, shorten(list(said, "and")+" in the article's table.", 160)
	d.memory = memory{kind: memPay, roles: a.roles, levels: a.levels, places: a.places, concepts: b.named(knowledge.ConceptPay)}
	d.cite(p.Article, p.Section)
	d.cited = append(d.cited, b.whole[place{p.Article, p.Section}])
	d.Next = b.near(a)
	return d, true
}
