package knowledge

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected outputs of the golden tests")

// goldens runs f on the articles of every archive of a folder and compares
// what it prints with the file "want" of the archive.
func goldens(t *testing.T, dir string, f func(t *testing.T, articles []txtar.File) string) {
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives in %s: %v", dir, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var articles []txtar.File
			want, at := "", -1
			for i, part := range ar.Files {
				if part.Name == "want" {
					want, at = string(part.Data), i
					continue
				}
				articles = append(articles, part)
			}
			got := f(t, articles)
			if *update {
				if at < 0 {
					at = len(ar.Files)
					ar.Files = append(ar.Files, txtar.File{Name: "want"})
				}
				ar.Files[at].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got; -update rewrites):\n%s", file, diff)
			}
		})
	}
}

// parseFiles reads the articles of an archive; in their texts \t, \r, \xff and
// \ufeff stand for what no editor shows.
func parseFiles(articles []txtar.File) (parsed []*Article, faults string) {
	unseen := strings.NewReplacer(`\t`, "\t", `\r`, "\r", `\xff`, "\xff", `\ufeff`, "\ufeff", `\u200b`, "\u200b", `\x00`, "\x00")
	for _, file := range articles {
		a, err := ParseArticle(file.Name, []byte(unseen.Replace(string(file.Data))))
		if err != nil {
			faults += err.Error() + "\n"
			continue
		}
		parsed = append(parsed, a)
	}
	return parsed, faults
}

// TestParse: articles good and bad, and what their tables say.
func TestParse(t *testing.T) {
	goldens(t, "parse", func(t *testing.T, articles []txtar.File) string {
		parsed, faults := parseFiles(articles)
		if faults != "" {
			return faults
		}
		set, err := NewSet(smallWords(t), parsed)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, a := range set.Articles {
			printArticle(&b, a)
		}
		for i := range set.Pays {
			fmt.Fprintln(&b, payText(&set.Pays[i]))
		}
		return b.String()
	})
}

func TestLint(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	goldens(t, "lint", func(t *testing.T, articles []txtar.File) string {
		parsed, faults := parseFiles(articles)
		if faults != "" {
			t.Fatal(faults)
		}
		set, err := NewSet(smallWords(t), parsed)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, f := range set.Lint(now) {
			fmt.Fprintln(&b, f)
		}
		return b.String()
	})
}

func printArticle(b *strings.Builder, a *Article) {
	for _, field := range [][2]string{
		{"title", a.Title}, {"source", a.Source}, {"author", a.Author}, {"data", a.Data}, {"published", a.Published}, {"checked", a.Checked},
		{"interest", a.Interest}, {"period", a.Period}, {"basis", a.Basis}, {"replaces", a.Replaces},
	} {
		if field[1] != "" {
			fmt.Fprintf(b, "%d %s: %s\n", a.Keys[field[0]], field[0], field[1])
		}
	}
	for _, r := range a.Roles {
		fmt.Fprintf(b, "%d role: %s %q\n", r.Line, r.Name, r.Aliases)
	}
	for i, c := range a.Conflicts {
		fmt.Fprintf(b, "%d conflict: %s\n", a.ConflictLines[i], c)
	}
	for i, s := range a.Sections {
		fmt.Fprintf(b, "%d %s %q {#%s} level %d", s.Line, "section", s.Heading, s.Anchor, s.Level)
		if s.Parent >= 0 {
			fmt.Fprintf(b, " in %q", a.Sections[s.Parent].Heading)
		}
		b.WriteByte('\n')
		for _, block := range a.Sections[i].Blocks {
			printBlock(b, block)
		}
	}
}

func printBlock(b *strings.Builder, block Block) {
	switch {
	case block.Table != nil:
		fmt.Fprintf(b, "%d   table | %s |\n", block.Line, strings.Join(block.Table.Header, " | "))
		for _, r := range block.Table.Rows {
			fmt.Fprintf(b, "%d     | %s |\n", r.Line, strings.Join(r.Cells, " | "))
		}
	case block.Items != nil:
		fmt.Fprintf(b, "%d   list %s\n", block.Line, block.Text)
		for _, it := range block.Items {
			lead := ""
			if it.Lead != "" {
				lead = "[" + it.Lead + "] "
			}
			fmt.Fprintf(b, "%d     - %s%s\n", it.Line, lead, it.Text)
		}
	default:
		fmt.Fprintf(b, "%d   %s\n", block.Line, block.Text)
	}
}

