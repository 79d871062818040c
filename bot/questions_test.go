package bot

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerbot/bot/golden"
)

// A questionFile is a file of labelled questions.
type questionFile struct {
	name  string
	items []golden.Item
}

// keptApart reports whether rules are never tuned to a file. Of such a one
// nothing but totals is ever printed.
func (f questionFile) keptApart() bool { return strings.HasPrefix(f.name, "kept-apart") }

// shown is a question as a failure may print it, "" for those that nothing
// may be printed of.
func (f questionFile) shown(id string, turn int, q string) string {
	if f.keptApart() {
		return ""
	}
	return fmt.Sprintf("%s.%d %q", id, turn, q)
}

// questionFiles reads all labelled questions of the project.
func questionFiles(t testing.TB) []questionFile {
	t.Helper()
	var out []questionFile
	for _, pattern := range []string{"testdata/*.questions.jsonl", "../knowledge/articles/*.questions.jsonl"} {
		paths, err := filepath.Glob(pattern)
		if err != nil || len(paths) == 0 {
			t.Fatalf("Glob(%q) = %v, %v, want question files", pattern, paths, err)
		}
		for _, p := range paths {
			f := questionFile{name: filepath.Base(p)}
			f.items = f.read(t, p)
			out = append(out, f)
		}
	}
	return out
}

func (f questionFile) read(t testing.TB, path string) []golden.Item {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	items, err := golden.Read(path, file)
	switch {
	case err != nil && f.keptApart():
		t.Fatalf("%s cannot be read", path)
	case err != nil:
		t.Fatal(err)
	}
	return items
}

// judged is what of an answer is judged.
func judged(a Answer) golden.Answer {
	out := golden.Answer{Kind: string(a.Kind), Answered: a.Kind.Answered(), Reason: string(a.Reason), Headline: a.Headline, Text: a.Plain()}
	for _, s := range a.Sources {
		out.Sources = append(out.Sources, golden.Source{Article: s.Article, Section: s.Section, Heading: s.Heading})
	}
	return out
}

// TestJudgeKnowsTheKinds: labels are in words that answers have.
func TestJudgeKnowsTheKinds(t *testing.T) {
	for kind, want := range map[Kind]string{Salary: golden.Salary, Comparison: golden.Comparison, Section: golden.Section, Help: golden.Help, Declined: golden.Declined} {
		if got := judged(Answer{Kind: kind}).Kind; got != want {
			t.Errorf("an answer of the kind %q is judged as %q, want %q", kind, got, want)
		}
	}
}

// readLines reads a file with one JSON value a line.
func readLines[T any](t testing.TB, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []T
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var v T
		if len(strings.TrimSpace(lines.Text())) == 0 {
			continue
		}
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("%s:%d: %v", path, n, err)
		}
		out = append(out, v)
	}
	if err := lines.Err(); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return out
}
