package bot

import (
	"strings"
	"testing"
)

// TestRatesOfOthers: the rates that a sentence gives for one role are none of
// another.
func TestRatesOfOthers(t *testing.T) {
	b := newBotOn(t, inMuch(`---
title: Vet or shelter keeper?
author: Example Desk
data: 2026
roles:
  - name: Vet
  - name: Shelter keeper
---

## Pay

| Stage | Vet (UK, per year) | Shelter keeper (UK, per year) |
|---|---|---|
| Junior | £34,000–£39,000 | £20,000–£23,000 |
| Senior | £50,000–£62,000 | £28,000–£31,000 |

## Agency work

Agency vets are paid by the hour, typically £29 to £39.

## What else there is
`))
	if got := say(b, "what hourly rate do agency vets get"); !strings.Contains(got.Headline+got.Text, "£29") {
		t.Errorf("the vet's: %q, %q", got.Headline, got.Text)
	}
	if got := say(b, "shelter keeper agency hourly rate"); strings.Contains(got.Plain(), "£29") {
		t.Errorf("another's rate: %s", got.Plain())
	}
}