// payText prints what is known of a cell, "-" for nothing.
func payText(p *Pay) string {
	name := func(t *Term) string {
		switch {
		case t == nil:
			return "-"
		case t.Group == OwnLabel:
			return t.Name + "*"
		}
		return t.Name
	}
	out := fmt.Sprintf("pay: %s, %s, %s", name(p.Level), name(p.Role), name(p.Place))
	if p.Years.Set {
		out += fmt.Sprintf(", %d to %d years", p.Years.From, p.Years.To)
	}
	money := "no figure"
	if !p.None {
		money = fmt.Sprintf("%s %.2f to %.2f", p.Money.Currency, float64(p.Money.Low)/100, float64(p.Money.High)/100)
		if p.Money.Open {
			money += " and more"
		}
	}
	out += fmt.Sprintf(": %s a %s %q", money, p.Period, p.Cell)
	if !p.Dedicated {
		out += " among other rows"
	}
	return out
}

// FuzzParseArticle reads any front matter with any text below it, and the text
// alone.
func FuzzParseArticle(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, a := range ar.Files[:len(ar.Files)-1] {
			parts := strings.SplitN(string(a.Data), "---\n", 3)
			f.Add(parts[min(1, len(parts)-1)], parts[len(parts)-1])
		}
	}
	for _, s := range []string{"", "> > - 1. a\n<details><summary>x</summary>\n\n</details>", "[a]: b\n[a]", "|`\\|`|\n|-|\n|`\\|`|\n", "# A\n## B {#b}\n- a\n  - b\n"} {
		f.Add("title: T", s)
	}
	words := smallWords(f)
	f.Fuzz(func(t *testing.T, front, body string) {
		if len(front)+len(body) > 1<<13 {
			return
		}
		for _, src := range []string{"---\n" + front + "\n---\n" + body, body} {
			a, err := ParseArticle("f.md", []byte(src))
			if (a == nil) == (err == nil) {
				t.Fatalf("ParseArticle = %v, %v", a, err)
			}
			if err != nil {
				checkFaults(t, err, src)
				continue
			}
			checkArticle(t, a)
			set, err := NewSet(words, []*Article{a})
			if err != nil && !strings.Contains(err.Error(), "replaces") {
				t.Fatal(err)
			}
			if err == nil {
				checkSet(t, set)
			}
		}
	})
}

// checkFaults holds faults to naming a line of the file.
func checkFaults(t *testing.T, err error, src string) {
	lines := 1 + strings.Count(src, "\n") + strings.Count(src, "\r")
	for line := range strings.SplitSeq(err.Error(), "\nf.md:") {
		var n int
		if _, err := fmt.Sscanf(strings.TrimPrefix(line, "f.md:"), "%d: ", &n); err != nil || n < 1 || n > lines {
			t.Errorf("fault %q does not name one of %d lines", line, lines)
		}
	}
}

func checkSet(t *testing.T, set *Set) {
	for i := range set.Pays {
		p := &set.Pays[i]
		if !p.None && (p.Money.Currency == "" || p.Money.Low > p.Money.High) {
			t.Errorf("pay %+v", p)
		}
		if row := p.Article.Sections[p.Section].Blocks[p.Block].Table.Rows[p.Row]; !strings.HasPrefix(p.Cell, row.Cells[p.Col]) {
			t.Errorf("pay %+v is not its cell", p)
		}
		for _, term := range []*Term{p.Role, p.Level, p.Place} {
			if term != nil && !(term.Covered && set.Term(term.Kind, term.Name) != nil) {
				t.Errorf("pay %+v has %+v, which the set has not", p, term)
			}
		}
	}
	for _, f := range set.Lint(time.Unix(0, 0)) {
		if f.Line < 1 || f.File != "f.md" || strings.ContainsAny(f.Message, "\n") {
			t.Errorf("Lint: %+v", f)
		}
	}
}

// checkArticle holds an article to what others rely on.
func checkArticle(t *testing.T, a *Article) {
	if len(a.Sections) == 0 || a.Title == "" {
		t.Fatalf("%d sections, title %q", len(a.Sections), a.Title)
	}
	anchors := map[string]bool{}
	for i, s := range a.Sections {
		if s.Parent >= i || s.Parent >= 0 && a.Sections[s.Parent].Level >= s.Level || s.Anchor == "" || anchors[s.Anchor] || s.Line < 1 {
			t.Errorf("section %d: %+v", i, s)
		}
		anchors[s.Anchor] = true
		for _, b := range s.Blocks {
			if b.Table == nil && b.Items == nil && b.Text == "" || b.Line < 1 {
				t.Errorf("an empty block: %+v", b)
			}
			if b.Table == nil {
				continue
			}
			for _, r := range b.Table.Rows {
				if len(r.Cells) != len(b.Table.Header) || r.Line <= b.Table.Line {
					t.Errorf("row %+v of table %+v", r, b.Table)
				}
			}
		}
	}
}
