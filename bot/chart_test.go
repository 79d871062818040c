package bot

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

// chartSets are the articles that charts are drawn from in tests.
func chartSets(t testing.TB) map[string]*Bot {
	t.Helper()
	paths, err := filepath.Glob("testdata/articles/*.md")
	if err != nil || len(paths) < 3 {
		t.Fatalf("%d articles, %v", len(paths), err)
	}
	sets := map[string]*Bot{"shipped": newBot(t)}
	for name, paths := range map[string][]string{"data": paths[:1], "nurses": paths[1:2], "nursing": paths[2:3], "together": paths} {
		set, err := knowledge.Load(name != "together", paths...)
		if err != nil {
			t.Fatal(err)
		}
		sets[name] = botOver(t, set)
	}
	return sets
}

// everyState returns a State for each choice of up to two roles, and of one
// place, of several or of none.
func everyState(b *Bot) []string {
	choices := func(k knowledge.TermKind) [][]*knowledge.Term {
		all := b.set.Covered(k)
		out := [][]*knowledge.Term{nil, all}
		for i, x := range all {
			out = append(out, []*knowledge.Term{x})
			for _, y := range all[i+1:] {
				out = append(out, []*knowledge.Term{x, y})
			}
		}
		return out
	}
	var states []string
	places := choices(knowledge.PlaceTerm)
	for _, roles := range choices(knowledge.RoleTerm) {
		for _, places := range places {
			states = append(states, b.key.seal(memory{kind: memPay, roles: roles, places: places}))
		}
	}
	return states
}

// chartOf asks and draws what was answered.
func chartOf(t *testing.T, b *Bot, text string) (Chart, bool) {
	t.Helper()
	a := say(b, text)
	if a.State == "" {
		t.Fatalf("Answer(%q) = %q left no State", text, a.Headline)
	}
	return b.Chart(a.State)
}

