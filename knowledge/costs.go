package knowledge

import "slices"

// costWords say that money is to be paid and not earned.
var costWords = map[string]bool{"cost": true, "price": true, "fee": true, "tuition": true, "expense": true}

// isCost reports whether a label is on what something costs: "Cost to you",
// "Course fees". What a day's work costs is the pay of those who do it.
func (l *Lexicon) isCost(label string) bool {
	toks := Tokens(label)
	rest := slices.DeleteFunc(slices.Clone(toks), func(t Token) bool { return costWords[t.Text] })
	return len(rest) < len(toks) && !l.isPay(rawWords(rest))
}

// isPay reports whether a label says that figures are pay.
func (l *Lexicon) isPay(label string) bool {
	f := l.facets(label, true)
	return f.Has(ConceptPay) || f.Has(ConceptRate) || f.Period != ""
}

// costColumns returns which columns hold what something costs: those whose
// headers say so, and all that do not say pay where the heading above the table
// or the line that leads into it does.
func (l *Lexicon) costColumns(g *grid) []bool {
	all := l.isCost(g.t.Caption) || l.isCost(g.a.Sections[g.si].Heading)
	costs := make([]bool, len(g.t.Header))
	for c, header := range g.t.Header {
		costs[c] = l.isCost(header) || all && !l.isPay(header)
	}
	return costs
}
