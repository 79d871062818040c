package bot

import (
	"slices"

	"careerbot/index"
	"careerbot/knowledge"
)

// section answers what is not a question for a figure: a row, a passage, a
// list, or nothing.
func (b *Bot) section(a *ask) draft {
	e := b.evidenceOf(a)
	if d, ok := b.column(a); ok {
		return d
	}
	if !b.rowAsked(a, e) {
		if d, ok := b.choose(a, e); ok {
			return d
		}
	}
	if b.inGeneral(a, e) {
		if d, ok := b.wholeTable(a); ok {
			return d
		}
	}
	if b.vague(a, e) {
		return b.decline(a, Ambiguous, "Which one do you mean?")
	}
	if a.only(knowledge.ConceptChoosing) && !b.reasonWith(e.soft) && !e.told && len(e.stems) <= 2 {
		if d, ok := b.eachSide(a); ok {
			return d
		}
	}
	if len(a.roles) == 1 && !a.follows && len(a.concepts) == 0 && len(e.stems)+len(e.soft) == 0 && (a.wordCount() <= 4 || a.anyToken(describeWords)) {
		a.concepts = b.named(knowledge.ConceptDuties) // a role and nothing else: what it is
	}
	hits := b.search(a, e)
	if len(hits) == 0 || !b.explains(a, e, hits[0].Passage) {
		return b.unexplained(a, e)
	}
	d := b.compose(a, e, hits)
	b.elsewhere(a, e, hits, &d)
	return d
}

// elsewhere adds what another article says on the same, where it answers as
// well and the question names none of the roles that would tell them apart.
func (b *Bot) elsewhere(a *ask, e evidence, hits []index.Hit, d *draft) {
	if len(a.roles) > 0 && !a.anyRole {
		return
	}
	i := slices.IndexFunc(hits, func(h index.Hit) bool { return h.Article != hits[0].Article })
	if i < 0 || hits[i].Score < elseShare*hits[0].Score || !b.explains(a, e, hits[i].Passage) {
		return
	}
	d.also(b.compose(a, e, hits[i:]), hits[i].Article)
}

// also adds the answer of another article.
func (d *draft) also(second draft, art *knowledge.Article) {
	d.Text = paragraphs(d.Text, "Also, in “"+art.Title+"”: "+second.Headline, second.Text)
	for _, s := range second.Sources {
		d.addSource(s)
	}
	if d.Table == nil {
		d.Table = second.Table
	}
	d.cited = append(d.cited, append(second.cited, art.Title)...)
}

// elseShare is how well a passage of another article suits, against the best,
// to be shown beside it.
const elseShare = 0.8

var describeWords = wordSet("explain describe tell define introduce summarise summarize outline what whats")

// rowAsked reports whether a row is asked for by its label: "which has the fewest
// meetings, I can't stand them" asks for meetings first.
func (b *Bot) rowAsked(a *ask, e evidence) bool {
	hits := b.search(a, e)
	return len(hits) > 0 && hits[0].Kind == index.Row && b.isOn(hits[0].Passage, e)
}

// vague reports whether a question points at something that was never named:
// "is it worth it".
func (b *Bot) vague(a *ask, e evidence) bool {
	if len(a.roles) == 0 && !a.follows && a.groups["vague"] && (!b.speaksOf(a, strongGroups...) || a.only(knowledge.ConceptDuties)) && !a.personal() {
		return true
	}
	if a.anyRole && !a.follows && len(e.stems)+len(e.soft) == 0 && !b.speaksOf(a, strongGroups...) {
		return true // "which one is better?"
	}
	if len(a.roles) > 0 || a.follows || len(e.stems) > 0 || !a.anyToken(backwardWords) {
		return false
	}
	return !b.speaksOf(a, "fact", "open") && !b.beyondChoosing(a)
}

// search returns the passages that match, the most fitting first. The index
// finds them; what decides their order is what they have in common with the
// question, each part of which can be named.
func (b *Bot) search(a *ask, e evidence) []index.Hit {
	hits, err := b.index.Search(index.Query{Stems: e.query, Concepts: a.concepts, Roles: a.roles, Limit: 40})
	if err != nil {
		return nil // an index in memory fails only when it is closed
	}
	for i := range hits {
		hits[i].Score = b.fit(a, e, hits[i].Passage) + hits[i].Score*fitRank
	}
	slices.SortStableFunc(hits, func(x, y index.Hit) int {
		switch {
		case x.Score > y.Score:
			return -1
		case x.Score < y.Score:
			return 1
		}
		return x.ID - y.ID
	})
	return hits
}

