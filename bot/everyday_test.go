package bot

import (
	"strings"
	"testing"
)

const everydayArticle = `---
title: "Bee Keeper or Bee Painter"
period: year
roles:
  - name: Bee Keeper
  - name: Bee Painter
---

## Side by side

| | Bee Keeper | Bee Painter |
|---|---|---|
| Main purpose | More honey | More colour |
| Contact with parents | Weekly | Almost none |
| Can you go self-employed? | Rarely | Yes, with a stall |

## Pay in the UK

| Level | Bee Keeper | Bee Painter |
|---|---|---|
| Junior | £22,000 | £21,000 |

### Stalls

Self-employed bee painters charge £40–£50 an hour, after paying for the stall.

## Annual leave

Bee keepers are off for 27 days.

## Workload

Bee keepers report the swarms of May as the reason for long days.

- **Swarm responsibility:** £300 for bee keepers

## Job security

Half of all bee painters are on fixed-term contracts.

## How to become a bee keeper

Stand near a hive.

## How to become a bee painter

Learn the brush in five months.

## Switching between the two

Keepers who want to paint go through the colour school.

## What else there is
`

// TestEverydayWords: words that no list keeps for a subject tell which passage
// answers, and hints of money do not outweigh what is asked for by name.
func TestEverydayWords(t *testing.T) {
	b := newBotOn(t, inMuch(everydayArticle))
	for text, want := range map[string]string{
		"do bee painters ever have to deal with parents":              "Almost none",
		"can bee painters go self employed":                           "Yes, with a stall",
		"what do self employed bee painters charge":                   "£40–£50",
		"how much holiday do bee keepers get":                         "27 days",
		"do bee keepers get more holiday after 5 years":               "27 days",
		"whats better paid, bee keeper or bee painter":                "£22,000",
		"are bee painters jobs safe or all temp contracts":            "fixed-term",
		"why do bee keepers have such a workload":                     "swarms of May",
		"how many months does it take to become a bee painter":        "five months",
		"best way into being a bee painter for a former bee keeper":   "colour school",
		"best way in to being a bee painter for a current bee keeper": "colour school",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, %q, want %q", text, got.Kind, got.Headline, got.Text, want)
		}
	}
}
