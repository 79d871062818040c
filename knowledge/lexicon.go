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
	Covered bool   // a loaded article has figures or a column for it; of a concept: it is a topic that one has a section on
}

// Unwritten reports whether a term is a career subject that no article has a
// section on.
func (t *Term) Unwritten() bool {
	return t.Kind == TopicTerm && (t.Group == GroupNoArticle || t.Group == GroupGuidance || t.Group == GroupBesidePay)
}

// The groups of career subjects that articles may have nothing on.
const (
	GroupNoArticle = "no_article"
	GroupGuidance  = "guidance"        // a mention in passing is no answer
	GroupBesidePay = "even beside pay" // what is got beside the pay
)

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

// City returns the city or nation that stands for its country, "" for none.
func (s Span) City() string {
	for _, sense := range s.Senses {
		if sense.City != "" {
			return sense.City
		}
	}
	return ""
}

// A Lexicon maps phrases to their meanings. It is built by a Set, not changed
// afterwards, and then safe for concurrent use.
type Lexicon struct {
	phrases  map[string]phrase
	longest  map[string]int // first word → most words of a phrase of several that begins with it
	synonyms map[string][]string
	synFirst map[string]int
	gaps     []gapPhrase
	gapFirst map[string][]int // first word → places in gaps
	words    map[string]bool  // correct words that are never "corrected"
	spelled  map[string]bool  // the same, of the thesaurus
	written  map[string]bool  // phrases that stand in the articles' text
	spelling speller
	slab     []Sense // where the senses of phrases with a single one stand
}

// A phrase is folded words with what they mean.
type phrase struct {
	text   string
	senses []Sense
}

// A gapPhrase is a phrase with "..." in it: parts in order, with at most
// gapWords words between them.
type gapPhrase struct {
	parts [][]string
	sense Sense
}

const gapWords = 6

func newLexicon(phrases int) *Lexicon {
	return &Lexicon{
		phrases: make(map[string]phrase, phrases), longest: make(map[string]int, phrases/4), words: make(map[string]bool, phrases/2),
		written: map[string]bool{}, synonyms: map[string][]string{}, synFirst: map[string]int{}, gapFirst: map[string][]int{},
	}
}

// add gives a phrase one more meaning.
func (l *Lexicon) add(text string, s Sense) {
	if strings.Contains(text, "...") {
		l.addGap(text, s)
		return
	}
	var space [8]string
	key, words := l.fold(text, space[:0])
	if len(words) == 0 {
		return
	}
	if len(words) > 1 && len(words) > l.longest[words[0]] {
		l.longest[words[0]] = len(words) // and so the phrase is a new one
	} else if p, ok := l.phrases[key]; ok {
		if !slices.ContainsFunc(p.senses, func(o Sense) bool { return o.Term == s.Term }) {
			p.senses = append(p.senses, s)
			l.phrases[key] = p
		}
		return
	}
	l.phrases[key] = phrase{key, l.single(s)}
}

// partsOf returns the concepts that stand within the name of another: "on-call
// pay" is about being on call.
func (l *Lexicon) partsOf(name string) []*Term {
	_, words := l.fold(name, nil)
	var out []*Term
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			for _, s := range l.phrases[strings.Join(words[i:j], " ")].senses {
				if s.Term.Kind == ConceptTerm && j-i < len(words) {
					out = append(out, s.Term)
				}
			}
		}
	}
	return out
}

// claim adds a phrase as a level's, and drops that it is a subject or somebody's
// occupation: an article has what nothing was written on, and "SDE 2" is nobody else.
func (l *Lexicon) claim(text string, t *Term) {
	l.add(text, Sense{Term: t})
	key, _ := l.fold(text, nil)
	p := l.phrases[key]
	p.senses = slices.DeleteFunc(slices.Clone(p.senses), func(s Sense) bool {
		return s.Term.Kind == TopicTerm || s.Term.Kind == ConceptTerm || s.Term.Kind == RoleTerm && !s.Term.Covered
	})
	l.phrases[key] = p
}

