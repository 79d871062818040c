package slack

import (
	"fmt"
	"strings"

	"careerbot/bot"
)

// hostile is text that would ping, link or format where it is read as markup.
const hostile = "<!channel> @everyone <@U1> <#C1> *x* _y_ ~z~ `c` <http://evil.example|here> & \"q\" \\ :tada:"

var source = bot.Source{
	Article: "devops-vs-software-engineering", Section: "salaries",
	Heading: "Salary comparison: UK and US", Data: "2026", Publisher: "CloudPros",
}

// samples returns answers of all kinds, by the name of their golden file.
func samples() map[string]bot.Answer {
	linked := source
	linked.URL = "https://example.org/guide?a=1&b=2#salaries"
	return map[string]bot.Answer{
		"salary": {
			Kind:     bot.Salary,
			Headline: "Mid-level DevOps Engineer, UK: £60,000–£85,000",
			Text:     "UK-wide; no separate figure for Manchester. Mid-level means 2–5 years. 2026 figures, permanent roles.",
			Table: &bot.Table{
				Caption: "Pay by level, UK",
				Header:  []string{"Level", "DevOps Engineer (UK)"},
				Rows:    [][]string{{"Mid-level (2–5 years)", "£60,000–£85,000"}, {"Senior (5–8 years)", "£85,000–£130,000"}},
			},
			Sources: []bot.Source{linked},
			Next: []bot.Offer{
				{Label: "Senior, UK", Question: "What does a senior DevOps engineer earn in the UK?"},
				{Label: "Mid-level, US", Question: "What does a mid-level DevOps engineer earn in the US?"},
			},
			State: "AQIDBAUG",
		},
		"comparison": {
			Kind:     bot.Comparison,
			Headline: "On-call: DevOps Engineer and Software Engineer",
			Table: &bot.Table{
				Header: []string{"Feature", "DevOps Engineer", "Software Engineer"},
				Rows:   [][]string{{"On-call", "Common, production incident response", "Less common, depends on team structure"}},
			},
			Sources: []bot.Source{source, {Heading: "At a glance"}},
			Next:    []bot.Offer{{Label: "A DevOps day", Question: "What does a DevOps engineer do all day?"}},
		},
		"section": {
			Kind:     bot.Section,
			Headline: "Core DevOps skills",
			Text:     "These are listed first:\n\n- Linux system administration\n- Containers (Docker)\n\n- Scripting (Python, Bash)\n\nOpinion, not data.\n\nOur summary.",
			Sources:  []bot.Source{source},
		},
		"list": {Kind: bot.Section, Headline: "Skills", Text: "- one\n- two"},
		"help": {
			Kind:     bot.Help,
			Headline: "Ask me about careers",
			Text:     "I answer from articles, with the section.",
			Next:     []bot.Offer{{Label: "DevOps or software?", Question: "DevOps or software engineering?"}},
		},
		"declined": {
			Kind: bot.Declined, Reason: bot.NoArticle,
			Headline: "I have nothing on degrees, and I won't guess.",
			Contact:  "People in #career-mentors have been through it.",
			Next:     []bot.Offer{{Label: "Skills for DevOps", Question: "Which skills does a DevOps engineer need?"}},
		},
		"repeated": bot.Answer{Kind: bot.Salary}.Repeated("https://boot.slack.com/archives/C1/p5000200?thread_ts=5.0001&cid=C1"),
		"personal": {
			Kind: bot.Declined, Reason: bot.Personal,
			Headline: "That sounds hard. You do not have to carry it alone.",
			Contact:  "#support",
			Next:     []bot.Offer{{Label: "Pay", Question: "What does a DevOps engineer earn?"}},
		},
		"hostile": {
			Kind:     bot.Comparison,
			Headline: hostile,
			Text:     hostile + "\n\n- " + hostile,
			Table:    &bot.Table{Caption: hostile, Header: []string{hostile, "", "b"}, Rows: [][]string{{"", hostile, "x"}, {"short"}}},
			Contact:  hostile,
			Sources:  []bot.Source{{Heading: hostile, Publisher: hostile, URL: "https://e.example/<!channel>|x"}, {Heading: "h", URL: "javascript:alert(1)"}},
			Next:     []bot.Offer{{Label: hostile, Question: hostile}, {Question: "Label?"}, {Label: "no question"}},
		},
		"long":     long(longRows + 1),
		"overlong": overlong(),
	}
}

// long returns an answer with a table of so many rows.
func long(rows int) bot.Answer {
	a := bot.Answer{
		Kind: bot.Comparison, Headline: "Bands of the health service", Text: "2026 figures.",
		Table:   &bot.Table{Caption: "Pay by band", Header: []string{"Band", "Pay"}},
		Sources: []bot.Source{source}, State: "AQIDBAUG",
	}
	for i := range rows {
		a.Table.Rows = append(a.Table.Rows, []string{fmt.Sprint("Band ", i+1), fmt.Sprintf("£%d,500+", 20+i)})
	}
	return a
}

// overlong returns an answer that breaks every limit.
func overlong() bot.Answer {
	a := bot.Answer{
		Kind:     bot.Salary,
		Headline: strings.Repeat("headline ", 100),
		Text:     strings.Repeat(strings.Repeat("A sentence of some length stands here. ", 20)+"\n\n", 30),
		Table:    &bot.Table{Caption: strings.Repeat("caption ", 100), Header: []string{"Level", "Pay"}},
		Contact:  strings.Repeat("contact ", 200),
		State:    strings.Repeat("s", 60),
	}
	for i := range 150 {
		a.Table.Rows = append(a.Table.Rows, []string{fmt.Sprintf("Level %d", i), "£60,000–£85,000"})
	}
	for i := range 12 {
		a.Sources = append(a.Sources, bot.Source{Heading: fmt.Sprint(i, strings.Repeat(" heading", 100)), URL: "https://example.org/" + strings.Repeat("p", 300)})
		a.Next = append(a.Next, bot.Offer{Label: fmt.Sprint(i, strings.Repeat(" label", 40)), Question: fmt.Sprint("question ", i)})
	}
	return a
}
