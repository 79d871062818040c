package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/knowledge"
)

// write writes files below a folder, by their paths in it; a text that begins
// with "-> " is a symbolic link.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if target, link := strings.CutPrefix(text, "-> "); link {
			if err := os.Symlink(target, path); err != nil {
				t.Skipf("no symbolic links here: %v", err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestScan(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, map[string]string{"secret.md": "secret"})
	large := strings.Repeat("x", knowledge.MaxArticleBytes+1)
	tests := []struct {
		name  string
		files map[string]string
		also  string   // a second path of the command line, in the folder
		want  []string // files, in the folder
		err   string   // DIR stands for the folder, OUT for the one beside
	}{
		{name: "files", files: map[string]string{"b.md": "b", "a.md": "a", "c.txt": "c", "sub/d.md": "d"}, want: []string{"a.md", "b.md"}},
		{name: "dot files", files: map[string]string{"a.md": "a", ".#a.md": "-> somebody@somewhere", "._a.md": "\x00"}, want: []string{"a.md"}},
		{name: "a file again", files: map[string]string{"a.md": "a"}, also: "a.md", want: []string{"a.md", "a.md"}},
		{
			name:  "mounted configuration",
			files: map[string]string{"a.md": "-> ..data/a.md", "..data": "-> ..2026_01", "..2026_01/a.md": "a"},
			want:  []string{"a.md"},
		},
		{name: "a named link", files: map[string]string{"a.md": "a", "link": "-> " + filepath.Join(outside, "secret.md")}, also: "link", want: []string{"a.md", "link"}},
		{
			name:  "links out",
			files: map[string]string{"a.md": "a", "b.md": "-> " + filepath.Join(outside, "secret.md"), "c.md": "-> ../x.md", "d.md": "-> data/secret.md", "data": "-> " + outside},
			want:  []string{"a.md"},
			err: "DIR/b.md:1: the symbolic link to OUT/secret.md is not followed: only relative links that stay in the folder are\n" +
				"DIR/c.md:1: the symbolic link to ../x.md is not followed: only relative links that stay in the folder are\n" +
				"DIR/d.md:1: the symbolic link to data/secret.md is not followed: only relative links that stay in the folder are",
		},
		{name: "a dead link", files: map[string]string{"a.md": "-> b.md"}, err: "DIR/a.md:1: the symbolic link to b.md leads nowhere"},
		{name: "a folder", files: map[string]string{"a.md/b.md": "b"}, err: "DIR/a.md:1: it is no regular file"},
		{name: "nothing", files: map[string]string{"a.txt": "a"}, also: "b.md", err: "articles: no *.md file in DIR\narticles: stat DIR/b.md: no such file or directory"},
		{name: "too large", files: map[string]string{"a.md": large, "b.md": "b"}, want: []string{"b.md"}, err: "DIR/a.md:1: the file is larger than 1048576 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, test.files)
			from := articles{Articles: []string{dir}}
			if test.also != "" {
				from.Articles = append(from.Articles, filepath.Join(dir, test.also))
			}
			s := from.scan()
			said := ""
			if s.err != nil {
				said = strings.NewReplacer(dir, "DIR", outside, "OUT").Replace(s.err.Error())
			}
			if said != test.err {
				t.Errorf("scan says\n%s\nwant\n%s", said, test.err)
			}
			var names []string
			for _, f := range s.files {
				name, err := filepath.Rel(dir, f)
				if err != nil {
					t.Fatal(err)
				}
				names = append(names, name)
			}
			if diff := cmp.Diff(test.want, names); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if again := from.scan(); again.sum != s.sum {
				t.Error("a second scan of the same gives another sum")
			}
		})
	}
}

// TestScanOfADevice: what could be read without end, or would wait, is not
// opened.
func TestScanOfADevice(t *testing.T) {
	s := articles{Articles: []string{os.DevNull}}.scan()
	if want := os.DevNull + ":1: it is no regular file"; s.err == nil || s.err.Error() != want {
		t.Errorf("scan = %v, want %q", s.err, want)
	}
}

func TestScanIsBounded(t *testing.T) {
	many, big := t.TempDir(), t.TempDir()
	for i := range filesMost + 5 {
		write(t, many, map[string]string{fmt.Sprintf("%04d.md", i): "x"})
	}
	for i := range bytesMost/knowledge.MaxArticleBytes + 3 {
		name := fmt.Sprintf("%04d.md", i)
		write(t, big, map[string]string{name: ""})
		if err := os.Truncate(filepath.Join(big, name), knowledge.MaxArticleBytes); err != nil { // a hole: no disk is written
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		dir   string
		files int
		err   string
	}{
		{many, filesMost, "1000.md:1: more than 1000 articles; no more are read"},
		{big, bytesMost / knowledge.MaxArticleBytes, "0064.md:1: the articles are larger than 67108864 bytes together; no more are read"},
	} {
		s := articles{Articles: []string{test.dir}}.scan()
		if want := filepath.Join(test.dir, test.err); len(s.files) != test.files || s.err == nil || s.err.Error() != want {
			t.Errorf("scan = %d files, %v, want %d, %q", len(s.files), s.err, test.files, want)
		}
	}
}

// TestSumChanges: whatever could change what is loaded changes the sum.
func TestSumChanges(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, map[string]string{"a.md": "a", "b.md": "b"})
	from := articles{Articles: []string{dir}}
	seen := map[sum]string{from.scan().sum: "at first"}
	now := func(what string) {
		t.Helper()
		s := from.scan().sum
		if before, ok := seen[s]; ok {
			t.Errorf("%s the sum is the one %s", what, before)
		}
		seen[s] = what
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	write(t, dir, map[string]string{"a.md": "A"})
	now("with another text")
	write(t, dir, map[string]string{"a.md": "Ab", "b.md": ""})
	now("with a byte in the other file")
	if err := os.Rename(at("b.md"), at("c.md")); err != nil {
		t.Fatal(err)
	}
	now("with another name")
	if err := os.Remove(at("c.md")); err != nil {
		t.Fatal(err)
	}
	now("with a file less")
	write(t, dir, map[string]string{"d.md": "-> ../d.md"})
	now("with a link out")
	if err := os.Remove(at("d.md")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"d.md": "-> a.md"})
	now("with a link in its place")
	write(t, dir, map[string]string{"a.txt": "not looked at"})
	if _, ok := seen[from.scan().sum]; !ok {
		t.Error("a file that is no article changes the sum")
	}
}
