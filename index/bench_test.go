package index

import (
	"strings"
	"testing"

	"careerbot/knowledge"
)

// BenchmarkNew is the part of a start that comes after loading.
func BenchmarkNew(b *testing.B) {
	set := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		x, err := New(set, nil)
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch is the search of one question: its stems, a concept and a
// role.
func BenchmarkSearch(b *testing.B) {
	set := shipped(b)
	x := newIndex(b, set)
	q := Query{Stems: x.Stems(set.Words("which tools and languages should i learn for kubernetes")), Limit: 10}
	q.Concepts = set.Read("tools").Concepts
	q.Roles = set.Covered(knowledge.RoleTerm)[:1]
	b.ReportAllocs()
	for b.Loop() {
		hits, err := x.Search(q)
		if err != nil || len(hits) == 0 {
			b.Fatal(hits, err)
		}
	}
}

// BenchmarkStems is the stems of a question whose words the articles have,
// and of one with words that are new.
func BenchmarkStems(b *testing.B) {
	set := shipped(b)
	x := newIndex(b, set)
	for name, text := range map[string]string{
		"known": "do software engineers write pipelines in production environments",
		"new":   strings.Repeat("zebras quarrelled over marmalade ", 3),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				x.Stems(text)
			}
		})
	}
}

func shipped(tb testing.TB) *knowledge.Set {
	tb.Helper()
	set, err := knowledge.Load(false)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func newIndex(tb testing.TB, set *knowledge.Set) *Index {
	tb.Helper()
	x, err := New(set, nil)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := x.Close(); err != nil {
			tb.Error(err)
		}
	})
	return x
}
