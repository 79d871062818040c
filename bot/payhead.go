package bot

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"careerbot/knowledge"
)

// mostAmounts is how many amounts of money a headline holds; more of them are
// a table's business.
const mostAmounts = 4

// payHeadline writes the claim: the figures themselves where they are few.
func (b *Bot) payHeadline(a *ask, d *draft, figs []figure) {
	with, none := figs, 0
	for _, f := range figs {
		if f.none() {
			none++
		}
	}
	if none > 0 && none < len(figs) {
		with = slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return f.none() })
	}
	ways := []func([]figure) string{factored, ladder}
	if slices.ContainsFunc(a.reading.years, func(y experience) bool { return y.from > 0 }) {
		ways = ways[:1] // whoever has years behind them is on a step between
	}
	for _, write := range ways {
		if h := write(with); h != "" && utf8.RuneCountInString(h) <= 160 && amountsIn(h) <= mostAmounts {
			d.Headline = h
			return
		}
	}
	d.Headline = shorten(overview(with), 160)
}

// factored names what all figures share once: "Senior DevOps Engineer: £… (UK), $… (US)".
func factored(figs []figure) string {
	if len(figs) > 3 {
		return ""
	}
	same := sharedKinds(figs)
	brief := len(figs) > 1 && slices.ContainsFunc(figs, figure.disputed)
	rest := map[knowledge.TermKind]bool{}
	for k := range same {
		rest[k] = true
	}
	other := map[knowledge.TermKind]bool{}
	for _, k := range []knowledge.TermKind{knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm} {
		if !same[k] {
			other[k] = true
		}
	}
	head := figs[0].name(other)
	if len(figs) == 1 {
		f := figs[0]
		switch {
		case f.none():
			return f.name(nil) + ": no figure given"
		case f.disputed():
			if two := f.distinct(); sameRow(two[0], two[1]) {
				return f.name(nil) + ": " + f.amount()
			}
			return f.name(nil) + ": " + f.amount() + "; two ranges are given"
		}
		return f.name(nil) + ": " + f.amount()
	}
	parts := make([]string, len(figs))
	for i, f := range figs {
		amount := f.amount()
		disputed := brief && f.disputed()
		if disputed {
			amount = "from " + f.pays[0].Money.LowText() + " (two tops are given)"
			if !sameLow(f.distinct()) {
				return ""
			}
		}
		parts[i] = f.name(rest) + " " + amount
		if len(other) == 1 && other[knowledge.PlaceTerm] && f.place != nil {
			parts[i] = amount + " (" + f.place.Name + ")"
			if disputed {
				parts[i] = "from " + f.pays[0].Money.LowText() + " (" + f.place.Name + ", two tops are given)"
			}
		}
	}
	if head == "" {
		return strings.Join(parts, "; ")
	}
	return head + ": " + strings.Join(parts, "; ")
}

// ladder names the first and the last step of one role in one place.
func ladder(figs []figure) string {
	var steps []figure
	for _, f := range figs {
		if f.role != figs[0].role || f.place != figs[0].place {
			return ""
		}
		if f.level != nil && f.level.Group != knowledge.OwnLabel {
			steps = append(steps, f)
		}
	}
	if len(steps) < 3 {
		return ""
	}
	first, last := steps[0], steps[len(steps)-1]
	return fmt.Sprintf("%s: from %s (%s) to %s (%s)", figs[0].name(map[knowledge.TermKind]bool{knowledge.LevelTerm: true}),
		first.amount(), midSentence(first.level.Name), last.amount(), midSentence(last.level.Name))
}

// overview says what the table holds.
func overview(figs []figure) string {
	same := sharedKinds(figs)
	other := map[knowledge.TermKind]bool{}
	for _, k := range []knowledge.TermKind{knowledge.RoleTerm, knowledge.LevelTerm, knowledge.PlaceTerm} {
		if !same[k] {
			other[k] = true
		}
	}
	head := figs[0].name(other)
	var by []string
	if other[knowledge.RoleTerm] {
		by = append(by, list(distinctNames(figs, func(f figure) *knowledge.Term { return f.role }), "and"))
	}
	if other[knowledge.PlaceTerm] {
		by = append(by, list(distinctNames(figs, func(f figure) *knowledge.Term { return f.place }), "and"))
	}
	if other[knowledge.LevelTerm] {
		by = append(by, "by level")
	}
	switch {
	case len(by) == 0:
		return head + " pay"
	case head == "":
		return "Pay of " + strings.Join(by, ", ")
	}
	return head + " pay: " + strings.Join(by, ", ")
}

func distinctNames(figs []figure, of func(figure) *knowledge.Term) []string {
	var terms []*knowledge.Term
	for _, f := range figs {
		if t := of(f); t != nil {
			terms = addTerm(terms, t)
		}
	}
	return termNames(terms)
}

// sharedKinds tells which facets are the same in all figures.
func sharedKinds(figs []figure) map[knowledge.TermKind]bool {
	same := map[knowledge.TermKind]bool{knowledge.RoleTerm: true, knowledge.LevelTerm: true, knowledge.PlaceTerm: true}
	for _, f := range figs[1:] {
		if f.role != figs[0].role {
			delete(same, knowledge.RoleTerm)
		}
		if f.level != figs[0].level {
			delete(same, knowledge.LevelTerm)
		}
		if f.place != figs[0].place {
			delete(same, knowledge.PlaceTerm)
		}
	}
	return same
}

func (b *Bot) extremeHeadline(d *draft, figs []figure, high bool) {
	word := "Highest"
	if !high {
		word = "Lowest"
	}
	parts := make([]string, len(figs))
	for i, f := range figs {
		parts[i] = f.name(nil) + ": " + f.amount()
	}
	d.Headline = shorten(word+" range: "+strings.Join(parts, "; "), 160)
}

// amountsIn counts the amounts of money in a text, both ends of a range.
func amountsIn(s string) int {
	n := 0
	for _, m := range knowledge.FindMoney(s) {
		n++
		if m.High != m.Low {
			n++
		}
	}
	return n
}

// sameLow reports whether all cells begin at the same amount.
func sameLow(pays []*knowledge.Pay) bool {
	for _, p := range pays[1:] {
		if p.Money.Low != pays[0].Money.Low {
			return false
		}
	}
	return true
}
