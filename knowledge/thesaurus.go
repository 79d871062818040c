package knowledge

import (
	"strconv"
	"strings"
)

// A Thesaurus joins how people ask with how articles write: "jabs" and "immunisation" are
// one Matter. It is not changed after it is built and safe for concurrent use.
type Thesaurus struct {
	names   []string            // by number: the words of articles
	asked   map[string][]Matter // folded phrase → what askers mean by it
	written map[string][]Matter // folded phrase → the same, of the words of articles too
	longest map[string]int      // first word → most words of a phrase that begins with it
}

// A Matter is what an entry of the thesaurus is on, as a term that no word is equal to.
// Passages and questions have it among their words.
type Matter string

// A Meant is a phrase of a question that the thesaurus knows.
type Meant struct {
	From, To int // its tokens
	Matters  []Matter
}

// thesaurusList is the word list that a Thesaurus is made of.
const thesaurusList = "thesaurus"

// newThesaurus reads the entries, with the synonyms of a lexicon.
func newThesaurus(l *Lexicon, entries []*Entry) *Thesaurus {
	t := &Thesaurus{asked: map[string][]Matter{}, written: map[string][]Matter{}, longest: map[string]int{}}
	for i, e := range entries {
		m := Matter("=" + strconv.Itoa(i))
		t.names = append(t.names, e.Name)
		for _, p := range e.Phrases {
			key, words := l.fold(p, nil)
			if len(words) == 0 {
				continue
			}
			t.longest[words[0]] = max(t.longest[words[0]], len(words))
			t.asked[key] = appendMatter(t.asked[key], m)
			t.written[key] = appendMatter(t.written[key], m)
		}
		for word := range strings.FieldsSeq(e.Name) {
			key, words := l.fold(word, nil)
			if len(words) == 1 {
				t.longest[key] = max(t.longest[key], 1)
				t.written[key] = appendMatter(t.written[key], m)
			}
		}
	}
	return t
}

func appendMatter(list []Matter, m Matter) []Matter {
	for _, x := range list {
		if x == m {
			return list
		}
	}
	return append(list, m)
}

// Meant returns the phrases of a question that stand in the thesaurus, the longest first
// wherever several begin at one word.
func (t *Thesaurus) Meant(toks []Token) []Meant { return t.find(t.asked, toks) }

// find returns the longest phrases that some tokens have, none within another.
func (t *Thesaurus) find(phrases map[string][]Matter, toks []Token) (out []Meant) {
	var space [64]byte
	for i := 0; i < len(toks); {
		var best Meant
		key := append(space[:0], toks[i].Text...)
		for n := range min(t.longest[toks[i].Text], len(toks)-i) {
			if n > 0 {
				key = append(append(key, ' '), toks[i+n].Text...)
			}
			if m := phrases[string(key)]; m != nil {
				best = Meant{i, i + n + 1, m}
			}
		}
		if best.Matters != nil {
			out = append(out, best)
		}
		i = max(i+1, best.To)
	}
	return out
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
func (s *Set) Matters(text string) (matters []Matter) {
	for _, m := range s.Thesaurus.find(s.Thesaurus.written, s.Lexicon.Canonical(Tokens(text))) {
		for _, x := range m.Matters {
			matters = appendMatter(matters, x)
		}
	}
	return matters
}
