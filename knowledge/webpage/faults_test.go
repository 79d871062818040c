package webpage

import (
	"strings"
	"testing"
)

const someText = "<p>Gardeners plant, prune and weed in all weathers; florists cut, bind and sell what they have grown, and both of them know more Latin than they ever thought they would need.</p>\n"

// TestRefused: pages that cannot be imported, and what is said of each.
func TestRefused(t *testing.T) {
	wide := "<table>\n<tr>" + strings.Repeat("<td>£1</td>", 10_000) + "</tr>\n<tr><td>a</td></tr></table>"
	tests := map[string]struct{ page, want string }{
		"empty.html":    {"", "empty.html: the page is empty"},
		"blank.html":    {" \n\t", "blank.html: the page is empty"},
		"pay.pdf":       {"%PDF-1.7\n", "pay.pdf: this is a PDF file: save the page as HTML"},
		"pay.mhtml":     {"MIME-Version: 1.0\n", "pay.mhtml: this is a web archive (MHTML): save the page as HTML"},
		"large.html":    {strings.Repeat("x", MaxPageBytes+1), "large.html: the page is larger than 8 MB; save it without its pictures and scripts"},
		"nothing.html":  {"<html><body><nav>" + someText + "</nav><p>Please log in.</p></body></html>", "nothing.html: no article: beside navigation and the like the page has 3 words of text"},
		"app.html":      {"<html><body><div id=root></div><noscript>You need JavaScript.</noscript><script>go()</script></body></html>", "app.html: no article: beside navigation and the like the page has 0 words of text"},
		"wide.html":     {"<html>\n<body>\n" + someText + wide, "wide.html:4: a table of 10000 columns; the most that are read are 100"},
		"wider.html":    {"<html>" + someText + "<table><tr><td colspan=900>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "wider.html:2: a table of 900 columns; the most that are read are 100"},
		"cells.html":    {"<html>" + someText + "<table><tr>" + strings.Repeat("<td>x</td>", 100) + strings.Repeat("<tr><td>y</td>", 1001) + "</table>", "cells.html:2: the tables have more than 100000 cells"},
		"deep.html":     {"<html><body>\n" + strings.Repeat("<div>\n", 3000) + someText, "deep.html:512: elements are nested more than 512 deep"},
		"tags.html":     {"<html>\n" + strings.Repeat("<i>", MaxTags), "tags.html:2: more than 400000 tags"},
		"pound.html":    {"<html><head><meta charset=utf-8></head>\n<body>\n<p>\xa325,000</p>", "pound.html:3: the line is not utf-8 text: save the page as UTF-8, or say its character set with --charset"},
		"japan.html":    {"<html><head><meta charset=shift_jis></head>\n<p>\x81\x20 caf\xe9\n", "japan.html:2: the line is not shift_jis text: save the page as UTF-8, or say its character set with --charset"},
		"unset.html":    {"<html><body>\n" + someText + "<p>a \x81 b", "unset.html:3: the line is not windows-1252 text: save the page as UTF-8, or say its character set with --charset"},
		"zero.html":     {"<html><body>\n" + someText + "a\x00b", "zero.html:3: a zero byte: this is not a text file in utf-8; say its character set with --charset"},
		"long.html":     {"<html><p>" + strings.Repeat("word ", 300_000), "long.html: the text of its article is larger than 1048576 bytes; the most that an article may have"},
		"matter.md":     {"---\ntitle: [\n---\nText.\n", "matter.md:3: front matter: it cannot be read as YAML: did not find expected node content"},
		"ragged.md":     {"# Pay\n\n| a | b |\n|---|---|\n| 1 | 2 | £3 |\n", "ragged.md:5: a row of 3 cells under a header of 2"},
		"stray.md":      {"# Pay\n\n| a | b |\n| 1 | 2 |\n", "stray.md:3: a row that belongs to no table: a table has a header, a line like |---|---| below it, and no empty line between its rows"},
		"columns.md":    {strings.Repeat("|a", 10_000) + "|\n" + strings.Repeat("|---", 10_000) + "|\n", "columns.md:2: a table of 10000 columns; the most that are read are 100"},
		"quotations.md": {strings.Repeat("> ", 400) + "deep\n", "quotations.md:1: lists or quotations nested more than 40 deep"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var im Importer
			a, err := im.Import(name, []byte(test.page))
			if err == nil {
				t.Fatalf("Import(%s): imported, want %q:\n%s", name, test.want, a.Markdown)
			}
			if err.Error() != test.want {
				t.Errorf("Import(%s) = %q, want %q", name, err, test.want)
			}
		})
	}
}

