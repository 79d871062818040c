package index

import (
	"fmt"
	"testing"

	"careerbot/index/indextest"
)

// BenchmarkGrown is what becomes of building and searching as articles grow,
// beside a plain bleve index of the same passages, which gets the same
// questions, in one run.
func BenchmarkGrown(b *testing.B) {
	for _, passages := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(passages), func(b *testing.B) { grown(b, indextest.New(b, passages)) })
	}
}

func grown(b *testing.B, c indextest.Corpus) {
	b.Run("build", func(b *testing.B) {
		for b.Loop() {
			x, err := New(c.Set, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := x.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	before := indextest.Heap()
	x := newIndex(b, c.Set)
	bytes := indextest.Heap() - before
	var queries []Query
	for _, text := range c.Questions {
		r := c.Set.Read(text)
		queries = append(queries, Query{Stems: x.Stems(c.Set.Words(text)), Concepts: r.Concepts, Roles: r.Roles, Limit: 40})
	}
	b.Run("search", func(b *testing.B) {
		indextest.Each(b, queries, func(q Query) {
			if _, err := x.Search(q); err != nil {
				b.Fatal(err)
			}
		})
		b.ReportMetric(float64(bytes)/float64(c.Passages), "B/passage")
	})
	plain := indextest.NewPlain(b, c.Set)
	b.Run("plain", func(b *testing.B) {
		indextest.Each(b, c.Questions, func(text string) {
			if err := plain.Search(text); err != nil {
				b.Fatal(err)
			}
		})
	})
}
