package golden

import (
	"strings"
	"testing"
)

// right is an answer that the labels of TestJudge are judged by.
func right() Answer {
	const headline = "Mid-level Widget Maker: £60,000–£85,000"
	return Answer{
		Kind: Salary, Answered: true, Headline: headline, Text: headline + "\n\nDon’t read too much into it.",
		Sources: []Source{{Article: "widgets", Section: "pay", Heading: "Pay: a comparison"}},
	}
}

func TestJudge(t *testing.T) {
	pay := Label{Kind: "salary", Sections: []string{"at-a-glance", "pay"}, Facts: []string{"£60,000", "£85,000"}}
	with := func(change func(*Label)) label { l := pay; change(&l); return l }
	answer := func(change func(*Answer)) Answer { a := right(); change(&a); return a }
	tests := []struct {
		name   string
		label  Label
		answer Answer
		want   string
	}{
		{"right", pay, right(), ""},
		{"facts in other dashes and case", with(func(l *Label) { l.Facts = []string{"MID LEVEL WIDGET", "£60,000-£85,000", "don't"} }), right(), ""},
		{"fact missing", with(func(l *Label) { l.Facts = []string{"£60,000", "£90,000"} }), right(), "facts missing: £90,000"},
		{"said what must not be", with(func(l *Label) { l.NotFacts = []string{"too much"} }), right(), "must not be said: too much"},
		{"other section", with(func(l *Label) { l.Sections = []string{"overlap"} }), right(), "source pay, not overlap"},
		{"no source", pay, answer(func(a *Answer) { a.Sources = nil }), "source , not at-a-glance|pay"},
		{"other heading", with(func(l *Label) { l.Headings = []string{"Skills"} }), right(), `heading "Pay: a comparison", not Skills`},
		{"heading in other case", with(func(l *Label) { l.Headings = []string{"pay: A comparison"} }), right(), ""},
		{"other article", with(func(l *Label) { l.Article = "gadgets" }), right(), "article widgets, not gadgets"},
		{"declined", pay, Answer{Kind: Declined, Reason: OffTopic}, "declined: off_topic"},
		{"silent", pay, Answer{}, "declined: "},
		{"long headline", pay, answer(func(a *Answer) { a.Headline += strings.Repeat("é", 160) }), "the headline is no headline"},
		{"headline of five amounts", pay, answer(func(a *Answer) { a.Headline += " £1 £2 £ 3" }), "the headline is no headline"},
		{"too long", pay, answer(func(a *Answer) { a.Text = strings.Repeat("é", 3000) }), "too long: 3070 characters"},
		{"dump for one range", pay, answer(func(a *Answer) { a.Text = strings.Repeat("£1 ", 13) }), "a dump of 15 amounts"},
		{"as many for a ladder", with(func(l *Label) { l.Facts = append(l.Facts, "£1") }), answer(func(a *Answer) { a.Text = strings.Repeat("£1 ", 13) }), ""},
		{"dump for a ladder", with(func(l *Label) { l.Facts = nil }), answer(func(a *Answer) { a.Text = strings.Repeat("£1 ", 43) }), "a dump of 45 amounts"},
		{"must be declined", Label{Kind: "none"}, right(), "answered what must be declined"},
		{"declined with a figure", Label{Kind: "none"}, Answer{Kind: Declined, Headline: "Not £5."}, "a figure in a declined answer"},
		{"declined as it must be", Label{Kind: "none"}, Answer{Kind: Declined}, ""},
		{"help as declined", Label{Kind: "none"}, Answer{Kind: Help}, ""},
		{"help", Label{Kind: "help"}, Answer{Kind: Help}, ""},
		{"no help", Label{Kind: "help"}, right(), "not help: salary"},
		{"second kind accepted", Label{Kind: "none", Note: "x; alt-kind: help; alt-kind: salary"}, right(), ""},
		{"second kind as wrong", Label{Kind: "none", Note: "alt-kind: help"}, right(), "not help: salary"},
	}
	for _, test := range tests {
		if got := Judge(test.label, test.answer); got != test.want {
			t.Errorf("Judge of %s = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestWrongCell(t *testing.T) {
	tests := []struct {
		name     string
		facts    []string
		headline string
		want     bool
	}{
		{"that range", []string{"£60,000", "£85,000"}, "Mid-level: £60,000–£85,000", false},
		{"another", []string{"£60,000", "£85,000"}, "Mid-level: £55,000–£80,000", true},
		{"half of it", []string{"£60,000", "£85,000"}, "Mid-level: £60,000–£80,000", true},
		{"no money in the headline", []string{"£60,000", "£85,000"}, "Pay by level", false},
		{"two currencies asked for", []string{"£60,000", "$85,000"}, "£1", false},
		{"one amount asked for", []string{"£60,000"}, "£1", false},
		{"no range asked for", []string{"Docker", "Go"}, "£1", false},
	}
	for _, test := range tests {
		a := right()
		a.Headline = test.headline
		if got := WrongCell(Label{Kind: "salary", Facts: test.facts}, a); got != test.want {
			t.Errorf("WrongCell of %s = %v, want %v", test.name, got, test.want)
		}
	}
	if a := (Answer{Kind: Declined, Headline: "£1"}); WrongCell(Label{Kind: "salary", Facts: []string{"£2", "£3"}}, a) {
		t.Error("WrongCell of a declined answer = true, want false")
	}
}
