package bot

import (
	"testing"

	"careerbot/index/indextest"
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

// BenchmarkAnswer is the whole way of a question: read, search, compose.
func BenchmarkAnswer(b *testing.B) {
	bot := newBot(b)
	indextest.Each(b, evalTexts(b), func(text string) { bot.Answer(Question{Text: text, Addressed: true}) })
}

// BenchmarkRead is understanding a message on its own.
func BenchmarkRead(b *testing.B) {
	bot := newBot(b)
	indextest.Each(b, evalTexts(b), func(text string) { bot.read(text) })
}

// BenchmarkResolve is filling the slots of what was read.
func BenchmarkResolve(b *testing.B) {
	bot := newBot(b)
	var readings []*reading
	for _, text := range evalTexts(b) {
		readings = append(readings, bot.read(text))
	}
	indextest.Each(b, readings, func(r *reading) {
		once := *r // resolving marks the reading
		bot.resolve(&once, memory{})
	})
}

// BenchmarkSearch is finding and ordering the passages for a question.
func BenchmarkSearch(b *testing.B) {
	bot := newBot(b)
	indextest.Each(b, queriesOf(bot, evalTexts(b)), func(q sought) { bot.find(q.ask, q.e) })
}

// sought is what a question is searched for with.
type sought struct {
	ask *ask
	e   evidence
}

func queriesOf(bot *Bot, texts []string) []sought {
	out := make([]sought, len(texts))
	for i, text := range texts {
		a := bot.resolve(bot.read(text), memory{})
		out[i] = sought{a, bot.evidenceOf(a)}
	}
	return out
}

// BenchmarkCompose is all that follows on the slots: search, compose, guard.
func BenchmarkCompose(b *testing.B) {
	bot := newBot(b)
	var asks []*ask
	for _, text := range evalTexts(b) {
		asks = append(asks, bot.resolve(bot.read(text), memory{}))
	}
	indextest.Each(b, asks, func(a *ask) {
		a.searched = nil
		bot.guard(bot.route(a))
	})
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
		bot, err := New(set, key, nil)
		if err != nil {
			b.Fatal(err)
		}
		if err := bot.index.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
