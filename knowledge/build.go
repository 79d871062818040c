package knowledge

import (
	"slices"
	"strings"
)

// The names of the concepts that the code itself speaks of. Their words stand
// in the word list concepts.txt.
const (
	ConceptPay        = "pay"
	ConceptGap        = "pay gap"
	ConceptPremium    = "premium"
	ConceptDuties     = "typical day"
	ConceptRate       = "contract rates"
	ConceptFactors    = "pay factors"
	ConceptBasis      = "figures and their basis"
	ConceptAmount     = "amounts"
	ConceptRole       = "roles and levels"
	ConceptHighest    = "highest"
	ConceptLowest     = "lowest"
	ConceptAverage    = "averages"
	ConceptDifference = "difference"
	ConceptConversion = "conversions"
	ConceptDoubt      = "doubts"
	ConceptTable      = "tables"
	ConceptChoosing   = "choosing"
	ConceptDefinition = "definitions"
)

// MetricSalary is the metric of pay cells, as tools know it.
const MetricSalary = "salary"

// OwnLabel is the Group of roles and levels that no word list has: an
// article's own name for a row or column of pay.
const OwnLabel = "own label"

type cellKey struct {
	article  *Article
	section  int
	block    int
	row, col int // -1: the header row; the column's label for col -1
}

// setBuilder makes a Set: terms first from the word lists, then from the
// articles, which may rename, join and cover them.
type setBuilder struct {
	v       *Vocabulary
	s       *Set
	l       *Lexicon
	byEntry map[string]*Term // kind, folded name → term
	rename  map[*Term]bool
}

func newSetBuilder(v *Vocabulary, articles []*Article) *setBuilder {
	l := newLexicon()
	b := &setBuilder{
		v: v, l: l, byEntry: map[string]*Term{}, rename: map[*Term]bool{},
		s: &Set{Articles: articles, Lexicon: l, Questions: map[string][2]string{}, facets: map[cellKey]Facets{}, payRows: map[cellKey]bool{}, levels: map[*Term]int{}},
	}
	for _, e := range v.list("synonyms") {
		for _, p := range append(e.Phrases, e.ReadAs...) {
			l.addSynonym(p, e.Name)
		}
	}
	for _, e := range v.Entries {
		b.entry(e)
	}
	return b
}

// entry adds one line of a word list.
func (b *setBuilder) entry(e Entry) {
	var kind TermKind
	switch e.List {
	case "occupations":
		kind = RoleTerm
	case "levels":
		kind = LevelTerm
	case "places", "cities":
		kind = PlaceTerm
	case "concepts":
		kind = ConceptTerm
	case "topics":
		kind = TopicTerm
	case "phrases":
		kind = PhraseTerm
	case "filler":
		kind = FillerTerm
	case "related":
		kind = RelatedTerm
	case "questions":
		if len(e.Phrases) >= 2 {
			b.s.Questions[e.Name] = [2]string{e.Phrases[0], e.Phrases[1]}
		}
		return
	case "english":
		for _, p := range e.Phrases {
			b.l.words[Singular(p)] = true
		}
		return
	default:
		return // synonyms were read before all others
	}
	name := e.Name
	if name == "" {
		name = firstNonEmpty(e.Group, e.List)
	}
	t := b.term(kind, name, e.Group)
	city := e.List == "cities"
	if !city && e.Name != "" && kind != RelatedTerm {
		b.l.add(e.Name, Sense{Term: t})
	}
	for _, p := range e.Phrases {
		s := Sense{Term: t}
		if city {
			s.City = p
		}
		b.l.add(p, s)
	}
	for _, p := range e.ReadAs {
		b.l.add(p, Sense{Term: t, ReadAs: true})
	}
}

// term returns the term of a kind and name, made where there is none.
func (b *setBuilder) term(kind TermKind, name, group string) *Term {
	key := string(rune('0'+kind)) + Fold(strings.TrimPrefix(name, "the "))
	if t, ok := b.byEntry[key]; ok {
		return t
	}
	t := &Term{Kind: kind, Name: name, Group: group}
	if kind == PlaceTerm {
		t.Name, t.Prose = strings.TrimPrefix(name, "the "), name
	}
	b.byEntry[key] = t
	b.s.Terms = append(b.s.Terms, t)
	return t
}

