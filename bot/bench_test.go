package bot

import (
	"slices"
	"testing"
	"time"
)

// evalTexts are the questions of the evaluation, without their labels.
func evalTexts(b *testing.B) []string {
	b.Helper()
	var out []string
	for _, i := range (questionFile{name: "eval"}).read(b, "testdata/eval.questions.jsonl") {
		for _, l := range i.Turns {
			out = append(out, l.Q)
		}
	}
	return out
}

// each measures what do does with one input after the other, and reports the
// median and the 99th percentile of the single calls beside the mean.
func each[T any](b *testing.B, inputs []T, do func(T)) {
	b.Helper()
	b.ReportAllocs()
	const most = 1 << 16 // of the calls that are kept for the percentiles
	took := make([]time.Duration, 0, most)
	n := 0
	for b.Loop() {
		start := time.Now()
		do(inputs[n%len(inputs)])
		if d := time.Since(start); len(took) < most {
			took = append(took, d)
		} else {
			took[n%most] = d
		}
		n++
	}
	slices.Sort(took)
	at := func(p float64) float64 {
		return float64(took[min(len(took)-1, int(p*float64(len(took))))].Nanoseconds()) / 1e3
	}
	b.ReportMetric(at(0.50), "p50-µs")
	b.ReportMetric(at(0.99), "p99-µs")
}

// BenchmarkAnswer is the whole way of a question: read, search, compose.
func BenchmarkAnswer(b *testing.B) {
	bot := newBot(b)
	each(b, evalTexts(b), func(text string) { bot.Answer(Question{Text: text, Addressed: true}) })
}

// BenchmarkRead is understanding a message on its own.
func BenchmarkRead(b *testing.B) {
	bot := newBot(b)
	each(b, evalTexts(b), func(text string) { bot.read(text) })
}

// BenchmarkResolve is filling the slots of what was read.
func BenchmarkResolve(b *testing.B) {
	bot := newBot(b)
	var readings []*reading
	for _, text := range evalTexts(b) {
		readings = append(readings, bot.read(text))
	}
	each(b, readings, func(r *reading) {
		once := *r // resolving marks the reading
		bot.resolve(&once, memory{})
	})
}

// BenchmarkSearch is finding and ordering the passages for a question.
func BenchmarkSearch(b *testing.B) {
	bot := newBot(b)
	type query struct {
		ask *ask
		e   evidence
	}
	var queries []query
	for _, text := range evalTexts(b) {
		a := bot.resolve(bot.read(text), memory{})
		queries = append(queries, query{a, bot.evidenceOf(a)})
	}
	each(b, queries, func(q query) { bot.search(q.ask, q.e) })
}

// BenchmarkCompose is all that follows on the slots: search, compose, guard.
func BenchmarkCompose(b *testing.B) {
	bot := newBot(b)
	var asks []*ask
	for _, text := range evalTexts(b) {
		asks = append(asks, bot.resolve(bot.read(text), memory{}))
	}
	each(b, asks, func(a *ask) { bot.guard(bot.route(a)) })
}

// BenchmarkNew builds a Bot of loaded articles.
func BenchmarkNew(b *testing.B) {
	set, err := shipped()
	if err != nil {
		b.Fatal(err)
	}
	key := newKey(b, "the secret of the tests")
	b.ReportAllocs()
	for b.Loop() {
		bot, err := New(set, key)
		if err != nil {
			b.Fatal(err)
		}
		if err := bot.index.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
