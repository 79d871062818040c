package knowledge

import "strings"

// areaText is what a label says of an area, before its neighbours are known.
type areaText struct {
	named    []string // the regions that it is, as the word lists have them
	without  []string // the regions that it leaves out
	rest     bool     // it is what its neighbours leave
	bearing  string   // folded: "north", where it names nothing but a part of the compass
	country  *Term    // that it lies in; nil where only its neighbours tell
	from, to int      // what of the label says so
	apart    bool     // it names regions, and not as one list
	unknown  bool     // it may be a place that no list has: "Fringe"
	told     bool     // its neighbours are all known
}

// restPhrases stand for what their neighbours leave, with or without the place
// behind them that it is the rest of.
var restPhrases = []string{
	"rest of the country", "rest of country", "rest of the", "rest of", "remainder of the", "remainder of", "the rest", "elsewhere in the", "elsewhere in", "elsewhere",
	"everywhere else in the", "everywhere else in", "everywhere else", "anywhere else", "all other region", "all other area", "other region", "other area", "other location", "other part of the",
	"other part of", "other part", "region", "regional", "regionally", "province", "provincial",
}

// outPhrases stand before what a label leaves out.
var outPhrases = []string{"outside of", "outside", "excluding", "excl", "ex", "except for", "except", "not in", "not", "non", "without", "beyond", "away from"}

