package main

import (
	"context"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
	"github.com/google/go-cmp/cmp"
)

// serveFlags returns the flags of "serve", those of every command included.
func serveFlags(t *testing.T) []*kong.Flag {
	t.Helper()
	p, err := newParser(new(commandLine))
	if err != nil {
		t.Fatal(err)
	}
	for _, node := range p.Model.Leaves(true) {
		if node.Name == "serve" {
			return slices.Concat(node.AllFlags(true)...)
		}
	}
	t.Fatal("there is no serve")
	return nil
}

// serveDefaults are what serve takes where a flag is not given.
type serveDefaults struct{}

func (serveDefaults) listen(t *testing.T) string {
	t.Helper()
	for _, f := range serveFlags(t) {
		if f.Name == "listen" {
			return f.Default
		}
	}
	t.Fatal("there is no --listen")
	return ""
}

// notOurs are variables of the system that tell no operator anything.
var notOurs = []string{"HOME", "TERM"}

// TestPageNamesFlagsAndVariables: operate.md has all of them, and no others.
func TestPageNamesFlagsAndVariables(t *testing.T) {
	page := deployFile(t, "operate.md")
	_, table, _ := strings.Cut(page, "\n## Flags and variables\n")
	table, _, _ = strings.Cut(table, "\n## ")
	want := []string{}
	for _, f := range serveFlags(t) {
		if f.Name != "help" {
			want = append(want, "--"+f.Name)
		}
	}
	for _, name := range variables(t) {
		if !slices.Contains(notOurs, name) {
			want = append(want, name)
		}
	}
	got := regexp.MustCompile("`(--[a-z-]+)|\\b[A-Z][A-Z_]+_[A-Z]+\\b").FindAllString(table, -1)
	for i, name := range got {
		got[i] = strings.Trim(name, "`")
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(slices.Compact(want), slices.Compact(got)); diff != "" {
		t.Errorf("flags and variables (-of the program +of operate.md):\n%s", diff)
	}
}

// TestPageCommands: what operate.md has a reader type of careerbot's is right.
func TestPageCommands(t *testing.T) {
	found := 0
	for _, block := range regexp.MustCompile("(?s)```\n(.*?)```").FindAllStringSubmatch(deployFile(t, "operate.md"), -1) {
		for line := range strings.Lines(block[1]) {
			m := regexp.MustCompile(`^(?:ExecStart=/usr/local/bin/|sudo |\./)?careerbot (.*)`).FindStringSubmatch(strings.TrimSpace(line))
			if m != nil {
				found++
				parseCommand(t, "operate.md", words(m[1]))
			}
		}
	}
	if found < 3 {
		t.Errorf("%d command lines found", found)
	}
}

// TestPageFiles: what operate.md installs or starts is in the folder deploy.
func TestPageFiles(t *testing.T) {
	for _, m := range regexp.MustCompile(`(?:-f |0644 )(deploy/\S+)`).FindAllStringSubmatch(deployFile(t, "operate.md"), -1) {
		if strings.HasPrefix(m[1], "deploy/secrets/") {
			continue
		}
		if _, err := os.Stat(filepath.Join("..", "..", m[1])); err != nil {
			t.Errorf("operate.md: %v", err)
		}
	}
}

// TestPageNamesMetrics: operate.md explains every metric of ours, and no other.
func TestPageNamesMetrics(t *testing.T) {
	_, served, _ := scrape(t, wholeMetrics())
	served = slices.DeleteFunc(served, func(name string) bool { return !strings.HasPrefix(name, "careerbot_") })
	explained := make(map[string]bool)
	page := deployFile(t, "operate.md")
	for _, m := range regexp.MustCompile("(?m)^\\| `(careerbot_[a-z_]+)`").FindAllStringSubmatch(page, -1) {
		explained[m[1]] = true
	}
	if diff := cmp.Diff(served, slices.Sorted(maps.Keys(explained))); diff != "" {
		t.Errorf("metrics (-served +explained):\n%s", diff)
	}
	for _, m := range regexp.MustCompile(`\bcareerbot_[a-z]\w+[a-z]\b`).FindAllString(page, -1) {
		if !explained[m] && m != "careerbot_state" && m != "careerbot_key" { // a volume and a secret
			t.Errorf("operate.md speaks of %s, which is no metric", m)
		}
	}
}

// TestPageNamesTheFolder: operate.md names what a node leaves in its state
// folder, and nothing else but what a damaged one has.
func TestPageNamesTheFolder(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, stdout := io.Pipe()
	go func() {
		run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--state", dir}, func(string) string { return "" }, strings.NewReader(""), stdout, io.Discard)
		stdout.Close()
	}()
	if _, err := out.Read(make([]byte, 200)); err != nil {
		t.Fatal(err)
	}
	cancel()
	io.Copy(io.Discard, out) // until it has ended
	want := []string{"damaged"}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		want = append(want, e.Name())
	}
	_, table, _ := strings.Cut(deployFile(t, "operate.md"), "\n| In the folder |")
	table, _, _ = strings.Cut(table, "\n\n")
	var got []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([^`]+?)/?` \\|").FindAllStringSubmatch(table, -1) {
		got = append(got, m[1])
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the state folder (-it +operate.md):\n%s", diff)
	}
}

// TestPageSentences: the sentences that operate.md explains are such as the
// program says, around the parts that differ.
func TestPageSentences(t *testing.T) {
	source := programSource(t)
	_, table, _ := strings.Cut(deployFile(t, "operate.md"), "\n## What it says\n")
	found := 0
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*?`) \\|").FindAllStringSubmatch(table, -1) {
		for _, sentence := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(row[1], -1) {
			found++
			for _, clause := range clauses(sentence[1]) {
				if !strings.Contains(source, clause) && !strings.Contains(engineSays, clause) {
					t.Errorf("operate.md explains %q, and the program does not say %q", sentence[1], clause)
				}
			}
		}
	}
	if found < 15 {
		t.Errorf("%d sentences found", found)
	}
}

// clauses returns the parts of a sentence that stand together in the source:
// errors are wrapped at colons, and "…" stands for what differs.
func clauses(sentence string) (parts []string) {
	for _, part := range regexp.MustCompile(`…|: |:$`).Split(sentence, -1) {
		if part = strings.Trim(part, " ;"); len(part) > 4 {
			parts = append(parts, part)
		}
	}
	return parts
}

// engineSays are words of the system's own that stand in the sentences.
const engineSays = "listen tcp, bind, address already in use, open"

// programSource returns the source that the sentences come from.
func programSource(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	root := os.DirFS(filepath.Join("..", ".."))
	for _, dir := range []string{"cmd", "bot"} {
		err := fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := fs.ReadFile(root, name)
			b.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
