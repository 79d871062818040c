package knowledge

import "slices"

// countries gives the pay of an article that names no place for any of it to the
// one country that it can be of: "All the money is UK money."
func (b *setBuilder) countries() {
	for _, a := range b.s.Articles {
		var of []*Pay
		for i := range b.s.Pays {
			if p := &b.s.Pays[i]; p.Article == a {
				of = append(of, p)
			}
		}
		country := b.countryOf(a, of)
		if country == nil {
			continue
		}
		b.cover(country, "")
		for _, p := range of {
			p.Place = country
		}
	}
}

// countryOf returns the country of an article's pay: the only one with its currency,
// or the only one of these that stands beside pay in its text. It is nil where a
// cell has a place, or where they are in several currencies.
func (b *setBuilder) countryOf(a *Article, pays []*Pay) *Term {
	currency := ""
	for _, p := range pays {
		switch {
		case p.Place != nil, !p.None && currency != "" && p.Money.Currency != currency:
			return nil
		case !p.None:
			currency = p.Money.Currency
		}
	}
	return b.userOf(a, currency)
}

// userOf returns the country that pay in a currency is of in an article; nil where it
// may be several.
func (b *setBuilder) userOf(a *Article, currency string) *Term {
	found := b.users[currency]
	if len(found) > 1 {
		found = b.namedBesidePay(a, found)
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// namedBesidePay returns which of some countries an article names in a sentence or
// label that speaks of pay: a "French sauce" says nothing of where it is earned.
func (b *setBuilder) namedBesidePay(a *Article, countries []*Term) []*Term {
	var found []*Term
	a.eachText(func(text string) {
		toks := b.l.Canonical(Tokens(text))
		for len(toks) > 0 {
			n := 1
			for n < len(toks) && toks[n].Break < SentenceBreak {
				n++
			}
			var named []*Term
			pay := len(FindMoney(text[toks[0].Start:toks[n-1].End])) > 0
			for _, span := range b.l.Read(toks[:n]) {
				if c := span.Is(ConceptTerm); c != nil && c.Name == ConceptPay {
					pay = true
				}
				if t := span.Is(PlaceTerm); slices.Contains(countries, t) && (len(span.Phrase) > 2 || toks[span.From].Upper) { // "us" is seldom a country
					named = append(named, t)
				}
			}
			for _, t := range named {
				if pay && !slices.Contains(found, t) {
					found = append(found, t)
				}
			}
			toks = toks[n:]
		}
	})
	return found
}
