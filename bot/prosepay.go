package bot

import (
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// A told is a sentence of a paragraph that gives pay.
type told struct {
	*index.Passage
	said sentence
}

// payInProse answers a question for pay that no table has with the sentences that
// give it: those on the role, the level or years, and the place asked for.
func (b *Bot) payInProse(a *ask) (draft, bool) {
	if len(a.roles) != 1 || a.rate || slices.ContainsFunc(a.foreign, func(m mention) bool { return m.term.Kind != knowledge.LevelTerm }) {
		return draft{}, false
	}
	found := b.toldOf(a)
	if len(found) == 0 {
		return draft{}, false
	}
	first := found[0].Passage
	var d draft
	d.Kind = Salary
	d.memory = memory{kind: memPay, roles: a.roles, levels: a.levels, places: a.places, concepts: b.named(knowledge.ConceptPay)}
	d.cite(first.Article, first.Section)
	var texts []string
	for _, s := range found {
		d.cited = append(d.cited, s.said.text)
		if s.Article == first.Article && s.Section == first.Section {
			texts = append(texts, s.said.text)
		}
	}
	if len(texts) == 1 {
		b.itemsDraft(&d, first.Heading(), texts)
		b.offerInProse(a, &d, texts[0])
	} else {
		d.Headline, d.Text = shorten(first.Heading(), 160), "- "+strings.Join(texts, "\n- ")
	}
	d.Text = paragraphs(d.Text, joinNotes(append([]string{b.readAs(a)}, b.cityNotes(a, &d, first.Article, a.places)...)))
	d.Next = b.near(a)
	return d, true
}

// toldOf returns the sentences that give the pay asked for; where some name no
// other level, these alone.
func (b *Bot) toldOf(a *ask) []told {
	levels := slices.Clone(a.levels)
	for _, m := range a.foreign {
		levels = addTerm(levels, m.term)
	}
	var all, alone []told
	for _, p := range b.prose[a.roles[0]] {
		if p.Kind != index.Para {
			continue
		}
		for _, s := range b.sentences[p.ID] {
			of := b.levelsIn(s.text)
			switch {
			case !b.isOnAsked(a, p, s):
			case len(levels) > 0 && !shareTerm(of, levels):
			case len(levels) == 0 && len(a.years) > 0 && !b.coversYears(s.text, a.years[len(a.years)-1]):
			case len(levels) > 0 && len(of) == 1:
				alone = append(alone, told{p, s})
			default:
				all = append(all, told{p, s})
			}
		}
	}
	if len(alone) > 0 {
		return alone
	}
	return all
}

// isOnAsked reports whether a sentence gives pay, and none by the hour or day, of
// no other role than that asked for, and of the place where one is asked for.
func (b *Bot) isOnAsked(a *ask, p *index.Passage, s sentence) bool {
	r, money := s.Reading, knowledge.FindMoney(s.text)
	pay, rate := b.named(knowledge.ConceptPay), b.named(knowledge.ConceptRate)
	cost := slices.ContainsFunc(knowledge.Tokens(s.text), func(t knowledge.Token) bool { return costWords[t.Raw] })
	switch {
	case len(money) == 0, slices.ContainsFunc(money, byTheHour), cost, shareTerm(r.Concepts, rate):
		return false
	case !shareTerm(r.Concepts, pay) && !slices.ContainsFunc(pay, p.About):
		return false
	}
	if len(r.Places) == 0 {
		r.Places = b.set.Read(p.Heading()).Places
	}
	return (len(r.Roles) == 0 || slices.Contains(r.Roles, a.roles[0])) && (len(a.places) == 0 || shareTerm(r.Places, a.places))
}

// levelsIn returns the levels that a text names, also those that no table has.
func (b *Bot) levelsIn(text string) []*knowledge.Term {
	var out []*knowledge.Term
	for _, s := range b.set.Lexicon.Read(b.set.Lexicon.Canonical(knowledge.Tokens(text))) {
		if l := s.Is(knowledge.LevelTerm); l != nil {
			out = addTerm(out, l)
		}
	}
	return out
}

// coversYears reports whether a sentence names years of experience that take in
// those asked for: "with four or five years".
func (b *Bot) coversYears(text string, e experience) bool {
	return slices.ContainsFunc(b.read(text).years, func(x experience) bool { return x.from <= e.from && e.to <= x.to })
}

// offerInProse judges the asker's amount against the one range of a sentence that
// is in the currency of the place asked for.
func (b *Bot) offerInProse(a *ask, d *draft, text string) {
	if len(a.amounts) == 0 {
		return
	}
	d.Private, d.Contact = true, b.contact()
	ranges := slices.DeleteFunc(knowledge.FindMoney(text), func(m knowledge.Money) bool {
		return len(a.places) > 0 && !b.paidIn(a.places, m.Currency)
	})
	if len(ranges) != 1 {
		return
	}
	f := figure{role: a.roles[0], pays: []*knowledge.Pay{{Money: ranges[0], Cell: ranges[0].Text}}}
	if amount := inUnits(a.amounts[0], ranges[0]); amount.Currency == ranges[0].Currency && sameSpan(amount, f) {
		d.Headline, d.Text = shorten(position(amount, f)+" the range that the article gives: "+f.amount(), 160), text
		d.Text = paragraphs(d.Text, "I don't keep your amount.")
	}
}

// paidIn reports whether the pay of tables in one of some places is in a currency.
func (b *Bot) paidIn(places []*knowledge.Term, currency string) bool {
	return slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool { return p.Money.Currency == currency && slices.Contains(places, p.Place) })
}
