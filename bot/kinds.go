package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// payKinds are the kinds of pay that stand side by side in a table: what is sure,
// and all of it; what employers pay, and what those get who work for themselves.
var payKinds = [][]string{
	{knowledge.ConceptBasicPay, knowledge.ConceptTotalPay},
	{knowledge.ConceptEmployed, knowledge.ConceptSelfEmployed},
}

// kindsAsked returns the kinds of pay that are named, where no two of them are set
// side by side.
func kindsAsked(has func(concept string) bool) []string {
	var out []string
	for _, kinds := range payKinds {
		named := slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return !has(k) })
		if len(named) == 1 {
			out = append(out, named[0])
		}
	}
	return out
}

// isOfKind reports whether a cell stands under a header or heading, or beside a label,
// that says its kind of pay.
func (b *Bot) isOfKind(p *knowledge.Pay, kind string) bool { return b.kindLabel(p, kind) != "" }

// kindLabel returns the header above a cell, the label beside it or the heading over its
// table that says its kind of pay; "" where none does.
func (b *Bot) kindLabel(p *knowledge.Pay, kind string) string {
	above, beside := b.set.Facets(p.Article, p.Section, p.Block, -1, p.Col), b.set.Facets(p.Article, p.Section, p.Block, p.Row, 0)
	switch {
	case above.Has(kind):
		return header(p)
	case beside.Has(kind):
		return p.Article.Sections[p.Section].Blocks[p.Block].Table.Rows[p.Row].Label()
	case slices.ContainsFunc(payKinds, func(kinds []string) bool {
		return slices.ContainsFunc(kinds, above.Has) || slices.ContainsFunc(kinds, beside.Has)
	}):
		return "" // the heading over both kinds
	case slices.ContainsFunc(b.headKinds[place{p.Article, p.Section}], func(t *knowledge.Term) bool { return t.Name == kind }):
		return p.Article.Sections[p.Section].Heading
	}
	return ""
}

// prepareKinds notes which kinds of pay the headings above tables of pay name:
// "United States: total compensation".
func (b *Bot) prepareKinds() {
	b.headKinds = map[place][]*knowledge.Term{}
	for _, p := range b.set.Pays {
		at := place{p.Article, p.Section}
		if _, ok := b.headKinds[at]; !ok {
			b.headKinds[at] = b.set.Read(p.Article.Sections[p.Section].Heading).Concepts
		}
	}
}

// hasKind reports whether a table has a column of a kind of pay for the roles asked
// for, with cells that keep says yes to.
func (b *Bot) hasKind(a *ask, kind string, keep func(*knowledge.Pay) bool) bool {
	return slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool {
		return (len(a.roles) == 0 || slices.Contains(a.roles, p.Role)) && b.isOfKind(&p, kind) && keep(&p)
	})
}

// kindOfPay takes a kind of pay for pay, where a table has a column of it for the
// roles asked for: "agency recruiter in the US, just the basic". What those get who
// work for themselves is then no contractor's rate, unless it is asked for by the
// hour or day. That somebody is employed asks for nothing by itself.
func (b *Bot) kindOfPay(a *ask) {
	slots := len(a.levels)+len(a.places)+len(a.years) > 0 || a.prior.kind == memPay
	pay := false
	for _, kind := range []string{knowledge.ConceptBasicPay, knowledge.ConceptTotalPay} {
		pay = pay || slots && slices.Contains(kindsAsked(a.has), kind) && b.hasKind(a, kind, func(*knowledge.Pay) bool { return true })
	}
	if a.has(knowledge.ConceptSelfEmployed) && !a.anyToken(hourlyWords) && b.hasKind(a, knowledge.ConceptSelfEmployed, func(p *knowledge.Pay) bool { return !isRate(p) }) {
		pay = pay || slots || a.namesMoney() || a.anyToken(annualWords)
		a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptRate })
	}
	pay = pay || slots && a.has(knowledge.ConceptAmount) && a.has(knowledge.ConceptEmployed) && b.hasKind(a, knowledge.ConceptEmployed, func(*knowledge.Pay) bool { return true })
	if pay {
		a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptPay))
	}
}

// keepKind carries the kind of pay of the answer before over to what is asked behind
// it, unless it names one itself: "and per hour?"
func (b *Bot) keepKind(a *ask) {
	for _, kinds := range payKinds {
		if slices.ContainsFunc(kinds, a.has) {
			continue
		}
		for _, kind := range kinds {
			if t := b.named(kind); shareTerm(t, a.prior.concepts) {
				a.concepts = addTerms(slices.Clone(a.concepts), t)
			}
		}
	}
}

// kindTerms returns the terms of the kinds of pay that a question names.
func (b *Bot) kindTerms(a *ask) []*knowledge.Term {
	var out []*knowledge.Term
	for _, kind := range kindsAsked(a.has) {
		out = append(out, b.named(kind)...)
	}
	return out
}

// ofKinds keeps the cells of the kinds of pay that are asked for, where there are
// any. What those get who work for themselves is left out where a figure has what
// employers pay, unless either is asked for, or which is most or least.
func (b *Bot) ofKinds(figs []figure, has func(concept string) bool) []figure {
	for _, kind := range kindsAsked(has) {
		if kept := onlyOf(figs, func(p *knowledge.Pay) bool { return b.isOfKind(p, kind) }); len(kept) > 0 {
			figs = kept
		}
	}
	if slices.ContainsFunc([]string{knowledge.ConceptEmployed, knowledge.ConceptSelfEmployed, knowledge.ConceptHighest, knowledge.ConceptLowest}, has) {
		return figs
	}
	out := slices.Clone(figs)
	for i, f := range out {
		if g := f.only(func(p *knowledge.Pay) bool { return !b.isOfKind(p, knowledge.ConceptSelfEmployed) }); len(g.pays) > 0 {
			out[i] = g
		}
	}
	return out
}

// kindNote says under which header the figures of a kind of pay stand, or what
// stands beside those that were chosen for the asker.
func (b *Bot) kindNote(a *ask, d *draft, figs []figure) string {
	var labels []string
	for _, kind := range kindsAsked(a.has) {
		for _, f := range figs {
			if l := b.kindLabel(f.pays[0], kind); l != "" && !slices.Contains(labels, "“"+l+"”") {
				labels = append(labels, "“"+l+"”")
				d.cited = append(d.cited, l)
			}
		}
	}
	if len(labels) == 0 {
		return b.selfEmployedNote(d, figs)
	}
	return "The article has that under " + list(labels, "and") + "."
}

// selfEmployedNote gives what those get who work for themselves beside figures of
// what employers pay.
func (b *Bot) selfEmployedNote(d *draft, figs []figure) string {
	var out []string
	for _, f := range figs {
		p := f.pays[0]
		for _, o := range b.cells.of[tableKey{p.Article, p.Section, p.Block}] {
			label := b.kindLabel(o, knowledge.ConceptSelfEmployed)
			if label == "" || o.None || o.Role != p.Role || o.Level != p.Level || o.Place != p.Place || o.Period != p.Period || slices.Contains(f.pays, o) {
				continue
			}
			if len(figs) > 2 {
				return "I have figures for the self-employed, too."
			}
			out = append(out, "“"+label+"”: "+o.Cell+".")
			d.cited = append(d.cited, label, o.Cell)
		}
	}
	return strings.Join(out, " ")
}
