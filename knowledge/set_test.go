package knowledge

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// An article is a text of the tests with the parts of the front matter that
// matter to it.
type article struct{ name, front, text string }

func (a article) file() (name string, src []byte) {
	name = cmp.Or(a.name, "test")
	return name + ".md", []byte("---\ntitle: " + name + "\n" + a.front + "---\n\n" + a.text)
}

// newSet reads articles with the word lists of the tests.
func newSet(tb testing.TB, articles ...article) *Set {
	tb.Helper()
	var parsed []*Article
	for _, a := range articles {
		p, err := ParseArticle(a.file())
		if err != nil {
			tb.Fatal(err)
		}
		parsed = append(parsed, p)
	}
	set, err := NewSet(smallWords(tb), parsed)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func shipped(tb testing.TB) *Set {
	tb.Helper()
	set, err := Load(false)
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

// write writes articles into a new folder.
func write(t *testing.T, articles ...article) string {
	t.Helper()
	dir := t.TempDir()
	for _, a := range articles {
		name, src := a.file()
		if err := os.WriteFile(filepath.Join(dir, name), src, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func names(set *Set) (out []string) {
	for _, a := range set.Articles {
		out = append(out, a.Name)
	}
	slices.Sort(out)
	return out
}

func TestLoad(t *testing.T) {
	text := "## A\n\nText.\n"
	folder := write(t, article{name: "b", text: text}, article{name: "a", text: text})
	file := filepath.Join(write(t, article{name: "c", text: text}), "c.md")
	set, err := Load(true, folder, file)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"a", "b", "c"}; !gocmp.Equal(names(set), want) {
		t.Errorf("Load(folder, file) = %v, want %v", names(set), want)
	}
	set, err = Load(false, folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := names(set); len(got) != 3 || !slices.Contains(got, "a") {
		t.Errorf("Load(folder) beside the shipped article = %v, want three", got)
	}
	t.Chdir(folder)
	if _, err := Load(true, "a.md"); err != nil {
		t.Errorf("Load of a file in the working folder: %v", err)
	}
}

func TestLoadFaults(t *testing.T) {
	fine := article{name: "fine", text: "## A\n\nText.\n"}
	folder := write(t, fine, article{name: "bad", text: "## A\n\nText.\n\n## A\n\nMore.\n"}, article{name: "worse", front: "period: eon\n", text: "|a|b|\n|-|-|\n|c|\n"})
	empty := t.TempDir()
	big := filepath.Join(empty, "big.md")
	if err := os.WriteFile(big, make([]byte, MaxArticleBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(folder, "dir.md"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Load(true, folder, filepath.Join(folder, "nowhere"), t.TempDir(), empty)
	if err == nil {
		t.Fatal("Load found no faults")
	}
	for _, want := range []string{
		filepath.Join(folder, "bad.md") + `:9: anchor "a" is used in line 5 already`,
		filepath.Join(folder, "worse.md") + `:3: front matter: period "eon" is none of`,
		filepath.Join(folder, "worse.md") + ":8: a row of 1 cell under a header of 2",
		filepath.Join(folder, "nowhere") + ": no such file",
		"no *.md file in ",
		big + ":1: the file is larger than",
		"dir.md",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("Load: %v\ndoes not say %q", err, want)
		}
	}
	if _, err := Load(true); err == nil || err.Error() != "knowledge: no articles" {
		t.Errorf("Load of nothing: %v, want no articles", err)
	}
}

func TestNames(t *testing.T) {
	text := "## A\n\nText.\n"
	parse := func(file, front string) *Article {
		a, err := ParseArticle(file, []byte("---\ntitle: T\n"+front+"---\n\n"+text))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		name     string
		articles []*Article
		want     string // files, or the fault
	}{
		{"two names", []*Article{parse("x/a.md", ""), parse("x/b.md", "")}, "x/a.md x/b.md"},
		{"one name", []*Article{parse("x/a.md", ""), parse("y/a.md", ""), parse("z/a.md", "")}, "y/a.md:1: an article of the name \"a\" was read from x/a.md already\nz/a.md:1: an article of the name \"a\" was read from x/a.md already"},
		{"replaced by another", []*Article{parse("x/a.md", ""), parse("y/b.md", "replaces: a\n")}, "y/b.md"},
		{"replaced by its own name", []*Article{parse("x/a.md", ""), parse("y/a.md", "replaces: a\n")}, "y/a.md"},
		{"a chain", []*Article{parse("x/a.md", ""), parse("x/b.md", "replaces: a\n"), parse("x/c.md", "replaces: b\n")}, "x/c.md"},
		{"a circle", []*Article{parse("x/a.md", "replaces: b\n"), parse("x/b.md", "replaces: a\n")}, "x/a.md:3: front matter: replaces: this article and \"b\" replace each other\nx/b.md:3: front matter: replaces: this article and \"a\" replace each other"},
		{"nothing there", []*Article{parse("x/a.md", "replaces: gone\n")}, "x/a.md"},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, err := NewSet(&Vocabulary{}, c.articles)
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				for _, a := range set.Articles {
					got = strings.TrimSpace(got + " " + a.File)
				}
			}
			if got != c.want {
				t.Errorf("NewSet = %q, want %q", got, c.want)
			}
		})
	}
}

func TestSetReads(t *testing.T) {
	set := newSet(t, article{
		front: "period: year\nroles:\n  - name: Gardener\n    aliases: [groundskeeper]\n  - name: Bee Keeper\n    aliases: [apiarist]\n",
		text:  "## Pay\n\n| Level | Gardener (UK) |\n|---|---|\n| Junior | £20,000 |\n| Senior | £30,000 |\n",
	})
	got := set.Read("Do senior apiarists or groundskeepers earn far more than nurses in tool sheds? Senior gardeners do.")
	var text []string
	for _, list := range [][]*Term{got.Roles, got.Levels, got.Concepts} {
		for _, term := range list {
			text = append(text, term.Name)
		}
	}
	if want := "Bee Keeper, Gardener, Senior, pay, tools, pay gap"; strings.Join(text, ", ") != want {
		t.Errorf("Read = %q, want %q", strings.Join(text, ", "), want)
	}
	words, same := set.Understand("CI and CD tools, Dev’s")
	if want := "ci cd tools devs"; words != want || set.Words("CI and CD tools, Dev’s") != want {
		t.Errorf("Understand = %q, want %q", words, want)
	}
	if len(same.Concepts) != 1 || same.Concepts[0].Name != "tools" {
		t.Errorf("Understand read %v, want tools", same.Concepts)
	}
	var covered []string
	for _, k := range []TermKind{RoleTerm, LevelTerm, PlaceTerm} {
		for _, term := range set.Covered(k) {
			covered = append(covered, term.Name)
		}
	}
	if want := "Gardener, Bee Keeper, Entry-level, Senior, UK"; strings.Join(covered, ", ") != want {
		t.Errorf("Covered = %q, want %q", strings.Join(covered, ", "), want)
	}
	junior, senior := set.Term(LevelTerm, "Entry-level"), set.Term(LevelTerm, "Senior")
	if set.LevelRank(junior) != 0 || set.LevelRank(senior) != 1 {
		t.Errorf("LevelRank = %d, %d, want 0, 1", set.LevelRank(junior), set.LevelRank(senior))
	}
	if uk := set.Term(PlaceTerm, "UK"); uk == nil || uk.Prose != "the UK" {
		t.Errorf("Term(UK) = %+v, want the UK in prose", uk)
	}
	if set.Term(RoleTerm, "Nobody") != nil {
		t.Error("Term(Nobody) is not nil")
	}
	if q := set.Questions["tools"]; q[1] != "Tools: {role}" {
		t.Errorf("Questions[tools] = %q", q)
	}
	if !set.IsPayRow(set.Articles[0], 0, 0, 1) || set.IsPayRow(set.Articles[0], 0, 0, 9) {
		t.Error("IsPayRow is wrong")
	}
	if f := set.Facets(set.Articles[0], 0, 0, -1, 1); f.Role == nil || f.Role.Name != "Gardener" {
		t.Errorf("Facets of the header = %+v, want Gardener", f)
	}
}
