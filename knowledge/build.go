package knowledge

import (
	"slices"
	"strings"
)

// The names of the concepts that the code itself speaks of. Their words stand
// in the word list concepts.txt.
const (
	ConceptPay          = "pay"
	ConceptBasicPay     = "basic pay"
	ConceptTotalPay     = "total pay"
	ConceptEmployed     = "employed pay"
	ConceptSelfEmployed = "self-employed pay"
	ConceptGap          = "pay gap"
	ConceptPremium      = "premium"
	ConceptDuties       = "typical day"
	ConceptRate         = "contract rates"
	ConceptFactors      = "pay factors"
	ConceptPlaces       = "differences between cities and states"
	ConceptBasis        = "figures and their basis"
	ConceptAmount       = "amounts"
	ConceptRole         = "roles and levels"
	ConceptCeiling      = "career ceiling"
	ConceptBands        = "years of a level"
	ConceptHighest      = "highest"
	ConceptLowest       = "lowest"
	ConceptAverage      = "averages"
	ConceptDifference   = "difference"
	ConceptOverlap      = "overlap"
	ConceptConversion   = "conversions"
	ConceptDoubt        = "doubts"
	ConceptTable        = "tables"
	ConceptChoosing     = "choosing"
	ConceptDefinition   = "definitions"
	ConceptWaysIn       = "ways in"
	ConceptMoves        = "moves"
)

// MetricSalary is the metric of pay cells, as tools know it.
const MetricSalary = "salary"

// OwnLabel is the Group of roles, levels and places that no word list has: an
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
	s       *Set
	l       *Lexicon
	byEntry map[entryKey]*Term
	covered []*Term
	general map[*Term][]string      // an occupation with narrower ones in articles → its names of one word
	regions map[string][]string     // region of a country → its towns
	joined  map[string]*Term        // text of a label → the one level of its several
	parts   map[*Term][]*Term       // the one level of several → those
	alike   map[*Term][]*Term       // level → steps of ladders that an article sets beside it
	called  map[string][]*Term      // folded name → roles that front matters call so
	heads   map[*Article][]RoleName // what an article calls its roles
	users   map[string][]*Term      // code of a currency → countries that pay in it
	country map[*Term]*Term         // area → its country
	knowns  map[*Term]knownOf       // what the word lists have on a country
}

// entryKey is a term's kind with its name in lower case, "the" left out.
type entryKey struct {
	kind TermKind
	name string
}

// newSetBuilder begins a set with what the word lists say.
func newSetBuilder(v *Vocabulary) *setBuilder {
	phrases := 0
	for i := range v.Entries {
		if l := v.Entries[i].List; l != "english" && l != subjectList && l != thesaurusList {
			phrases += 1 + len(v.Entries[i].Phrases) + len(v.Entries[i].ReadAs)
		}
	}
	l := newLexicon(phrases)
	b := &setBuilder{
		l: l, byEntry: map[entryKey]*Term{}, joined: map[string]*Term{}, parts: map[*Term][]*Term{}, alike: map[*Term][]*Term{}, regions: map[string][]string{}, general: map[*Term][]string{}, users: map[string][]*Term{}, called: map[string][]*Term{}, heads: map[*Article][]RoleName{}, country: map[*Term]*Term{}, knowns: map[*Term]knownOf{},
		s: &Set{Lexicon: l, Questions: map[string][2]string{}, facets: map[cellKey]Facets{}, payRows: map[cellKey]bool{}, titles: map[string]*Term{}, kin: map[*Term][]*Term{}, steps: map[*Term]*Term{}, grades: map[string]bool{},
			rolesOf: map[*Article][]*Term{}, hints: map[*Article]map[string]*Term{}, within: map[*Term]*Term{}, levels: map[*Term]int{}, ladder: map[*Term]int{}, trades: map[topicIn]int{}},
	}
	v.addSynonyms(l)
	learned := make(chan *Classifier, 1)
	go func() { learned <- v.learned() }() // it needs nothing of the other lists
	for i := range v.Entries {
		b.entry(&v.Entries[i])
	}
	b.s.Thesaurus = v.meanings()
	l.spelled = b.s.Thesaurus.spelled
	b.s.Classifier = <-learned
	return b
}

// entry adds one line of a word list.
func (b *setBuilder) entry(e *Entry) {
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
	case "currencies":
		for _, country := range e.Phrases {
			b.users[e.Name] = append(b.users[e.Name], b.term(PlaceTerm, country, ""))
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
	city := e.List == "cities"
	region, country, ok := strings.Cut(strings.TrimSuffix(name, ")"), " (")
	if city && ok {
		key, _ := b.l.fold(region, nil)
		name, b.regions[key] = country, slices.Concat(b.regions[key], e.Phrases, e.ReadAs)
	}
	t := b.term(kind, name, e.Group)
	if kind == LevelTerm && b.s.ladder[t] == 0 {
		b.s.ladder[t] = len(b.s.ladder) + 1
	}
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
		s := Sense{Term: t, ReadAs: true}
		if city {
			s.City = p
		}
		b.l.add(p, s)
	}
}

// term returns the term of a kind and name, made where there is none.
func (b *setBuilder) term(kind TermKind, name, group string) *Term {
	key := entryKey{kind, strings.ToLower(strings.TrimPrefix(name, "the "))}
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
	b.covered = append(b.covered, t)
}

// mentions notes which phrases stand in the articles' own text, and that
// their words are spelled right.
func (b *setBuilder) mentions() {
	for _, a := range b.s.Articles {
		a.eachText(func(text string) {
			toks := b.l.Canonical(Tokens(text))
			for i, t := range toks {
				b.l.words[t.Text] = true
				span := b.l.spanAt(toks, i)
				b.l.written[span.Phrase] = true
				if topic := span.Is(TopicTerm); topic != nil && topic.Group == groupAdvice {
					b.s.trades[topicIn{a, topic}]++
				}
			}
		})
	}
}

// groupAdvice is the group of topics on which a person is to be asked, such as
// the law.
const groupAdvice = "advice"

// topicIn is a topic in an article.
type topicIn struct {
	article *Article
	topic   *Term
}

// tradeLeast is how often an article speaks of a topic that is its trade.
const tradeLeast = 5

// spelling fills the spelling list with the words of the phrases that matter.
func (b *setBuilder) spelling() {
	for key, p := range b.l.phrases {
		if !slices.ContainsFunc(p.senses, matters) {
			continue
		}
		for rest, more := key, true; more; {
			var w string
			w, rest, more = strings.Cut(rest, " ")
			b.l.spelling.add(w)
		}
		if first, second, ok := strings.Cut(key, " "); ok && !strings.Contains(second, " ") && slices.ContainsFunc(p.senses, namesWork) {
			b.l.spelling.addPair(first, second)
		}
	}
}

// namesWork reports whether a phrase of this sense is the name of a role or level.
func namesWork(s Sense) bool { return s.Term.Kind == RoleTerm || s.Term.Kind == LevelTerm }

// matters reports whether a misspelt word may be read as one of this sense.
func matters(s Sense) bool {
	switch s.Term.Kind {
	case ConceptTerm, RoleTerm, PlaceTerm:
		return true
	}
	return s.Term.Covered || s.Term.Group == "every role"
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
