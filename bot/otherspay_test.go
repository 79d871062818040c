package bot

import (
	"strings"
	"testing"
)

// TestOthersPay: what a sentence says that others get answers where they are asked about,
// and pay that stands behind another role's name does not.
func TestOthersPay(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) |\n|---|---|\n| Junior | £21,000 |\n| Senior | £31,000 |\n\nTest managers, who come from anywhere, are on £62,000. A plumber helps, and bee keepers earn £900 more then.\n")
	for text, want := range map[string]string{
		"test manager salary?":        "Test managers, who come from anywhere, are on £62,000.",
		"senior test manager salary?": "I have nothing on the role of Test Manager.",
		"what does a plumber earn":    "I have nothing on the role of plumber.",
		"test manager pay in germany": "I have nothing on the role of Test Manager.",
	} {
		if got := say(b, text); !strings.HasPrefix(got.Headline, want) {
			t.Errorf("%q is answered %q, want %q", text, got.Headline, want)
		}
	}
}
