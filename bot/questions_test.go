package bot

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A label says what a right answer to a question is.
type label struct {
	Q        string   `json:"q"`
	Kind     string   `json:"kind"`      // of the answer: a Kind
	Sections []string `json:"sections"`  // anchors that the first source may have; none: any
	Headings []string `json:"headings"`  // headings that it may have; none: any
	Article  string   `json:"article"`   // the article that it must be of; "": any
	Facts    []string `json:"facts"`     // must be in the reply
	NotFacts []string `json:"not_facts"` // must not be in the reply
	Reason   string   `json:"reason"`    // why it must be declined; "": not said
	Note     string   `json:"note"`      // "alt-kind: x" accepts a second kind
}

// An item is a labelled question, or a conversation of several.
type item struct {
	ID    string  `json:"id"`
	Turns []label `json:"turns"`
	label
}

func (i item) turns() []label {
	if len(i.Turns) > 0 {
		return i.Turns
	}
	return []label{i.label}
}

// A questionFile is a file of labelled questions, one item a line.
type questionFile struct {
	name  string
	items []item
}

// keptApart is the file that rules are never tuned to. Of it nothing but
// totals is ever printed.
const keptApart = "kept-apart-2.questions.jsonl"

// shown is a question as a failure may print it, "" for those that nothing
// may be printed of.
func (f questionFile) shown(id string, turn int, q string) string {
	if f.name == keptApart {
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
			out = append(out, questionFile{filepath.Base(p), readLines[item](t, p)})
		}
	}
	return out
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
