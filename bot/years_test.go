package bot

import (
	"strings"
	"testing"
)

const scaleArticle = `---
title: Bees
period: year
roles:
  - name: Bee Keeper
  - name: Wasp Painter
---
## At a glance

| | Bee Keeper | Wasp Painter |
|---|---|---|
| Tools | Smoker | Brush |
| Starting pay (UK) | £21,000 | £22,000 |

## What does a bee keeper earn?

| Point | UK |
|---|---|
| Training (first 8 weeks) | £21,000 |
| Year 1 | £24,000–£25,000 |
| Years 2–4 | £26,000–£28,000 |
| Years 5 to 7 | £29,000–£30,000 |
| Year 8+ | £33,000–£35,000 |
| Hive manager | £38,000 |
| Contracts manager | £41,000 |

## What does a wasp painter earn?

| Step | UK |
|---|---|
| 1st year | £17,000 |
| Third year | £18,000 |
| Master (4+ years) | £32,000 |

## What is the first year like?

The first year of a bee keeper is cold.
`

// TestStepsOfAScale: the steps of a scale that are counted in years are asked for by
// their number and by years of experience; other roles have no such steps. The table of
// the role is cited before the figure in a comparison.
func TestStepsOfAScale(t *testing.T) {
	b := newBotOn(t, inMuch(scaleArticle+"\n## What else there is\n"))
	tests := []struct{ text, want, not string }{
		{"bee keeper first year wage", "Year 1 (Bee Keeper), UK: £24,000–£25,000", "£21,000"},
		{"year 1 bee keeper", "Year 1 (Bee Keeper), UK: £24,000–£25,000", "means"},
		{"offered 23k as a year one bee keeper in the UK, fair?", "Below the range for a Year 1 (Bee Keeper), UK: £24,000–£25,000", "£26,000"},
		{"bee keeper pay in the 3rd year", "Years 2–4 (Bee Keeper), UK: £26,000–£28,000", "1–4"},
		{"bee keeper 3 years in, what pay", "Years 2–4 (Bee Keeper), UK: £26,000–£28,000", "1–4"},
		{"year 6 bee keeper salary", "Years 5 to 7 (Bee Keeper), UK: £29,000–£30,000", "£33,000"},
		{"bee keeper salary after 12 years", "Year 8+ (Bee Keeper), UK: £33,000–£35,000", "£29,000"},
		{"bee keeper starting salary", "£21,000", "£24,000"},
		{"year 2 wasp painter pay", "Wasp Painter, UK", "£26,000"},
		{"first year student bee keeper pay", "£21,000", "£24,000"},
		{"contracts manager pay", "Contracts manager (Bee Keeper), UK: £41,000", "£38,000"},
		{"1st year wasp painter pay", "1st year (Wasp Painter), UK: £17,000", "£24,000"},
		{"wasp painter, 3 years in, uk pay", "Third year (Wasp Painter), UK: £18,000", "£32,000"},
		{"hive manager salary", "Hive manager (Bee Keeper), UK: £38,000", "£41,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Plain(), test.want) || strings.Contains(got.Headline+got.Text, test.not) {
			t.Errorf("%q: %q, want %q and no %q", test.text, got.Plain(), test.want, test.not)
		}
	}
	if got := say(b, "bee keeper salary"); len(got.Sources) != 2 || got.Sources[0].Section != "what-does-a-bee-keeper-earn" {
		t.Errorf("the sources are %v, want the role's own table first", got.Sources)
	}
}

// TestYearsInWords: parts of years, years that are nearly over and years under somebody's
// belt choose the band, and what somebody is worth beside them is pay.
func TestYearsInWords(t *testing.T) {
	b := newBot(t)
	tests := []struct{ text, want string }{
		{"6 and a half years of devops under my belt, Atlanta GA, whats my worth", "Senior DevOps Engineer, US: $150,000–$220,000"},
		{"six and a half years under my belt as a devops engineer in the US, what's my worth?", "Senior DevOps Engineer, US: $150,000–$220,000"},
		{"a year and a half as a software engineer in London, what am i worth", "Entry-level Software Engineer, UK: £30,000–£50,000"},
		{"two and a bit years of devops, UK, my worth?", "Mid-level DevOps Engineer, UK: £60,000–£85,000"},
		{"3 years and a bit as a software engineer, what is my worth in the UK", "Mid-level Software Engineer, UK: £55,000–£80,000"},
		{"going on five years as a software engineer in Texas, whats my worth", "Mid-level Software Engineer, US: $100,000–$150,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text); got.Headline != test.want {
			t.Errorf("%q: %q, want %q", test.text, got.Headline, test.want)
		}
	}
	for _, text := range []string{"how do i prove my worth as a devops engineer", "devops engineer, linux and docker under my belt, what else is needed"} {
		if got := say(b, text); strings.ContainsAny(got.Headline, "£$") {
			t.Errorf("%q: %q, want no pay", text, got.Headline)
		}
	}
}