// cover notes that an article has a term, under the article's own name.
func (b *setBuilder) cover(t *Term, name string) {
	if t.Covered {
		return
	}
	t.Covered = true
	if name != "" {
		t.Name = name
	}
	if t.Kind == PlaceTerm && t.Prose == "" {
		t.Prose = t.Name
	}
	if t.Kind == LevelTerm {
		b.s.levels[t] = len(b.s.levels)
	}
	b.s.Terms = append(b.s.Terms, t)
	if i := slices.Index(b.s.Terms, t); i < len(b.s.Terms)-1 {
		b.s.Terms = slices.Delete(b.s.Terms, i, i+1)
	}
}

// roles covers the roles of the front matters.
func (b *setBuilder) roles() {
	for _, a := range b.s.Articles {
		for _, r := range a.Roles {
			t := b.named(RoleTerm, r.Name)
			b.cover(t, r.Name)
			for _, alias := range r.Aliases {
				b.l.add(alias, Sense{Term: t})
			}
		}
	}
}

// named returns the term that a name already means, or a new one.
func (b *setBuilder) named(kind TermKind, name string) *Term {
	for _, s := range b.l.senses[strings.Join(b.l.foldWords(name), " ")] {
		if s.Term.Kind == kind && s.City == "" {
			return s.Term
		}
	}
	t := b.term(kind, name, OwnLabel)
	b.l.add(name, Sense{Term: t})
	return t
}

// tables reads every header, label and pay cell.
func (b *setBuilder) tables() {
	for _, a := range b.s.Articles {
		for si := range a.Sections {
			for bi, block := range a.Sections[si].Blocks {
				if block.Table != nil {
					b.table(a, si, bi, block.Table)
				}
			}
		}
	}
}

func (b *setBuilder) table(a *Article, si, bi int, t *Table) {
	money := moneyCells(t)
	pays, dedicated := 0, true
	for _, row := range money {
		any := slices.Contains(row, true)
		dedicated = dedicated && any
		if any {
			pays++
		}
	}
	cols := make([]Facets, len(t.Header))
	for c := 1; c < len(t.Header); c++ {
		cols[c] = b.label(t.Header[c], pays > 0 && columnHas(money, c), RoleTerm)
		b.s.facets[cellKey{a, si, bi, -1, c}] = cols[c]
	}
	around := b.l.facets(a.Sections[si].Heading+" "+t.Header[0], pays > 0)
	around.Role, around.Level, around.Place = nil, nil, nil
	roleColumns := slices.ContainsFunc(cols, func(f Facets) bool { return f.Role != nil })
	for r, row := range t.Rows {
		unknown := LevelTerm
		if !roleColumns {
			unknown = RoleTerm
		}
		f := b.label(row.Label(), slices.Contains(money[r], true), unknown)
		b.s.facets[cellKey{a, si, bi, r, 0}] = f
		for c := 1; c < len(row.Cells); c++ {
			if money[r][c] || slices.Contains(money[r], true) && columnHas(money, c) && saysNone(row.Cells[c]) {
				b.pay(a, si, bi, r, c, row.Cells[c], f.over(cols[c]).over(around), dedicated)
			}
		}
	}
}

// label reads a header or a row's label and covers what it names. Words of a
// pay table that name nothing known are themselves a role or a level.
func (b *setBuilder) label(text string, pay bool, unknown TermKind) Facets {
	f := b.l.facets(text, pay)
	if joined := b.joinedLevel(text); joined != nil {
		f.Level = joined
	}
	if f.Role == nil && f.Level == nil && pay && f.Rest != "" && !f.Has(ConceptPay) {
		name := strings.TrimSpace(cutParenthesis(text))
		t := b.named(unknown, name)
		if words := b.l.foldWords(name); len(words) > 2 {
			b.l.add(strings.Join(words[:len(words)-1], " "), Sense{Term: t})
		}
		if unknown == RoleTerm {
			f.Role = t
		} else {
			f.Level = t
		}
	}
	if f.Role != nil {
		b.cover(f.Role, "")
	}
	if f.Place != nil && pay {
		b.cover(f.Place, "")
	}
	if f.Level != nil && pay {
		b.cover(f.Level, "")
	}
	return f
}

