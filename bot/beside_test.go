package bot

import (
	"strings"
	"testing"
)

const spokenArticle = `---
title: "Stone Carver or Wood Carver"
period: year
roles:
  - name: Stone Carver
  - name: Wood Carver
---

## Side by side

| | Stone Carver | Wood Carver |
|---|---|---|
| Length of a project | A year | A week |
| Main material | Granite | Oak |

## Pay in the UK

| Level | Stone Carver | Wood Carver |
|---|---|---|
| Junior | £22,000 | £21,000 |

All figures leave out any pension.

Stone carvers on site are commonly paid overtime, which adds a tenth. Chisels are lent.

Dublin workshops give holidays of thirty days.

### Freelance rates

Self-employed stone carvers charge £40–£50 an hour.

Designs travel from a laptop to the wall.

## Hours of wood carvers

They work reduced hours if they like, since part-time posts are many.

## Building a carving portfolio

Eight pieces are asked for, and invented ones count.

## Do I need a degree to run a mushroom farm?

No, says the mushroom farmer.

## Can you switch from one to the other?

Yes, within a year, and both do.
`

// TestSpokenSubjects: a subject leaves the list of what nothing is written on
// where a sentence on the role speaks of it, and no passing word lets it.
func TestSpokenSubjects(t *testing.T) {
	b := newBotOn(t, inMuch(spokenArticle))
	for text, want := range map[string]string{
		"do stone carvers on site get overtime":    "commonly paid overtime",
		"can wood carvers go part time":            "part-time posts are many",
		"is there much holiday":                    "thirty days",
		"can i put made up pieces in my portfolio": "invented ones count",
		"need a degree to run a mushroom farm?":    "No, says",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Plain(), want) {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Plain(), want)
		}
	}
	for _, text := range []string{
		"do wood carvers get overtime", "do stone carvers get a pension", "what do stone carvers eat during overtime", "which laptop should a stone carver buy",
		"how much does a carving portfolio cost", "can you review my portfolio", "which laptop is best for a carving portfolio", "how does a self employed stone carver set up a pension", "what good pension is there",
	} {
		if got := say(b, text); got.Kind.Answered() {
			t.Errorf("Answer(%q) = %q, want it declined", text, got.Plain())
		}
	}
}
