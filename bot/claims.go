package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// named returns the concept of a name, as a list.
func (b *Bot) named(name string) []*knowledge.Term {
	if t := b.set.Term(knowledge.ConceptTerm, name); t != nil {
		return []*knowledge.Term{t}
	}
	return nil
}

// rates answers with the cells or the sentence of an article that give contract
// rates.
func (b *Bot) rates(a *ask) (draft, bool) {
	figs := b.payOf(a, a.roles, nil)
	if len(figs) > 0 && len(figs) < b.cells.count && !(a.ownAccount() && b.ofEmployees(figs)) {
		return b.salary(a), true // a table has them
	}
	others := len(a.levels) > 0 && len(byPeriod(onSubject(b.figures(a.roles, nil, nil), nil), true)) > 0
	gives := func(p *index.Passage) bool {
		if others && !shareTerm(p.Levels, a.levels) {
			return false // a table parts them by level, and what is said beside it is on something else
		}
		return !b.isOnOthers(a, p) && !b.elsewherePaid(a, p) && !b.paysOthers(a, p) && (b.rated[p.ID] || p.Figures && slices.ContainsFunc(b.named(knowledge.ConceptRate), func(c *knowledge.Term) bool { return p.About(c) || p.Says(c) }))
	}
	p := b.best(a, gives)
	if p == nil && others && !a.follows {
		return b.decline(a, NoArticle, "I have no figures for that."), true
	}
	if p == nil || !a.namesMoney() && b.farBehind(a, p) {
		return draft{}, false // "a training contract" asks for no rate
	}
	d := b.statement(a, p)
	d.Kind, d.memory.kind, d.memory.concepts = Salary, memRate, b.named(knowledge.ConceptRate)
	if len(a.roles) == 0 || a.anyRole {
		if q := b.best(a, func(o *index.Passage) bool { return o.Article != p.Article && gives(o) }); q != nil {
			d.also(b.statement(a, q), q.Article)
		}
	}
	return d, true
}

// namesMoney reports whether a question for rates says that money is meant.
func (a *ask) namesMoney() bool {
	return a.has(knowledge.ConceptPay) || a.has(knowledge.ConceptAmount) || a.has(knowledge.ConceptGap) || a.anyToken(rateWords) || a.perTime()
}

// perTime reports whether something is asked for by the hour or day: "per hour", "an hr".
func (a *ask) perTime() bool {
	for i := 1; i < len(a.toks); i++ {
		switch before := a.toks[i-1].Raw; a.toks[i].Text {
		case "hour", "hr", "day":
			if before == "per" || before == "a" && a.toks[i].Text == "day" && a.has(knowledge.ConceptRate) {
				return true
			}
		}
	}
	return false
}

var rateWords = wordSet("rate rates charge charges hourly daily")

// farBehind reports whether another passage suits a question far better than the
// one that gives what it seems to ask for.
func (b *Bot) farBehind(a *ask, p *index.Passage) bool {
	hits := b.search(a, b.evidenceOf(a))
	i := slices.IndexFunc(hits, func(h index.Hit) bool { return h.Passage == p })
	return len(hits) > 0 && (i < 0 || hits[0].Score > strongerBy*hits[i].Score)
}

// ownAccount reports whether the rates of those are asked for who work on their
// own account, and not only what an hour pays.
func (a *ask) ownAccount() bool {
	if a.follows && a.prior.kind == memRate && slices.ContainsFunc(a.prior.concepts, func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptRate }) {
		return true // the answer before was what somebody states on that
	}
	return slices.ContainsFunc(a.spans, func(s knowledge.Span) bool {
		c := s.Is(knowledge.ConceptTerm)
		return c != nil && c.Name == knowledge.ConceptRate && !slices.ContainsFunc(a.toks[s.From:s.To], func(t knowledge.Token) bool { return spanWords[t.Text] })
	})
}

// spanWords are the spans of time that any pay is counted by.
var spanWords = wordSet("day hour daily hourly")

// ofEmployees reports whether figures by the hour are what employees get: no
// heading above them speaks of working on one's own account.
func (b *Bot) ofEmployees(figs []figure) bool {
	rate := b.named(knowledge.ConceptRate)
	return !slices.ContainsFunc(figs, func(f figure) bool {
		return slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool {
			return p.Period == "day" || shareTerm(b.set.Read(p.Article.Sections[p.Section].Heading).Concepts, rate)
		})
	})
}

// claims answers with what an article states about differences in pay, beside
// the rows that it speaks of, so that a reader sees both.
func (b *Bot) claims(a *ask) (draft, bool) {
	gap := append(b.named(knowledge.ConceptGap), b.named(knowledge.ConceptPremium)...)
	p := b.best(a, func(p *index.Passage) bool {
		states := p.Figures && strings.Contains(p.Text, "%") || slices.ContainsFunc(gap, func(c *knowledge.Term) bool { return p.Says(c) })
		return p.Kind != index.Row && p.Kind != index.PayRow && states && !b.isOnOthers(a, p)
	})
	if q := b.stronger(a, p); q != nil {
		p = q
	}
	if p == nil {
		return draft{}, false
	}
	if row := b.rowFarBetter(a, p); row != nil {
		return b.compose(a, b.evidenceOf(a), []index.Hit{{Passage: row}}), true
	}
	d := b.statement(a, p)
	d.memory.kind, d.memory.concepts = memClaim, gap
	levels := p.Levels
	if len(levels) == 0 {
		return d, true
	}
	if figs := b.figures(nil, levels, a.places); len(figs) > 1 && len(figs) <= 8 {
		b.payTable(&d, figs, false)
		d.Text = paragraphs(d.Text, "That is the article's own claim; compare the ranges it gives.", b.disagreement(&d, figs))
		b.paySources(&d, figs)
	}
	return d, true
}

