package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"careerbot/knowledge"
)

const exampleArticle = `---
title: Glazier or thatcher?
author: Example Desk
data: 2026
period: year
roles:
  - name: Glazier
    aliases: [glazing]
  - name: Thatcher
    aliases: [thatching]
---

Example figures for testing.

## What a glazier does

Glaziers measure frames, cut panes and set them with putty.

## What a thatcher does

Thatchers lay reed and straw on roofs.

## Up the ladder with forty kilos

Panes are heavier than they look, lifting them is daily work, and backs pay
for it. Knees go first.

## When the gate opens and shuts

The day starts at seven and finishes at four. One weekend in five is worked, and
shifts are never split.

## What they earn

| Level | Glazier (UK) | Thatcher (UK) |
|---|---|---|
| Entry-level | £21,000–£24,000 | £20,000–£23,000 |
| Senior | £34,000–£41,000 | £36,000–£44,000 |
`

// TestByExample: a question that shares no word with the article is answered
// with the passage that is on the same, and one on another subject is not
// answered with pay or with what is beside it.
func TestByExample(t *testing.T) {
	b := newBotOn(t, exampleArticle)
	for _, test := range []struct{ question, section string }{
		{"will thatching wreck my body in the long run", "up-the-ladder-with-forty-kilos"},
		{"do glaziers do long shifts or is it more nine to five", "when-the-gate-opens-and-shuts"},
		{"will i be lifting stuff all day as a glazier", "up-the-ladder-with-forty-kilos"},
		{"how many weeks off do thatchers get a year", ""},
		{"does the pay go up when you join the glaziers union", ""},
		{"glazier, senior, uk", "what-they-earn"},
		{"what is a good pizza for a thatcher", ""},
	} {
		got := b.Answer(Question{Text: test.question, Addressed: true})
		section := ""
		if len(got.Sources) > 0 {
			section = got.Sources[0].Section
		}
		if section != test.section || got.Kind.Answered() != (section != "") {
			t.Errorf("%q: %s %q of %q, want of %q", test.question, got.Kind, got.Headline, section, test.section)
		}
	}
}

// TestByExampleNotNear: near the bot, and not to it, examples alone never speak.
func TestByExampleNotNear(t *testing.T) {
	b := newBotOn(t, exampleArticle)
	const text = "do glaziers do long shifts or is it more nine to five?"
	if got := b.Answer(Question{Text: text}); got.Kind != Silence {
		t.Errorf("%q, unaddressed: %q, want silence", text, got.Headline)
	}
}

// TestExplainExamples: an author sees what a question was taken to be on.
func TestExplainExamples(t *testing.T) {
	_, told := newBotOn(t, exampleArticle).Explain(Question{Text: "do glaziers do long shifts or is it more nine to five", Addressed: true})
	if !strings.Contains(told, "by examples  working hours") {
		t.Errorf("explained as\n%s\nwithout working hours", told)
	}
}

// A blindSection is a section of an article on two occupations, by somebody who
// has not seen the questions.
type blindSection struct{ Subject, Pair, About, Heading, Text string }

// A blindQuestion is on a subject, of any occupation, by somebody who has not
// seen the sections.
type blindQuestion struct{ Subject, Q string }

// blindTally counts what became of questions: those on a section of the article,
// and those on none.
type blindTally struct{ right, silent, wrong, declined, said int }

func (y *blindTally) count(want, got string) {
	switch {
	case want == got && want != "":
		y.right++
	case want != "" && got == "":
		y.silent++
	case want != "":
		y.wrong++
	case got == "":
		y.declined++
	default:
		y.said++
	}
}

func (y blindTally) String() string {
	in, out := y.right+y.silent+y.wrong, y.declined+y.said
	share := func(n, of int) string { return fmt.Sprintf("%5.1f%%", 100*float64(n)/float64(max(1, of))) }
	return fmt.Sprintf("on a section %4d: right %s, declined %s, wrong %s; on none %4d: declined %s", in, share(y.right, in), share(y.silent, in), share(y.wrong, in), out, share(y.declined, out))
}

// TestBlind measures understanding of questions and articles that know nothing of
// each other: articles on two occupations with half of the subjects of a group,
// and every question of the group.
func TestBlind(t *testing.T) {
	if testing.Short() {
		t.Skip("it answers thousands of questions on twenty articles")
	}
	sections := readLines[blindSection](t, "testdata/subjects/sections.jsonl")
	questions := readLines[blindQuestion](t, "testdata/subjects/questions.jsonl")
	tallies := map[string]*blindTally{}
	for from := 0; from < len(sections); {
		to := from
		for to < len(sections) && sections[to].Pair == sections[from].Pair {
			to++
		}
		group := sections[from].Subject[:1]
		if tallies[group] == nil {
			tallies[group] = new(blindTally)
		}
		askBlind(t, sections[from:to], questions, tallies[group])
		from = to
	}
	var out strings.Builder
	for _, group := range []string{"A", "B", "C", "D"} {
		fmt.Fprintf(&out, "%s  %v\n", group, *tallies[group])
	}
	sameAsFile(t, "blind.txt", out.String())
}