// TestOwnYear: the year that somebody is in, in a role whose pay is spoken of, is judged
// by its band; a year of learning or in a town is not.
func TestOwnYear(t *testing.T) {
	b := newBot(t)
	tests := []struct{ text, want string }{
		{"so theyre paying me $92k as a software engineer in Denver, its my first year. decent??", "Inside the range for an entry-level Software Engineer, US: $65,000–$95,000"},
		{"software engineer in Denver on $92k, first year on the job, is that decent?", "Inside the range for an entry-level Software Engineer, US: $65,000–$95,000"},
		{"they offered me 52k for my first devops job (birmingham). good?", "Inside the range for an entry-level DevOps Engineer, UK: £40,000–£55,000"},
		{"i am devops since 4 months. city is liverpool. salary is 38k and HR says is fair. it is?", "Below the range for an entry-level DevOps Engineer, UK: £40,000–£55,000"},
		{"devops in London on 50k, year one for me, is that ok?", "Inside the range for an entry-level DevOps Engineer, UK: £40,000–£55,000"},
		{"software engineer UK, third year in the role, what salary?", "Mid-level Software Engineer, UK: £55,000–£80,000"},
		{"i get £70k as a devops engineer in the UK and this is my fourth year, fair?", "Inside the range for a mid-level DevOps Engineer, UK: £60,000–£85,000"},
	}
	for _, test := range tests {
		if got := say(b, test.text); got.Headline != test.want {
			t.Errorf("%q: %q, want %q", test.text, got.Headline, test.want)
		}
	}
	for _, text := range []string{"third year at uni, software engineer salary UK?", "its my second year in London, devops salary?", "after my third year what is the devops salary in the UK", "my third year of a degree, software engineer pay UK"} {
		if got := say(b, text); strings.Contains(got.Plain(), "Going by your years") {
			t.Errorf("%q: %q, want no years of experience", text, got.Plain())
		}
	}
}

// TestStartingMoney: what one starts on is the level of beginners.
func TestStartingMoney(t *testing.T) {
	b := newBot(t)
	talk := talk{bot: b}
	talk.say("tell me about the skills of a software engineer")
	if got := talk.say("hows the starting money in that, im in ohio"); got.Headline != "Entry-level Software Engineer, US: $65,000–$95,000" {
		t.Errorf("in a thread: %q", got.Headline)
	}
	for _, text := range []string{"devops engineer starting wage in the UK", "what do they start you on as a devops in the UK", "starting money for devops in the UK?", "how much would they start me on as a devops engineer, UK"} {
		if got := say(b, text); got.Headline != "Entry-level DevOps Engineer, UK: £40,000–£55,000" {
			t.Errorf("%q: %q", text, got.Headline)
		}
	}
	if got := say(b, "what tools do they start you on as a devops engineer"); strings.ContainsAny(got.Headline, "£$") {
		t.Errorf("tools to start on: %q, want no pay", got.Headline)
	}
}

// TestTimeGoesFor: what an hour goes for is a rate.
func TestTimeGoesFor(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{
		"thinking of quitting perm and going contract as a devops in Texas. what would an hour of my time go for",
		"what does a day go for as a freelance devops engineer in the UK",
		"how much does my time go for if i contract as a devops in the US",
	} {
		if got := say(b, text); !strings.Contains(got.Plain(), "$120–$180/hour") || !strings.Contains(got.Plain(), "£500–£800/day") {
			t.Errorf("%q: %q", text, got.Plain())
		}
	}
}

// TestSpanToTheTop: a span from a level to the top is every level from there on.
func TestSpanToTheTop(t *testing.T) {
	b := newBot(t)
	const staff = "$170,000–$350,000+"
	tests := []struct{ text, first, not string }{
		{"show me each level for a software engineer in the us, from newbie right up to the top", "$65,000–$95,000", "£"},
		{"software engineer salary US from a junior all the way to the very top", "$65,000–$95,000", "£"},
		{"what does a software engineer make in the US from mid-level to the top", "$100,000–$150,000", "$65,000"},
	}
	for _, test := range tests {
		got := say(b, test.text).Plain()
		if !strings.Contains(got, test.first) || !strings.Contains(got, staff) || strings.Contains(got, test.not) || strings.Contains(got, "DevOps Engineer") {
			t.Errorf("%q: %q", test.text, got)
		}
	}
}

// TestYearsInOtherName: years in what a role's other name says are years in the role.
func TestYearsInOtherName(t *testing.T) {
	b := newBotOn(t, ladderOfKeepers)
	for _, text := range []string{"apiary keeper, 7 years doing apiary, UK", "apiary keeper in the UK, 7 years in apiary, pay?"} {
		if got := say(b, text); got.Headline != "Senior Bee Keeper, UK: £40,000–£50,000" {
			t.Errorf("%q: %q", text, got.Headline)
		}
	}
}

const ladderOfKeepers = `---
title: Bees
period: year
roles:
  - name: Bee Keeper
    aliases: [apiary keeper]
  - name: Wasp Painter
---
## What do they earn?

| Level | Bee Keeper (UK) | Wasp Painter (UK) |
|---|---|---|
| Junior (0–3 years) | £20,000–£30,000 | £21,000–£31,000 |
| Senior (4+ years) | £40,000–£50,000 | £41,000–£51,000 |
`

// TestYearsOutOf: years out of uni are years of work, and no beginning.
func TestYearsOutOf(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) |\n|---|---|\n| Junior (0–2 years) | £21,000 |\n| Senior (3–8 years) | £31,000 |\n")
	for text, want := range map[string]string{
		"my daughter is a bee keeper 4 years out of uni. what should she get": "£31,000",
		"fresh out of uni bee keeper pay uk":                                  "£21,000",
	} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q is answered %q, want %s", text, got.Headline, want)
		}
	}
}
