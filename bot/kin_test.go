package bot

import (
	"strings"
	"testing"
)

const kinArticle = `---
title: Bees
period: year
roles:
  - name: Bee keeper
  - name: Hive painter
---
## Pay in the UK

| Role and stage | UK |
|---|---|
| Trainee bee keeper | £20,000 |
| Newly qualified bee keeper | £22,000 |
| Experienced bee keeper | £24,000 |
| Senior or lead bee keeper | £26,000 |
| Newly qualified hive painter | £28,000 |

## Pay in India

| Grade | Bee keeper | Hive painter |
|---|---|---|
| HIVE-1 (0–2 years) | ₹9L–₹16L | ₹7L–₹13L |
| HIVE-2 (2–5 years) | ₹18L–₹30L | ₹15L–₹25L |

## United States: base salary

| Level | Bee keeper | Hive painter |
|---|---|---|
| Senior, B3 (4–7 years) | $150k | $140k |

## United States: total compensation

| Level | Bee keeper | Hive painter |
|---|---|---|
| Senior, B3 (4–7 years) | $190k | $170k |

## What else there is
`

// TestLevelsOfRoles: words of a level ask for the steps that an article's tables have for
// it, by the words of their own names first, and a kept level for those of the role that
// is asked about next. The kind of pay that a heading names is asked for by its name.
func TestLevelsOfRoles(t *testing.T) {
	b := newBotOn(t, inMuch(kinArticle))
	for _, test := range []struct{ text, want string }{
		{"experienced bee keeper pay uk", "Experienced (Bee keeper), UK: £24,000"},
		{"senior bee keeper pay uk", "Senior or lead Bee keeper, UK: £26,000"},
		{"trainee bee keeper pay uk", "Trainee (Bee keeper), UK: £20,000"},
		{"hive-2 bee keeper pay india", "HIVE-2 (Bee keeper), India: ₹18L–₹30L"},
		{"b3 hive painter base pay us", "Senior Hive painter, US: $140k"},
		{"senior hive painter total comp us", "Senior Hive painter, US: $170k"},
	} {
		if got := say(b, test.text); !strings.Contains(got.Headline, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got.Headline, test.want)
		}
	}
	first := say(b, "newly qualified hive painter pay in the uk")
	if got := b.Answer(Question{Text: "what about a bee keeper", Prior: first.State, Addressed: true}); !strings.Contains(got.Plain(), "£22,000") {
		t.Errorf("a kept level gives %q", got.Plain())
	}
}

// TestOutsideOf: behind a figure of one place, "and outside?" asks for the area that is
// its rest, and never for the same figure again.
func TestOutsideOf(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Bee keeper\n  - name: Hive painter\n---\n## Pay\n\n| Job | Stage | London | UK outside London |\n|---|---|---|---|\n| Bee keeper | Junior | £24,000 | £20,000 |\n| Hive painter | Junior | £26,000 | £22,000 |\n\n## What else there is\n"))
	first := say(b, "junior bee keeper pay in london")
	got := b.Answer(Question{Text: "and outside?", Prior: first.State, Addressed: true})
	if !strings.Contains(got.Headline, "£20,000") || strings.Contains(got.Headline, "£24,000") {
		t.Errorf("%q behind %q, want the pay outside London", got.Headline, first.Headline)
	}
}
