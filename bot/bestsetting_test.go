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
	if got := say(b, "which sector has the most jobs for bee keepers"); got.Kind == Salary {
		t.Errorf("where most jobs are is answered %q", got.Headline)
	}
}

// TestBestPlace: where pay is highest is asked of regions, which figures for no level in
// particular answer, and a town lies in the region that is named beside it.
func TestBestPlace(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay by level\n\n| Level | Bee keeper (Germany) |\n|---|---|\n| Junior | €21,000 |\n| Senior | €61,000 |\n\n## Pay by region in Germany\n\n| Region | Bee keeper |\n|---|---|\n| Bavaria | €44,700 |\n| Hamburg | €42,500 |\n| Saxony | €36,800 |\n")
	for text, want := range map[string]string{
		"where does a bee keeper earn the most by region?":                 "Bavaria: €44,700",
		"which part of the country pays bee keepers worst":                 "Saxony: €36,800",
		"i live near munich, what does a senior bee keeper get in bavaria": "Bee Keeper, Bavaria: €44,700 The article does not part these by level.",
		"whats the most a bee keeper gets":                                 "€61,000",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+" "+got.Text, want) {
			t.Errorf("%q is answered %q, %q, want %q", text, got.Headline, got.Text, want)
		}
	}
}

// TestWhoPaysForIt: what an employer pays for is no pay, and what a course costs is none.
func TestWhoPaysForIt(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) |\n|---|---|\n| Junior | £21,000 |\n| Senior | £31,000 |\n\n## Training\n\nMost employers pay for the course after six months. The smoker ticket costs £550.\n")
	for text, want := range map[string]string{
		"what do they pay for my experience level as a senior bee keeper, uk": "£31,000",
		"will the firm pay for my bee keeper course":                          "Most employers pay for the course after six months.",
		"how much does the smoker ticket cost from scratch":                   "",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+" "+got.Text, want) || strings.Contains(got.Headline, "£21,000") {
			t.Errorf("%q is answered %q, %q, want %q", text, got.Headline, got.Text, want)
		}
	}
}
