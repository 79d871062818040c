package bot

import (
	"strings"
	"testing"
)

const beeStages = `---
title: Bees
data: 2026
roles:
  - name: Bee Keeper
---
## Bee keeper pay

| Stage | UK (per year) | Ireland (per year) |
|---|---|---|
| Apprentice | £15,000 | €16,000 |
| Junior (0–2 years) | £22,000 | €24,000 |
| Experienced (3–7 years) | £31,000–£33,000 | €34,000 |

## What does training cost?

Bee keepers who are apprentices pay nothing for the diploma. Others find a course for £900.

## Is there an exam?

There is an exam for bee keepers, and you may sit the exam again.
`

// TestReadBesidePay: another occupation right behind a role is no such role, what the
// asker pays is no pay, years since somebody qualified are years in the role, and a
// short word is no town unless it stands where one is named.
func TestReadBesidePay(t *testing.T) {
	b := newBotOn(t, inMuch(beeStages+"\n## What else there is\n"))
	tests := []struct{ text, want string }{
		{"bee keeper receptionist wage?", "I have nothing on the role of receptionist."},
		{"bee keeper wage, receptionist here", "Bee Keeper"},
		{"doing bee keeping as an apprentice, do i have to pay for the diploma?", "pay nothing for the diploma"},
		{"i qualified as a bee keeper 4 years ago in leeds, they offer 32k, normal?", "Inside the range for a senior Bee Keeper, UK: £31,000–£33,000"},
		{"i started bee keeping school 4 years ago. pay in the uk?", "Bee Keeper, UK"},
		{"experienced bee keeper in dubln, pay", "Senior Bee Keeper, Ireland: €34,000"},
		{"if i fail the bee keeper exam can i redo it", "exam"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
}
