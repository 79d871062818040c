package bot

import (
	"strings"
	"testing"
)

// TestWithoutTowns: figures of towns stand beside those in general only where a town, or
// where one earns them, is asked about; a town's own come with the level of their heading.
func TestWithoutTowns(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Beewright or Swarmer\nroles:\n  - name: Beewright\n  - name: Swarmer\nperiod: year\ndata: 2026\n---\n\n## Pay by level\n\n"+
		"| Level | Beewright | Swarmer |\n|---|---|---|\n| Junior | £20,000 | £21,000 |\n| Mid-level | £30,000 | £31,000 |\n| Senior | £40,000 | £41,000 |\n\n"+
		"## Mid-level pay, city by city\n\n| Where | Beewright | Swarmer |\n|---|---|---|\n| London | £36,000 | £37,000 |\n| Edinburgh and Glasgow | £34,000 | £35,000 |\n\n## What else there is\n"))
	for text, want := range map[string]struct{ has, lacks string }{
		"what does a beewright earn":              {"£40,000", "£36,000"},
		"mid level swarmer pay":                   {"£31,000", "£37,000"},
		"mid level swarmer pay in glasgow":        {"£35,000", "£31,000"},
		"beewright in london, 3 years experience": {"£36,000", "£30,000"},
	} {
		got := say(b, text).Plain()
		if !strings.Contains(got, want.has) || strings.Contains(got, want.lacks) {
			t.Errorf("%q: %s\nwant %s and not %s", text, got, want.has, want.lacks)
		}
	}
}

// TestTellBelow: a sentence of many amounts is no headline.
func TestTellBelow(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Beewright or Swarmer\nroles:\n  - name: Beewright\n  - name: Swarmer\nperiod: year\n---\n\n## Freelance rates\n\n- Per day: beewright £400–£575, swarmer £450–£650, painter £300–£350\n- Expenses are extra\n\n## What else there is\n"))
	got := say(b, "day rate of a freelance beewright")
	if !got.Kind.Answered() || amountsIn(got.Headline) > mostAmounts || !strings.Contains(got.Text, "£400–£575") {
		t.Errorf("%s %q %q, want the rates below a headline", got.Kind, got.Headline, got.Text)
	}
}

// TestAsksOfBot: questions on the bot get help, in whatever words.
func TestAsksOfBot(t *testing.T) {
	b := newBot(t)
	for _, text := range []string{"sorry what can i even ask you", "what sort of things do you know about", "am i allowed to ask anything here", "can you tell me what you know"} {
		if got := say(b, text); got.Kind != Help {
			t.Errorf("%q: %s %q, want help", text, got.Kind, got.Headline)
		}
	}
	for _, text := range []string{"can you tell me what a devops earns in the uk", "do you know a good pizza place", "what do you think of nurses"} {
		if got := say(b, text); got.Kind == Help {
			t.Errorf("%q gets help", text)
		}
	}
}

// TestSaidOfSubjects: subjects of the lists leave them where a sentence speaks of them.
func TestSaidOfSubjects(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Beewright or Swarmer\nroles:\n  - name: Beewright\n  - name: Swarmer\n---\n\n## Getting in\n\nThe hive licence has to be renewed every four years. Swarmers sit a colour vision test. If an employer pays for the course, it is clawed back from whoever goes within a year.\n\n## What else there is\n"))
	for text, want := range map[string]string{
		"does the hive licence ever run out":                     "four years",
		"im colour blind, can i be a swarmer":                    "colour vision test",
		"my course was free, will they want it back if i leave?": "clawed back",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+got.Text, want) {
			t.Errorf("%q: %s %q, want %q", text, got.Kind, got.Headline, want)
		}
	}
	if got := say(b, "is there a pension"); got.Kind.Answered() {
		t.Errorf("a pension: %q", got.Headline)
	}
}

// TestSaysAll: of two labels that a question says, the cell under both answers, and not all
// under either.
func TestSaysAll(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Job | Starting out | Senior or team lead |\n|---|---|---|\n| Bee keeper: Frame maker | £21,000 | £31,000 |\n| Bee keeper: Queen rearer | £23,000 | £33,000 |\n| Honey taster | £25,000 | £35,000 |\n")
	for text, want := range map[string]string{
		"senior frame maker pay":               "£31,000",
		"queen rearer pay when starting out":   "£23,000",
		"frame maker or queen rearer, senior?": "£33,000",
	} {
		got := say(b, text)
		if !strings.Contains(got.Plain(), want) {
			t.Errorf("%q is answered %q, want %q", text, got.Plain(), want)
		}
		if n := strings.Count(got.Headline, "£"); text == "senior frame maker pay" && n != 1 {
			t.Errorf("%q has %d amounts in its headline, want one", text, n)
		}
	}
}
