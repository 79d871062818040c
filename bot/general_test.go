package bot

import (
	"strings"
	"testing"
)

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

// TestSaysAll: of two labels that a question says, the cell under both answers, and not all
// under either.
func TestSaysAll(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Job | Starting out | Senior or team lead |\n|---|---|---|\n| Bee keeper: Frame maker | £21,000 | £31,000 |\n| Bee keeper: Queen rearer | £23,000 | £33,000 |\n| Honey taster | £25,000 | £35,000 |\n")
	for text, want := range map[string]string{
		"senior frame maker pay":               "£31,000",
		"queen rearer pay when starting out":   "£23,000",
		"frame maker or queen rearer, senior?": "£33,000",
	} {
		got := say(b, text)
		if !strings.Contains(got.Plain(), want) {
			t.Errorf("%q is answered %q, want %q", text, got.Plain(), want)
		}
		if n := strings.Count(got.Headline, "£"); text == "senior frame maker pay" && n != 1 {
			t.Errorf("%q has %d amounts in its headline, want one", text, n)
		}
	}
}

// TestPeriodOfRow: of a row with figures by the hour and by the year, those come first that
// are asked for.
func TestPeriodOfRow(t *testing.T) {
	b := newBotOn(t, beeHead+"## Bee keeper pay\n\n| Work | Per hour | Per year, normal week |\n|---|---|---|\n| Small hives, delivery | £13.00–£14.00 | £29,000 |\n| Large hives (C+E), days | £16.20 | £38,500 |\n| Large hives (C+E), night trunking | £18.60 | £43,500 |\n")
	for text, want := range map[string]string{"night trunking yearly pay": "£43,500", "night trunking hourly pay": "£18.60"} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q is answered %q, want %s", text, got.Headline, want)
		}
	}
}
