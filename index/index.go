// Package index finds the passages of articles that match a question.
//
// The parts of sections stand in one bleve index in memory, built in one
// batch. bleve gets canonical terms: spelling, synonyms and roles are resolved
// before, by the vocabulary, since its own synonyms drop phrases and its
// fuzziness is slow; and it gets stems, so that a word is analysed once for
// all its places. Whole sections are passages too, but are not searched: their
// parts are, and the same words in both would only blur how rare they are.
// Beside it stand each passage's own stems and how many passages have
// each stem: the evidence by which a question that no passage explains is
// told from one that ranks well by chance.
package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"careerbot/knowledge"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// An Index is the passages of one Set, searchable. It is not changed after it
// is built and safe for concurrent use.
type Index struct {
	Passages []*Passage
	df       map[string]int // stem → passages that have it, whole sections not counted
	parts    int            // passages that are not whole sections
	pays     map[payKey][]*knowledge.Pay
	bleve    bleve.Index
	stemmer  stemmer
}

type payKey struct{ role, level, place *knowledge.Term }

// New builds the index of a set.
func New(set *knowledge.Set) (*Index, error) {
	x := &Index{df: map[string]int{}, pays: map[payKey][]*knowledge.Pay{}}
	for i := range set.Pays {
		p := &set.Pays[i]
		k := payKey{p.Role, p.Level, p.Place}
		x.pays[k] = append(x.pays[k], p)
	}
	m, err := newMapping()
	if err != nil {
		return nil, fmt.Errorf("index: mapping: %w", err)
	}
	x.stemmer = stemmer{m.AnalyzerNamed(en.AnalyzerName), map[string][]string{}}
	c := &cutter{set: set, stemmer: x.stemmer}
	c.articles()
	x.Passages = c.out
	x.bleve, err = bleve.NewUsing("", m, scorch.Name, bleve.Config.DefaultMemKVStore, nil)
	if err != nil {
		return nil, fmt.Errorf("index: open: %w", err)
	}
	batch := x.bleve.NewBatch()
	for i, p := range x.Passages {
		if p.Kind == Whole {
			continue // its parts are found instead
		}
		x.parts++
		for s := range p.terms {
			x.df[s]++
		}
		if err := batch.IndexAdvanced(c.document(i)); err != nil {
			return nil, fmt.Errorf("index: add %q: %w", p.Heading(), err)
		}
	}
	if err := x.bleve.Batch(batch); err != nil {
		return nil, fmt.Errorf("index: build: %w", err)
	}
	return x, nil
}

// Close frees the index.
func (x *Index) Close() error { return x.bleve.Close() }

// newMapping says that BM25 orders the passages. What a passage's fields are,
// document says.
func newMapping() (*mapping.IndexMappingImpl, error) {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	return m, m.Validate()
}

// A Query is what a question looks for. All of it raises the score; a passage
// needs one of Stems or Concepts to be found.
type Query struct {
	Stems    []string // of the question's own words, by Index.Stems
	Concepts []*knowledge.Term
	Roles    []*knowledge.Term
	Limit    int // most hits
}

// A Hit is a passage with its score; higher is better, and scores of one
// search compare.
type Hit struct {
	*Passage
	Score float64
}

// The weights of a query's parts, against a word of a passage's text.
const (
	weightConcept = 3.0
	weightSaid    = 1.2
	weightHead    = 1.6
	weightRole    = 1.0
)

// Search returns the passages, not whole sections, that match best.
func (x *Index) Search(q Query) ([]Hit, error) {
	var any []query.Query
	term := func(field, text string, boost float64) {
		t := query.NewTermQuery(text)
		t.SetField(field)
		t.SetBoost(boost)
		any = append(any, t)
	}
	for _, s := range q.Stems {
		if x.df[s] == 0 {
			continue // a word that nothing has must not weigh on the others
		}
		term("body", s, 1)
		term("head", s, weightHead)
	}
	for _, c := range q.Concepts {
		term("concept", c.Name, weightConcept)
		term("said", c.Name, weightSaid)
	}
	if len(any) == 0 {
		return nil, nil
	}
	wanted := query.NewDisjunctionQuery(any)
	wanted.SetMin(1)
	all := query.NewBooleanQuery([]query.Query{wanted}, nil, nil)
	if len(q.Roles) > 0 {
		any = nil
		for _, r := range q.Roles {
			term("role", r.Name, weightRole)
		}
		all.AddShould(any...)
	}
	hits, err := x.top(all, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("index: search: %w", err)
	}
	return hits, nil
}

// top returns the best hits, of equal ones those that stand first. bleve puts
// equal ones in any order, so that all are asked for that could be among them.
func (x *Index) top(q query.Query, limit int) ([]Hit, error) {
	for size := limit + 8; ; size *= 2 {
		res, err := x.bleve.Search(bleve.NewSearchRequestOptions(q, size, 0, false))
		if err != nil {
			return nil, err
		}
		n := len(res.Hits)
		if n == size && limit > 0 && res.Hits[n-1].Score == res.Hits[limit-1].Score {
			continue
		}
		hits := make([]Hit, n)
		for i, h := range res.Hits {
			id, err := strconv.Atoi(h.ID)
			if err != nil {
				return nil, fmt.Errorf("passage %q: %w", h.ID, err) // unreachable
			}
			hits[i] = Hit{x.Passages[id], h.Score}
		}
		slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), a.ID-b.ID) })
		return hits[:min(n, limit)], nil
	}
}

// Pays returns the pay cells of exactly these facets; a nil term stands for
// cells that do not say it.
func (x *Index) Pays(role, level, place *knowledge.Term) []*knowledge.Pay {
	return x.pays[payKey{role, level, place}]
}

// Frequency returns the share of passages that have a stem, 0 for none.
func (x *Index) Frequency(stem string) float64 {
	return float64(x.df[stem]) / float64(max(1, x.parts))
}

// Information returns how much a stem tells: ln(1 + passages / passages that
// have it), 0 for a stem that none has.
func (x *Index) Information(stem string) float64 {
	n := x.df[stem]
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
			if m.x.df[s] > 0 {
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
