package bot

import (
	"fmt"
	"testing"
	"time"

	"careerbot/index/indextest"
)

// BenchmarkGrown is what becomes of the bot as its articles grow: answers, the
// search in them and a plain bleve index of the same passages, which gets the
// same questions, in one run. The questions are those of the evaluation and as
// many on the made-up articles.
//
//	go test ./bot -run '^$' -bench 'Grown/10000'
func BenchmarkGrown(b *testing.B) {
	for _, passages := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(passages), func(b *testing.B) { grown(b, passages) })
	}
}

func grown(b *testing.B, passages int) {
	before, start := indextest.Heap(), time.Now()
	c := indextest.New(b, passages)
	loaded := took{time.Since(start), indextest.Heap() - before}
	before, start = indextest.Heap(), time.Now()
	bot, err := New(c.Set, newKey(b, "the secret of the tests"), nil)
	if err != nil {
		b.Fatal(err)
	}
	defer bot.Close()
	built := took{time.Since(start), indextest.Heap() - before}
	before, start = indextest.Heap(), time.Now()
	plain := indextest.NewPlain(b, c.Set)
	plainly := took{time.Since(start), indextest.Heap() - before}
	texts := mixed(c.Questions, evalTexts(b))

	b.Run("answer", func(b *testing.B) {
		indextest.Each(b, texts, func(text string) { bot.Answer(Question{Text: text, Addressed: true}) })
		loaded.report(b, "load", c.Passages)
		built.report(b, "build", c.Passages)
	})
	b.Run("search", func(b *testing.B) {
		indextest.Each(b, queriesOf(bot, texts), func(q sought) { bot.find(q.ask, q.e) })
	})
	b.Run("plain", func(b *testing.B) {
		indextest.Each(b, texts, func(text string) {
			if err := plain.Search(text); err != nil {
				b.Fatal(err)
			}
		})
		plainly.report(b, "build", c.Passages)
	})
}

// took is the time and the memory that something took.
type took struct {
	time  time.Duration
	bytes uint64
}

func (t took) report(b *testing.B, name string, passages int) {
	b.ReportMetric(float64(t.time.Milliseconds()), name+"-ms")
	b.ReportMetric(float64(t.bytes)/float64(passages), name+"-B/passage")
}

// mixed returns the questions of two lists in turn.
func mixed(x, y []string) []string {
	var out []string
	for i := range max(len(x), len(y)) {
		out = append(out, x[i%len(x)], y[i%len(y)])
	}
	return out
}
