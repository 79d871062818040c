package bot

import (
	"slices"
	"strings"
	"testing"
)

// TestTowns: what an article says of pay in a town stands beside the figures of its
// country.
func TestTowns(t *testing.T) {
	b := newBotOn(t, inMuch(strings.Replace(beeStages, "\n## What does", "\nLondon hives pay £2,000–£4,000 a year on top. Leeds hives are old. Bristol is 4% below.\n\n## What does", 1)+"\n## What else there is\n"))
	tests := []struct{ text, want string }{
		{"junior bee keeper pay in london", "Entry-level Bee Keeper, UK: £22,000\n"},
		{"how much more does a junior bee keeper make in london", "On London the article says under “Bee keeper pay”: “London hives pay £2,000–£4,000 a year on top.”"},
		{"junior bee keeper pay in bristol", "“Bristol is 4% below.”"},
		{"is pay lower in bristol", "Bristol is 4% below."},
		{"junior bee keeper pay in leeds", "UK-wide; no separate figure for Leeds."},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
}

// TestZoneOnTop: the row of a zone answers what is paid on top there, and not the sentence
// that leads into the table.
func TestZoneOnTop(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay in England\n\n| Level | Bee keeper |\n|---|---|\n| Junior | £21,000 |\n| Senior | £36,000 |\n\n## Hives in or near London\n\nThe supplement is a percentage of basic pay, with a floor and a ceiling a year:\n\n| Zone | Supplement | At least |\n|---|---|---|\n| Inner London | 20% | £5,750 |\n| Fringe (Slough, Watford) | 5% | £1,330 |\n")
	got := say(b, "im in watford, is there any london top up for bee keepers out here")
	if all := got.Headline + " " + got.Text; !strings.Contains(all, "5%") || strings.Contains(all, "20%") {
		t.Errorf("it is answered %q, %q", got.Headline, got.Text)
	}
}

// TestNewTowns: a town whose name begins with "new" is that town, whatever stands before it.
func TestNewTowns(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"senior devops in the new york area", "pay in the new orleans area for senior devops"} {
		if got := say(b, text); !slices.Equal(got.Slots.Place, []string{"US"}) {
			t.Errorf("%q is read as %v", text, got.Slots.Place)
		}
	}
}
