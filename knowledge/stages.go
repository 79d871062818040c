package knowledge

import (
	"slices"
	"strconv"
	"strings"
)

// stage returns the level that a label of years means which is a level's only
// where the word for it stands behind: "Starting (0–2 years)" is the starting
// level. It returns nil for none.
func (b *setBuilder) stage(name string) *Term {
	key, _ := b.l.fold(name, nil)
	for _, s := range b.l.Senses(key + " level") {
		if s.Term.Kind == LevelTerm {
			return s.Term
		}
	}
	return nil
}

// everydayStage makes a level of a label of everyday words where it has years of
// experience, "Starting (0–2 years)", or stands among levels: "Partner" below
// "Senior" is a step of its own.
func (b *setBuilder) everydayStage(f *Facets, name string, unknown TermKind) {
	if f.kind() != 0 || f.Rest != "" || f.Has(ConceptPay) || !f.Years.Set && unknown != LevelTerm {
		return
	}
	stage := b.stage(name)
	switch {
	case stage == nil:
	case f.Years.Set:
		f.Level = stage
		b.l.add(name, Sense{Term: stage, ReadAs: true})
	default:
		f.Level = b.ownLabel(LevelTerm, name)
		b.alike[stage] = append(b.alike[stage], f.Level)
	}
}

// bandLevel makes a level of a label that is nothing but years, "3–6 years": its
// figures are those of that band and of no other. The band of those who begin is
// also asked for by the words for people without experience, unless others begin before
// "Year 1": those who are in training.
func (b *setBuilder) bandLevel(f *Facets, label string, first bool) {
	if f.kind() != 0 || f.Rest != "" && f.Rest != "after" || len(f.Concepts) > 0 || !f.Years.Set {
		return
	}
	t := b.term(LevelTerm, cutBrackets(label), OwnLabel)
	b.cover(t, "")
	b.yearNames(t)
	if f.Level = t; f.Years.From > 0 || t.IsYearStep() && !first {
		return
	}
	for _, s := range b.l.Senses(beginners) {
		if s.Term.Kind == LevelTerm && s.Term != t && !slices.Contains(b.alike[s.Term], t) {
			b.alike[s.Term] = append(b.alike[s.Term], t)
		}
	}
}

// yearsOfStep reads the years that the steps of a scale are counted by at the start
// of a label, and how many tokens they are: who is in "Year 1" or the "1st year" has less
// than one year behind them, and "Years 2–4" begin when one is over.
func yearsOfStep(toks []Token) (y Years, n int) {
	first, n, open := firstOfStep(toks)
	if n == 0 {
		return Years{}, 0
	}
	y = Years{From: first - 1, To: first, Set: true}
	rest := toks[n:]
	if len(rest) > 1 && (rest[0].Raw == "to" || rest[0].Raw == "and") {
		rest = rest[1:]
	}
	if more := openAfter(toks[n:]); more > 0 {
		open, n = true, n+more
	} else if len(rest) > 0 && opens[rest[0].Raw] {
		open, n = true, n+1
	} else if len(rest) > 0 {
		if last, ok := stepNumber(rest[0].Raw); ok && last > first {
			y.To, n = last, len(toks)-len(rest)+1
		}
	}
	if open {
		y.To = 0
	}
	return y, n
}

// firstOfStep reads the "Year 1", "Year 8+" or "1st year" that a label begins with and
// returns the year, how many tokens it is and whether all years behind it are meant.
func firstOfStep(toks []Token) (year, n int, open bool) {
	if len(toks) < 2 {
		return 0, 0, false
	}
	if toks[0].Text == "year" {
		text, open := strings.CutSuffix(toks[1].Raw, "+")
		if year, ok := stepNumber(text); ok {
			return year, 2, open
		}
	}
	if year = Ordinal(toks[0].Raw); year > 0 && toks[1].Text == "year" {
		return year, 2, false
	}
	return 0, 0, false
}

// Ordinal reads "first" and "1st" up to "tenth" and "10th"; 0 for other words.
func Ordinal(word string) int {
	for i, w := range ordinals {
		if word == w || word == strconv.Itoa(i+1)+w[len(w)-2:] {
			return i + 1
		}
	}
	return 0
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

// opens are words behind the number of a year that leave the years after it open.
var opens = map[string]bool{"onwards": true, "onward": true, "upwards": true}

func stepNumber(s string) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && n > 0 && n <= mostSteps
}