// TestCharset: what is read of a sign of money that is written in several
// character sets, said and unsaid.
func TestCharset(t *testing.T) {
	table := "<h2>Pay</h2><table><tr><th>Level</th><th>Gardener</th></tr><tr><td>Junior</td><td>%25,000</td></tr></table>"
	page := func(head, pound string) string {
		return "<html><head>" + head + "</head><body>" + someText + strings.Replace(table, "%", pound, 1)
	}
	tests := []struct{ name, page, told, charset string }{
		{"said", page("<meta charset=windows-1252>", "\xa3"), "", "windows-1252"},
		{"unsaid", page("", "\xa3"), "", "windows-1252"},
		{"said late", page("<!-- "+strings.Repeat("x", 2000)+" --><meta charset=iso-8859-2>", "\xa3"), "", "iso-8859-2"},
		{"said wrong", page("<meta charset=iso-8859-1>", "£"), "", "utf-8"},
		{"told", page("<meta charset=utf-8>", "\xa3"), "iso-8859-1", "windows-1252"},
		{"byte order mark", "\ufeff" + page("<meta charset=shift_jis>", "£"), "", "utf-8"},
		{"entity", page("<meta charset=us-ascii>", "&pound;"), "", "utf-8"},
		{"UTF-16 without mark", wide(page("", "£"), false), "", "utf-16le"},
		{"UTF-16 big end first", wide(page("", "£"), true), "", "utf-16be"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			im := Importer{Charset: test.told}
			a, err := im.Import("page.html", []byte(test.page))
			if err != nil {
				t.Fatal(err)
			}
			if a.Report.Charset != test.charset {
				t.Errorf("character set %s, want %s", a.Report.Charset, test.charset)
			}
			want := "£25,000"
			if test.charset == "iso-8859-2" {
				want = "Ł25,000"
			}
			if !strings.Contains(string(a.Markdown), want) {
				t.Errorf("no %q in\n%s", want, a.Markdown)
			}
		})
	}
	im := Importer{Charset: "klingon"}
	if _, err := im.Import("page.html", []byte(page("", "£"))); err == nil || err.Error() != `page.html: the character set "klingon" is not known` {
		t.Errorf("with an unknown character set: %v", err)
	}
}

func wide(s string, bigEnd bool) string {
	var b strings.Builder
	for _, r := range s {
		if bigEnd {
			b.WriteString(string([]byte{byte(r >> 8), byte(r)}))
		} else {
			b.WriteString(string([]byte{byte(r), byte(r >> 8)}))
		}
	}
	return b.String()
}

// TestHostile: pages that are written to be slow to read come to an end, as an
// article or as a fault.
func TestHostile(t *testing.T) {
	for name, part := range map[string]string{
		"bold": "<b>x", "links": "<a>x</a>", "divs": "<div>x</div>", "breaks": "x<br>", "points": "<ul><li>x", "terms": "<dl><dt>x<dd>y", "headings": "<h2>x</h2><p>y",
		"rows": "<table><tr><td rowspan=65534 colspan=99>x<td rowspan=0>y", "pictures": "<td><img alt=x>", "marks": "1<sup>a</sup>", "details": "<details><summary>x</summary>y</details>",
		"comments": "<!-- x -->", "entities": "&notanentity", "stars": "*a [b](", "money": "£1 ", "buttons": "<button aria-expanded aria-controls>x</button>", "lists": "<nobr>x", "svg": "<svg><g>",
	} {
		for _, before := range []string{"", "<table><tr><td>a<td>b<tr><td>", strings.Repeat("<div>", 300)} {
			page := "<html><body>" + someText + before + strings.Repeat(part, 100_000/len(part))
			var im Importer
			if a, err := im.Import("page.html", []byte(page)); (a == nil) == (err == nil) {
				t.Errorf("%s behind %.20q: Import = %v, %v; want an article or a fault", name, before, a, err)
			}
		}
	}
}

// TestDoubtful: pages that can be imported, but whose article needs its
// editor, are said to, each with the line of the article.
func TestDoubtful(t *testing.T) {
	tests := map[string]struct{ page, want string }{
		"no roles": {"<html><body>" + someText + "<h2>Weather</h2><p>It rains.</p>", "page.md:2: the article names no roles"},
		"two currencies": {"<html><body>" + someText + "<h2>Pay</h2><table><tr><th>Level</th><th>Florist</th></tr><tr><td>Junior</td><td>£25,000 or $30,000</td></tr><tr><td>Senior</td><td>£28,000</td></tr></table>",
			`page.md:15: the cell "£25,000 or $30,000" has two currencies: give each its own column`},
		"no period": {"<html><body>" + someText + "<h2>Pay</h2><table><tr><th>Level</th><th>Florist</th></tr><tr><td>Senior</td><td>£28,000</td></tr></table>",
			"page.md:15: 1 cell of pay without a period"},
		"not read": {"<html><body>" + someText + "<h2>Pay</h2><table><tr><th>Level</th><th>Florist</th></tr><tr><td>Senior</td><td>roughly £28,000, or so they say</td></tr></table>",
			"line 15: \"roughly £28,000, or so they say\""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var im Importer
			a, err := im.Import("page.html", []byte(test.page))
			if err != nil {
				t.Fatal(err)
			}
			if got := a.Report.String(); !strings.Contains(got, test.want) {
				t.Errorf("no %q in the report:\n%s\n%s", test.want, got, a.Markdown)
			}
		})
	}
}
