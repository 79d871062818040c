package index

import (
	"errors"
	"time"

	"careerbot/knowledge"

	"github.com/blevesearch/bleve/v2/document"
)

// New builds the index of a set. Where that takes longer than a second, progress
// is called about once a second, with the number of passages that are cut and of
// all, and when they are done; nil for no calls.
func New(set *knowledge.Set, progress func(done, total int)) (*Index, error) {
	s, err := openStore()
	if err != nil {
		return nil, err
	}
	x := &Index{words: newWords(), about: map[aboutKey]int{}, pays: paysOf(set), stemmer: stemmer{s.analyzer(), map[string][]string{}}, store: s}
	b := builder{x: x, cutter: cutter{set: set, stemmer: x.stemmer, words: x.words}, meter: newMeter(set, progress)}
	if err := b.build(); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return x, nil
}

// paysOf returns the pay cells by their facets, those of tables of nothing but
// pay first.
func paysOf(set *knowledge.Set) map[payKey][]*knowledge.Pay {
	pays := map[payKey][]*knowledge.Pay{}
	for _, dedicated := range []bool{true, false} {
		for i := range set.Pays {
			if p := &set.Pays[i]; p.Dedicated == dedicated {
				k := payKey{p.Role, p.Level, p.Place}
				pays[k] = append(pays[k], p)
			}
		}
	}
	return pays
}

// batchSize is how many passages bleve gets at once. Each batch is a part of the
// index that every search goes through; within one, bleve puts the passages in
// any order, so that only smaller ones keep articles together.
const batchSize = 1 << 13

// A builder fills an index, article by article. While bleve takes one batch, the
// next is cut.
type builder struct {
	x       *Index
	cutter  cutter
	meter   meter
	docs    []*document.Document
	pending chan error // of the batch that bleve has; nil for none
}

func (b *builder) build() error {
	for _, a := range b.cutter.set.Articles {
		b.article(a)
		b.meter.tell(b.x.parts)
		if len(b.docs) >= batchSize {
			if err := b.flush(); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(b.flush(), b.wait()); err != nil {
		return err
	}
	b.x.Passages = b.cutter.out
	b.meter.end()
	return b.x.store.seal()
}

// article cuts an article. Whole sections are not searched: their parts are.
func (b *builder) article(a *knowledge.Article) {
	first := len(b.cutter.out)
	b.cutter.article(a)
	for i, p := range b.cutter.out[first:] {
		if p.Kind != Whole {
			b.docs = append(b.docs, b.cutter.document(first+i))
			b.count(p)
		}
	}
}

// count counts a passage and what it is about.
func (b *builder) count(p *Passage) {
	tally := func(field string, terms []*knowledge.Term) {
		for _, t := range terms {
			b.x.about[aboutKey{field, t.Name}]++
		}
	}
	tally(fieldRole, p.Roles)
	tally(fieldConcept, p.Concepts)
	tally(fieldSaid, p.Said)
	b.x.parts++
}

// flush gives bleve the passages that were cut, when it has taken those before.
func (b *builder) flush() error {
	if err := b.wait(); err != nil {
		return err
	}
	docs, done := b.docs, make(chan error, 1)
	b.docs, b.pending = nil, done
	go func() { done <- b.x.store.add(docs) }()
	return nil
}

// wait waits until bleve has taken what it was given.
func (b *builder) wait() error {
	if b.pending == nil {
		return nil
	}
	err := <-b.pending
	b.pending = nil
	return err
}

// A meter tells how far the building has come.
type meter struct {
	report func(done, total int)
	total  int
	next   time.Time // when to report
	told   bool
}

const tellEvery = time.Second

func newMeter(set *knowledge.Set, report func(done, total int)) meter {
	m := meter{report: report, next: time.Now().Add(tellEvery)}
	for _, a := range set.Articles {
		for _, s := range a.Sections {
			for _, b := range s.Blocks {
				m.total += passagesOf(b)
			}
		}
	}
	return m
}

// passagesOf returns how many passages a block is cut into.
func passagesOf(b knowledge.Block) int {
	switch {
	case b.Table != nil:
		return len(b.Table.Rows)
	case b.Items != nil:
		return len(b.Items)
	}
	return 1
}

// tell reports how many passages are done, if it is time.
func (m *meter) tell(done int) {
	if m.report != nil && time.Now().After(m.next) {
		m.report(done, m.total)
		m.told, m.next = true, time.Now().Add(tellEvery)
	}
}

// end reports that all are done, where something was reported before.
func (m *meter) end() {
	if m.told {
		m.report(m.total, m.total)
	}
}