// joinedLevel makes one level of "Staff/Principal": what is said of either
// means both.
func (b *setBuilder) joinedLevel(text string) *Term {
	toks := b.l.Canonical(Tokens(text))
	var terms []*Term
	start, end := 0, 0
	for _, span := range b.l.Read(toks) {
		if t := span.Is(LevelTerm); t != nil && !slices.Contains(terms, t) {
			if len(terms) == 0 {
				start = toks[span.From].Start
			}
			end = toks[span.To-1].End
			terms = append(terms, t)
		}
	}
	if len(terms) < 2 {
		return nil
	}
	name := text[start:end]
	t := b.term(LevelTerm, name, "")
	for _, old := range terms {
		b.l.replace(old, t)
		b.s.Terms = slices.DeleteFunc(b.s.Terms, func(x *Term) bool { return x == old })
	}
	b.l.add(name, Sense{Term: t})
	return t
}

func (b *setBuilder) pay(a *Article, si, bi, r, c int, cell string, f Facets, dedicated bool) {
	p := Pay{
		Role: f.Role, Level: f.Level, Place: f.Place, Years: f.Years, Period: f.Period, Cell: cell, Dedicated: dedicated,
		Article: a, Section: si, Block: bi, Row: r, Col: c, None: saysNone(cell),
	}
	if !p.None {
		p.Money, _ = ParseMoney(cell)
	}
	p.Period = firstNonEmpty(p.Money.Period, firstNonEmpty(p.Period, a.Period))
	b.s.Pays = append(b.s.Pays, p)
	b.s.payRows[cellKey{a, si, bi, r, 0}] = true
}

// mentions notes which phrases stand in the articles' own text, and that
// their words are spelled right.
func (b *setBuilder) mentions() {
	for _, a := range b.s.Articles {
		a.eachText(func(text string) {
			toks := b.l.Canonical(Tokens(text))
			for i, t := range toks {
				b.l.words[t.Text] = true
				b.l.written[b.l.spanAt(toks, i).Phrase] = true
			}
		})
	}
}

// finish fills the spelling list with the words of the phrases that matter.
func (b *setBuilder) finish() *Set {
	for phrase, senses := range b.l.senses {
		if !slices.ContainsFunc(senses, func(s Sense) bool {
			return s.Term.Kind == ConceptTerm || s.Term.Covered || s.Term.Kind == RoleTerm || s.Term.Kind == PlaceTerm || s.Term.Group == "every role"
		}) {
			continue
		}
		for w := range strings.SplitSeq(phrase, " ") {
			b.l.spelling.add(w)
		}
	}
	for _, words := range b.l.spelling.byLength {
		slices.Sort(words) // the order of a map must not decide a correction
	}
	return b.s
}

// eachText calls f with every text of the article.
func (a *Article) eachText(f func(string)) {
	for _, s := range a.Sections {
		f(s.Heading)
		for _, b := range s.Blocks {
			f(b.Text)
			for _, it := range b.Items {
				f(it.Text)
			}
			if b.Table != nil {
				for _, h := range b.Table.Header {
					f(h)
				}
				for _, r := range b.Table.Rows {
					for _, c := range r.Cells {
						f(c)
					}
				}
			}
		}
	}
}

// moneyCells tells which cells are figures of money and nothing else.
func moneyCells(t *Table) [][]bool {
	out := make([][]bool, len(t.Rows))
	for r, row := range t.Rows {
		out[r] = make([]bool, len(t.Header))
		for c := 1; c < len(row.Cells); c++ {
			m, n := ParseMoney(row.Cells[c])
			out[r][c] = n > 0 && m.Currency != "" && n == len(row.Cells[c])
		}
	}
	return out
}

func columnHas(money [][]bool, c int) bool {
	for _, row := range money {
		if row[c] {
			return true
		}
	}
	return false
}

// saysNone reports whether a cell says that there is no figure.
func saysNone(cell string) bool {
	switch strings.ToLower(strings.Trim(cell, " .")) {
	case "", "n/a", "na", "-", "–", "—", "none", "no data", "not available", "unknown", "?":
		return true
	}
	return false
}

func cutParenthesis(s string) string {
	before, _, _ := strings.Cut(s, "(")
	return before
}
