package bot

import (
	"strings"
	"testing"
)

// TestExtraByItsName: an allowance or a bonus is asked for by its name, and found
// in a sentence under a heading on the role, not in its pay.
func TestExtraByItsName(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n  - name: Wasp Painter\n---\n## Bee keeper pay\n\n| Level | Bee Keeper (UK) |\n|---|---|\n| Junior | £20,000 |\n| Senior | £30,000 |\n\n"+
		"A car allowance of £4,500 a year is usual for those who visit hives. Yearly bonuses run at 8 to 12 per cent of salary at large farms.\n\n"+
		"## Wasp painter pay\n\n| Level | Wasp Painter (UK) |\n|---|---|\n| Junior | £21,000 |\n| Senior | £31,000 |\n\nThey are paid for every dot.\n\n## What else there is\n"))
	tests := []struct{ text, want string }{
		{"do bee keepers get money for the car", "A car allowance of £4,500"},
		{"is there a car allowance for bee keepers", "A car allowance of £4,500"},
		{"bee keeper bonus", "8 to 12 per cent"},
		{"yearly bonus for a bee keeper at a big farm", "8 to 12 per cent"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !got.Kind.Answered() || !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
	if got := say(b, "wasp painter bonus"); got.Kind.Answered() {
		t.Errorf("%q, %q, want none: nothing is said of theirs", got.Headline, got.Text)
	}
}
