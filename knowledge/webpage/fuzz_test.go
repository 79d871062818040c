package webpage

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"careerbot/knowledge"
)

// FuzzImport: what is imported of any page is an article that parses, and has
// no figure that the page has not.
func FuzzImport(f *testing.F) {
	for _, page := range pages(f) {
		src, err := os.ReadFile(page)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(filepath.Base(page), src)
	}
	for _, s := range []string{
		"<p>45<sup>1</sup>000</p><table><tr><td>£4<del>5</del>6<td>b<tr><td rowspan=9 colspan=9>c", "<ul><li>a<ol start=7><li><h3>b</h3></ol></ul>",
		"<details><summary>a</summary><h2>a</h2><details><summary>a</summary>b</details></details>c", "| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: n",
		"<h2 id=a>{#b}</h2><a name=c></a><h2>C #</h2>x<b> y</b>z<b></b>", "---\nroles:\n  - name: x\n---\n# a", "<table><tr><th>a<th>b<tr><th colspan=2>c<tr><td>d<td>e|f<br>g</table>",
	} {
		f.Add("page.html", []byte(s))
		f.Add("page.md", []byte(s))
	}
	words, err := knowledge.LoadVocabulary(os.DirFS(filepath.Join("..", "testdata", "vocabulary")))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, name string, page []byte) {
		if len(page) > 1<<16 {
			return
		}
		im := Importer{words: words}
		a, err := im.Import(name, page)
		if err != nil {
			if !strings.HasPrefix(err.Error(), name+":") {
				t.Errorf("Import(%q): %q does not begin with the page's name", name, err)
			}
			if strings.Contains(err.Error(), "is no article; the lines") && !strings.Contains(err.Error(), "more than") {
				t.Errorf("Import(%q, %q): written so that it does not parse: %v", name, page, err)
			}
			return
		}
		parsed, err := knowledge.ParseArticle("page.md", a.Markdown)
		if err != nil {
			t.Fatalf("Import(%q, %q): %v\n%s", name, page, err, a.Markdown)
		}
		if a.Report.Format == "HTML" {
			checkFigures(t, parsed, name, page)
		}
	})
}

var digits = regexp.MustCompile(`[0-9]+`)

// checkFigures compares the digits of an article with those of its page.
func checkFigures(t *testing.T, a *knowledge.Article, name string, page []byte) {
	t.Helper()
	d := &draft{name: name}
	text, err := d.decode(page, "")
	if err != nil {
		t.Fatal(err)
	}
	root, err := parseTree(name, text, false)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(visible(n.Data))
		}
		b.WriteString(" " + visible(attr(n, "alt")) + " ")
	}
	has := b.String()
	b.Reset()
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(visible(n.Data))
		}
	}
	has += " " + b.String()
	for _, s := range a.Sections {
		for _, blk := range s.Blocks {
			if blk.Table == nil {
				continue
			}
			for _, r := range blk.Table.Rows {
				for _, run := range digits.FindAllString(strings.Join(r.Cells, " "), -1) {
					if !strings.Contains(has, run) {
						t.Errorf("the article has %q, the page %q has not", run, page)
					}
				}
			}
		}
	}
}

// FuzzText: a text comes back from the article's parser as it was, wherever
// it stands.
func FuzzText(f *testing.F) {
	for _, s := range []string{
		"plain", "1. x", "- x", "+ x", "# x", "## {#a} #", "> x", "*x* **y** _z_ a_b", "`x`", "<b>x</b> <!-- y --> < 5", "[a](b) [c]: d ![e](f) [g][h]", "| a | b |", ":-|-:",
		"&amp; &#163; &pound;5 R&D", `\ \\ \* a\`, "---", "===", "~~~", "C#", "{#id}", "a  b", "£5–£6+", "1) x", "5 | 6", "|", "```", "    x", "!", "<", "]", "&", "&#x26;lt;", "***", "a\uffffb", "<'@j>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := fold(visible(s))
		if want == "" || len(s) > 1000 || strings.ContainsAny(want, "\x01\x02\x03\x04\x05") || strings.TrimSpace(strings.Trim(want, "\u200c\u200d")) == "" {
			return
		}
		d := &draft{body: []block{
			{kind: heading, level: 2, text: want, anchor: "a"}, {text: want},
			{kind: heading, level: 2, text: "b"}, {kind: list, items: []item{{text: want}, {text: want, depth: 1, n: 3}}},
			{kind: heading, level: 2, text: "c"}, {kind: tabular, table: &table{header: []string{want, want}, rows: [][]string{{want, want}}}},
			{kind: openDetails, text: want + " d"}, {text: want, quoted: true}, {kind: closeDetails},
		}}
		markdown := "---\ntitle: " + yamlText(want) + "\n---\n" + d.markdown()
		a, err := knowledge.ParseArticle("page.md", []byte(markdown))
		if err != nil {
			t.Fatalf("%q: %v\n%s", want, err, markdown)
		}
		table := a.Sections[2].Blocks[0].Table
		got := []string{a.Title, a.Sections[0].Heading, a.Sections[0].Blocks[0].Text, a.Sections[1].Blocks[0].Items[0].Text, a.Sections[1].Blocks[0].Items[1].Text,
			table.Header[1], table.Rows[0].Cells[0], strings.TrimSuffix(a.Sections[3].Heading, " d"), a.Sections[3].Blocks[0].Text}
		for i, g := range got {
			if g != want {
				t.Errorf("text %d: %q, want %q:\n%s", i, g, want, markdown)
			}
		}
	})
}

// BenchmarkImport is one page of a common form, word lists loaded.
func BenchmarkImport(b *testing.B) {
	src, err := os.ReadFile(filepath.Join("testdata", "wordpress.html"))
	if err != nil {
		b.Fatal(err)
	}
	var im Importer
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := im.Import("wordpress.html", src); err != nil {
			b.Fatal(err)
		}
	}
}
