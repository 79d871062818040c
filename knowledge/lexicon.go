package knowledge

import (
	"slices"
	"strings"
)

// A TermKind says what a Term is.
type TermKind uint8

// The kinds of terms.
const (
	RoleTerm    TermKind = iota + 1 // an occupation
	LevelTerm                       // a step of a career
	PlaceTerm                       // a country or region
	ConceptTerm                     // what careers articles speak of: pay, skills, a typical day
	TopicTerm                       // a subject of the lists of things that articles may have nothing on
	PhraseTerm                      // words of conversation: greetings, thanks, insults …
	FillerTerm                      // words that carry no subject
	RelatedTerm                     // words that articles use for what people say; the Name holds them
)

// A Term is one thing that people can name. Terms are compared by address.
type Term struct {
	Kind    TermKind
	Name    string // as an article prints it, or as the word list has it
	Prose   string // how a place stands in a sentence: "the UK"
	Group   string // of topics and phrases: the [group] of the word list
	Covered bool   // a loaded article has figures or a column for it
}

// A Sense is one meaning of a phrase.
type Sense struct {
	Term   *Term
	ReadAs bool   // an answer says how it read the phrase
	City   string // the city or nation that stood for its country
}

// A Span is a run of tokens with what they mean; a single token without
// senses where the lexicon does not know it.
type Span struct {
	From, To int // tokens [From, To)
	Phrase   string
	Senses   []Sense
	Fixed    bool // the spelling was corrected
}

// Is returns the span's first sense of a kind, nil for none.
func (s Span) Is(k TermKind) *Term {
	for _, sense := range s.Senses {
		if sense.Term.Kind == k {
			return sense.Term
		}
	}
	return nil
}

// A Lexicon maps phrases to their meanings. It is built by a Set, not changed
// afterwards, and then safe for concurrent use.
type Lexicon struct {
	senses   map[string][]Sense
	longest  map[string]int // first word → most words of a phrase that begins with it
	synonyms map[string][]string
	synFirst map[string]int
	gaps     []gapPhrase
	words    map[string]bool // correct words that are never "corrected"
	written  map[string]bool // phrases that stand in the articles' text
	spelling speller
}

// A gapPhrase is a phrase with "..." in it: parts in order, with at most
// gapWords words between them.
type gapPhrase struct {
	parts [][]string
	sense Sense
}

const gapWords = 6

func newLexicon() *Lexicon {
	return &Lexicon{
		senses: make(map[string][]Sense, 1<<13), longest: make(map[string]int, 1<<13), words: make(map[string]bool, 1<<13), written: map[string]bool{},
		synonyms: map[string][]string{}, synFirst: map[string]int{},
	}
}

// add gives a phrase one more meaning.
func (l *Lexicon) add(phrase string, s Sense) {
	if strings.Contains(phrase, "...") {
		g := gapPhrase{sense: s}
		for part := range strings.SplitSeq(phrase, "...") {
			if words := l.foldWords(part); len(words) > 0 {
				g.parts = append(g.parts, words)
			}
		}
		l.gaps = append(l.gaps, g)
		return
	}
	words := l.foldWords(phrase)
	if len(words) == 0 {
		return
	}
	key := strings.Join(words, " ")
	if slices.ContainsFunc(l.senses[key], func(o Sense) bool { return o.Term == s.Term }) {
		return
	}
	l.senses[key] = append(l.senses[key], s)
	l.longest[words[0]] = max(l.longest[words[0]], len(words))
}

// replace gives every phrase of one term to another.
func (l *Lexicon) replace(old, by *Term) {
	for key, senses := range l.senses {
		for i := range senses {
			if senses[i].Term == old {
				l.senses[key][i].Term = by
			}
		}
	}
}

// foldWords returns the folded words of a phrase, synonyms applied.
func (l *Lexicon) foldWords(phrase string) []string {
	toks := l.Canonical(Tokens(phrase))
	words := make([]string, len(toks))
	for i, t := range toks {
		words[i] = t.Text
	}
	return words
}

