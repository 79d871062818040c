package bot

import (
	"strings"
	"testing"
)

const theirsArticle = `---
title: "Bee Keeper, Bee Painter or Bee Tracker"
period: year
roles:
  - name: Bee Keeper
  - name: Bee Painter
  - name: Bee Tracker
---

## Side by side

| | Bee Keeper | Bee Painter | Bee Tracker |
|---|---|---|---|
| Main purpose | More honey | More colour | More maps |
| Who you teach | Children | Adults | Nobody |

## Pay in Ireland

| Level | Bee Keeper | Bee Painter | Bee Tracker |
|---|---|---|---|
| Junior | €22,000 | €21,000 | €20,000 |

Bee people register with the queen of the island.

## How to become a bee keeper

Trainees stand near a hive, for about €9,000 a year, or earn the one-year hive badge.

## Can a bee keeper become a bee painter?

Yes, after two years.

## Extras

- **Wing bonus:** €300 for bee keepers of chemistry and physics
- **Rain bonus:** €200 for bee trackers

## What bee keepers hate

The part they resent is the smoke. Bee keepers report assaults by swarms.

## Choose bee keeping if

- you like honey

## Choose bee painting if

- you like colour

## What else there is
`

// TestWhatHappensToOthers: what is asked of people of a role is no talk of the
// asker, and what is written on others is no answer.
func TestWhatHappensToOthers(t *testing.T) {
	b := newBotOn(t, inMuch(theirsArticle))
	for text, want := range map[string]string{
		"do bee keepers get assaulted":                           "assaults by swarms",
		"what do bee keepers hate most":                          "smoke",
		"can a bee keeper become a bee painter":                  "after two years",
		"do bee keepers get extra for chemistry":                 "€300",
		"what do you earn while training to become a bee keeper": "€9,000",
		"how long is the hive badge":                             "one-year",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, %q, want %q", text, got.Kind, got.Headline, got.Text, want)
		}
	}
	for _, text := range []string{"can a bee tracker become a bee painter", "do you need a permit to teach in ireland", "how do i ask them for more money"} {
		if got := say(b, text); got.Kind.Answered() {
			t.Errorf("Answer(%q) = %q, want it declined", text, got.Headline)
		}
	}
	if got := say(b, "i got assaulted at work as a bee keeper"); got.Reason != Personal {
		t.Errorf("an assault on the asker is answered with %q", got.Headline)
	}
}