// What a passage has in common with a question weighs in units of the
// information of a word, ln(1 + passages / passages that have it), which is
// about four for a word of one passage in seventy.
const (
	fitAbout     = 6.0   // its heading, lead or label speaks of what is asked
	fitOpen      = 4.0   // the same, of what is asked for in many ways
	fitChoosing  = 3.0   // the same, of choosing, which many words hint at
	fitSays      = 1.5   // its text does
	fitLead      = 1.8   // times a word that stands in its lead or label
	fitHeading   = 0.4   // times a word that only a heading above it has
	fitQuery     = 0.3   // times a word by which a concept was asked for
	fitLeadQuery = 0.45  // the same, where it stands in a lead or label
	fitNamed     = 3.0   // the question says all that its label or heading says
	fitFigures   = 1.0   // it has figures, and how much something is is asked
	fitSameRow   = 3.0   // a follow-up that names no other continues on its row
	fitBeside    = 0.001 // less: its label speaks of something else as well
	fitLevel     = 3.0   // a row is on a level that is asked for
	fitLasts     = 4.0   // it says how long something takes, and that is asked
	fitPair      = 2.0   // two words that stand side by side in its text as well
	fitSoft      = 0.5   // times an everyday word in its text
	fitTelling   = 2.5   // the least that an everyday word must tell to count at all
	fitRank      = 0.2   // times the score of the index, which parts the equal

	fitOthers    = 0.3  // factor: it belongs to other roles
	fitSome      = 0.5  // factor: it belongs to some of the roles asked for
	fitExactly   = 1.4  // factor: it belongs to exactly those
	fitSilent    = 0.35 // factor: other passages have the question's own words, and it has none
	fitReason    = 0.6  // factor: it is a reason for choosing, and no choice is asked for
	fitElsewhere = 0.1  // factor: its article is on none of the roles asked for
	fitPay       = 0.4  // factor: it is a row of pay, and pay is not asked for
)

// fit weighs how a passage suits what is asked, the roles, and which of the
// question's own words it explains.
func (b *Bot) fit(a *ask, e evidence, p *index.Passage) float64 {
	f := 0.0
	for _, c := range a.concepts {
		switch {
		case c.Group == "weak":
		case p.About(c) && c.Name == knowledge.ConceptChoosing:
			f += fitChoosing
		case p.About(c) && c.Group == "open":
			f += fitOpen
		case p.About(c):
			f += fitAbout
		case p.Says(c) && (c.Name == knowledge.ConceptBasis || c.Name == knowledge.ConceptFactors):
			f += fitAbout // a matter of one sentence
		case p.Says(c):
			f += fitSays
		}
	}
	if p.Kind == index.Row {
		for _, c := range p.Concepts {
			if !slices.Contains(a.concepts, c) {
				f -= fitBeside
			}
		}
	}
	if a.sameRow(p) {
		f += fitSameRow
	}
	if p.Figures && a.has(knowledge.ConceptAmount) {
		f += fitFigures
	}
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
		case p.Leads(s) && b.index.Information(s) >= fitTelling:
			f += fitLeadQuery * b.index.Information(s)
		case p.Owns(s):
			f += fitQuery * b.index.Information(s)
		}
	}
	if b.isOn(p, e) {
		f += fitNamed
	}
	for _, s := range e.pairs {
		if p.Owns(s) {
			f += fitPair
		}
	}
	for _, l := range a.levels {
		if isOwnLabel(l) && p.Names(l) && p.Kind != index.PayRow {
			f += fitAbout
		}
	}
	if p.Lasts && a.howLong() {
		f += fitLasts
	}
	if p.Kind == index.Row && shareTerm(a.levels, p.Levels) {
		f += fitLevel
	}
	for _, s := range e.soft {
		if p.Has(s) {
			f += fitSoft * b.index.Information(s)
		}
	}
	if e.told && !b.aboutFact(a, p) && !slices.ContainsFunc(e.stems, p.Has) {
		f *= fitSilent
	}
	if b.isReason[p] && !a.has(knowledge.ConceptChoosing) {
		f *= fitReason
	}
	mine := 0
	for _, r := range a.roles {
		if p.Of(r) {
			mine++
		}
	}
	switch {
	case len(a.roles) == 0, a.anyRole, mine == 1 && a.has(knowledge.ConceptChoosing) && p.Kind == index.Item:
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
	if len(a.roles) > 0 && !a.anyRole && !shareTerm(a.roles, b.set.RolesOf(p.Article)) {
		f *= fitElsewhere
	}
	return f
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

// unexplained declines for want of evidence.
func (b *Bot) unexplained(a *ask, e evidence) draft {
	if len(a.roles) > 0 || len(a.concepts) > 0 && !b.speaksOf(a, "weak") && len(e.stems) <= 3 {
		if a.question || len(a.roles) > 0 {
			return b.decline(a, NoArticle, "I have nothing on that in my articles, and I won't guess.")
		}
	}
	return b.decline(a, OffTopic, "I don't have anything on that. I only answer career questions from the articles I have.")
}

// aboutFact reports whether a passage's label speaks of a fact that is asked for.
func (b *Bot) aboutFact(a *ask, p *index.Passage) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return t.Group == "fact" && p.About(t) })
}
