package index

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"sync/atomic"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
	bleveindex "github.com/blevesearch/bleve_index_api"
)

// A store is the bleve index in memory. It is filled, sealed and then read.
type store struct {
	bleve   bleve.Index
	mapping *mapping.IndexMappingImpl

	// Of the sealed index.
	reader bleveindex.IndexReader
	stats  *search.BM25Stats
	ids    []int // passage of each document, by bleve's number for it
	closed atomic.Bool
}

var errClosed = errors.New("the index is closed")

// The fields of a document.
const (
	fieldOn      = "on" // roles that its article is on
	fieldRole    = "role"
	fieldConcept = "concept"
	fieldSaid    = "said"
	fieldHead    = "head"
	fieldBody    = "body"
)

var fields = []string{fieldOn, fieldRole, fieldConcept, fieldSaid, fieldHead, fieldBody}

// openStore opens an empty store whose passages BM25 orders. What a passage's
// fields are, document says.
func openStore() (*store, error) {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.ScoringModel = bleveindex.BM25Scoring
	if err := m.Validate(); err != nil {
		return nil, fmt.Errorf("index: mapping: %w", err)
	}
	x, err := bleve.NewUsing("", m, scorch.Name, bleve.Config.DefaultMemKVStore, nil)
	if err != nil {
		return nil, fmt.Errorf("index: open: %w", err)
	}
	return &store{bleve: x, mapping: m}, nil
}

func (s *store) analyzer() analysis.Analyzer { return s.mapping.AnalyzerNamed(en.AnalyzerName) }

// add adds documents, in one batch: in memory, bleve merges nothing.
func (s *store) add(docs []*document.Document) error {
	batch := s.bleve.NewBatch()
	for _, d := range docs {
		if err := batch.IndexAdvanced(d); err != nil {
			return fmt.Errorf("index: add: %w", err)
		}
	}
	if err := s.bleve.Batch(batch); err != nil {
		return fmt.Errorf("index: build: %w", err)
	}
	return nil
}

// seal ends the filling. What a search would ask bleve for each time is asked
// once: the reader, the numbers of the documents, and the lengths of fields.
func (s *store) seal() error {
	x, err := s.bleve.Advanced()
	if err != nil {
		return fmt.Errorf("index: seal: %w", err)
	}
	if s.reader, err = x.Reader(); err != nil {
		return fmt.Errorf("index: seal: %w", err)
	}
	count, err := s.reader.DocCount()
	if err != nil {
		return fmt.Errorf("index: seal: %w", err)
	}
	s.stats = &search.BM25Stats{DocCount: float64(count), FieldCardinality: map[string]int{}}
	if r, ok := s.reader.(bleveindex.BM25Reader); ok {
		for _, f := range fields {
			if s.stats.FieldCardinality[f], err = r.FieldCardinality(f); err != nil {
				return fmt.Errorf("index: seal: %w", err)
			}
		}
	}
	s.ids = make([]int, count)
	for i := range s.ids {
		id, err := s.reader.ExternalID(bleveindex.NewIndexInternalID(nil, uint64(i)))
		if err != nil {
			return fmt.Errorf("index: seal: %w", err)
		}
		if s.ids[i], err = strconv.Atoi(id); err != nil {
			return fmt.Errorf("index: seal: %w", err) // unreachable
		}
	}
	return nil
}

func (s *store) close() error {
	if s.closed.Swap(true) {
		return errClosed
	}
	var err error
	if s.reader != nil {
		err = s.reader.Close()
	}
	if err = errors.Join(err, s.bleve.Close()); err != nil {
		return fmt.Errorf("index: close: %w", err)
	}
	return nil
}

// top returns the best of what matches, at most limit. bleve's own collector
// puts equal ones in any order and reads the name of each; nothing more than
// numbers and scores is needed here.
func (s *store) top(q query.Query, limit int) ([]found, error) {
	if s.closed.Load() {
		return nil, errClosed
	}
	ctx := context.WithValue(context.Background(), search.BM25StatsKey, s.stats)
	ctx = context.WithValue(ctx, search.GetScoringModelCallbackKey, search.GetScoringModelCallbackFn(bm25))
	searcher, err := q.Searcher(ctx, s.reader, s.mapping, search.SearcherOptions{})
	if err != nil {
		return nil, err
	}
	defer searcher.Close()
	pool := search.NewDocumentMatchPool(searcher.DocumentMatchPoolSize()+1, 0)
	sc := &search.SearchContext{DocumentMatchPool: pool, IndexReader: s.reader}
	best := ranking{limit: limit, list: make([]found, 0, 2*limit)}
	for {
		m, err := searcher.Next(sc)
		if err != nil {
			return nil, err
		}
		if m == nil {
			return best.done(), nil
		}
		best.add(found{s.ids[m.IndexInternalID.Value()], steady(m.Score)})
		pool.Put(m)
	}
}

// steady rounds off what hangs on the order in which bleve adds the parts of a
// score up, and that on where it put the passages.
func steady(score float64) float64 { return math.Round(score*1e9) / 1e9 }

func bm25() string { return bleveindex.BM25Scoring }
