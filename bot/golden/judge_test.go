package golden

import (
	"strings"
	"testing"
)

// reply is an answer with this headline and text, from the section that the
// labels of the tests ask for.
func reply(headline, text string) Answer {
	return Answer{
		Kind: Salary, Answered: true, Headline: headline, Text: headline + "\n\n" + text,
		Sources: []Source{{Article: "widgets", Section: "pay", Heading: "Pay: a comparison"}},
	}
}

const (
	payHeadline = "Mid-level Widget Maker: £60,000–£85,000"
	payText     = "Don’t read too much into it."
)

// declined is an answer that says that it has none.
func declined(headline string) Answer {
	return Answer{Kind: Declined, Reason: "off_topic", Headline: headline, Text: headline}
}

func TestJudge(t *testing.T) {
	pay := Label{Kind: Salary, Sections: []string{"at-a-glance", "pay"}, Facts: []string{"£60,000", "£85,000"}}
	with := func(change func(*Label)) Label { l := pay; change(&l); return l }
	right := reply(payHeadline, payText)
	unsourced := right
	unsourced.Sources = nil
	help := Answer{Kind: Help, Headline: "Ask me.", Text: "Ask me."}
	tests := []struct {
		name   string
		label  Label
		answer Answer
		want   string
	}{
		{"right", pay, right, ""},
		{"facts in other dashes and case", with(func(l *Label) { l.Facts = []string{"MID LEVEL WIDGET", "£60,000-£85,000", "don't"} }), right, ""},
		{"facts in odd spaces", pay, reply("Mid-level: £60,000 – £85,000", "a\u202fb\u2009c"), ""},
		{"fact missing", with(func(l *Label) { l.Facts = []string{"£60,000", "£90,000", "£91,000"} }), right, "facts missing: £90,000, £91,000"},
		{"said what must not be", with(func(l *Label) { l.NotFacts = []string{"too much", "none", "read"} }), right, "must not be said: too much, read"},
		{"other section", with(func(l *Label) { l.Sections = []string{"overlap"} }), right, "source pay, not overlap"},
		{"no source", pay, unsourced, "source , not at-a-glance|pay"},
		{"other heading", with(func(l *Label) { l.Headings = []string{"Skills"} }), right, `heading "Pay: a comparison", not Skills`},
		{"heading in other case", with(func(l *Label) { l.Headings = []string{"pay: A comparison"} }), right, ""},
		{"other article", with(func(l *Label) { l.Article = "gadgets" }), right, "article widgets, not gadgets"},
		{"declined", pay, declined("Not that."), "declined: off_topic"},
		{"silent", pay, Answer{}, "declined: "},
		{"another kind that answers", with(func(l *Label) { l.Kind = Section }), right, ""},
		{"long headline", pay, reply(payHeadline+strings.Repeat("é", 160), ""), "the headline is no headline"},
		{"headline of 160 characters", pay, reply(payHeadline+strings.Repeat("é", 121), ""), ""},
		{"headline of five amounts", pay, reply(payHeadline+" £1 £2 £ 3", ""), "the headline is no headline"},
		{"headline of four amounts", pay, reply(payHeadline+" £1 £2 £x", ""), ""},
		{"too long", pay, reply(payHeadline, strings.Repeat("é", 2960)), "too long: 3001 characters"},
		{"as long as may be", pay, reply(payHeadline, strings.Repeat("é", 2959)), ""},
		{"dump for one range", pay, reply(payHeadline, strings.Repeat("£1 ", 13)), "a dump of 15 amounts"},
		{"no dump for one range", pay, reply(payHeadline, strings.Repeat("£1 ", 12)), ""},
		{"as many for a ladder", with(func(l *Label) { l.Facts = append(l.Facts, "£1") }), reply(payHeadline, strings.Repeat("£1 ", 13)), ""},
		{"dump for a ladder", with(func(l *Label) { l.Facts = nil }), reply(payHeadline, strings.Repeat("£1 ", 43)), "a dump of 45 amounts"},
		{"must be declined", Label{Kind: Declined}, right, "answered what must be declined"},
		{"declined with a figure", Label{Kind: Declined}, declined("Not £5."), "a figure in a declined answer"},
		{"declined with a figure of another currency", Label{Kind: Declined}, declined("Not ¥ 5."), "a figure in a declined answer"},
		{"declined with a number", Label{Kind: Declined}, declined("Not 5."), ""},
		{"declined as it must be", Label{Kind: Declined}, declined("Not that."), ""},
		{"help as declined", Label{Kind: Declined}, help, ""},
		{"help", Label{Kind: Help}, help, ""},
		{"no help", Label{Kind: Help}, right, "not help: salary"},
		{"second kind accepted", Label{Kind: Declined, Note: "x; alt-kind: help; alt-kind: salary"}, right, ""},
		{"second kind as wrong", Label{Kind: Declined, Note: "alt-kind: help"}, right, "not help: salary"},
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
		if got := WrongCell(Label{Kind: Salary, Facts: test.facts}, reply(test.headline, "")); got != test.want {
			t.Errorf("WrongCell of %s = %v, want %v", test.name, got, test.want)
		}
	}
	if WrongCell(Label{Kind: Salary, Facts: []string{"£2", "£3"}}, declined("£1")) {
		t.Error("WrongCell of a declined answer = true, want false")
	}
}
