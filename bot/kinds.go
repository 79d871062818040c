package bot

import (
	"slices"

	"careerbot/knowledge"
)

// payKinds are the kinds of pay that stand side by side in a table: what is sure,
// and all of it.
var payKinds = []string{knowledge.ConceptBasicPay, knowledge.ConceptTotalPay}

// kindAsked returns the one kind of pay that a question names; "" for none or both.
func (a *ask) kindAsked() string {
	kind := ""
	for _, k := range payKinds {
		switch {
		case !a.has(k):
		case kind != "":
			return ""
		default:
			kind = k
		}
	}
	return kind
}

// isOfKind reports whether a cell stands under a header that says its kind of pay.
func (b *Bot) isOfKind(p *knowledge.Pay, kind string) bool {
	return b.set.Facets(p.Article, p.Section, p.Block, -1, p.Col).Has(kind)
}

// kindOfPay takes a kind of pay for pay, where a table has a column of it for the
// roles asked for: "agency recruiter in the US, just the basic".
func (b *Bot) kindOfPay(a *ask) {
	kind := a.kindAsked()
	if kind == "" || a.has(knowledge.ConceptPay) || len(a.levels)+len(a.places)+len(a.years) == 0 && a.prior.kind != memPay {
		return
	}
	if slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool {
		return (len(a.roles) == 0 || slices.Contains(a.roles, p.Role)) && b.isOfKind(&p, kind)
	}) {
		a.concepts = addTerms(a.concepts, b.named(knowledge.ConceptPay))
	}
}

// ofKind keeps the cells of the kind of pay that is asked for, where there are any.
func (b *Bot) ofKind(a *ask, figs []figure) []figure {
	kind := a.kindAsked()
	if kind == "" {
		return figs
	}
	var out []figure
	for _, f := range figs {
		if g := f.only(func(p *knowledge.Pay) bool { return b.isOfKind(p, kind) }); len(g.pays) > 0 {
			out = append(out, g)
		}
	}
	if len(out) == 0 {
		return figs
	}
	return out
}

// kindNote says under which header the figures of a kind of pay stand.
func (b *Bot) kindNote(a *ask, d *draft, figs []figure) string {
	var headers []string
	kind := a.kindAsked()
	for _, f := range figs {
		if p := f.pays[0]; kind != "" && b.isOfKind(p, kind) && !slices.Contains(headers, "“"+header(p)+"”") {
			headers = append(headers, "“"+header(p)+"”")
			d.cited = append(d.cited, header(p))
		}
	}
	if len(headers) == 0 {
		return ""
	}
	return "The article has that under " + list(headers, "and") + "."
}
