package bot

import (
	"strings"
	"testing"
)

const askingRows = `---
title: "Bee Keeper or Bee Painter"
roles:
  - name: Bee Keeper
  - name: Bee Painter
---

## Side by side

| | Bee Keeper | Bee Painter |
|---|---|---|
| Main purpose | More honey | More colour |
| Where you work | Meadows, roofs | Studios, fairs |
| Who reads your reports | The queen | Nobody |
| Key tools | Smoker, Photoshop | Brush |

## What bee keepers do

They lift boxes.

## What bee painters do

They paint dots.

## What else there is
`

// TestRowsThatAsk: a row whose label is a question is asked for by its question
// word and its verb, and a row that has a subject among its cells is on it.
func TestRowsThatAsk(t *testing.T) {
	b := newBotOn(t, inMuch(askingRows))
	for text, want := range map[string]string{
		"where do bee painters work":                         "Studios, fairs",
		"who actually reads what bee keepers write down":     "The queen",
		"is photoshop a bee keeper thing or a painter thing": "Photoshop",
	} {
		if got := say(b, text); got.Kind != Comparison || !strings.Contains(got.Headline, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Headline, want)
		}
	}
	if got := say(b, "where do bee painters work on their taxes"); got.Kind == Comparison {
		t.Errorf("taxes are answered with %q", got.Headline)
	}
}