// single returns a slice of one sense: most phrases have one, and thousands
// of small allocations are felt when the process starts.
func (l *Lexicon) single(s Sense) []Sense {
	if len(l.slab) == cap(l.slab) {
		l.slab = make([]Sense, 0, 1<<10)
	}
	l.slab = append(l.slab, s)
	n := len(l.slab)
	return l.slab[n-1 : n : n]
}

func (l *Lexicon) addGap(text string, s Sense) {
	g := gapPhrase{sense: s}
	for part := range strings.SplitSeq(text, "...") {
		if _, words := l.fold(part, nil); len(words) > 0 {
			g.parts = append(g.parts, words)
		}
	}
	if len(g.parts) > 0 {
		first := g.parts[0][0]
		l.gapFirst[first] = append(l.gapFirst[first], len(l.gaps))
		l.gaps = append(l.gaps, g)
	}
}

// replace gives every phrase of some terms to others.
func (l *Lexicon) replace(by map[*Term]*Term) {
	for _, p := range l.phrases {
		for i := range p.senses {
			if t, ok := by[p.senses[i].Term]; ok {
				p.senses[i].Term = t
			}
		}
	}
}

// replaceIn gives one meaning of a phrase to another term.
func (l *Lexicon) replaceIn(text string, old, by *Term) {
	key, _ := l.fold(text, nil)
	p, ok := l.phrases[key]
	if !ok {
		return
	}
	p.senses = slices.Clone(p.senses)
	for i, s := range p.senses {
		if s.Term == old {
			p.senses[i] = Sense{Term: by}
		}
	}
	l.phrases[key] = p
}

// fold returns the folded words of a phrase, synonyms applied, behind those
// of words, and all of them joined.
func (l *Lexicon) fold(text string, words []string) (string, []string) {
	var space [8]Token
	toks, same := appendPlain(space[:0], text)
	if toks == nil {
		toks = Tokens(text)
	}
	canonical := l.Canonical(toks)
	for _, t := range canonical {
		words = append(words, t.Text)
	}
	if same && len(canonical) == len(toks) && (len(toks) == 0 || &canonical[0] == &toks[0]) {
		return text, words
	}
	return strings.Join(words, " "), words
}

// appendPlain appends what Tokens returns for a text of ASCII letters, digits
// and spaces, as nearly all phrases of the word lists are, but for its offsets
// and capitals. same reports that the folded text is the text. It returns nil
// for other texts.
func appendPlain(toks []Token, text string) (_ []Token, same bool) {
	if !isPlain(text) {
		return nil, false
	}
	lower := strings.ToLower(text)
	same = lower == text
	for more := true; more; {
		var raw string
		if raw, lower, more = strings.Cut(lower, " "); raw == "" {
			same = false
			continue
		}
		t := Token{Text: raw, Raw: raw, Num: raw[0] <= '9'}
		if !t.Num {
			t.Text = Singular(raw)
		}
		same = same && t.Text == raw
		toks = append(toks, t)
	}
	return toks, same
}

func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c != ' ' && (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// addSynonym makes one phrase stand for another wherever it is read.
func (l *Lexicon) addSynonym(text, canonical string) {
	key, words := Fold(text), strings.Fields(Fold(canonical))
	if key == "" || len(words) == 0 || key == strings.Join(words, " ") {
		return
	}
	l.synonyms[key] = words
	first, _, _ := strings.Cut(key, " ")
	l.synFirst[first] = max(l.synFirst[first], strings.Count(key, " ")+1)
}

// Written reports whether a folded phrase of the lexicon stands in the text of
// a loaded article: what it means is then judged by what the text says.
func (l *Lexicon) Written(phrase string) bool { return l.written[phrase] }

// Senses returns the meanings of a folded phrase.
func (l *Lexicon) Senses(phrase string) []Sense { return l.phrases[phrase].senses }

// Knows reports whether a word is one that is spelled right.
func (l *Lexicon) Knows(word string) bool {
	if l.words[word] || l.spelled[word] || l.longest[word] > 0 {
		return true
	}
	_, ok := l.phrases[word]
	return ok
}
