package bot

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestArticles judges the answers from articles in other shapes, on other
// roles, places, levels and currencies: each by itself, and all of them beside
// the shipped one. Its golden file has the totals and what is not right.
func TestArticles(t *testing.T) {
	names := []string{"articles/nursing-careers", "articles/data-careers", "further/accountant-vs-financial-analyst"}
	alone := []string{"further/trades-electrician-plumber-carpenter", "further/data-analyst-vs-data-scientist-vs-data-engineer",
		"further/nurse-vs-paramedic-vs-physio", "further/teacher-vs-lecturer", "further/ux-designer-vs-product-designer"}
	var out strings.Builder
	var paths []string
	for _, name := range names {
		paths = append(paths, filepath.Join("testdata", name+".md"))
	}
	for _, name := range append(slices.Clone(names), alone...) {
		judgeArticle(t, &out, name, newBotOver(t, true, filepath.Join("testdata", name+".md")))
	}
	together := newBotOver(t, false, paths...)
	for _, name := range names {
		judgeArticle(t, &out, name+", beside the others", together)
	}
	shipped := questionFile{name: "eval"}
	shipped.items = shipped.read(t, "testdata/eval.questions.jsonl")
	s := scoreFile(t, together, shipped)
	fmt.Fprintf(&out, "the shipped article's, beside the others\n%s%s", s, wrapped("  not right: ", s.wrong))
	sameAsFile(t, "articles.txt", out.String())
}

func judgeArticle(t *testing.T, out *strings.Builder, title string, b *Bot) {
	t.Helper()
	name, _, _ := strings.Cut(title, ",")
	f := questionFile{name: name}
	f.items = f.read(t, filepath.Join("testdata", name+".questions.jsonl"))
	s := scoreFile(t, b, f)
	fmt.Fprintf(out, "%s\n%s%s\n", title, s, wrapped("  not right: ", s.wrong))
	if s.WrongCells > 0 || s.stops > 0 {
		t.Errorf("%s: %d wrong cells and %d guard stops, want none", title, s.WrongCells, s.stops)
	}
	if a, d := s.Answers.Percent(), s.Declines.Percent(); a < 90 || d < 95 {
		t.Errorf("%s: answers %.1f%%, declines %.1f%%, want at least 90%% and 95%%", title, a, d)
	}
}

func newBotOver(t *testing.T, alone bool, paths ...string) *Bot {
	t.Helper()
	set, err := knowledge.Load(alone, paths...)
	if err != nil {
		t.Fatal(err)
	}
	return botOver(t, set)
}

// newBotOn returns a Bot over one article alone.
func newBotOn(t *testing.T, text string) *Bot {
	t.Helper()
	path := filepath.Join(t.TempDir(), "test.md")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return newBotOver(t, true, path)
}

// inMuch adds paragraphs to an article: a word tells something only where there
// is much to tell it from.
func inMuch(text string) string {
	for i := range 30 {
		text += fmt.Sprintf("\nFlower number %d opens early.\n", i)
	}
	return text
}
