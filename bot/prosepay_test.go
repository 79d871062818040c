package bot

import (
	"strings"
	"testing"
)

const prosePayArticle = `---
title: Bees
roles:
  - name: Bee Keeper
  - name: Wasp Painter
---
## Bee keeper pay

| Stage | Bee Keeper (UK) | Bee Keeper (Australia) |
|---|---|---|
| Junior | £22,000 | $60,000 |
| Associate | £52,000 | $90,000 |

## Wasp painter pay

Nobody publishes bands here, so we asked around. A junior wasp painter in the UK starts on £22,500 to £26,500, and in Australia on A$56,000 to A$64,000. With four or five years, a middleweight painter in the UK makes £30,000 to £39,000, against A$74,000 to A$91,000 in Australia. Senior painters of large nests get £42,000 to £56,000 in the UK. In Australia the same seniors are on A$97,000 to A$122,000.

Self-employed wasp painters in the UK charge £45 to £95 an hour. In Sydney hourly fees of A$110 to A$190 are normal.

## Becoming a wasp painter

A one-year diploma, at £6,500 to £14,000, is enough to be paid for it in the UK. The pay of an apprentice is £9,000 in the UK, and the course fees are £800.
`

// TestPayInProse: where no table has a role's pay, the sentences on the level or
// years and the place give it, and no other level's do.
func TestPayInProse(t *testing.T) {
	b := newBotOn(t, inMuch(prosePayArticle+"\n## What else there is\n"))
	tests := []struct{ text, want, never string }{
		{"junior wasp painter pay uk", "£22,500 to £26,500", "£30,000"},
		{"senior wasp painter in melbourne", "A$97,000 to A$122,000.\nAustralia-wide", "£42,000"},
		{"middleweight wasp painter salary uk", "£30,000 to £39,000", "£22,500"},
		{"wasp painter salary uk", "£42,000 to £56,000", "£6,500"},
		{"wasp painter salary uk", "£22,500 to £26,500", "an hour"},
		{"offered 33k as a wasp painter in manchester with 5 years, fair?", "Inside the range that the article gives: £30,000 to £39,000", "33"},
		{"offered 20k as a junior wasp painter uk, fair?", "Below the range that the article gives: £22,500 to £26,500", "20k"},
		{"offered 20k as a junior wasp painter, fair?", "£22,500 to £26,500", "elow the range"},
		{"associate level bee keeper uk", "£52,000", "£22,000"},
	}
	for _, test := range tests {
		got := say(b, test.text)
		if all := got.Headline + "\n" + got.Text; got.Kind != Salary || !strings.Contains(all, test.want) || strings.Contains(all, test.never) {
			t.Errorf("%q: %q, %q, want %q and no %q", test.text, got.Headline, got.Text, test.want, test.never)
		}
	}
	for _, text := range []string{"director wasp painter uk", "wasp painter pay in germany", "senior wasp painter pay with 25 years in canada"} {
		if got := say(b, text); got.Kind.Answered() {
			t.Errorf("%q: %q, %q, want none", text, got.Headline, got.Text)
		}
	}
	first := say(b, "junior wasp painter pay uk")
	if got := b.Answer(Question{Text: "and senior?", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline, "£42,000 to £56,000") {
		t.Errorf("and senior? = %q, want the next sentence", got.Headline)
	}
}
