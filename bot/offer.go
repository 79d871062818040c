package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// offer judges the asker's own amount against the range: below, inside or
// above. The amount itself is never repeated, stored or put into a button.
func (b *Bot) offer(a *ask, d *draft, figs []figure) string {
	if len(a.amounts) == 0 || a.lookup {
		return ""
	}
	d.Private, d.Contact = true, b.contact()
	if len(figs) != 1 || figs[0].none() {
		return offerAmong(a, figs)
	}
	f := figs[0]
	m := f.pays[0].Money
	amount := inUnits(a.amounts[0], m)
	if amount.Currency != m.Currency {
		return "Your amount is in another currency, and I don't convert."
	}
	if !sameSpan(amount, f) {
		return otherSpan
	}
	where := position(amount, f)
	d.Headline = shorten(fmt.Sprintf("%s the range for %s: %s", where, withArticle(midSentence(f.name(nil))), f.amount()), 160)
	if a.amounts[0].Currency == "" {
		return "I read your amount in the currency of the range, and I don't keep it."
	}
	return "I don't keep your amount."
}

// offerAmong places an amount beside two figures, as years on the line between
// two levels give them; beside more it asks for what is missing.
func offerAmong(a *ask, figs []figure) string {
	if len(figs) != 2 || figs[0].none() || figs[1].none() {
		return "Name the role, level and country, and I can say where your amount lies."
	}
	same := sharedKinds(figs)
	var said []string
	for _, f := range figs {
		m := f.pays[0].Money
		amount := inUnits(a.amounts[0], m)
		if amount.Currency != m.Currency {
			return "I don't convert currencies."
		}
		if !sameSpan(amount, f) {
			return otherSpan
		}
		said = append(said, strings.ToLower(position(amount, f))+" the range for "+midSentence(f.name(same)))
	}
	return "Your amount lies " + list(said, "and") + ". I don't keep it."
}

// otherSpan is said of an amount by the hour beside a range by the year.
const otherSpan = "Your amount and the range are for different lengths of time, and I don't convert."

// sameSpan reports whether an amount is for as long as the figure's ranges are;
// one that does not say for how long is taken to be, unless it is out of all proportion,
// and so is a range.
func sameSpan(amount knowledge.Money, f figure) bool {
	return !slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool {
		if amount.Period == "" {
			return amount.Low > beyondSpan*p.Money.High || beyondSpan*amount.High < p.Money.Low
		}
		return amount.Period != cmp.Or(p.Period, "year")
	})
}

// beyondSpan is how many times a range an amount is that can only be for another time: a
// year has some 220 days of work.
const beyondSpan = 20

// position says where an amount, or a range of them, lies, for every cell that the articles give.
func position(amount knowledge.Money, f figure) string {
	var said []string
	for _, p := range f.distinct() {
		s := "Inside"
		switch {
		case amount.High < p.Money.Low:
			s = "Below"
		case amount.Low > p.Money.High && !openSomewhere(f, p):
			s = "Above"
		case amount.Low > p.Money.High:
			s = "Above the named top of"
		case amount.Low < p.Money.Low || amount.High > p.Money.High:
			s = "Partly inside"
		}
		if !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	if len(said) > 1 {
		return "Inside one and above the other of"
	}
	if said[0] == "Above the named top of" {
		return "Above the named (open) top of"
	}
	return said[0]
}

// openSomewhere reports whether a cell that says the same leaves the top open.
func openSomewhere(f figure, p *knowledge.Pay) bool {
	return slices.ContainsFunc(f.pays, func(o *knowledge.Pay) bool { return o.Money.Open && o.Money.Same(p.Money) })
}

// inUnits reads a bare amount in the range's currency, and "135" as thousands
// where the range is in tens of thousands or more.
func inUnits(amount, m knowledge.Money) knowledge.Money {
	if amount.Currency == "" {
		amount.Currency = m.Currency
	}
	if amount.High < 1_000_00 && m.Low >= 10_000_00 && (amount.Period == "" || amount.Period == "year") {
		amount.Low, amount.High = amount.Low*1000, amount.High*1000
	}
	return amount
}

// reverse finds whose range has the asker's amount at an end, where neither a
// role nor a level was named: "who gets 130k".
func (b *Bot) reverse(a *ask, figs []figure) []figure {
	asksWhose := len(a.roles) != 1 || a.has(knowledge.ConceptRole)
	if len(a.amounts) == 0 || len(a.levels) > 0 || len(a.years) > 0 || !asksWhose || len(figs) < 3 {
		return nil
	}
	var at, inside, above []figure
	upwards := a.anyToken(upwardWords)
	for _, f := range figs {
		if f.none() {
			continue
		}
		m := f.pays[0].Money
		amount := inUnits(a.amounts[0], m)
		switch {
		case amount.Currency != m.Currency, !sameSpan(amount, f):
		case amount.Low == m.Low || amount.Low == m.High:
			at = append(at, f)
		case amount.Low > m.Low && amount.Low < m.High:
			inside = append(inside, f)
		case upwards && amount.Low < m.Low:
			above = append(above, f)
		}
	}
	a.lookup = len(at)+len(inside)+len(above) > 0
	return slices.Concat(at, inside, above)
}

// upwardWords before an amount ask for what lies above it as well: "over 100k".
var upwardWords = wordSet("over above break breaks breaking past pass passes cross crosses exceed exceeds least beyond upwards plus six")

// atAnEnd reports whether some range begins or ends at the asker's amount.
func (b *Bot) atAnEnd(a *ask) bool {
	return slices.ContainsFunc(b.figures(nil, nil, nil), func(f figure) bool {
		m := f.pays[0].Money
		amount := inUnits(a.amounts[0], m)
		return !f.none() && amount.Currency == m.Currency && sameSpan(amount, f) && (amount.Low == m.Low || amount.Low == m.High)
	})
}

// askBackYears asks back where years were spent in something else: they say
// nothing about the level in this role.
func (b *Bot) askBackYears(a *ask) (draft, bool) {
	if len(a.levels) > 0 || a.byYears == nil || a.byYears.elsewhere == "" {
		return draft{}, false
	}
	d := b.decline(a, Ambiguous, fmt.Sprintf("Those years were in %s, and the levels count years in the role itself. Which level do you mean?", a.byYears.elsewhere))
	d.Next = nil
	d.memory = memory{kind: memPay, roles: a.roles, places: a.places, concepts: b.named(knowledge.ConceptPay)}
	f := figure{role: firstOf(a.roles, b.set.Covered(knowledge.RoleTerm)), place: firstOf(a.places, b.set.Covered(knowledge.PlaceTerm))}
	levels := b.set.Covered(knowledge.LevelTerm)
	for _, f.level = range levels[:min(3, len(levels))] {
		if len(b.index.Pays(f.role, f.level, f.place)) > 0 {
			d.Next = append(d.Next, Offer{Label: shorten(f.level.Name, 40), Question: payQuestion(f)})
		}
	}
	return d, true
}

// firstOf returns the first term of the first list that has any; nil for none.
func firstOf(lists ...[]*knowledge.Term) *knowledge.Term {
	for _, list := range lists {
		if len(list) > 0 {
			return list[0]
		}
	}
	return nil
}
