package bot

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFiguresIn(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"", nil},
		{"no figure at all", nil},
		{"£85,000–£130,000+", []string{"£85000", "£130000"}},
		{"$120–$180/hour", []string{"$120", "$180"}},
		{"C$70k to C$90k", []string{"$70", "$90"}},
		{"₹8,00,000", []string{"₹800000"}},
		{"€52.000", []string{"€52000"}},
		{"10–20% more", []string{"10", "20%"}},
		{"Entry-level (0–2 years), 8+ years.", []string{"0", "2", "8"}},
		{"2026. 5, 6", []string{"2026", "5", "6"}},
		{"EC2 and C#", []string{"2"}},
		{"٣ years", []string{"٣"}},
		{"\xff1\xff", []string{"1"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, figuresIn(test.text)); diff != "" {
			t.Errorf("figuresIn(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestGuard passes what stands in what is cited, and stops everything else.
func TestGuard(t *testing.T) {
	cited := []string{"£85,000–£130,000+", "10–20% more", "Senior (5–8 years)", "2026"}
	tests := []struct {
		name string
		text string
		want []string // stopped
	}{
		{"as cited", "Senior: £85,000–£130,000+, 10–20% more, 5–8 years, 2026 figures", nil},
		{"open end dropped", "£85,000–£130,000", []string{"£85,000–£130,000"}},
		{"its lower end", "from £85,000", nil},
		{"its upper end alone", "£130,000", []string{"£130,000"}},
		{"no figure", "Neither role is going away.", nil},
		{"currency changed", "$85,000", []string{"$85000"}},
		{"currency dropped", "85,000 a year", []string{"85000"}},
		{"currency added", "£5–£8", []string{"£5", "£8"}},
		{"digit changed", "£86,000", []string{"£86000"}},
		{"digit added", "£850,000", []string{"£850000"}},
		{"digit dropped", "£8,500", []string{"£8500"}},
		{"in thousands", "£85k", []string{"£85"}},
		{"percent dropped", "20 more", []string{"20"}},
		{"percent added", "10% more", []string{"10%"}},
		{"percent of another number", "15% more", []string{"15%"}},
		{"other year", "2025 figures", []string{"2025"}},
		{"sum", "£215,000 together", []string{"£215000"}},
		{"difference", "£45,000 apart", []string{"£45000"}},
		{"several, each once", "£1, £2 and £1", []string{"£1", "£2"}},
		{"digits of another script", "£٨٥", []string{"£٨", "٥"}},
	}
	b := newBot(t)
	for _, test := range tests {
		for name, d := range places(test.text) {
			d.cited = cited
			got := b.guard(d)
			if diff := cmp.Diff(test.want, got.stopped); diff != "" {
				t.Errorf("guard of %s in the %s (-want +got):\n%s", test.name, name, diff)
			}
			if stopped := got.Kind == Declined; stopped != (test.want != nil) {
				t.Errorf("guard of %s in the %s = %s %q, want declined %v", test.name, name, got.Kind, got.Headline, test.want != nil)
			}
		}
	}
}

// places puts a text everywhere that a draft has text.
func places(text string) map[string]draft {
	with := func(change func(*Answer)) draft {
		a := Answer{Kind: Salary, Headline: "Pay", Text: "Text", Sources: []Source{{Heading: "Pay"}}, State: "state",
			Table: &Table{Caption: "Pay", Header: []string{"Level", "Pay"}, Rows: [][]string{{"All", "–"}}}, Next: []Offer{{"More", "What more?"}}}
		change(&a)
		return draft{Answer: a}
	}
	return map[string]draft{
		"headline": with(func(a *Answer) { a.Headline = text }),
		"text":     with(func(a *Answer) { a.Text = text }),
		"caption":  with(func(a *Answer) { a.Table.Caption = text }),
		"header":   with(func(a *Answer) { a.Table.Header[1] = text }),
		"cell":     with(func(a *Answer) { a.Table.Rows[0][1] = text }),
	}
}

// TestGuardLeavesNothingOfWhatItStops looks at what is sent instead.
func TestGuardLeavesNothingOfWhatItStops(t *testing.T) {
	b := newBot(t)
	for name, d := range places("£77,777") {
		d.memory = memory{kind: memPay}
		got := b.guard(d)
		if len(faults(got.Answer)) > 0 || got.Table != nil || got.Sources != nil || got.Next != nil || got.memory.kind != memNone {
			t.Errorf("guard of a figure in the %s leaves %+v, want nothing of the draft", name, got.Answer)
		}
	}
}

// TestGuardStripsDeclinedAnswers: a declined answer has neither figures nor
// sources nor a table, whatever was drafted.
func TestGuardStripsDeclinedAnswers(t *testing.T) {
	b := newBot(t)
	d := draft{Answer: Answer{
		Kind: Declined, Reason: PlaceUnknown, Headline: "None for there.", Sources: []Source{{Heading: "Pay"}},
		Table: &Table{Header: []string{"Level", "Pay"}, Rows: [][]string{{"All", "£1"}}}, Next: []Offer{{"More", "What more?"}},
	}}
	want := Answer{Kind: Declined, Reason: PlaceUnknown, Headline: "None for there.", Next: d.Next}
	if diff := cmp.Diff(want, b.guard(d).Answer); diff != "" {
		t.Errorf("guard (-want +got):\n%s", diff)
	}
	d.Headline, d.cited = "About £85,000.", []string{"£85,000"}
	if got := b.guard(d); len(got.stopped) == 0 || strings.Contains(got.Plain(), "85") {
		t.Errorf("guard of a declined answer with a figure = %q, want the figure stopped", got.Plain())
	}
}

// drafts are true answers to tamper with.
func drafts(b *Bot) map[string]draft {
	out := map[string]draft{}
	for _, q := range []string{
		"senior devops engineer salary uk", "software engineer salary", "entry level pay in the US", "devops contractor day rate",
		"how many percent more does devops pay", "is 50k ok for a junior devops engineer in the uk", "who gets 350k",
	} {
		out[q] = b.route(b.resolve(b.read(q), memory{}))
	}
	return out
}

// TestGuardStopsTamperedDrafts changes one figure of a true draft at a time.
func TestGuardStopsTamperedDrafts(t *testing.T) {
	b := newBot(t)
	tampers := map[string]func(figure string) string{
		"another currency": func(f string) string { return strings.NewReplacer("£", "€", "$", "¥").Replace(f) },
		"another digit":    func(f string) string { return f[:len(f)-1] + "7" },
		"ten times":        func(f string) string { return f + "0" },
	}
	money := regexp.MustCompile(`[£$]\d[\d,]*\d`)
	for q, d := range drafts(b) {
		if safe := b.guard(d); len(safe.stopped) > 0 {
			t.Errorf("guard(draft of %q) stopped %q, want nothing", q, safe.stopped)
		}
		if money.FindString(d.Plain()) == "" && !strings.Contains(d.Plain(), "%") {
			t.Errorf("draft of %q has no figure to tamper with: %q", q, d.Plain())
		}
		for name, tamper := range tampers {
			for _, bad := range tampered(d, money, tamper) {
				if got := b.guard(bad); got.Kind != Declined || len(got.stopped) == 0 {
					t.Errorf("guard(draft of %q with %s) = %q, stopped %q, want it stopped", q, name, got.Headline, got.stopped)
				}
			}
		}
	}
}

// tampered returns a draft with the figure of its headline, of its text and of
// its first cell changed, one at a time.
func tampered(d draft, money *regexp.Regexp, change func(string) string) []draft {
	first := func(s string) (string, bool) {
		at := money.FindStringIndex(s)
		if at == nil {
			return s, false
		}
		return s[:at[0]] + change(s[at[0]:at[1]]) + s[at[1]:], true
	}
	var out []draft
	if s, ok := first(d.Headline); ok {
		bad := d
		bad.Headline = s
		out = append(out, bad)
	}
	if s, ok := first(d.Text); ok {
		bad := d
		bad.Text = s
		out = append(out, bad)
	}
	if d.Table == nil {
		return out
	}
	for i, row := range d.Table.Rows {
		s, ok := first(row[1])
		if !ok {
			continue
		}
		bad, table := d, *d.Table
		table.Rows = slices.Clone(table.Rows)
		table.Rows[i] = append([]string{row[0], s}, row[2:]...)
		bad.Table = &table
		return append(out, bad)
	}
	return out
}