// mostSteps is how many years a scale has at most.
const mostSteps = 40

// IsYearStep reports whether a level of an article's own is a step of a scale that is
// counted in years: "Year 1", "Years 2–4".
func (t *Term) IsYearStep() bool {
	if t.Kind != LevelTerm || t.Group != OwnLabel {
		return false
	}
	_, n := yearsOfStep(Tokens(t.Name))
	return n > 0
}

// yearNames adds what else the step of one year is called: "Year 1" and "First year" are one.
func (b *setBuilder) yearNames(t *Term) {
	y, n := yearsOfStep(Tokens(t.Name))
	if !t.IsYearStep() || n == 0 || y.To != y.From+1 || y.To > len(ordinals) {
		return
	}
	for _, name := range []string{"year " + strconv.Itoa(y.To), "year " + numberWords[y.To], ordinals[y.From] + " year"} {
		b.l.add(name, Sense{Term: t})
	}
}

// beginners is what a word list of levels has for people at the first of them.
const beginners = "no experience"

// sharedNames gives the words for a level also to the steps of a ladder that an
// article sets beside it: who is newly qualified is asked about at "Band 5 (newly
// qualified)". A level without figures of its own gives them up.
func (b *setBuilder) sharedNames() {
	if len(b.alike) == 0 {
		return
	}
	for key, p := range b.l.phrases {
		i := slices.IndexFunc(p.senses, func(s Sense) bool { return len(b.alike[s.Term]) > 0 })
		if i < 0 {
			continue
		}
		s := p.senses[i]
		steps, named := b.namedSo(b.alike[s.Term], key)
		p.senses = slices.Clone(p.senses)
		if _, own := b.namedSo([]*Term{s.Term}, key); !s.Term.Covered || named && !own {
			p.senses = slices.Delete(p.senses, i, i+1)
		}
		for _, t := range steps {
			if !slices.ContainsFunc(p.senses, func(o Sense) bool { return o.Term == t }) {
				p.senses = append(p.senses, Sense{Term: t, ReadAs: s.ReadAs})
			}
		}
		b.l.phrases[key] = p
	}
}

// namedSo returns of some levels those whose names have the words for them, and all of
// them where none has: "senior" asks for "Senior or lead", "experienced" for the others.
func (b *setBuilder) namedSo(levels []*Term, words string) (steps []*Term, ok bool) {
	named := slices.DeleteFunc(slices.Clone(levels), func(t *Term) bool {
		key, _ := b.l.fold(t.Name, nil)
		return !strings.Contains(" "+key+" ", " "+words+" ")
	})
	if len(named) == 0 {
		return levels, false
	}
	return named, true
}

// kin notes which levels some words ask for together.
func (b *setBuilder) kin() {
	for level, steps := range b.alike {
		all := append([]*Term{level}, steps...)
		for _, t := range all {
			b.s.kin[t] = append(b.s.kin[t], all...)
		}
	}
}

// Kin returns the levels that tables of other roles have in place of a level: those that
// the same words ask for, and an article's own lowest step for that of beginners.
func (s *Set) Kin(level *Term) []*Term { return s.kin[level] }

// bands fills the years of levels that an article says in its text ("Mid: 2–5
// years") and not in its tables.
func (b *setBuilder) bands() {
	years := map[*Article]map[*Term]Years{}
	for _, a := range b.s.Articles {
		years[a] = b.bandsOf(a)
	}
	for i := range b.s.Pays {
		p := &b.s.Pays[i]
		if y, ok := years[p.Article][p.Level]; ok && !p.Years.Set {
			p.Years = y
		}
	}
}

// bandsOf returns the years of levels that the points of an article's lists say.
func (b *setBuilder) bandsOf(a *Article) map[*Term]Years {
	years := map[*Term]Years{}
	for _, s := range a.Sections {
		for _, block := range s.Blocks {
			for _, it := range block.Items {
				label := it.Text
				if len(Tokens(label)) > maxBand {
					label, _, _ = strings.Cut(label, ": ")
				}
				if f := b.l.facets(label, false); f.Years.Set && f.Level != nil && f.Role == nil && f.Place == nil && len(Tokens(label)) <= maxBand {
					years[f.Level] = f.Years
				}
			}
		}
	}
	return years
}

// maxBand is how many words the point of a list has that says a level's years.
const maxBand = 8
