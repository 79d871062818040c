package knowledge

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed articles/*.md
var shippedArticles embed.FS

//go:embed vocabulary/*.txt
var shippedVocabulary embed.FS

// A Set is all loaded articles with the vocabulary, and every header and pay
// cell of them read. It is not changed after loading and safe for concurrent
// use.
type Set struct {
	Articles   []*Article // tables whose rows are roles turned
	Terms      []*Term    // those that no article covers, then those of the articles in their order
	Pays       []Pay
	Lexicon    *Lexicon
	Thesaurus  *Thesaurus           // how people ask beside how articles write
	Classifier *Classifier          // learned from the word list of subjects; nil where there is none
	Questions  map[string][2]string // concept → a question to offer and its label, with {role} in them
	facets     map[cellKey]Facets
	payRows    map[cellKey]bool
	rolesOf    map[*Article][]*Term          // the roles that an article is on
	hints      map[*Article]map[string]*Term // word that one of its roles' names has alone → the role
	nameHints  map[string]*Term              // the same, of all articles
	areas      []*area                       // parts of countries with figures of their own
	within     map[*Term]*Term               // such a part → a wider one, or its country
	settings   []*Term                       // levels that say where people work
	steps      map[*Term]*Term               // setting → the level that its table is on
	kin        map[*Term][]*Term             // level → those that the same words ask for
	titles     map[string]*Term              // title → the level that an article counts it as
	grades     map[string]bool               // words before the number of a grade: "band"
	trades     map[topicIn]int               // how often an article speaks of what nobody but a professional should advise on
	levels     map[*Term]int                 // order of covered levels, as the articles have them
	ladder     map[*Term]int                 // order of the word list's levels, the first from 1 on
	covered    map[TermKind][]*Term
	named      map[termKey]*Term
}

type termKey struct {
	kind TermKind
	name string
}

// NewSet reads the articles' headers and cells with the vocabulary. Two
// articles of one name are a fault, unless one replaces the other.
func NewSet(v *Vocabulary, articles []*Article) (*Set, error) { return newSetBuilder(v).set(articles) }

func (b *setBuilder) set(articles []*Article) (*Set, error) {
	articles, err := withoutReplaced(articles)
	if err != nil {
		return nil, err
	}
	if len(articles) == 0 {
		return nil, errors.New("knowledge: no articles")
	}
	b.s.Articles = articles
	b.roles()
	for i, a := range articles {
		articles[i] = b.turned(a)
		b.alsoKnown(articles[i])
	}
	b.subjects()
	b.tables()
	b.nameAreas()
	b.countries()
	b.employers()
	b.titles()
	b.sharedNames()
	b.kin()
	b.bands()
	b.s.Terms = append(slices.DeleteFunc(b.s.Terms, func(t *Term) bool { return t.Covered }), b.covered...)
	b.s.file()
	b.shortNames()
	spelled := make(chan struct{})
	go func() { // neither needs what the other writes
		b.spelling()
		close(spelled)
	}()
	b.mentions()
	<-spelled
	return b.s, nil
}

// withoutReplaced leaves out the articles that others replace.
func withoutReplaced(articles []*Article) ([]*Article, error) {
	replacedBy := map[string]string{}
	for _, a := range articles {
		if a.Replaces != "" && a.Replaces != a.Name {
			replacedBy[a.Replaces] = a.Name
		}
	}
	byName := map[string]*Article{}
	var kept []*Article
	var faults []error
	for _, a := range articles {
		first, again := byName[a.Name]
		switch {
		case inCircle(a.Name, replacedBy):
			faults = append(faults, fmt.Errorf("%s:%d: front matter: replaces: this article and %q replace each other", a.File, a.Keys["replaces"], a.Replaces))
		case replacedBy[a.Name] != "":
		case again && a.Replaces == a.Name:
			kept[slices.Index(kept, first)], byName[a.Name] = a, a
		case again && first.Replaces != a.Name:
			faults = append(faults, fmt.Errorf("%s:1: an article of the name %q was read from %s already", a.File, a.Name, first.File))
		case !again:
			byName[a.Name] = a
			kept = append(kept, a)
		}
	}
	return kept, errors.Join(faults...)
}

// inCircle reports whether an article is replaced, through others, by itself.
func inCircle(name string, replacedBy map[string]string) bool {
	at := replacedBy[name]
	for range replacedBy {
		if at == name {
			return true
		}
		at = replacedBy[at]
	}
	return false
}

// file notes where every term is found.
func (s *Set) file() {
	s.covered, s.named = map[TermKind][]*Term{}, make(map[termKey]*Term, len(s.Terms))
	for _, t := range s.Terms {
		if t.Covered {
			s.covered[t.Kind] = append(s.covered[t.Kind], t)
		}
		if key := (termKey{t.Kind, t.Name}); s.named[key] == nil {
			s.named[key] = t
		}
	}
}

// Covered returns the terms of one kind that the articles have, in their order.
func (s *Set) Covered(k TermKind) []*Term { return slices.Clone(s.covered[k]) }

// Term returns the term of a kind and name, nil where there is none.
func (s *Set) Term(k TermKind, name string) *Term { return s.named[termKey{k, name}] }

// Graded reports whether a number behind a word names a step of a ladder that
// some article has: "band 9".
func (s *Set) Graded(word, number string) bool { return s.grades[word] && grade.MatchString(number) }

// IsTrade reports whether a topic is what an article is on all through: the law,
// in one on solicitors.
func (s *Set) IsTrade(t *Term, a *Article) bool { return s.trades[topicIn{a, t}] >= tradeLeast }

// GradedWord reports whether a word with its number names such a step: "l8".
func (s *Set) GradedWord(word string) bool {
	letters := strings.TrimRight(word, "0123456789")
	return letters != word && s.Graded(letters, word[len(letters):])
}

// Country returns the country of an area that has figures of its own; nil for
// other places.
func (s *Set) Country(place *Term) (country *Term) {
	for at := s.within[place]; at != nil; at = s.within[at] {
		country = at
	}
	return country
}

// Between reports whether a level of the word list stands between two others there: mid-level
// between entry-level and senior.
func (s *Set) Between(below, t, above *Term) bool {
	return s.ladder[below] > 0 && s.ladder[below] < s.ladder[t] && s.ladder[t] < s.ladder[above]
}

// LevelRank orders levels as the articles list them, the first level first.
func (s *Set) LevelRank(t *Term) int { return s.levels[t] }

// Words returns a text as the index and questions see it: folded words with
// synonyms replaced.
func (s *Set) Words(text string) string { return rawWords(s.Lexicon.Canonical(Tokens(text))) }

// Facets returns what a table's header (row -1) or a row's label (col 0) says.
func (s *Set) Facets(a *Article, section, block, row, col int) Facets {
	return s.facets[cellKey{a, section, block, row, col}]
}

// IsPayRow reports whether a row of a table holds pay.
func (s *Set) IsPayRow(a *Article, section, block, row int) bool {
	return s.payRows[cellKey{a, section, block, row, 0}]
}

// A Reading is the roles, levels, places and concepts that a text speaks of, each once.
type Reading struct{ Roles, Levels, Places, Concepts, Topics []*Term }

// Read returns what a text speaks of.
func (s *Set) Read(text string) Reading { return s.read(s.Lexicon.Canonical(Tokens(text))) }

// Understand returns what Words and Read return, at the price of one.
func (s *Set) Understand(text string) (words string, r Reading) {
	toks := s.Lexicon.Canonical(Tokens(text))
	return rawWords(toks), s.read(toks)
}

// Weigh adds to the scores of the Classifier's subjects what a text tells beside
// names of roles, and returns how many words it has.
func (s *Set) Weigh(scores []float32, text string) (words int) {
	toks := s.Lexicon.Canonical(Tokens(text))
	names := make([]bool, len(toks))
	for i := 0; i < len(toks); {
		span := s.Lexicon.subjectAt(toks, i)
		for ; i < span.To; i++ {
			names[i] = span.Is(RoleTerm) != nil
		}
	}
	s.Classifier.Weigh(scores, toks, names)
	return len(toks)
}

func (s *Set) read(toks []Token) Reading {
	var r Reading
	for i := 0; i < len(toks); {
		span := s.Lexicon.subjectAt(toks, i)
		for _, sense := range span.Senses {
			r.take(sense.Term)
		}
		i = span.To
	}
	for _, sense := range s.Lexicon.Gaps(toks) {
		r.take(sense.Term)
	}
	if t := s.Term(ConceptTerm, ConceptMoves); t != nil && len(r.Roles) > 1 && s.Lexicon.fromTo(toks) {
		r.take(t)
	}
	return r
}

func (r *Reading) take(t *Term) {
	switch {
	case t.Kind == RoleTerm && t.Covered && !slices.Contains(r.Roles, t):
		r.Roles = append(r.Roles, t)
	case t.Kind == LevelTerm && t.Covered && !slices.Contains(r.Levels, t):
		r.Levels = append(r.Levels, t)
	case t.Kind == PlaceTerm && t.Covered && !slices.Contains(r.Places, t):
		r.Places = append(r.Places, t)
	case t.Kind == ConceptTerm && !slices.Contains(r.Concepts, t):
		r.Concepts = append(r.Concepts, t)
	case t.Kind == TopicTerm && !slices.Contains(r.Topics, t):
		r.Topics = append(r.Topics, t)
	}
}
