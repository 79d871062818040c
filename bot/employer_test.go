package bot

import (
	"strings"
	"testing"
)

const settingsArticle = `---
title: Bees
roles:
  - name: Bee Keeper
  - name: Wasp Painter
---
## What they earn

| Stage | Bee Keeper (UK) | Wasp Painter (UK) |
|---|---|---|
| Junior (0–2 years) | £22,000 | £23,000 |
| Senior (6+ years) | £41,000 | £46,000 |

## Does the hive matter?

| Setting | Bee Keeper salary | Wasp Painter salary |
|---|---|---|
| Honey agency | £30,000 | £33,000 |
| In-house brand team | £29,000 | £31,000 |
| Publishing and news | £26,000 | £28,000 |
| TV and post house | £28,000 | £70,000 |

## Wasp painters: basic pay against real earnings

Agencies set the basic low.

| Where they paint | Basic pay (US) | On-target earnings (US) |
|---|---|---|
| Agency desk | $43,000 | $68,000–$115,000 |
| Executive search | $90,000 | $160,000–$270,000 |

## Bonus

Honey agencies pay a yearly bonus if they have won something.
`

// TestSettings: rows that say where people work are found by a part of their
// names, of two that share a word the one with more of it; they are no steps of a
// ladder, and are named beside it.
func TestSettings(t *testing.T) {
	b := newBotOn(t, inMuch(settingsArticle+"\n## What else there is\n"))
	tests := []struct{ text, want string }{
		{"in-house bee keeper salary?", "In-house brand team (Bee Keeper): £29,000"},
		{"bee keeper pay at a honey agency", "Honey agency (Bee Keeper): £30,000"},
		{"publishing wasp painter pay", "Publishing and news (Wasp Painter): £28,000"},
		{"what do wasp painters get at a post production house", "TV and post house (Wasp Painter): £70,000"},
		{"bee keeper, agency, i get 28k. fair?", "Below the range for a Honey agency (Bee Keeper): £30,000"},
		{"bee keeper in-house vs agency pay", "Honey agency £30,000; In-house brand team £29,000"},
		{"in-house bee keeper salary in the uk", "The article names no place for these figures."},
		{"bee keeper salary", "I have figures of their own, too, for honey agency"},
		{"where do bee keepers earn the least", "Publishing and news (Bee Keeper): £26,000"},
		{"do honey agencies pay bee keepers a bonus", "yearly bonus"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
	if got := say(b, "bee keeper salary"); got.Table == nil && !strings.Contains(got.Headline, "£22,000") || strings.Contains(got.Plain(), "£26,000") {
		t.Errorf("%q, want the steps alone", got.Plain())
	}
}

// TestSettingsByAnyName: what the first header calls an employer or a setting is none of
// what the words of its label mean elsewhere: a level, a role, a subject that nobody
// advises on, or who pays.
func TestSettingsByAnyName(t *testing.T) {
	b := newBotOn(t, inMuch(`---
title: Bees
period: year
roles:
  - name: Bee Keeper
  - name: Wasp Painter
---
## What they earn

| Stage | Bee Keeper (UK) | Wasp Painter (UK) |
|---|---|---|
| Junior (0–2 years) | £22,000 | £23,000 |
| Senior (6+ years) | £41,000 | £46,000 |

## Pay by employer

| Employer | Bee Keeper (UK) | Wasp Painter (UK) |
|---|---|---|
| Head office | £51,000 | £52,000 |
| Insurance and loss adjusting | £43,000 | £44,000 |
| Private hospital or clinic | £35,000 | £36,000 |
| Charity or disability trust | £29,000 | £30,000 |
| University teaching | £45,000 | – |

## Pay by place of work

| Where they work | Bee Keeper (UK) | Wasp Painter (UK) |
|---|---|---|
| Senior living home | £27,000 | £28,000 |
| Nest builder | £26,000 | £26,500 |

## Where do they work?

Charities and hospitals have hives, and a head office has none.

## What else there is
`))
	tests := []struct{ text, want string }{
		{"bee keeper pay at a head office", "Head office (Bee Keeper), UK: £51,000"},
		{"insurance loss adjusting as a bee keeper, what's the pay", "Insurance and loss adjusting (Bee Keeper), UK: £43,000"},
		{"private hospital pay, bee keeper", "Private hospital or clinic (Bee Keeper), UK: £35,000"},
		{"charity bee keeper wage", "Charity or disability trust (Bee Keeper), UK: £29,000"},
		{"what do disability charities pay wasp painters", "Charity or disability trust (Wasp Painter), UK: £30,000"},
		{"university teaching pay for bee keepers", "University teaching (Bee Keeper), UK: £45,000"},
		{"wasp painter pay in senior living homes", "Senior living home (Wasp Painter), UK: £28,000"},
		{"nest builder bee keeper salary", "Nest builder (Bee Keeper), UK: £26,000"},
		{"what do bee keepers in insurance earn", "Insurance and loss adjusting (Bee Keeper), UK: £43,000"},
		{"insurance wasp painter salary", "Insurance and loss adjusting (Wasp Painter), UK: £44,000"},
		{"how much do bee keepers pay for insurance", "I can't advise on insurance"},
		{"do i need insurance as a bee keeper", "I can't advise on insurance"},
		{"bee keeper salary", "Entry-level £22,000; Senior £41,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
}

// TestKindsOfPay: of two kinds of pay in columns of their own the one asked for is
// given, else both.
func TestKindsOfPay(t *testing.T) {
	b := newBotOn(t, inMuch(settingsArticle+"\n## What else there is\n"))
	tests := []struct{ text, want string }{
		{"desk wasp painter usa, just the basic", "Agency desk (Wasp Painter), US: $43,000\nThe article has that under “Basic pay (US)”."},
		{"exec search wasp painter us, total earnings", "Executive search (Wasp Painter), US: $160,000–$270,000\n"},
		{"exec search base us (no commission)", "Executive search (Wasp Painter), US: $90,000\n"},
		{"exec search wasp painter pay in the us", "$90,000 or $160,000–$270,000\n$90,000 is under “Basic pay (US)”"},
		{"the most a wasp painter can earn in the us", "$160,000–$270,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
	first := say(b, "exec search wasp painter us, just the basic")
	if got := b.Answer(Question{Text: "and on target?", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline, "$160,000–$270,000") {
		t.Errorf("and on target? = %q, want the other kind", got.Headline)
	}
}

// TestSpecialisms: the pay of those in one field of a role is asked for by its name, and
// is never that of the role: neither of its steps nor one figure that disagrees.
func TestSpecialisms(t *testing.T) {
	b := newBotOn(t, inMuch(`---
title: Bees
period: year
roles:
  - name: Keeper
  - name: Hive handler
---
## What they earn

| Stage | Keeper (UK) | Hive handler (UK) |
|---|---|---|
| Junior | £22,000 | £23,000 |
| Senior | £41,000 | £46,000 |

## By branch

| Specialism (UK, senior) | Lower (£ a year) | Middle (£ a year) | Upper (£ a year) |
|---|---|---|---|
| Moor keeper | 38,000 | 44,000 | 51,000 |
| Cyber keeper | 58,000 | 64,000 | 71,000 |
| Wild swarm handler | 35,000 | 39,000 | 44,000 |

## What else there is
`))
	tests := []struct{ text, want string }{
		{"whats a moor keeper on", "Moor keeper (Keeper), UK: 38,000–51,000 (£; middle 44,000)"},
		{"whats a moor keeper on", "The table is headed “Specialism (UK, senior)”."},
		{"how much can you earn as a cyber keeper", "Cyber keeper (Keeper), UK: 58,000–71,000 (£; middle 64,000)"},
		{"wild swarm handler pay", "Wild swarm handler (Hive handler), UK: 35,000–44,000 (£; middle 39,000)"},
		{"senior keeper pay in the uk", "Senior Keeper, UK: £41,000"},
		{"keeper pay", "I have figures of their own, too, for moor keeper and cyber keeper."},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
	for _, text := range []string{"keeper pay", "senior keeper pay in the uk"} {
		if got := say(b, text); strings.Contains(got.Plain(), "38,000") {
			t.Errorf("%q: %q, want the steps alone", text, got.Plain())
		}
	}
}
