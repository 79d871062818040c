package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
	"careerbot/bot/golden"
)

func TestPlainText(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Senior: £85,000–£130,000+ (2026)", "Senior: £85,000–£130,000+ (2026)"},
		{"$50–$60", "<span>$</span>50–<span>$</span>60"},
		{"a | b\nc\td\r", `a \| b c d `},
		{"<script>*x* _y_ `z` ~w~ ^v^", "\\<script\\>\\*x\\* \\_y\\_ \\`z\\` \\~w\\~ \\^v\\^"},
		{"![x](javascript:alert(1)) &amp; #12 \\", `\!\[x\](javascript:alert(1)) \&amp; \#12 \\`},
		{"ask @everyone", "ask @\u200beveryone"},
	}
	for _, test := range tests {
		if got := plainText(test.text); got != test.want {
			t.Errorf("plainText(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestCell(t *testing.T) {
	tests := []struct {
		name         string
		lines, other []string
		want         string
	}{
		{"nothing", nil, []string{"a"}, ""},
		{"one line", []string{"a"}, []string{"b"}, "a"},
		{"several", []string{"a", "", "b|", "c"}, []string{"a", "c"}, `a<br><br><b>b\|</b><br>c`},
	}
	for _, test := range tests {
		if got := cell(test.lines, test.other); got != test.want {
			t.Errorf("cell of %s = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestOnlyIn(t *testing.T) {
	tests := []struct {
		lines, other, want []string
	}{
		{[]string{"a", "b"}, []string{"b", "c"}, []string{"a"}},
		{[]string{"a", "b"}, []string{"b", "a"}, []string{"a", "b"}},
		{[]string{"a"}, []string{"a", "b"}, []string{}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, onlyIn(test.lines, test.other)); diff != "" {
			t.Errorf("onlyIn(%q, %q) (-want +got):\n%s", test.lines, test.other, diff)
		}
	}
}

// TestParts: an answer has changed where a member would read something else.
func TestParts(t *testing.T) {
	answer := func(change func(*bot.Answer)) bot.Answer {
		a := bot.Answer{
			Kind: bot.Salary, Headline: "H", Text: "T\n- l", Next: []bot.Offer{{Label: "L", Question: "Q"}}, State: "s",
			Table:   &bot.Table{Caption: "C", Header: []string{"a", "b"}, Rows: [][]string{{"c", "d"}}},
			Sources: []bot.Source{{Article: "x", Section: "pay", Heading: "Pay", Data: "2026"}},
		}
		change(&a)
		return a
	}
	tests := []struct {
		name   string
		change func(*bot.Answer)
		want   string
	}{
		{"nothing", func(*bot.Answer) {}, ""},
		{"what is offered", func(a *bot.Answer) { a.Next, a.State, a.Slots.Metric = nil, "t", "salary" }, ""},
		{"kind", func(a *bot.Answer) { a.Kind = bot.Section }, "kind"},
		{"reason", func(a *bot.Answer) { a.Reason = bot.Advice }, "kind"},
		{"headline", func(a *bot.Answer) { a.Headline = "" }, "headline"},
		{"text", func(a *bot.Answer) { a.Text = "T\n- m" }, "text"},
		{"cell", func(a *bot.Answer) { a.Table.Rows[0][1] = "e" }, "table"},
		{"no table", func(a *bot.Answer) { a.Table = nil }, "table"},
		{"section", func(a *bot.Answer) { a.Sources[0].Section = "work" }, "sources"},
		{"year", func(a *bot.Answer) { a.Sources[0].Data = "2027" }, "sources"},
		{"headline and source", func(a *bot.Answer) { a.Headline, a.Sources = "I", nil }, "headline sources"},
	}
	for _, test := range tests {
		c := change{turn{answer: answer(func(*bot.Answer) {})}, turn{answer: answer(test.change)}}
		var names []string
		for _, p := range c.parts() {
			names = append(names, p.name)
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("parts that differ in %s = %q, want %q", test.name, got, test.want)
		}
	}
}

// anEdit is two answers that changed, of three.
func anEdit() difference {
	sum := func(right int) []score {
		return []score{{Questions: "x.questions.jsonl", Tally: golden.Tally{Answers: golden.Share{Right: right, Of: 2}, Turns: 2}}}
	}
	pay := golden.Label{Kind: golden.Salary}
	was := []turn{
		{asked: []string{"A day"}, answer: bot.Answer{Kind: bot.Section, Headline: "Plants.", Text: "- one\n- two"}},
		{file: "x.questions.jsonl", line: 1, id: "a.1", label: pay, asked: []string{"work?"}, answer: bot.Answer{Kind: bot.Section, Headline: "Same."}},
		{file: "x.questions.jsonl", line: 2, id: "b_c.2", label: pay, asked: []string{"hi", "pay\n@us?"}, answer: bot.Answer{Kind: bot.Salary, Headline: "$1–$2"}},
	}
	is := slices.Clone(was)
	is[0].answer.Text = "- one\n- three|four"
	is[2].answer, is[2].why = bot.Answer{Kind: bot.Declined, Reason: bot.OffTopic, Headline: "No."}, "declined: off_topic"
	d := difference{before: exam{sum(2), was}, after: exam{sum(1), is}}
	d.changes = changes(d.before, d.after)
	return d
}

func TestDifferenceInWords(t *testing.T) {
	const want = `        answers  declines  help  figure in headline  confidently wrong  wrong cells  wrong article
before  2/2      0/0       0/0   0/0                 0/2                0            0
after   1/2      0/0       0/0   0/0                 0/2                0            0

right → wrong: x.questions.jsonl:2: b_c.2 "hi" > "pay\n@us?"
  kind
    - salary
    + none off_topic
  headline
    - $1–$2
    + No.
  judged
    - right
    + wrong: declined: off_topic

not labelled: "A day"
  text
    - - two
    + - three|four

2 of 3 answers changed: 1 right became wrong, 0 wrong became right.
`
	var got strings.Builder
	if err := anEdit().write(&got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("write (-want +got):\n%s", diff)
	}
}

func TestDifferenceInMarkdown(t *testing.T) {
	const want = `### 2 of 3 answers changed: 1 right became wrong, 0 wrong became right.

| | answers | declines | help | figure in headline | confidently wrong | wrong cells | wrong article |
|---|---|---|---|---|---|---|---|
| before | 2/2 | 0/0 | 0/0 | 0/0 | 0/2 | 0 | 0 |
| after | 1/2 | 0/0 | 0/0 | 0/0 | 0/2 | 0 | 0 |

#### right → wrong

x.questions.jsonl:2: b\_c.2

> hi
>
> pay @` + "\u200b" + `us?

| | before | after |
|---|---|---|
| kind | salary | none off\_topic |
| headline | <span>$</span>1–<span>$</span>2 | No. |
| judged | right | wrong: declined: off\_topic |

#### not labelled

> A day

| | before | after |
|---|---|---|
| text | - one<br><b>- two</b> | - one<br><b>- three\|four</b> |
`
	if diff := cmp.Diff(want, anEdit().markdown()); diff != "" {
		t.Errorf("markdown (-want +got):\n%s", diff)
	}
}

func TestVerdict(t *testing.T) {
	labelled := golden.Label{Kind: golden.Help}
	tests := []struct {
		label       golden.Label
		before, now string
		want        verdict
	}{
		{labelled, "", "x", becameWrong},
		{labelled, "x", "", becameRight},
		{labelled, "x", "y", stayedWrong},
		{labelled, "", "", stayedRight},
		{golden.Label{}, "", "", notLabelled},
	}
	for _, test := range tests {
		c := change{turn{label: test.label, why: test.before}, turn{label: test.label, why: test.now}}
		if got := c.verdict(); got != test.want {
			t.Errorf("verdict of %q behind %q = %v, want %v", test.now, test.before, got, test.want)
		}
	}
}

// TestArticlesGuide: what the guide for authors and the workflow run and show
// is what the script runs, and the guide fits a screen.
func TestArticlesGuide(t *testing.T) {
	read := func(path ...string) string {
		b, err := os.ReadFile(filepath.Join(path...))
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	script := read("testdata", "script", "articles.txtar")
	guide := read("..", "..", "deploy", "articles.md")
	workflow := read("..", "..", "deploy", "article-check.yml")
	if n := strings.Count(guide, "\n"); n > 60 {
		t.Errorf("articles.md has %d lines, want at most 60", n)
	}
	ran := 0
	for _, block := range regexp.MustCompile("(?s)\n```\n(.*?)```\n").FindAllStringSubmatch(guide, -1) {
		if !strings.HasPrefix(block[1], "careerbot ") {
			if !strings.Contains(script, block[1]) {
				t.Errorf("articles.md shows what the script does not have:\n%s", block[1])
			}
			continue
		}
		for line := range strings.Lines(block[1]) {
			ran++
			runs(t, script, line)
		}
	}
	// In the workflow, what is behind ">" is of the shell.
	for _, line := range regexp.MustCompile(`(?m)^ +(?:run: )?(careerbot [^>\n]*)`).FindAllStringSubmatch(workflow, -1) {
		ran++
		runs(t, script, strings.ReplaceAll(line[1], `"`, ""))
	}
	if ran != 9 {
		t.Errorf("%d commands were found, want 9", ran)
	}
}

func runs(t *testing.T, script, command string) {
	t.Helper()
	command = strings.TrimSpace(command)
	if !regexp.MustCompile(`(?m)^(exec|exits \d) ` + regexp.QuoteMeta(command) + `$`).MatchString(script) {
		t.Errorf("the script does not run %q", command)
	}
}

// TestWorkflowIsPinned: the workflow for articles runs nothing but official
// actions, each by its commit, and may only read.
func TestWorkflowIsPinned(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "deploy", "article-check.yml"))
	if err != nil {
		t.Fatal(err)
	}
	workflow := string(b)
	uses := regexp.MustCompile(`(?m)uses: (.*)$`).FindAllStringSubmatch(workflow, -1)
	pinned := regexp.MustCompile(`^actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+$`)
	if len(uses) != 3 {
		t.Errorf("%d actions, want 3", len(uses))
	}
	for _, use := range uses {
		if !pinned.MatchString(use[1]) {
			t.Errorf("the action %q is not an official one pinned to a commit", use[1])
		}
	}
	if !strings.Contains(workflow, "\npermissions:\n  contents: read\n\n") || strings.Count(workflow, "permissions:") != 1 {
		t.Error("the workflow should have the permission to read the contents, and no other")
	}
	for _, script := range regexp.MustCompile(`(?m)^ +run: (\|\n(?: {10}.*\n)+|.*\n)`).FindAllStringSubmatch(workflow, -1) {
		if strings.Contains(script[1], "${{") {
			t.Errorf("an expression is pasted into a shell: %s", script[1])
		}
	}
}
