package bot

import (
	"strings"
	"testing"
)

// TestRowByItsNumber: of rows that part by a number the one named is given, and
// first the column that is asked for.
func TestRowByItsNumber(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n---\n## Certificates and exams\n\n| Certificate | Country | How long it takes | What it costs |\n|---|---|---|---|\n"+
		"| APIAR Level 3 | UK | 6 months | £1,450 |\n| APIAR Level 5 | UK | 12 months | £2,300 |\n| APIAR Level 7 | UK | 18 months | £6,200 |\n\n## What else there is\n"))
	for _, test := range []struct{ text, want string }{
		{"cost of apiar 7", "APIAR Level 7, What it costs: £6,200"},
		{"cost of apiar 3", "APIAR Level 3, What it costs: £1,450"},
	} {
		if got := say(b, test.text); got.Headline != test.want {
			t.Errorf("%q: %q, want %q", test.text, got.Headline, test.want)
		}
	}
}

// TestCostOfTraining: what training costs is asked for by roles as well, and is no
// pay of theirs.
func TestCostOfTraining(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n  - name: Wasp Painter\n---\n## At a glance\n\n| | Bee Keeper | Wasp Painter |\n|---|---|---|\n"+
		"| Cost of training | £900–£2,600 | £14,000–£46,000 |\n| Usual hours | 37 | 42 |\n\n## Pay\n\n| Level | Bee Keeper (UK) | Wasp Painter (UK) |\n|---|---|---|\n| Junior | £21,000 | £22,000 |\n\n## What else there is\n"))
	got := say(b, "how much does the training cost for each")
	if all := got.Headline + "\n" + got.Text; !strings.Contains(all, "£900–£2,600") || !strings.Contains(all, "£14,000–£46,000") {
		t.Errorf("%q, want what both cost", all)
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