// TestCharts holds the charts of some answers, in words, to a golden file.
func TestCharts(t *testing.T) {
	sets := chartSets(t)
	var out strings.Builder
	for _, ask := range []struct{ set, text string }{
		{"shipped", "devops vs software engineer salary uk"},
		{"shipped", "mid devops pay manchester?"},
		{"shipped", "senior swe us salary"},
		{"shipped", "devops and software engineer salaries in the us"},
		{"shipped", "how much does a junior dev make"},
		{"data", "data scientist and data engineer salary in germany"},
		{"data", "senior ml engineer salary in india"},
		{"nursing", "what do midwives and health visitors earn in ireland"},
		{"nurses", "who earns more at senior level in germany, nurses or teachers?"},
		{"together", "nurse salary in the uk"},
	} {
		c, ok := chartOf(t, sets[ask.set], ask.text)
		if !ok {
			t.Errorf("no chart for %q of %s", ask.text, ask.set)
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n%s\n", ask.set, ask.text, c.Title)
		for _, bar := range c.Bars {
			fmt.Fprintf(&out, "  %s | %s | %s to %s, open %v, noted %v: %s\n", c.Levels[bar.Level], c.Roles[bar.Role], c.Amount.Write(bar.Low), c.Amount.Write(bar.High), bar.Open, bar.Noted, bar.Text)
		}
		fmt.Fprintf(&out, "  missing %q\n  disputes %q\n  notes %q\n  %s\n\n", c.Missing, c.Disputes, c.Notes, c.Alt)
	}
	sameAsFile(t, "charts.txt", out.String())
}

// TestChartsCopyTheCells draws everything that the test articles can be asked
// for: each bar is a cell of its sources, each cell is a bar.
func TestChartsCopyTheCells(t *testing.T) {
	for name, b := range chartSets(t) {
		sections := map[string]string{}
		for _, art := range b.set.Articles {
			for i := range art.Sections {
				sections[art.Name+"#"+art.Sections[i].Anchor] = printed(&art.Sections[i])
			}
		}
		drawn := 0
		for _, state := range everyState(b) {
			c, ok := b.Chart(state)
			if !ok {
				continue
			}
			drawn++
			var cited strings.Builder
			for _, s := range c.Sources {
				cited.WriteString(sections[s.Article+"#"+s.Section] + "\n")
			}
			for _, fault := range chartFaults(c, cited.String()) {
				t.Errorf("%s: the chart %q has %s", name, c.Title, fault)
			}
			for _, fault := range leftOut(b, c) {
				t.Errorf("%s: the chart %q leaves out %s", name, c.Title, fault)
			}
		}
		if drawn < 3 {
			t.Errorf("%s: %d charts, want some", name, drawn)
		}
	}
}

// chartFaults returns what no chart may be. cited is the text of its sources.
func chartFaults(c Chart, cited string) []string {
	var out []string
	fault := func(wrong bool, format string, args ...any) {
		if wrong {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	fault(len(c.Bars) < 2 || len(c.Bars) > mostBars, "%d bars", len(c.Bars))
	fault(len(c.Roles) == 0 || len(c.Roles) > mostSeries, "%d series", len(c.Roles))
	fault(c.Title == "" || len(c.Sources) == 0, "no title or no source")
	fault(utf8.RuneCountInString(c.Alt) > mostAlt, "%d characters of description", utf8.RuneCountInString(c.Alt))
	inBars := [2]map[int]bool{{}, {}}
	for i, bar := range c.Bars {
		inBars[0][bar.Role], inBars[1][bar.Level] = true, true
		cell, _, _ := strings.Cut(bar.Text, " (")
		fault(!strings.Contains(cited, cell), "%q, which is not in its sources", bar.Text)
		fault(!strings.Contains(c.Alt, bar.Text), "%q, which its description lacks", bar.Text)
		m, n := knowledge.ParseMoney(cell)
		fault(n == 0 || !inOneUnit(bar, m), "a bar from %d to %d, open %v, for %q", bar.Low, bar.High, bar.Open, bar.Text)
		fault(i > 0 && (c.Bars[i-1].Level > bar.Level || c.Bars[i-1].Level == bar.Level && c.Bars[i-1].Role > bar.Role), "bars out of order")
		two := i > 0 && c.Bars[i-1].Level == bar.Level && c.Bars[i-1].Role == bar.Role
		fault(two && (!bar.Noted || !c.Bars[i-1].Noted), "two bars for one figure and no note")
		fault(bar.Noted && len(c.Disputes) == 0, "a noted bar and no dispute")
	}
	fault(len(inBars[0]) != len(c.Roles) || len(inBars[1]) != len(c.Levels), "a role or level without a bar")
	for _, said := range slices.Concat(c.Missing, c.Disputes, c.Notes, c.Roles) {
		fault(!strings.Contains(c.Alt, said), "a description that lacks %q", said)
	}
	return out
}

// inOneUnit reports whether the ends of a bar are those of a cell, or as many
// times both: cells may be printed in thousands.
func inOneUnit(bar Bar, m knowledge.Money) bool {
	for _, by := range []int64{1, 1_000, 100_000} {
		if bar.Low == m.Low*by && bar.High == m.High*by {
			return bar.Open == m.Open
		}
	}
	return false
}

// leftOut returns the cells of plain pay that a chart should have a bar for.
func leftOut(b *Bot, c Chart) []string {
	var out []string
	for _, p := range b.set.Pays {
		at := fmt.Sprintf(", %s", c.Title)
		if p.Place == nil || !strings.HasSuffix(at, ", "+p.Place.Name) || p.Role == nil || !slices.Contains(c.Roles, p.Role.Name) || len(p.About) > 0 || isRate(&p) {
			continue
		}
		role := slices.Index(c.Roles, p.Role.Name)
		found := slices.ContainsFunc(c.Bars, func(bar Bar) bool {
			return bar.Role == role && (p.None || bar.Low == p.Money.Low && bar.High == p.Money.High && (bar.Open == p.Money.Open || bar.Noted))
		})
		if p.None {
			found = slices.Contains(c.Missing, chartName(p.Role, p.Level))
		}
		if !found {
			out = append(out, fmt.Sprintf("%s of %s", p.Cell, chartName(p.Role, p.Level)))
		}
	}
	return out
}

// TestNoChart: a State without pay, a forged one and none at all draw nothing.
func TestNoChart(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"do devs do on call too or just devops", "which skills does a devops engineer need?", "hello", "is it worth it"} {
		if c, ok := b.Chart(say(b, text).State); ok {
			t.Errorf("Chart behind %q = %q, want none", text, c.Title)
		}
	}
	state := say(b, "senior devops salary uk").State
	for _, forged := range []string{"", "x", state[1:], "B" + state[1:], newBotUnder(t, "another secret").key.seal(fullMemory(t, b))} {
		if c, ok := b.Chart(forged); ok {
			t.Errorf("Chart(%q) = %q, want none", forged, c.Title)
		}
	}
}

func newBotUnder(t *testing.T, secret string) *Bot {
	t.Helper()
	b := *newBot(t)
	b.key = newKey(t, secret)
	return &b
}

// tableBot returns a Bot over one article whose section on pay is given.
func tableBot(t testing.TB, front, body string) (*Bot, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trades.md")
	text := "---\ntitle: Trades\nauthor: A publisher\ndata: 2025\n" + front + "roles:\n  - name: Welder\n  - name: Plumber\n---\n\n# Trades\n\n## Pay\n\n" + body
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	set, err := knowledge.Load(true, path)
	if err != nil {
		return nil, err
	}
	return botOver(t, set), nil
}

// TestChartsOfOtherTables: what tables of other shapes are drawn as, or why they
// are not.
func TestChartsOfOtherTables(t *testing.T) {
	const two = "| Level | Welder (UK) | Plumber (UK) |\n|---|---|---|\n"
	tests := []struct {
		name, front, body string
		rate              bool
		want              string // the bars with their ends; "" for no chart
		alt               string // stands in the description
	}{
		{"thousands", "period: year\n", two + "| Junior | £20k–£30k | £25k |\n| Senior | £40k+ | N/A |\n", false,
			"£20k £30k | £25k £25k | £40k £40k+", "No figure given: Senior Plumber."},
		{"sign behind", "period: month\n", "| Level | Welder (Poland) |\n|---|---|\n| Junior | 4000 zł – 5000 zł |\n| Senior | 7.000 zł |\n", false,
			"4.000 zł 5.000 zł | 7.000 zł 7.000 zł", "Pay per month by level, Poland."},
		{"rates", "", two + "| Junior | £15.50–£20/hour | £18/hour |\n", true, "£15.50 £20 | £18 £18", "Pay per hour"},
		{"rates where none are asked for", "", two + "| Junior | £15–£20/hour | £18/hour |\n", false, "£15 £20 | £18 £18", "Pay per hour"},
		{"no level", "period: year\n", "| Role | Pay in the UK |\n|---|---|\n| Welder | £30,000 |\n| Plumber | £31,000–£40,000 |\n", false,
			"£30,000 £30,000 | £31,000 £40,000", "Pay per year, UK. Welder: £30,000. Plumber: £31,000–£40,000."},
		{"a level for some", "period: year\n", "| Role | Pay in the UK |\n|---|---|\n| Senior welder | £30,000 |\n| Welder | £20,000–£40,000 |\n", false,
			"£30,000 £30,000 | £20,000 £40,000", "Welder: senior £30,000, no level given £20,000–£40,000."},
		{"no place", "period: year\n", "| Level | Welder |\n|---|---|\n| Junior | $30,000 |\n| Senior | $31,000–$40,000 |\n", false,
			"$30,000 $30,000 | $31,000 $40,000", "Pay per year by level. "},
		{"no period", "", two + "| Junior | £30,000 | £20,000 |\n", false, "£30,000 £30,000 | £20,000 £20,000", "Pay by level, UK."},
		{"two currencies", "period: year\n", two + "| Junior | £30,000 | €20,000 |\n| Senior | £40,000 | £30,000 |\n", false, "", ""},
		{"two periods", "", two + "| Junior | £30,000 per year | £2,000 per month |\n", false, "", ""},
		{"one figure", "period: year\n", two + "| Junior | £30,000 | N/A |\n", false, "", ""},
		{"nothing", "period: year\n", two + "| Junior | £0–£0 | £0 |\n| Senior | N/A | N/A |\n", false, "", ""},
	}
	for _, test := range tests {
		b, err := tableBot(t, test.front, test.body)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		kind := memPay
		if test.rate {
			kind = memRate
		}
		c, ok := b.Chart(b.key.seal(memory{kind: kind}))
		if ok != (test.want != "") {
			t.Errorf("%s: a chart %v: %+v", test.name, ok, c)
		}
		var got []string
		for _, bar := range c.Bars {
			text := c.Amount.Write(bar.Low) + " " + c.Amount.Write(bar.High)
			if bar.Open {
				text += "+"
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " | ")); diff != "" {
			t.Errorf("%s: bars (-want +got):\n%s", test.name, diff)
		}
		if !strings.Contains(c.Alt, test.alt) {
			t.Errorf("%s: description %q, want %q in it", test.name, c.Alt, test.alt)
		}
	}
}

// TestChartsShowDisagreement: what two tables give differently is drawn twice,
// or said where only the open end differs or one of them has no figure.
func TestChartsShowDisagreement(t *testing.T) {
	const body = `| Level | Welder (UK) |
|---|---|
| Junior | £20,000–£30,000 |
| Mid-level | £30,000–£40,000 |
| Senior | £40,000–£50,000+ |
| Lead | £60,000 |

## Pay again

| Level | Welder (UK) |
|---|---|
| Junior | £21,000–£30,000 |
| Mid-level | N/A |
| Senior | £40,000–£50,000 |
| Lead | £60k |
`
	b, err := tableBot(t, "period: year\n", body)
	if err != nil {
		t.Fatal(err)
	}
	c, ok := b.Chart(b.key.seal(memory{kind: memPay}))
	if !ok {
		t.Fatal("no chart")
	}
	want := []Bar{
		{Level: 0, Low: 2000000, High: 3000000, Text: "£20,000–£30,000", Noted: true},
		{Level: 0, Low: 2100000, High: 3000000, Text: "£21,000–£30,000", Noted: true},
		{Level: 1, Low: 3000000, High: 4000000, Text: "£30,000–£40,000", Noted: true},
		{Level: 2, Low: 4000000, High: 5000000, Text: "£40,000–£50,000+", Open: true, Noted: true},
		{Level: 3, Low: 6000000, High: 6000000, Text: "£60,000"},
	}
	if diff := cmp.Diff(want, c.Bars); diff != "" {
		t.Errorf("bars (-want +got):\n%s", diff)
	}
	disputes := []string{
		"Entry-level Welder: £20,000–£30,000 in “Pay” and £21,000–£30,000 in “Pay again”; no reason is given, and I can't tell which is right.",
		"Mid-level Welder: £30,000–£40,000 in “Pay” and no figure in “Pay again”; no reason is given, and I can't tell which is right.",
		"Senior Welder: “Pay” leaves the top open (+), “Pay again” gives an end.",
	}
	if diff := cmp.Diff(disputes, c.Disputes); diff != "" {
		t.Errorf("disputes (-want +got):\n%s", diff)
	}
}

// TestChartChoosesThePlace: the first place with figures for all roles, and what
// has none there is named; but nothing is missing from a table on other roles.
func TestChartChoosesThePlace(t *testing.T) {
	b, err := tableBot(t, "period: year\n", `| Level | Welder (UK) | Welder (Ireland) | Plumber (Ireland) |
|---|---|---|---|
| Junior | £20,000 | €30,000 | €40,000 |
| Senior | £30,000 | €40,000 | €50,000 |

## Later

| Level | Welder (Ireland) | Welder (UK) |
|---|---|---|
| Lead | €60,000 | £60,000 |
`)
	if err != nil {
		t.Fatal(err)
	}
	all := chartSets(t)["together"]
	names := func(b *Bot, k knowledge.TermKind, names ...string) []*knowledge.Term {
		var out []*knowledge.Term
		for _, n := range names {
			term := b.set.Term(k, n)
			if term == nil {
				t.Fatalf("no term %q", n)
			}
			out = append(out, term)
		}
		return out
	}
	tests := []struct {
		bot           *Bot
		roles, places []string
		title         string
		missing       []string
		note          string
	}{
		{b, []string{"Plumber", "Welder"}, nil, "Plumber and Welder: pay per year by level, Ireland", []string{"Lead Plumber"}, "This is Ireland alone; I also have figures for the UK."},
		{b, []string{"Plumber", "Welder"}, []string{"UK"}, "Welder: pay per year by level, UK", []string{"Plumber"}, "2025 figures, read as pay per year."},
		{b, []string{"Welder"}, []string{"Ireland", "UK"}, "Welder: pay per year by level, Ireland", nil, "This is Ireland alone; I also have figures for the UK."},
		{all, []string{"DevOps Engineer", "Midwife"}, []string{"UK"}, "DevOps Engineer and Midwife: pay per year by level, UK", nil, "2026 figures, permanent roles, read as pay per year."},
	}
	for _, test := range tests {
		state := test.bot.key.seal(memory{kind: memPay, roles: names(test.bot, knowledge.RoleTerm, test.roles...), places: names(test.bot, knowledge.PlaceTerm, test.places...)})
		c, ok := test.bot.Chart(state)
		if !ok {
			t.Errorf("no chart of %q in %q", test.roles, test.places)
			continue
		}
		if diff := cmp.Diff([]any{test.title, test.missing, test.note}, []any{c.Title, c.Missing, c.Notes[0]}); diff != "" {
			t.Errorf("the chart of %q in %q (-want +got):\n%s", test.roles, test.places, diff)
		}
	}
}

// TestChartIsGuarded: a figure that no cell has stops a chart wherever it
// stands.
func TestChartIsGuarded(t *testing.T) {
	b := newBot(t)
	figs, others := b.toDraw(memory{kind: memPay})
	for name, change := range map[string]func(*sketch){
		"nothing":     func(*sketch) {},
		"title":       func(s *sketch) { s.Title += " £41,500" },
		"description": func(s *sketch) { s.Alt += " £40,000–£56,000" },
		"bar":         func(s *sketch) { s.Bars[0].Text = "£40,500–£55,000" },
		"note":        func(s *sketch) { s.Notes = append(s.Notes, "10% more") },
		"level":       func(s *sketch) { s.Levels[0] += " (9–11 years)" },
	} {
		s := sketch{bot: b}
		for _, f := range figs {
			s.add(f)
		}
		s.finish(figs, others)
		change(&s)
		if got, want := s.guarded(figs), name == "nothing"; got != want {
			t.Errorf("guarded with another figure in the %s = %v, want %v", name, got, want)
		}
	}
	wrong, err := tableBot(t, "period: year\n", "| Level | Welder (UK) |\n|---|---|\n| Junior | £20,000 |\n| Senior | £30,000 |\n\n## Abroad\n\n| Level | Welder (Ireland) |\n|---|---|\n| Junior | €20,000 |\n")
	if err != nil {
		t.Fatal(err)
	}
	state := wrong.key.seal(memory{kind: memPay})
	if _, ok := wrong.Chart(state); !ok {
		t.Error("no chart where all is well")
	}
	wrong.set.Term(knowledge.PlaceTerm, "UK").Prose = "the UK, £25,000"
	wrong.charts = new(chartMemory)
	if c, ok := wrong.Chart(state); ok {
		t.Errorf("Chart with a figure of its own in %q, want none", c.Notes)
	}
}

// TestTooMuchForOneChart: more than a picture holds is not drawn in part.
func TestTooMuchForOneChart(t *testing.T) {
	table := func(levels []string, trades ...string) string {
		rows := []string{"| Level | " + strings.Join(trades, " | ") + " |", "|---" + strings.Repeat("|---", len(trades)) + "|"}
		for i, l := range levels {
			row := "| " + l + " |"
			for k := range trades {
				row += fmt.Sprintf(" £%d%d,000 |", i+1, k)
			}
			rows = append(rows, row)
		}
		return strings.Join(rows, "\n") + "\n"
	}
	levels := []string{"Junior", "Mid-level", "Senior", "Lead", "Staff", "Principal", "Director"}
	trades := []string{"Welder (UK)", "Plumber (UK)", "Carpenter (UK)", "Electrician (UK)", "Baker (UK)"}
	for _, test := range []struct {
		levels, trades int
		ok             bool
	}{{2, 4, true}, {6, 4, true}, {7, 4, false}, {2, 5, false}} {
		b, err := tableBot(t, "period: year\n", table(levels[:test.levels], trades[:test.trades]...))
		if err != nil {
			t.Fatal(err)
		}
		c, ok := b.Chart(b.key.seal(memory{kind: memPay}))
		if ok != test.ok || ok && len(c.Bars) != test.levels*test.trades {
			t.Errorf("%d levels of %d roles: a chart %v, with %d bars, want %v", test.levels, test.trades, ok, len(c.Bars), test.ok)
		}
	}
	for words, want := range map[int]bool{10: true, 300: false} {
		b, err := tableBot(t, "period: year\n", "## Again"+strings.Repeat(" word", words)+"\n\n"+table(levels[:2], trades[0]))
		if err != nil {
			t.Fatal(err)
		}
		if c, ok := b.Chart(b.key.seal(memory{kind: memPay})); ok != want {
			t.Errorf("a heading of %d words: a chart %v, described as %q, want %v", words, ok, c.Alt, want)
		}
	}
}

// TestSwapDrawsOfTheBotInUse: a chart is of the articles that are in use now.
func TestSwapDrawsOfTheBotInUse(t *testing.T) {
	s := NewSwap(withNurses(t, false))
	state := s.Answer(Question{Text: "nurse salary in germany", Addressed: true}).State
	if c, ok := s.Chart(state); !ok || !strings.Contains(c.Title, "Nurse") {
		t.Errorf("Chart = %q, %v, want one of nurses", c.Title, ok)
	}
	if err := s.Replace(newBot(t)); err != nil {
		t.Fatal(err)
	}
	if c, ok := s.Chart(state); ok && strings.Contains(c.Alt, "Nurse") {
		t.Errorf("Chart of an article that was taken out = %q", c.Alt)
	}
}

func TestAmountStyle(t *testing.T) {
	tests := []struct {
		style  AmountStyle
		amount int64
		want   string
	}{
		{AmountStyle{}, 123456700, "1234567"},
		{AmountStyle{Sign: "£", Group: ","}, 4000000, "£40,000"},
		{AmountStyle{Sign: "£", Group: ","}, 0, "£0"},
		{AmountStyle{Sign: "£", Group: ","}, 1550, "£15.50"},
		{AmountStyle{Sign: "€", Group: "."}, 123456705, "€1.234.567,05"},
		{AmountStyle{Sign: "₹", Group: ",", Indian: true}, 1234567800, "₹1,23,45,678"},
		{AmountStyle{Sign: " zł", Behind: true, Group: "\u00a0"}, 1200000, "12\u00a0000 zł"},
		{AmountStyle{Sign: "£", Group: ",", Thousand: "k"}, 4000000, "£40k"},
		{AmountStyle{Sign: "£", Group: ",", Thousand: "k"}, 4050000, "£40,500"},
		{AmountStyle{Sign: "£", Group: ",", Thousand: "k"}, 0, "£0"},
		{AmountStyle{Sign: "£", Group: ","}, -100, "-1.00"},
	}
	for _, test := range tests {
		if got := test.style.Write(test.amount); got != test.want {
			t.Errorf("Write(%d) of %+v = %q, want %q", test.amount, test.style, got, test.want)
		}
	}
}

// anyCells are cells as tables may print them.
var anyCells = []string{
	"£40,000–£55,000", "up to £20k*", "~€52.000", "₹8,00,000+", "12–15 lakh", "£1–£2/hour", "C$70k to C$90k", "PLN 8’000", "N/A", "£0", "£9999999",
	"£5 (a note)", "5,5 €", "£1.5m", "45,000 pounds", "gbp45k", "Rs. 5,00,000", "US$ 70K–90K", "8000 zł", "CHF 95'000",
}

// TestChartsOfAnyCell: whatever a cell holds, its bar is a copy of it.
func TestChartsOfAnyCell(t *testing.T) {
	for _, cell := range anyCells {
		b, err := tableBot(t, "period: year\n", "| Level | Welder (UK) | Plumber (UK) |\n|---|---|---|\n| Junior | "+cell+" | "+cell+" |\n| Senior | "+cell+" | N/A |\n")
		if err != nil {
			t.Errorf("%s: %v", cell, err)
			continue
		}
		c, ok := b.Chart(b.key.seal(memory{kind: memPay}))
		if want := !slices.Contains([]string{"N/A", "£0", "£1–£2/hour", "5,5 €"}, cell); ok != want {
			t.Errorf("%s: a chart %v, want %v", cell, ok, want)
		}
		for _, bar := range c.Bars {
			if !slices.ContainsFunc(b.set.Pays, func(p knowledge.Pay) bool {
				return !p.None && p.Cell == bar.Text && p.Money.Low == bar.Low && p.Money.High == bar.High && p.Money.Open == bar.Open
			}) {
				t.Errorf("the bar %+v is no cell of %q", bar, cell)
			}
		}
	}
}

// FuzzAmountStyle: an amount in the style of a cell, read again, is the same
// amount of the same currency.
func FuzzAmountStyle(f *testing.F) {
	for i, cell := range anyCells {
		f.Add(cell, int64(i)*123_456)
	}
	f.Fuzz(func(t *testing.T, cell string, amount int64) {
		m, n := knowledge.ParseMoney(cell)
		if n == 0 || m.Currency == "" || amount < 0 || amount >= 1_000_000_000_00 {
			t.Skip()
		}
		style := styleOf([]*knowledge.Pay{{Money: m, Cell: cell}})
		if style.Group == "." {
			amount -= amount % 100 // a decimal comma is not read
		}
		text := style.Write(amount)
		got, used := knowledge.ParseMoney(text)
		if used != len(text) || got.Currency != m.Currency || got.Low != amount || got.High != amount || got.Open {
			t.Errorf("%d in the style of %q, %+v, is %q, which reads %+v", amount, cell, style, text, got)
		}
	})
}
