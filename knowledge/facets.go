package knowledge

import (
	"fmt"
	"slices"
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
}

// Years is a band of experience. The zero Years is none.
type Years struct {
	From, To int // To is 0 where the band is open ("8+ years")
	Set      bool
}

// Has reports whether so many years lie in the band; both ends belong to it.
func (y Years) Has(n int) bool { return y.Set && n >= y.From && (y.To == 0 || n <= y.To) }

// String returns the band as people write it, "3–6 years"; "" where it is not set.
func (y Years) String() string {
	switch {
	case !y.Set:
		return ""
	case y.To == 0:
		return fmt.Sprintf("%d+ years", y.From)
	}
	return fmt.Sprintf("%d–%d years", y.From, y.To)
}

// A Pay is one cell of a table that holds pay.
type Pay struct {
	Role, Level, Place *Term // nil where nothing says it
	Years              Years
	Period             string  // "year", "hour", …; "" unknown
	Money              Money   // zero where None
	None               bool    // the cell says that there is no figure
	Cell               string  // as the article prints it; with its unit, or both ends, where those stand elsewhere
	Middle             string  // what a column between those of the ends gives, "" for none; Cell ends with it
	About              []*Term // what else than pay its table, row or column speaks of: on-call, a bonus
	LevelLabel         string  // how the table names the level, "" where a heading or a longer label does
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
		toks, f.Period = takePeriod(toks, text)
	}
	var rest []string
	for _, span := range l.Read(toks) {
		known := false
		for _, s := range span.Senses {
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
		f.Level = g.Level
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

// YearsIn returns the band of experience that a label names anywhere, "3–6 years", "Three
// years in"; the zero Years where it names none.
func YearsIn(text string) Years {
	toks := Tokens(text)
	for i := range toks {
		if y, n := yearsOfStep(toks[i:]); n > 0 {
			return y
		}
		if n, ok := NumberWord(toks[i].Raw); ok && n > 0 && i+1 < len(toks) && yearWords[toks[i+1].Text] {
			toks[i].Raw = strconv.Itoa(n)
		}
	}
	_, y := takeYears(toks)
	return y
}

// NumberWord returns the number that a word up to "twelve" stands for; 0 and false for
// other words.
func NumberWord(word string) (n int, ok bool) {
	n = slices.Index(numberWords, word)
	return max(n, 0), n >= 0
}

var numberWords = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve")

// takeYears takes "5-8 years", "8+ years", "under 2 years" out of the tokens.
func takeYears(toks []Token) ([]Token, Years) {
	if y, n := yearsOfStep(toks); n > 0 {
		return toks[n:], y
	}
	for i, t := range toks {
		if !yearWords[t.Text] || i == 0 {
			continue
		}
		n, open := strings.CutSuffix(toks[i-1].Raw, "+")
		to, err := strconv.Atoi(n)
		if err != nil || to > 60 {
			continue
		}
		y, from := Years{From: to, To: to, Set: true}, i-1
		if low, at, ok := lowerEnd(toks[:i-1], to); ok && !open {
			y.From, from = low, at
		} else if words := boundBefore(toks[:i-1]); words > 0 {
			from = i - 1 - words
			if open = bounds[rawWords(toks[from:i-1])] > 0; !open {
				y.From = 0
			}
		}
		end := i + 1
		if n := openAfter(toks[end:]); n > 0 {
			end, open = end+n, true
		}
		if open {
			y.To = 0
		}
		return append(append([]Token{}, toks[:from]...), toks[end:]...), y
	}
	return toks, Years{}
}

// lowerEnd reads the "5" or the "5 to" of "5-8" and "5 to 8" at the end of the
// tokens, and returns where it begins.
func lowerEnd(toks []Token, top int) (low, at int, ok bool) {
	at = len(toks) - 1
	if at > 0 && (toks[at].Raw == "to" || toks[at].Raw == "and") {
		at--
	}
	if at < 0 {
		return 0, 0, false
	}
	low, err := strconv.Atoi(toks[at].Raw)
	if at > 0 && toks[at-1].Raw == "between" {
		at--
	}
	return low, at, err == nil && low <= top
}

// bounds are words before a number of years that leave one side open: 1 the
// upper, -1 the lower.
var bounds = map[string]int{
	"over": 1, "above": 1, "more than": 1, "at least": 1, "from": 1, "min": 1, "minimum": 1,
	"under": -1, "below": -1, "less than": -1, "up to": -1, "fewer than": -1, "max": -1,
}

// openAfter returns how many tokens leave a number of years before them open: "5
// years or more", "5 years and over".
func openAfter(toks []Token) int {
	if len(toks) < 2 || toks[0].Raw != "or" && toks[0].Raw != "and" {
		return 0
	}
	switch toks[1].Raw {
	case "more", "over", "above", "longer", "up", "upwards", "beyond":
		return 2
	}
	return 0
}

// boundBefore returns how many words at the end of the tokens are a bound.
func boundBefore(toks []Token) int {
	for n := min(2, len(toks)); n > 0; n-- {
		if bounds[rawWords(toks[len(toks)-n:])] != 0 {
			return n
		}
	}
	return 0
}

// takePeriod takes "per month", "monthly", "/day" out of the tokens of a text.
func takePeriod(toks []Token, text string) ([]Token, string) {
	for i := range toks {
		for _, p := range periods {
			n, same := 0, true
			for w := range strings.FieldsSeq(p.words) {
				same = same && i+n < len(toks) && toks[i+n].Raw == strings.TrimSuffix(w, ".")
				n++
			}
			if !same && n == 2 && strings.HasSuffix(strings.TrimRight(text[:toks[i].Start], " "), "/") {
				n, same = 1, p.words == "per "+toks[i].Raw
			}
			if same {
				return append(append([]Token{}, toks[:i]...), toks[i+n:]...), p.period
			}
		}
	}
	return toks, ""
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

// yearWords are what labels write behind a number of years.
var yearWords = map[string]bool{"year": true, "yr": true, "yrs": true, "yoe": true}
