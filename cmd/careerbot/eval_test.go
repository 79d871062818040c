package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
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
			if !strings.HasPrefix(line, "careerbot import ") {
				ran++
				runs(t, script, line)
			}
		}
	}
	// In the workflow, what is behind ">" is of the shell.
	for _, line := range regexp.MustCompile(`(?m)^ +(?:run: )?(careerbot [^>\n]*)`).FindAllStringSubmatch(workflow, -1) {
		ran++
		runs(t, script, strings.ReplaceAll(line[1], `"`, ""))
	}
	if ran != 8 {
		t.Errorf("%d commands were found, want 8", ran)
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
