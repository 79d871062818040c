package bot

import (
	"strings"
	"testing"
)

const dayRatesArticle = `---
title: Bees
data: 2026
roles:
  - name: Bee Keeper
  - name: Wasp Painter
---
## What they earn on staff

These are salaries per year.

| Level | Bee Keeper (London) | Bee Keeper (rest of UK) | Wasp Painter (London) | Wasp Painter (rest of UK) |
|---|---|---|---|---|
| Junior | £25k–£29k | £22k–£25k | £26k–£31k | £23k–£27k |
| Senior | £41k–£52k | £35k–£44k | £46k–£60k | £38k–£48k |

## And freelance? What are the day rates?

Before tax, for eight hours. They work ten hours as often as not.

| Level | Bee Keeper | Wasp Painter |
|---|---|---|
| Junior | £130–£170 | £150–£200 |
| Senior | £270–£360 | £320–£450 |

If you bring a smoker, charge a fee on top: £40–£60 a day is normal.
`

// TestDayRatesOfATable: a heading, or the line before a table, says that its
// figures are per day; they are found for whoever asks for rates, the answer says
// the day, and a place that the whole article is on is not held against them.
func TestDayRatesOfATable(t *testing.T) {
	said := strings.NewReplacer("## And freelance? What are the day rates?", "## And freelance?", "Before tax, for", "Rates per day, before tax, for")
	tests := []struct{ text, want string }{
		{"day rate senior bee keeper", "£270–£360\n2026 figures, per day."},
		{"freelance bee keeper junior rate per day", "£130–£170\n"},
		{"junior freelance rates for both", "Bee Keeper £130–£170; Wasp Painter £150–£200"},
		{"day rate of a senior bee keeper in london", "The article names no place for these figures."},
		{"what do freelance painters charge", "Wasp Painter"},
		{"freelance day rates", "Pay of Bee Keeper and Wasp Painter, by level"},
		{"they offer 200 a day to a senior bee keeper, fair?", "Below the range for a senior Bee Keeper: £270–£360"},
		{"senior bee keeper salary london", "£41k–£52k\n"},
	}
	for _, article := range []string{dayRatesArticle, said.Replace(dayRatesArticle)} {
		b := newBotOn(t, inMuch(article+"\n## What else there is\n"))
		for _, test := range tests {
			if got := say(b, test.text); got.Kind != Salary || !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
				t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
			}
		}
		first := say(b, "freelance bee keeper senior rate per day")
		if got := b.Answer(Question{Text: "and for painters", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline, "£320–£450") {
			t.Errorf("and for painters: %q, want the other role's rate", got.Headline)
		}
	}
}

// TestRatesOfAnotherCurrency: figures without a place are none of a place whose
// pay the article gives in another currency.
func TestRatesOfAnotherCurrency(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n---\n## Pay\n\n| Level | Bee Keeper (UK) | Bee Keeper (US) |\n|---|---|---|\n| Senior | £30,000 | $60,000 |\n\n"+
		"## Day rates\n\n| Level | Bee Keeper |\n|---|---|\n| Senior | £270–£360 |\n\n## What else there is\n"))
	if got := say(b, "day rate of a senior bee keeper in the uk"); !strings.Contains(got.Headline, "£270–£360") {
		t.Errorf("%q, %q, want the rate", got.Headline, got.Text)
	}
	if got := say(b, "day rate of a senior bee keeper in the us"); strings.Contains(got.Headline+got.Text, "£270") {
		t.Errorf("%q, %q, want no pounds for the US", got.Headline, got.Text)
	}
}

// TestRateOfNoSuchLevel: a level that the table of rates does not have is no case
// for a sentence on something else.
func TestRateOfNoSuchLevel(t *testing.T) {
	b := newBotOn(t, inMuch(strings.Replace(dayRatesArticle, "| Senior | £41k", "| Head of hive | £80k | £81k | £82k | £83k |\n| Senior | £41k", 1)+"\n## What else there is\n"))
	if got := say(b, "day rate of a bee keeper, head of hive"); got.Kind.Answered() {
		t.Errorf("%q, %q, want none", got.Headline, got.Text)
	}
}

// TestPeriodSaidOnce: figures that two tables give alike are one, also where only
// one of the tables says their period.
func TestPeriodSaidOnce(t *testing.T) {
	b := newBotOn(t, "---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n---\n## Pay\n\nThese are salaries per year.\n\n| Level | Bee Keeper (UK) |\n|---|---|\n| Senior | £30,000–£40,000 |\n\n"+
		"## Pay again\n\n| Level | Bee Keeper (UK) |\n|---|---|\n| Senior | £30,000–£40,000 |\n")
	if got := say(b, "senior bee keeper salary uk"); got.Headline != "Senior Bee Keeper, UK: £30,000–£40,000" {
		t.Errorf("%q, want the range once", got.Headline)
	}
}