// addSynonym makes one phrase stand for another wherever it is read.
func (l *Lexicon) addSynonym(phrase, canonical string) {
	key, words := Fold(phrase), strings.Fields(Fold(canonical))
	if key == "" || len(words) == 0 || key == strings.Join(words, " ") {
		return
	}
	l.synonyms[key] = words
	first, n := key, 1
	if i := strings.IndexByte(key, ' '); i > 0 {
		first, n = key[:i], strings.Count(key, " ")+1
	}
	l.synFirst[first] = max(l.synFirst[first], n)
}

// Canonical returns the tokens with synonyms replaced.
func (l *Lexicon) Canonical(toks []Token) []Token {
	var out []Token // nil until something is replaced
	for i := 0; i < len(toks); {
		words, n := l.synonymAt(toks[i:])
		if n == 0 {
			if out != nil {
				out = append(out, toks[i])
			}
			i++
			continue
		}
		if out == nil {
			out = append(make([]Token, 0, len(toks)+4), toks[:i]...)
		}
		for k, w := range words {
			t := toks[i]
			t.Text, t.Raw, t.End = w, w, toks[i+n-1].End
			if k > 0 {
				t.Break = NoBreak
			}
			out = append(out, t)
		}
		i += n
	}
	if out == nil {
		return toks
	}
	return out
}

func (l *Lexicon) synonymAt(toks []Token) (words []string, n int) {
	for n := min(l.synFirst[toks[0].Text], len(toks)); n > 0; n-- {
		if !unbroken(toks[:n]) {
			continue
		}
		if words, ok := l.synonyms[joined(toks[:n])]; ok {
			return words, n
		}
	}
	return nil, 0
}

// Read parts tokens into spans, the longest phrase first. A phrase does not
// reach over a clause.
func (l *Lexicon) Read(toks []Token) []Span {
	out := make([]Span, 0, len(toks))
	for i := 0; i < len(toks); {
		span := l.spanAt(toks, i)
		out = append(out, span)
		i = span.To
	}
	return out
}

func (l *Lexicon) spanAt(toks []Token, i int) Span {
	for n := min(l.longest[toks[i].Text], len(toks)-i); n > 0; n-- {
		run := toks[i : i+n]
		if !unbroken(run) {
			continue
		}
		phrase := joined(run)
		if senses, ok := l.senses[phrase]; ok {
			return Span{From: i, To: i + n, Phrase: phrase, Senses: senses}
		}
	}
	return Span{From: i, To: i + 1, Phrase: toks[i].Text}
}

// Written reports whether a folded phrase of the lexicon stands in the text of
// a loaded article: what it means is then judged by what the text says.
func (l *Lexicon) Written(phrase string) bool { return l.written[phrase] }

// Senses returns the meanings of a folded phrase.
func (l *Lexicon) Senses(phrase string) []Sense { return l.senses[phrase] }

// Gaps returns the senses of the phrases with gaps that a sentence has.
func (l *Lexicon) Gaps(toks []Token) []Sense {
	var out []Sense
	for _, g := range l.gaps {
		if g.in(toks) {
			out = append(out, g.sense)
		}
	}
	return out
}

func (g gapPhrase) in(toks []Token) bool {
	for start := range toks {
		at, ok := start, true
		for k, part := range g.parts {
			reach := gapWords
			if k == 0 {
				reach = 0
			}
			if at = find(toks, at, reach, part); at < 0 {
				ok = false
				break
			}
		}
		if ok {
			return true
		}
	}
	return false
}

// find returns where words end that begin at most reach tokens behind at, -1
// where they do not stand.
func find(toks []Token, at, reach int, words []string) int {
	for i := at; i <= at+reach && i+len(words) <= len(toks); i++ {
		if i > at && toks[i].Break == SentenceBreak {
			return -1
		}
		k := 0
		for k < len(words) && toks[i+k].Text == words[k] {
			k++
		}
		if k == len(words) {
			return i + k
		}
	}
	return -1
}

// Knows reports whether a word is one that is spelled right.
func (l *Lexicon) Knows(word string) bool {
	return l.words[word] || l.longest[word] > 0
}

func unbroken(toks []Token) bool {
	for _, t := range toks[1:] {
		if t.Break >= ClauseBreak {
			return false
		}
	}
	return true
}

// joined returns the texts of tokens with spaces between them.
func joined(toks []Token) string {
	if len(toks) == 1 {
		return toks[0].Text
	}
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}
