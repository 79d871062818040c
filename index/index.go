// Package index finds the passages of articles that match a question.
//
// The parts of sections stand in one bleve index in memory. bleve gets canonical
// terms: spelling, synonyms and roles are resolved before, by the vocabulary,
// since its own synonyms drop phrases and its fuzziness is slow; and it gets
// stems, so that a word is analysed once for all its places. Whole sections are
// passages too, but are not searched: their parts are, and the same words in
// both would only blur how rare they are. Beside it stand each passage's own
// stems, as numbers, and how many passages have each stem: the evidence by
// which a question that no passage explains is told from one that ranks well by
// chance. Where passages are many, a search does not look at all that have one
// of its words; Search says which.
package index

import (
	"math"
	"strings"

	"careerbot/knowledge"
)

// An Index is the passages of one Set, searchable. It is not changed after it
// is built and safe for concurrent use.
type Index struct {
	Passages []*Passage
	words    *words
	parts    int              // passages that are not whole sections
	about    map[aboutKey]int // passages that have a role or concept
	pays     map[payKey][]*knowledge.Pay
	stemmer  stemmer
	store    *store
}

// An aboutKey is one of the exact fields with what stands there.
type aboutKey struct{ field, name string }

type payKey struct{ role, level, place *knowledge.Term }

// Close frees the index.
func (x *Index) Close() error { return x.store.close() }

// Pays returns the pay cells of exactly these facets, those of tables of
// nothing but pay first; a nil term stands for cells that do not say it. The
// list is the index's own.
func (x *Index) Pays(role, level, place *knowledge.Term) []*knowledge.Pay {
	return x.pays[payKey{role, level, place}]
}

// Frequency returns the share of passages that have a stem, 0 for none.
func (x *Index) Frequency(stem string) float64 {
	return float64(x.words.frequency(stem)) / float64(max(1, x.parts))
}

// Information returns how much a stem tells: ln(1 + passages / passages that
// have it), 0 for a stem that none has.
func (x *Index) Information(stem string) float64 {
	n := x.words.frequency(stem)
	if n == 0 {
		return 0
	}
	return math.Log(1 + float64(x.parts)/float64(n))
}

// Pair returns the term of two stems that stand side by side: passages keep
// their pairs among their terms.
func Pair(a, b string) string { return a + " " + b }

// A Memo stems the words of one question, each once however often it is asked
// for. It is not safe for concurrent use.
type Memo struct {
	x    *Index
	seen map[string][]string
}

// Memo begins a question.
func (x *Index) Memo() *Memo { return &Memo{x: x} }

// Stems is Index.Stems, remembered.
func (m *Memo) Stems(text string) []string {
	if text == "" {
		return nil
	}
	out := make([]string, 0, 8)
	for more := true; more; {
		var word string
		if word, text, more = strings.Cut(text, " "); word == "" {
			continue
		}
		stems, ok := m.x.stemmer.known[word]
		if !ok {
			if stems, ok = m.seen[word]; !ok {
				stems = m.x.stemmer.append(nil, word)
				if m.seen == nil {
					m.seen = make(map[string][]string, 16)
				}
				m.seen[word] = stems
			}
		}
		out = append(out, stems...)
	}
	return out
}

// Known reports whether a passage has one of the words of a text.
func (m *Memo) Known(text string) bool {
	for more := true; more; {
		var word string
		if word, text, more = strings.Cut(text, " "); word == "" {
			continue
		}
		for _, s := range m.Stems(word) {
			if m.x.Frequency(s) > 0 {
				return true
			}
		}
	}
	return false
}

// Stems returns the stems of a text as the index has them; words that carry
// no meaning are left out.
func (x *Index) Stems(text string) []string {
	if text == "" {
		return nil
	}
	return x.stemmer.append(make([]string, 0, 8), text)
}
