package discord

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	salaries = bot.Source{Article: "a", Section: "salaries", Heading: "Salary comparison: UK and US", Data: "2026", Publisher: "CloudPros"}
	glance   = bot.Source{Article: "a", Section: "at-a-glance", Heading: "At a glance", Data: "2026", Publisher: "CloudPros",
		URL: "https://articles.example/devops_(role)?a=1#at-a-glance"}
)

// answers are the golden cases; the file testdata/NAME.golden shows each.
var answers = map[string]bot.Answer{
	"cell": {Kind: bot.Salary, Headline: "Mid-level DevOps Engineer, UK: £60,000–£85,000",
		Text:    "UK-wide; no separate figure for Manchester. Mid-level means 2–5 years. 2026 figures, permanent roles.",
		Sources: []bot.Source{salaries},
		Next:    []bot.Offer{{Label: "US", Question: "Mid-level DevOps pay in the US?"}, {Label: "Senior", Question: "Senior DevOps pay in the UK?"}}},
	"pairs": {Kind: bot.Salary, Headline: `Entry-level Software Engineer (how I read "junior dev")`,
		Text: "I have no other countries yet.",
		Table: &bot.Table{Caption: "Entry-level Software Engineer", Header: []string{"Country", "Salary range"},
			Rows: [][]string{{"UK", "£30,000–£50,000"}, {"US", "$65,000–$95,000"}}},
		Sources: []bot.Source{salaries}},
	"narrow": {Kind: bot.Salary, Headline: "Contract rates",
		Table: &bot.Table{Caption: "Day rates", Header: []string{"Level", "UK", "US"},
			Rows: [][]string{{"Mid", "£500", "N/A"}, {"Senior", "£800", "$1,000"}}}, Sources: []bot.Source{glance}},
	"wide": {Kind: bot.Salary, Headline: "DevOps Engineer salaries",
		Table: &bot.Table{Caption: "Salary comparison", Header: []string{"Level", "DevOps Engineer (UK)", "DevOps Engineer (US)"},
			Rows: [][]string{{"Entry-level", "£40,000–£55,000", "$80,000–$110,000"}, {"Senior", "£85,000–£130,000+", "N/A"}}},
		Sources: []bot.Source{salaries}},
	"shared-label": {Kind: bot.Comparison, Headline: "Senior Software Engineer, US: the article gives two ranges",
		Text: "Same start, different top; no reason given.",
		Table: &bot.Table{Caption: "Both ranges", Header: []string{"Role", "Section", "Senior salary (US)"},
			Rows: [][]string{{"Software Engineer", "Salary comparison", "$140,000–$200,000"},
				{"Software Engineer", "At a glance", "$140,000–$250,000+"}, {"DevOps Engineer", "At a glance", "$160,000–$220,000+"}}},
		Sources: []bot.Source{salaries, glance}},
	"choice": {Kind: bot.Section, Headline: "Your two points lead different ways",
		Text:    "For DevOps:\n- it suits people who like automating repetitive work\n- you like servers\n\nAgainst DevOps:\n- it asks you to be fine with on-call\n\nOpinion, not data.",
		Sources: []bot.Source{{Heading: "Choose DevOps if"}}},
	"declined": {Kind: bot.Declined, Reason: bot.NoArticle, Headline: "I have nothing on degrees or late starts, and I won't guess.",
		Contact: "People here have been through it: #career-mentors",
		Next:    []bot.Offer{{Label: "Skills", Question: "What skills does DevOps need?"}}},
	"private": {Kind: bot.Salary, Private: true, Headline: "Your offer of £45,000 is inside the range",
		Text: "£40,000–£55,000", Sources: []bot.Source{salaries}},
	"hostile": {Kind: bot.Section, Headline: "**bold** @everyone <@1> \u202egnp.exe",
		Text:  "# heading\n> quote\n-# small\n1. one\n- *item* `code` ||spoiler||\n\n[click](https://evil.example) <#2> </a:3> <t:1:R> @HERE \\@everyone ~~x~~ a_b_c",
		Table: &bot.Table{Caption: "``` @here", Header: []string{"a", "b", "c"}, Rows: [][]string{{"`1`", "<@&3>", "@everyone"}}},
		Sources: []bot.Source{{Heading: "](https://evil.example)", URL: "javascript:alert(1)"},
			{Heading: "x", URL: "https://a.example/@everyone/<@1>)"}}, Contact: "#staff <@5>", Next: []bot.Offer{{Question: "@here?"}}},
	"long-text":  {Kind: bot.Section, Headline: "A long one", Text: longText(), Sources: []bot.Source{salaries}, Contact: "Ask #staff"},
	"long-table": {Kind: bot.Comparison, Headline: "Everything", Table: longTable(), Sources: []bot.Source{glance}},
	"long-sentences": {Kind: bot.Section, Headline: "One paragraph",
		Text: strings.Repeat("It pays £60,000 – £85,000 a year. ", 100), Sources: []bot.Source{salaries}},
}