// stronger returns a passage of prose with figures that suits a question for
// extra pay far better than the one found for its words: "extra for working in
// the capital" where a section is on that. It returns nil for none.
func (b *Bot) stronger(a *ask, than *index.Passage) *index.Passage {
	e := b.evidenceOf(a)
	hits := b.search(a, e)
	if than == nil && len(hits) > 0 && !slices.ContainsFunc(e.stems, hits[0].Has) {
		return nil // it has figures, and nothing that is asked
	}
	if len(hits) == 0 || hits[0].Passage == than || !hits[0].Figures || hits[0].Kind == index.Row || hits[0].Kind == index.PayRow {
		return nil
	}
	i := slices.IndexFunc(hits, func(h index.Hit) bool { return h.Passage == than })
	if i >= 0 && hits[0].Score < strongerBy*hits[i].Score {
		return nil
	}
	return hits[0].Passage
}

// rowFarBetter returns a row with shares or money that suits a question far better than any
// prose: that of a zone in a table of what is paid on top. It is nil where there is none.
func (b *Bot) rowFarBetter(a *ask, than *index.Passage) *index.Passage {
	hits := b.search(a, b.evidenceOf(a))
	if len(hits) == 0 || !hasFigure(hits[0].Text) || !b.farBehind(a, than) {
		return nil
	}
	return hits[0].Passage
}

// strongerBy is how much better another passage has to suit.
const strongerBy = 1.5

// statement quotes a passage that states something about pay.
func (b *Bot) statement(a *ask, p *index.Passage) draft {
	if p.Kind == index.Row || p.Kind == index.PayRow {
		return b.compose(a, b.evidenceOf(a), []index.Hit{{Passage: p}})
	}
	var d draft
	d.Kind = Section
	d.memory = memory{kind: memSection, row: passageHash(p), roles: a.roles, places: a.places, levels: a.levels}
	d.cite(p.Article, p.Section)
	d.cited = append(d.cited, p.Text, b.whole[placeOf(p)])
	if all := b.sentences[p.ID]; len(all) > 1 {
		b.paragraphDraft(&d, a, b.evidenceOf(a), p)
		if amountsIn(d.Headline)+amountsIn(d.Text) > mostQuoted {
			d.Headline, d.Text = shorten(p.Heading(), 160), b.ofAsked(a, all)
		}
	} else {
		b.itemsDraft(&d, p.Heading(), []string{p.Text})
	}
	d.Text = paragraphs(d.Text, b.basisOf(p.Article))
	d.Next = b.near(a)
	return d
}

// quote quotes a passage that says what is paid, one of its sentences first.
func (b *Bot) quote(a *ask, p *index.Passage, sentence string) draft {
	d := b.statement(a, p)
	d.Kind, d.memory.kind, d.Headline = Salary, memClaim, shorten(sentence, 160)
	return d
}

// mostQuoted is how many amounts of money a quoted paragraph may have before it
// is cut down to the sentences on what is asked.
const mostQuoted = 10

// ofAsked joins the sentences of a paragraph that name the roles and places
// asked for, or none at all.
func (b *Bot) ofAsked(a *ask, all []sentence) string {
	var kept []string
	for _, s := range all {
		if agree(a.roles, s.Roles) >= 0 && agree(a.places, s.Places) >= 0 {
			kept = append(kept, s.text)
		}
	}
	return strings.Join(kept, " ")
}

func (b *Bot) basisOf(art *knowledge.Article) string {
	if art.Author == "" {
		return ""
	}
	return "Stated by " + art.Author + " without a source."
}

// best returns the passage that matches best among those that keep says yes to.
func (b *Bot) best(a *ask, keep func(*index.Passage) bool) *index.Passage {
	e := b.evidenceOf(a)
	var best *index.Passage
	top := 0.0
	for _, h := range b.search(a, e) {
		if !keep(h.Passage) {
			continue
		}
		if h.Figures { // a claim with its figure says more than one without
			h.Score += fitAbout / 2
		}
		if a.rate && b.rated[h.ID] {
			h.Score += fitAbout / 2 // it is by the hour or day
		}
		if slices.ContainsFunc(h.Levels, func(l *knowledge.Term) bool { return isOwnLabel(l) && !slices.Contains(a.levels, l) }) {
			h.Score *= fitSome // it is about a level that nobody asked for
		}
		if h.Score > top {
			best, top = h.Passage, h.Score
		}
	}
	return best
}