// askBlind asks the questions of a group on an article with every second of its
// sections.
func askBlind(t *testing.T, sections []blindSection, questions []blindQuestion, y *blindTally) {
	t.Helper()
	first, second, _ := strings.Cut(sections[0].Pair, " | ")
	text := fmt.Sprintf("---\ntitle: %s or %s\nauthor: Example Desk\ndata: 2026\nperiod: year\nroles:\n  - name: %[1]s\n  - name: %[2]s\n---\n", first, second)
	about := map[string]string{}
	for _, s := range sections {
		about[s.Subject] = s.About
		if number, _ := strconv.Atoi(s.Subject[1:]); number%2 == 0 {
			text += fmt.Sprintf("\n## %s {#%s}\n\n%s\n", s.Heading, strings.ToLower(s.Subject), s.Text)
		}
	}
	text += fmt.Sprintf("\n## Salaries\n\n| Level | %s (UK) | %s (UK) |\n|---|---|---|\n| Entry-level | £22,000–£26,000 | £21,000–£24,000 |\n| Senior | £38,000–£52,000 | £35,000–£46,000 |\n", first, second)
	b := newBotOn(t, text)
	for _, q := range questions {
		if q.Subject[:1] != sections[0].Subject[:1] {
			continue
		}
		role, other := first, second
		if about[q.Subject] == "second" {
			role, other = second, first
		}
		asked := strings.NewReplacer("{roles}", plural(role), "{role}", role, "{others}", plural(other), "{other}", other).Replace(q.Q)
		want, got := "", ""
		if number, _ := strconv.Atoi(q.Subject[1:]); number%2 == 0 {
			want = strings.ToLower(q.Subject)
		}
		if a := b.Answer(Question{Text: asked, Addressed: true}); a.Kind.Answered() && len(a.Sources) > 0 {
			got = a.Sources[0].Section
		}
		y.count(want, got)
	}
}

func plural(name string) string {
	if rest, ok := strings.CutSuffix(name, "y"); ok {
		return rest + "ies"
	}
	return name + "s"
}

// TestShippedSubjects: no subject is without examples, and the commonest are told
// by plain words.
func TestShippedSubjects(t *testing.T) {
	set := newBotOn(t, exampleArticle).set
	for text, want := range map[string]string{
		"what hours do they work":          "working hours",
		"is it dangerous":                  "hazards",
		"can they work from home":          "working from home",
		"how much holiday do they get":     "holiday",
		"how long does it take to qualify": "time to qualify",
	} {
		scores := set.Classifier.NewScores()
		set.Classifier.Weigh(scores, knowledge.Tokens(text), nil)
		if got := set.Classifier.Subjects[slices.Index(scores, slices.Max(scores))]; got != want {
			t.Errorf("%q is on %q, want %q", text, got, want)
		}
	}
}

// TestByExampleStrange: a message on nobody's job with a word that neither articles
// nor examples have is not answered for the words that it shares by chance.
func TestByExampleStrange(t *testing.T) {
	b := newBotOn(t, inMuch(exampleArticle+`
## Job outlook

Vacancies are high in both jobs.

Software that uses artificial intelligence (AI) already sorts pictures, and it
measures some scans. It hasn't replaced anybody who climbs a ladder.

## Flowers

They open.
`))
	const strange = "my 20 week scan says low lying placenta, should i be worried"
	if got := say(b, strange); got.Kind.Answered() {
		t.Errorf("Answer(%q) = %s", strange, got.Plain())
	}
	const sound = "will robots take the job of a glazier?"
	if got := say(b, sound); len(got.Sources) == 0 || got.Sources[0].Section != "job-outlook" {
		t.Errorf("Answer(%q) = %s", sound, got.Plain())
	}
}

// TestLeavesOut: the pay of a role in general is no answer to a question that says more
// than any table does, nor to one for the pay of an occupation that no article has.
func TestLeavesOut(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) | Honey taster (UK) |\n|---|---|---|\n| Junior | £21,000 | £23,000 |\n| Senior | £31,000 | £33,000 |\n")
	for text, kind := range map[string]Kind{
		"bee keeper pay please":                   Salary,
		"hey what do bee keepers make these days": Salary,
		"petrol money for bee keepers?":           Declined,
		"orchard bee keeper with a van, salary?":  Declined,
		"junior bee keeper with a van, salary?":   Salary,
		"newly qualified paramedic wage":          Declined,
	} {
		if got := say(b, text); got.Kind != kind {
			t.Errorf("%q is answered %s %q, want %s", text, got.Kind, got.Headline, kind)
		}
	}
}

// TestYearsAhead: what is expected of a year is no figure of that year.
func TestYearsAhead(t *testing.T) {
	b := newBotOn(t, inMuch(beeHead+"## Will there be work?\n\nWe expect a tenth fewer painters by 2031, and as many keepers.\n\n## What else there is\n"))
	if got := say(b, "will there be fewer painters in 2031"); !strings.Contains(got.Headline, "a tenth fewer") {
		t.Errorf("%s %q, want what is expected", got.Kind, got.Headline)
	}
	if got := say(b, "what will a bee keeper earn in 2031"); got.Kind.Answered() {
		t.Errorf("pay of another year: %q", got.Headline)
	}
}