// bearings are the parts of the compass.
var bearings = map[string]bool{"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true}

// areaWords may stand around the name of an area.
var areaWords = map[string]bool{"the": true, "of": true, "in": true, "and": true, "or": true, "to": true, "region": true, "area": true, "country": true}

// phraseAt returns how many tokens at i are one of some phrases, 0 for none.
func phraseAt(toks []Token, i int, phrases []string) int {
	for _, p := range phrases {
		n, same := 0, true
		for w := range strings.FieldsSeq(p) {
			same = same && i+n < len(toks) && toks[i+n].Text == w && (n == 0 || toks[i+n].Break < ClauseBreak)
			n++
		}
		if same {
			return n
		}
	}
	return 0
}

// alone reports whether tokens [i, j) are parted from what stands around them.
func alone(toks []Token, i, j int) bool {
	return (i == 0 || toks[i].Break != NoBreak) && (j == len(toks) || toks[j].Break != NoBreak)
}

// An areaReader reads what a label says of an area.
type areaReader struct {
	areaText
	b       *setBuilder
	toks    []Token
	out     bool     // what follows is left out
	last    Span     // the last region that it is
	within  Span     // the last country
	compass []string // parts of the compass
}

// areaIn reads what a label says of an area.
func (b *setBuilder) areaIn(text string) areaText {
	r := &areaReader{b: b, toks: b.l.Canonical(Tokens(text))}
	for i := 0; i < len(r.toks); {
		i = r.take(i)
	}
	if len(r.compass) > 0 {
		r.bearing = strings.Join(r.compass, " ")
		if len(r.named) == 0 && !r.alone() || r.rest || len(r.without) > 0 {
			return areaText{} // "Northern Rail"
		}
	} else if len(r.named) == 1 && !r.rest && len(r.without) == 0 {
		r.bearing = b.bearingOf(r.named[0])
	}
	r.apart = r.apart || r.rest && len(r.named) > 1
	return r.areaText
}

// take reads what stands at token i and returns where the next begins.
func (r *areaReader) take(i int) (next int) {
	if n := phraseAt(r.toks, i, restPhrases); n > 0 && (alone(r.toks, i, i+n) || i+n < len(r.toks) && r.b.l.spanAt(r.toks, i+n).Is(PlaceTerm) != nil) {
		r.rest, r.out = true, false
		r.note(i, i+n)
		return i + n
	}
	if n := phraseAt(r.toks, i, outPhrases); n > 0 {
		if r.b.regionAfter(r.toks, i+n).City() != "" {
			r.out = true
			r.note(i, i+n)
		}
		return i + n
	}
	span := r.b.l.spanAt(r.toks, i)
	switch place := span.Is(PlaceTerm); {
	case place != nil:
		r.takePlace(span, place)
	case bearings[r.toks[i].Text]:
		r.compass = append(r.compass, r.toks[i].Text)
		r.note(i, i+1)
	default:
		r.out = r.out && areaWords[r.toks[i].Raw]
	}
	return span.To
}

// takePlace reads a country, or a region that the area is or leaves out.
func (r *areaReader) takePlace(span Span, place *Term) {
	region := span.City()
	switch {
	case region == "":
		r.apart = r.apart || len(r.named) > 0 && !alone(r.toks, span.From, span.To) // "London to Germany"
		r.within = span
	case r.out:
		r.without = append(r.without, region)
	default:
		r.apart = r.apart || r.last.To > 0 && !joinsPlaces(r.toks[r.last.To:span.From+1])
		r.named, r.last = append(r.named, region), span
	}
	if r.country = place; region != "" || r.rest {
		r.note(span.From, span.To)
	}
}

// note adds tokens [i, j) to what says the area, with the country right before them:
// "UK (outside London)".
func (r *areaReader) note(i, j int) {
	if i > 0 && r.within.To == i {
		i = r.within.From
	}
	if r.to == 0 {
		r.from = r.toks[i].Start
	}
	r.to = r.toks[j-1].End
}

// alone reports whether what says the area is parted from the rest of the label.
func (r *areaReader) alone() bool {
	from, to := 0, len(r.toks)
	for i, t := range r.toks {
		if t.Start == r.from {
			from = i
		}
		if t.End == r.to {
			to = i + 1
		}
	}
	return alone(r.toks, from, to)
}

// regionAfter returns the span at token i, the article before it left out.
func (b *setBuilder) regionAfter(toks []Token, i int) (s Span) {
	for i < len(toks) && (toks[i].Raw == "the" || toks[i].Raw == "in") {
		i++
	}
	if i < len(toks) {
		s = b.l.spanAt(toks, i)
	}
	return s
}

// joinsPlaces reports whether what stands before the last token makes one list of
// it and of what was before: a comma, a slash, "and".
func joinsPlaces(toks []Token) bool {
	for _, t := range toks[:len(toks)-1] {
		if t.Raw != "and" && t.Raw != "or" && t.Raw != "the" {
			return false
		}
	}
	return len(toks) > 1 || toks[0].Break != NoBreak
}

// title returns an area's name as its label writes it.
func (t areaText) title(label string) string {
	name := label[t.from:t.to]
	if strings.Count(name, "(") > strings.Count(name, ")") && t.to < len(label) {
		name = label[t.from : t.to+1]
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	return strings.ToUpper(name[:1]) + name[1:]
}

// clear reports whether a text above figures names one area, and no other beside it.
func (t areaText) clear() bool { return t.to > 0 && !t.apart && t.bearing == "" }

// prose returns how an area stands in a sentence behind "in".
func (t areaText) prose(name string) string {
	switch first, _, _ := strings.Cut(strings.ToLower(name), " "); {
	case t.bearing != "", first == "rest", first == "remainder":
		return "the " + strings.ToLower(name[:1]) + name[1:]
	case first == "outside", first == "elsewhere", first == "everywhere":
		return "places " + strings.ToLower(name[:1]) + name[1:]
	}
	return name
}

// bearingOf returns the part of the compass that a region's name is: "up north", "the
// north of England".
func (b *setBuilder) bearingOf(name string) string {
	var words []string
	of := false
	for w := range strings.FieldsSeq(name) {
		switch {
		case bearings[w]:
			words = append(words, w)
		case of && b.isNation(w), areaWords[w], w == "up", w == "down":
		default:
			return ""
		}
		of = w == "of"
	}
	return strings.Join(words, " ")
}
