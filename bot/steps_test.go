package bot

import (
	"strings"
	"testing"
)

const laddersArticle = `---
title: "Bee Keeper or Bee Painter"
period: year
roles:
  - name: Bee Keeper
  - name: Bee Painter
---

## Pay by band (UK)

| Band | Bee Keeper | Bee Painter |
|---|---|---|
| Band 5 (newly qualified, 0–2 years) | £22,000–£24,000 | £21,000–£23,000 |
| Band 6 (2–5 years) | £32,000–£34,000 | £31,000–£33,000 |

## Pay in Ireland

| Level | Bee Keeper | Bee Painter |
|---|---|---|
| Graduate (0–3 years) | €42,000–€44,000 | €41,000–€43,000 |
| Senior (3–9 years) | €52,000–€54,000 | €51,000–€53,000 |

## Pay in France by kind of garden

| Garden | Bee Keeper: junior | Bee Keeper: senior |
|---|---|---|
| Hotel | €12,000 | €13,000 |
| Castle | €14,000 | €15,000 |

## Pay in Spain

| Role | Base | Total |
|---|---|---|
| Bee Painter | €17,000 | €19,000 |
`

// TestLaddersOfPlaces: a word for a level, and years of experience, mean the step
// of the ladder of the place that is asked about.
func TestLaddersOfPlaces(t *testing.T) {
	b := newBotOn(t, laddersArticle)
	for text, want := range map[string]string{
		"newly qualified bee keeper pay in the uk":      "£22,000–£24,000",
		"newly qualified bee keeper pay in ireland":     "€42,000–€44,000",
		"band 6 bee painter salary":                     "£31,000–£33,000",
		"bee keeper with 4 years experience in the uk":  "£32,000–£34,000",
		"bee keeper with 4 years experience in ireland": "€52,000–€54,000",
		"junior castle bee keeper":                      "€14,000",
		"senior bee keeper hotel salary":                "€13,000",
	} {
		if got := say(b, text); got.Kind != Salary || !strings.Contains(got.Headline, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Headline, want)
		}
	}
	if got := say(b, "bee painter pay in spain"); got.Headline != "Bee Painter, Spain: €17,000 or €19,000" || !strings.Contains(got.Text, "€17,000 is under “Base”, €19,000 under “Total”.") {
		t.Errorf("two columns of one row are given as %q, %q", got.Headline, got.Text)
	}
	if got := say(b, "newbie bee keeper pay in france"); !strings.Contains(got.Headline, "Entry-level, Hotel €12,000") || !strings.Contains(got.Text, "are how I read “newbie”") {
		t.Errorf("a newbie in France gets %q, %q", got.Headline, got.Text)
	}
}

// TestTitledSteps: what an article says that its tables count as a level is read as that
// level, where a table has it; elsewhere as what the word lists say.
func TestTitledSteps(t *testing.T) {
	b := newBotOn(t, inMuch(`---
title: Bees
period: year
roles:
  - name: Bee Keeper
---
## Pay in the UK

| Level | Bee Keeper |
|---|---|
| Trainee (0–2 years) | £20,000 |
| Junior (2–4 years) | £25,000 |
| Senior (4+ years) | £35,000 |

Newly qualified bee keepers belong in the junior row. In this table a comb warden is senior.

## Pay in Ireland

| Level | Bee Keeper |
|---|---|
| Entry-level (0–3 years) | €23,000 |
| Mid (3+ years) | €33,000 |

## What else there is
`))
	tests := []struct{ text, want, not string }{
		{"newly qualified bee keeper pay uk", "£25,000", "£20,000"},
		{"newly qualified bee keepers in ireland, pay", "€23,000", "€33,000"},
		{"comb warden salary uk", "£35,000", "£25,000"},
		{"bee keeper salary uk", "Trainee", "€23,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text).Plain(); !strings.Contains(got, test.want) || strings.Contains(got, test.not) {
			t.Errorf("%q: %q, want %q and no %q", test.text, got, test.want, test.not)
		}
	}
}
