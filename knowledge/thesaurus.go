package knowledge

import (
	"slices"
	"strconv"
	"strings"
)

// A Thesaurus joins how people ask with how articles write: "jabs" and "immunisation" are
// one Matter. It is not changed after it is built and safe for concurrent use.
type Thesaurus struct {
	matters []Matter           // by number
	names   []string           // by number: the words of articles
	phrases map[string]int32   // folded phrase of askers → number of its one entry
	words   map[string][]int32 // folded word of articles → numbers of its entries
	longest map[string]int     // first word → most words of a phrase that begins with it
	spelled map[string]bool    // all words of phrases: they are spelled right
}

// A Matter is what an entry of the thesaurus is on, as a term that no word is equal to.
// Passages and questions have it among their words.
type Matter string

// A Meant is a phrase that the thesaurus knows.
type Meant struct {
	From, To int // its tokens
	Matter   Matter
}

// thesaurusList is the word list that a Thesaurus is made of.
const thesaurusList = "thesaurus"

// newThesaurus reads the entries of a vocabulary. A phrase that several have belongs to the
// first.
func newThesaurus(v *Vocabulary) *Thesaurus {
	l, entries := newLexicon(0), v.of(thesaurusList)
	v.addSynonyms(l)
	t := &Thesaurus{phrases: make(map[string]int32, 16*len(entries)), words: map[string][]int32{}, longest: map[string]int{}, spelled: map[string]bool{}}
	for i, e := range entries {
		t.matters, t.names = append(t.matters, Matter("="+strconv.Itoa(i))), append(t.names, e.Name)
		for _, p := range e.Phrases {
			for w := range strings.FieldsSeq(p) {
				t.spelled[Singular(w)] = true
			}
			key, words := l.fold(p, nil)
			if _, taken := t.phrases[key]; taken || len(words) == 0 {
				continue
			}
			t.phrases[key] = int32(i)
			t.longest[words[0]] = max(t.longest[words[0]], len(words))
		}
		for word := range strings.FieldsSeq(e.Name) {
			if key, words := l.fold(word, nil); len(words) == 1 {
				t.words[key] = append(t.words[key], int32(i))
			}
		}
	}
	return t
}

// Meant returns the phrases of a question that stand in the thesaurus, the longest first
// wherever several begin at one word.
func (t *Thesaurus) Meant(toks []Token) (out []Meant) {
	for i := 0; i < len(toks); {
		n, to := t.phraseAt(toks, i)
		if to > i {
			out = append(out, Meant{i, to, t.matters[n]})
		}
		i = max(i+1, to)
	}
	return out
}

// phraseAt returns the entry of the longest phrase that begins at token i, and where it
// ends; i for none.
func (t *Thesaurus) phraseAt(toks []Token, i int) (entry int32, to int) {
	var space [64]byte
	to = i
	key := append(space[:0], toks[i].Text...)
	for n := range min(t.longest[toks[i].Text], len(toks)-i) {
		if n > 0 {
			key = append(append(key, ' '), toks[i+n].Text...)
		}
		if e, ok := t.phrases[string(key)]; ok {
			entry, to = e, i+n+1
		}
	}
	return entry, to
}

// of returns what a text of an article is on, each matter once: by the phrases of askers as
// well, and by its words.
func (t *Thesaurus) of(toks []Token) (matters []Matter) {
	note := func(m Matter) {
		if !slices.Contains(matters, m) {
			matters = append(matters, m)
		}
	}
	for _, m := range t.Meant(toks) {
		note(m.Matter)
	}
	for _, tok := range toks {
		for _, n := range t.words[tok.Text] {
			note(t.matters[n])
		}
	}
	return matters
}

// Name returns the words of articles that a Matter stands for; "" for what is none.
func (t *Thesaurus) Name(m string) string {
	n, ok := strings.CutPrefix(m, "=")
	if i, err := strconv.Atoi(n); ok && err == nil && i >= 0 && i < len(t.names) {
		return t.names[i]
	}
	return ""
}

// Matters returns what a text of an article is on by the thesaurus, each once.
func (s *Set) Matters(text string) []Matter {
	return s.Thesaurus.of(s.Lexicon.Canonical(Tokens(text)))
}
