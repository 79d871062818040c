package knowledge

import (
	"os"
	"path/filepath"
	"testing"
)

const benchQuestion = "Hi all, I'm a mid-level DevOps engineer with 4 years in k8s & terraform; how much would I make in Manchester, and is it 10–20% more than £45k?"

// BenchmarkLoad is what every start of the process pays: the shipped word
// lists and the shipped article.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(false); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseArticle(b *testing.B) {
	names, err := filepath.Glob("articles/*.md")
	if err != nil || len(names) == 0 {
		b.Fatal(names, err)
	}
	src, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseArticle("a.md", src); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTokens(b *testing.B) {
	b.SetBytes(int64(len(benchQuestion)))
	b.ReportAllocs()
	for b.Loop() {
		Tokens(benchQuestion)
	}
}

// BenchmarkRead is the reading of a question's tokens: synonyms, phrases,
// phrases with gaps.
func BenchmarkRead(b *testing.B) {
	l := shipped(b).Lexicon
	toks := Tokens(benchQuestion)
	b.ReportAllocs()
	for b.Loop() {
		c := l.Canonical(toks)
		l.Read(c)
		l.Gaps(c)
	}
}

// BenchmarkCorrect is the search for what a misspelt word stands for.
func BenchmarkCorrect(b *testing.B) {
	l := shipped(b).Lexicon
	b.ReportAllocs()
	for b.Loop() {
		l.Correct("enginer")
		l.Correct("xylofonist")
	}
}
