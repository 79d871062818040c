package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme runs the questions of the README and compares what it says that
// they are answered with.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	const prompt = "$ careerbot ask "
	_, rest, _ := strings.Cut(string(readme), "```\n"+prompt)
	transcript, _, _ := strings.Cut(rest, "```\n")
	if transcript == "" {
		t.Fatal("the README has no transcript")
	}
	for _, part := range strings.Split(transcript, "\n"+prompt) {
		question, want, _ := strings.Cut(part, "\n")
		question = strings.Trim(question, `"`)
		var out, errs bytes.Buffer
		run(t.Context(), []string{"ask", question}, os.Getenv, strings.NewReader(""), &out, &errs)
		if diff := cmp.Diff(strings.TrimSpace(want), strings.TrimSpace(out.String())); diff != "" {
			t.Errorf("README: ask %q (-README +now):\n%s%s", question, diff, errs.String())
		}
	}
}
