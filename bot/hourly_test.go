package bot

import (
	"strings"
	"testing"
)

// byTheHourArticle gives the pay of employees by the hour and the year, and in
// its text that of others.
const byTheHourArticle = `---
title: "Bee Keeper or Bee Painter"
roles:
  - name: Bee Keeper
  - name: Bee Painter
---

## What they pay in the UK

| Role | Level | Pay per hour | Pay per year |
|---|---|---|---|
| Bee Keeper | Junior (0–2 years) | £12–£15 | £22,000–£28,000 |
| Bee Keeper | Senior (5–8 years) | £20–£26 | £38,000–£49,000 |
| Bee Painter | Junior (0–2 years) | £11–£14 | £21,000–£27,000 |
| Bee Painter | Senior (5–8 years) | £19–£24 | £36,000–£45,000 |

### Working for yourself

Self-employed bee keepers charge £45–£60 per hour and self-employed bee painters £35–£50 per hour.

### Far from home

On lighthouse islands bee keepers earn £70,000–£80,000 a year.

## The work

### What bee keepers do

They lift boxes and look for the queen.

### What bee painters do

They paint dots.
`

func withHours(t *testing.T) *Bot {
	t.Helper()
	return newBotOn(t, inMuch(byTheHourArticle+"\n## What else there is\n"))
}

// TestPayByTheHour: what an hour pays employees, what others charge for it and
// what somebody is paid by it are three things.
func TestPayByTheHour(t *testing.T) {
	b := withHours(t)
	for text, want := range map[string]string{
		"senior bee keeper hourly pay uk":                                          "£20–£26",
		"senior bee keeper salary uk":                                              "£38,000–£49,000",
		"what do self employed bee keepers charge per hour":                        "£45–£60",
		"what does a bee keeper earn on a lighthouse":                              "£70,000–£80,000",
		"what do bee keepers do":                                                   "queen",
		"senior bee keeper in the uk. they pay me 22 an hour, is that ok":          "Inside the range for a senior Bee Keeper, UK: £20–£26",
		"i get 18 an hour as a senior bee keeper in the uk, am i being ripped off": "Below the range for a senior Bee Keeper, UK: £20–£26",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Headline+"\n"+got.Text, want) {
			t.Errorf("Answer(%q) = %q, %q, want %q in it", text, got.Headline, got.Text, want)
		}
	}
	first := say(b, "what do self employed bee keepers charge per hour")
	if got := b.Answer(Question{Text: "and bee painters?", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline+got.Text, "£35–£50") {
		t.Errorf("and bee painters? = %q, want what they charge", got.Headline)
	}
}

// TestOfferForAnotherTime: an amount by the hour or month is no amount by the year.
func TestOfferForAnotherTime(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"offered £45 an hour as a mid level devops engineer in the uk, fair?", "is £3,500 a month ok for a junior devops engineer in the uk", "offered £2,500 as a mid level devops engineer in the uk, fair?"} {
		if got := say(b, text); strings.Contains(got.Headline, "the range for") || !strings.Contains(got.Text, "different lengths of time") {
			t.Errorf("Answer(%q) = %q, %q, want no judgement", text, got.Headline, got.Text)
		}
	}
	if got := say(b, "is £45,000 a year ok for a junior devops engineer in the uk"); !strings.HasPrefix(got.Headline, "Inside the range") {
		t.Errorf("an amount a year = %q, want inside the range", got.Headline)
	}
	if got := say(b, "who gets £40 an hour"); strings.Contains(got.Headline, "Entry-level, UK: DevOps Engineer £40,000") {
		t.Errorf("£40 an hour = %q, want no range that begins at £40,000", got.Headline)
	}
}

// TestContractThatIsNoRate: a contract in a question that names no money asks
// for no rate where something else is plainly asked for.
func TestContractThatIsNoRate(t *testing.T) {
	b := withHours(t)
	if got := say(b, "on which islands is there contract work far from home"); strings.Contains(got.Headline+got.Text, "£45–£60") {
		t.Errorf("a question on a place = %q, %q, want no rates", got.Headline, got.Text)
	}
	if got := say(b, "contract rate of a bee keeper"); !strings.Contains(got.Headline+got.Text, "£45–£60") {
		t.Errorf("contract rate = %q, %q, want what they charge", got.Headline, got.Text)
	}
}
