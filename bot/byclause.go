package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// byClause answers with the clause that says all that a question does, where nothing else
// did, or where what did leaves out something that the clause says.
func (b *Bot) byClause(a *ask, d draft, all []wanted) (draft, bool) {
	compares := a.claim || a.percent() || a.anyToken(moreWords) || a.has(knowledge.ConceptPremium) || a.has(knowledge.ConceptGap)
	if !compares && !a.pay && !a.rate && !a.anyToken(paidWords) && !a.has(knowledge.ConceptAmount) {
		return draft{}, false
	}
	if len(d.lacking) > 0 {
		all = wholly(all)
	}
	c, own, above := b.clauseOn(all)
	if c == nil || !compares && len(knowledge.FindMoney(c.text)) == 0 || !c.isPer(periodOf(a.toks)) {
		return draft{}, false // a share is no sum of money, and a day's pay none of a year
	}
	if d.Kind.Answered() {
		must, said := musts(all), b.saidBy(d, all)
		leftOut := must&own&^said != 0 || !a.claim && d.isDump()
		if !leftOut || must&said&^(own|above|roles(all)) != 0 { // or the answer says what the clause does not
			return draft{}, false
		}
	}
	return b.quoted(a, c), true
}

// isPer reports whether a clause gives pay by a short period that is asked for, which is ""
// for none.
func (c *clause) isPer(period string) bool {
	switch period {
	case "hour", "day", "week":
		return slices.ContainsFunc(slices.Concat(c.own.raw, c.above.raw), func(w string) bool { return periodWords[w] == period })
	}
	return true
}

// paidWords are verbs for what money is got for.
var paidWords = wordSet("pay pays paid earn earns charge")

// wholly returns what is wanted so that a subject is met by all its words alone.
func wholly(all []wanted) []wanted {
	all = slices.Clone(all)
	for i := range all {
		all[i].any = false
	}
	return all
}

// saidBy returns which of what is wanted an answer says, in its text or by the labels of
// the cells that it shows.
func (b *Bot) saidBy(d draft, all []wanted) (said uint64) {
	text := b.labelOf(strings.Join(d.texts(), " "))
	for i := range all {
		w := &all[i]
		if w.met(&text) || slices.ContainsFunc(d.pays, func(p *knowledge.Pay) bool { return b.says(p, w) }) {
			said |= 1 << i
		}
	}
	return said
}

// isDump reports whether an answer is a text with so many amounts that it does not say
// which is meant.
func (d draft) isDump() bool {
	return len(d.pays) == 0 && amountsIn(strings.Join(d.texts(), " ")) > mostAmounts
}

// roles returns which of what is wanted are roles.
func roles(all []wanted) (mask uint64) {
	for i := range all {
		if all[i].role {
			mask |= 1 << i
		}
	}
	return mask
}

// quoted answers with a clause: its sentence, or, of a sentence with many amounts, itself
// first.
func (b *Bot) quoted(a *ask, c *clause) draft {
	var d draft
	d.Kind = Salary
	d.memory = memory{kind: memClaim, roles: a.roles, levels: a.levels, places: a.places, concepts: a.concepts}
	d.cite(c.Article, c.Section)
	d.cited = append(d.cited, c.sentence)
	if amountsIn(c.sentence) <= mostAmounts {
		b.itemsDraft(&d, c.Heading(), []string{c.sentence})
	} else {
		d.Headline, d.Text = shorten(upperFirst(c.text), 160), c.sentence
	}
	d.Text = paragraphs(d.Text, b.basisOf(c.Article))
	d.Next = b.near(a)
	return d
}