func longText() string {
	var b strings.Builder
	for range 12 {
		b.WriteString("The middle of the range lies between £60,000 and £85,000, and rises with two to five years of experience.\n\n")
		b.WriteString("What helps:\n- cloud certificates, worth 10–20%\n- on-call work at £500–£800/day\n\n")
	}
	return b.String()
}

func longTable() *bot.Table {
	t := &bot.Table{Caption: "At a glance", Header: []string{"Feature", "Software Engineer", "DevOps Engineer"}}
	for _, f := range strings.Fields("Focus Languages Tools On-call Ceiling Team Output Path Stress Demand Degree Remote Contract Tests Users") {
		t.Rows = append(t.Rows, []string{f, "Less common, depends on team structure and product stage", "Common, production incident response and £85,000–£130,000+"})
	}
	return t
}

// inText returns an answer as text alone, which is how it reads where Discord
// takes no components.
func inText(a bot.Answer) string { return card{Answer: a}.body(textStyle).Content }

// rendered returns what an answer says, however it is laid out.
func rendered(a bot.Answer) string { return card{Answer: a}.body(v2Style).said() }

func TestRenderGolden(t *testing.T) {
	for name, a := range answers {
		file := filepath.Join("testdata", name+".golden")
		got := inText(a) + "\n"
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); -update rewrites:\n%s", file, diff)
		}
	}
}

func TestSilenceIsNothing(t *testing.T) {
	if got := inText(bot.Answer{Headline: "x"}); got != "" {
		t.Errorf("Got %q for Silence", got)
	}
}

// figures finds runs of digits with what may belong to them.
var figures = regexp.MustCompile(`[£$]?[0-9][0-9,.]*[0-9]([–+%]([£$]?[0-9][0-9,]*)?)*|[0-9]`)

