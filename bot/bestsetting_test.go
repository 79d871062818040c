package bot

import (
	"strings"
	"testing"
)

// TestBestSetting: which sector pays best is the highest of the figures of sectors, and not
// of a career's steps.
func TestBestSetting(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay by level\n\n| Level | Bee keeper (UK) | Honey taster (UK) |\n|---|---|---|\n| Junior | £21,000 | £23,000 |\n| Senior | £61,000 | £63,000 |\n\n## What each sector pays\n\n| Sector | Bee keeper | Honey taster |\n|---|---|---|\n| Health care | £31,000 | £32,000 |\n| E-commerce | £41,000 | £38,000 |\n| Central government | £35,000 | £36,000 |\n")
	for text, want := range map[string]string{
		"which sector is best for bee keepers moneywise":            "E-commerce (Bee Keeper): £41,000",
		"which industry is worst paid for honey tasters":            "Health care (Honey Taster): £32,000",
		"highest paying sector for a bee keeper":                    "E-commerce (Bee Keeper): £41,000",
		"honey taster in healthcare pay":                            "£32,000",
		"whats the most a bee keeper can earn in the uk":            "£61,000",
		"how much does a bee keeper earn in the uk start to senior": "Entry-level £21,000; Senior £61,000",
	} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q is answered %q, want %q", text, got.Headline, want)
		}
	}
}
