package indextest

import (
	"strconv"
	"testing"

	"careerbot/knowledge"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Plain is what bleve does by itself: one text field, a match query, its own
// analysis, the index in memory and built in batches.
type Plain struct{ index bleve.Index }

// NewPlain returns a plain index of a set's passages.
func NewPlain(tb testing.TB, set *knowledge.Set) *Plain {
	tb.Helper()
	x, err := bleve.NewUsing("", bleve.NewIndexMapping(), scorch.Name, bleve.Config.DefaultMemKVStore, nil)
	if err != nil {
		tb.Fatal(err)
	}
	batch, n := x.NewBatch(), 0
	add := func(heading, text string) {
		n++
		if err := batch.Index(strconv.Itoa(n), map[string]string{"text": heading + "\n" + text}); err != nil {
			tb.Fatal(err)
		}
	}
	for _, a := range set.Articles {
		eachPassage(a, add)
	}
	if err := x.Batch(batch); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := x.Close(); err != nil {
			tb.Error(err)
		}
	})
	return &Plain{x}
}

// Search looks a question up as it stands, for the best ten.
func (p *Plain) Search(question string) error {
	q := bleve.NewMatchQuery(question)
	q.SetField("text")
	_, err := p.index.Search(bleve.NewSearchRequest(q))
	return err
}

// eachPassage calls f with the heading and the text of every passage.
func eachPassage(a *knowledge.Article, f func(heading, text string)) {
	for _, s := range a.Sections {
		for _, b := range s.Blocks {
			switch {
			case b.Table != nil:
				for _, r := range b.Table.Rows {
					text := ""
					for _, c := range r.Cells {
						text += c + " "
					}
					f(s.Heading, text)
				}
			case b.Items != nil:
				for _, it := range b.Items {
					f(s.Heading, it.Text)
				}
			default:
				f(s.Heading, b.Text)
			}
		}
	}
}