// TestCutsLeaveFiguresWhole cuts answers at every length: each figure left is
// one of the whole answer, and a cut is always owned up to.
func TestCutsLeaveFiguresWhole(t *testing.T) {
	for _, name := range []string{"long-text", "long-table", "long-sentences", "wide", "pairs", "choice"} {
		a := answers[name]
		whole := card{Answer: a}.layOut(1<<20, a.Next).text()
		known := map[string]bool{}
		for _, f := range figures.FindAllString(whole, -1) {
			known[f] = true
		}
		for limit := 600; limit <= 2000; limit += 13 {
			got := card{Answer: a}.layOut(limit, a.Next).text()
			if n := width(got); n > limit {
				t.Fatalf("%s: got %d characters, want at most %d", name, n, limit)
			}
			if got != whole && !strings.Contains(got, "\n… More in ") {
				t.Fatalf("%s, %d: cut without a note:\n%s", name, limit, got)
			}
			for _, f := range figures.FindAllString(got, -1) {
				if !known[f] {
					t.Fatalf("%s, %d: got figure %q, which is not in the answer:\n%s", name, limit, f, got)
				}
			}
			if strings.Contains(got, ":\n… More") || strings.Contains(got, "__\n… More") {
				t.Fatalf("%s, %d: nothing follows an introduction:\n%s", name, limit, got)
			}
		}
	}
}

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Mid-level: £60,000–£85,000 (2–5 years)", "Mid-level: £60,000–£85,000 (2–5 years)"},
		{"a_b *c* ~d~ `e` |f| [g](h) \\i", "a\\_b \\*c\\* \\~d\\~ \\`e\\` \\|f\\| \\[g\\](h) \\\\i"},
		{"# a", "\\# a"}, {"-# a", "\\-# a"}, {"> a", "\\> a"}, {"+ a", "\\+ a"}, {"2. a", "2\\. a"}, {"2.5 a", "2.5 a"}, {"2.", "2\\."},
		{"@everyone @Here @hero a@b.c", "@\u200beveryone @\u200bHere @hero a@b.c"},
		{"<@1> <@&1> <#1> <:a:1> <t:1> </a:1> <https://a> 1 < 2 <3", "<\u200b@1> <\u200b@&1> <\u200b#1> <\u200b:a:1> <\u200bt:1> <\u200b/a:1> <\u200bhttps://a> 1 < 2 <3"},
		{"@every\u200bone @every\x00one", "@\u200beveryone @\u200beveryone"},
		{"a\n\tb\u202e \xff", "a b \ufffd"},
	} {
		if got := escape(tt.in); got != tt.want {
			t.Errorf("Got escape(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLink(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"https://a.example/b#c", "https://a.example/b#c"},
		{"https://a.example/b(c)", "https://a.example/b%28c%29"},
		{"https://a.example/@everyone", "https://a.example/%40everyone"},
		{"", ""}, {"javascript:alert(1)", ""}, {"/relative", ""}, {"https://me:pw@a.example/", ""}, {"https://", ""},
		{"https://a.example/" + strings.Repeat("x", maxLink), ""},
	} {
		if got := link(tt.in); got != tt.want {
			t.Errorf("Got link(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestClipLeavesFiguresWhole(t *testing.T) {
	const text = "For a mid-level engineer, UK, the range is £60,000 – £85,000 + bonus of 10 to 20 % in a good year"
	for limit := 1; limit < 110; limit++ {
		got := clip(text, limit)
		if n := width(got); n > limit {
			t.Fatalf("Got clip(%d) = %q, %d characters", limit, got, n)
		}
		begin, cut := strings.CutSuffix(got, "…")
		if !strings.HasPrefix(text, begin) || cut == (got == text) {
			t.Fatalf("Got clip(%d) = %q, want the beginning of the text and a mark", limit, got)
		}
		for _, part := range []string{"£60,000 – £85,000 +", "10 to 20 %"} {
			if strings.Contains(begin, part[:3]) && !strings.Contains(begin, part) {
				t.Fatalf("Got clip(%d) = %q, which cuts %q", limit, got, part)
			}
		}
	}
}

var (
	ownLinks = regexp.MustCompile(` · \[Read section\]\(<https?://[^<>()\s@]+>\)`)
	markup   = regexp.MustCompile(`(?i)@everyone|@here|<[@#/a-z]|<:\S|(^|[^\\])(\\\\)*\]\(`)
)

func FuzzRender(f *testing.F) {
	f.Add("**headline**", "text @everyone", "a|b", "<@1>|2", "heading](http://x)", "https://a.example/", true)
	f.Add("h", strings.Repeat("word <#1>\n\n- item:\n", 300), "a|b|c", "1|`2`|3", "s", "https://a/@here", false)
	f.Add(strings.Repeat("£60,000 ", 400), "x", "a", strings.Repeat("界", 700), strings.Repeat("😀 ", 900), "http://[::1]/", false)
	f.Add("\xff\u202e", strings.Repeat("A b. ", 900), "a|b|c", "@every\x00one", "-# x", "https://a/)", true)
	f.Add("0", "0", "|", "<|", "0", "0", false)
	f.Fuzz(func(t *testing.T, headline, text, header, row, heading, address string, offers bool) {
		a := bot.Answer{Kind: bot.Section, Headline: headline, Text: text, Contact: heading,
			Table:   &bot.Table{Caption: heading, Header: strings.Split(header, "|")},
			Sources: []bot.Source{{Heading: heading, URL: address}, {Heading: text, URL: address}}}
		for range 3 {
			a.Table.Rows = append(a.Table.Rows, strings.Split(row, "|"))
		}
		if offers {
			a.Next = []bot.Offer{{Label: headline, Question: heading}, {Label: row}}
		}
		got := inText(a)
		if n := width(got); n > maxContent {
			t.Fatalf("Got %d characters, want at most %d:\n%s", n, maxContent, got)
		}
		if found := markup.FindString(ownLinks.ReplaceAllString(got, "")); found != "" {
			t.Fatalf("Got %q in a message:\n%s", found, got)
		}
	})
}

func BenchmarkRender(b *testing.B) {
	for _, name := range []string{"cell", "wide", "long-text"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				card{Answer: answers[name]}.body(v2Style)
			}
		})
	}
}
