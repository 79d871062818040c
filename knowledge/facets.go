package knowledge

import (
	"strconv"
	"strings"
)

// Facets are what a header, a row's label or a heading says about the cells
// below or beside it. A nil term is not said.
type Facets struct {
	Role, Level, Place *Term
	Concepts           []*Term
	Years              Years
	Period             string
	Rest               string // words that said nothing of these
	city               string // how the text writes the city or nation that Place was read from
}

// Years is a band of experience. The zero Years is none.
type Years struct {
	From, To int // To is 0 where the band is open ("8+ years")
	Set      bool
}

// Has reports whether so many years lie in the band; both ends belong to it.
func (y Years) Has(n int) bool { return y.Set && n >= y.From && (y.To == 0 || n <= y.To) }

// A Pay is one cell of a table that holds pay.
type Pay struct {
	Role, Level, Place *Term // nil where nothing says it
	Years              Years
	Period             string // "year", "hour", …; "" unknown
	Money              Money  // zero where None
	None               bool   // the cell says that there is no figure
	Cell               string // as the article prints it
	Article            *Article
	Section            int  // index into Article.Sections
	Block              int  // index into the section's Blocks
	Row, Col           int  // cell of the block's Table; its header is not counted
	Dedicated          bool // every row of its table is pay
}

// facets reads a header, label or heading.
// A period is read in headers of pay alone: "Daily work" names no day rate.
func (l *Lexicon) facets(text string, pay bool) Facets {
	var f Facets
	toks := l.Canonical(Tokens(text))
	toks, f.Years = takeYears(toks)
	if pay {
		toks, f.Period = takePeriod(toks)
	}
	var rest []string
	for _, span := range l.Read(toks) {
		known := false
		for _, s := range span.Senses {
			if s.City != "" && f.Place == nil {
				f.city = text[toks[span.From].Start:toks[span.To-1].End]
			}
			known = f.take(s.Term) || known
		}
		if !known {
			rest = append(rest, rawWords(toks[span.From:span.To]))
		}
	}
	f.Rest = strings.Join(rest, " ")
	return f
}

func (f *Facets) take(t *Term) bool {
	switch t.Kind {
	case RoleTerm:
		if f.Role == nil {
			f.Role = t
		}
	case LevelTerm:
		if f.Level == nil {
			f.Level = t
		}
	case PlaceTerm:
		if f.Place == nil {
			f.Place = t
		}
	case ConceptTerm:
		f.Concepts = append(f.Concepts, t)
	default:
		return t.Kind == FillerTerm
	}
	return true
}

// over fills what f does not say from what g says.
func (f Facets) over(g Facets) Facets {
	if f.Role == nil {
		f.Role = g.Role
	}
	if f.Level == nil {
		f.Level, f.Years = g.Level, g.Years
	}
	if f.Place == nil {
		f.Place = g.Place
	}
	if f.Period == "" {
		f.Period = g.Period
	}
	if !f.Years.Set {
		f.Years = g.Years
	}
	f.Concepts = append(f.Concepts[:len(f.Concepts):len(f.Concepts)], g.Concepts...)
	return f
}

// Has reports whether a concept of that name was read.
func (f Facets) Has(concept string) bool {
	for _, c := range f.Concepts {
		if c.Name == concept {
			return true
		}
	}
	return false
}

// takeYears takes "5-8 years", "8+ years", "under 2 years" out of the tokens.
func takeYears(toks []Token) ([]Token, Years) {
	for i, t := range toks {
		if t.Text != "year" && t.Text != "yr" || i == 0 {
			continue
		}
		last := toks[i-1].Raw
		n, open := strings.CutSuffix(last, "+")
		to, err := strconv.Atoi(n)
		if err != nil || to > 60 {
			continue
		}
		y, from := Years{From: to, To: to, Set: true}, i-1
		switch {
		case open:
			y.To = 0
		case i >= 2 && isNumber(toks[i-2].Raw):
			y.From, _ = strconv.Atoi(toks[i-2].Raw)
			from = i - 2
		case i >= 3 && toks[i-2].Raw == "to" && isNumber(toks[i-3].Raw):
			y.From, _ = strconv.Atoi(toks[i-3].Raw)
			from = i - 3
		case i >= 2 && (toks[i-2].Raw == "under" || toks[i-2].Raw == "below"):
			y.From, from = 0, i-2
		case i >= 2 && (toks[i-2].Raw == "over" || toks[i-2].Raw == "above"):
			y.To, from = 0, i-2
		}
		return append(append([]Token{}, toks[:from]...), toks[i+1:]...), y
	}
	return toks, Years{}
}

// takePeriod takes "per month", "monthly", "a day" out of the tokens.
func takePeriod(toks []Token) ([]Token, string) {
	for i := range toks {
		for _, p := range periods {
			words := strings.Fields(p.words)
			if len(words) > len(toks)-i {
				continue
			}
			same := true
			for k, w := range words {
				same = same && toks[i+k].Raw == w
			}
			if same {
				return append(append([]Token{}, toks[:i]...), toks[i+len(words):]...), p.period
			}
		}
	}
	return toks, ""
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// rawWords returns the words of tokens with spaces between them.
func rawWords(toks []Token) string {
	n := len(toks)
	for _, t := range toks {
		n += len(t.Raw)
	}
	var b strings.Builder
	b.Grow(n)
	for i, t := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Raw)
	}
	return b.String()
}
