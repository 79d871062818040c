package bot

import (
	"strings"
	"testing"
)

const stepWords = "---\ntitle: Bee Keeper vs Bee Painter\nroles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\ndata: 2026\n---\n\n## Pay in the UK\n\n| Career stage | Bee Keeper | Bee Painter |\n|---|---|---|\n" +
	"| Newly qualified (0–2 years) | £21,000 | £22,000 |\n| Meadow hand (3–6 years) | £31,000 | £32,000 |\n| Consultant practitioner | £41,000 | £42,000 |\n| Honey/wax specialist | N/A | £52,000 |\n"

// TestWordsOfSteps: an occupation beside a role whose own table has a step of that name
// is the step, and stays an occupation anywhere else.
func TestWordsOfSteps(t *testing.T) {
	b := newBotOn(t, stepWords)
	for question, want := range map[string]string{
		"consultant bee painter, uk, whats the money": "£42,000",
		"bee keeper consultant salary uk":             "£41,000",
		"bee keeper pay uk at consultant level":       "£41,000",
	} {
		if d := b.Answer(Question{Text: question, Addressed: true}); d.Kind != Salary || !strings.Contains(d.Headline, want) {
			t.Errorf("%q: %v %q, want %s", question, d.Kind, d.Headline, want)
		}
	}
	for _, question := range []string{"what does a consultant earn in the uk", "bee keeper or consultant, who earns more in the uk"} {
		if d := b.Answer(Question{Text: question, Addressed: true}); d.Kind != Declined {
			t.Errorf("%q: %v %q, want declined", question, d.Kind, d.Headline)
		}
	}
	first := b.Answer(Question{Text: "what do newly qualified bee painters earn uk", Addressed: true})
	if d := b.Answer(Question{Text: "ok and consultant level", Prior: first.State, Addressed: true}); !strings.Contains(d.Headline, "£42,000") {
		t.Errorf("thread: %q, want £42,000", d.Headline)
	}
}

// TestPayOfYearsOfExperience: "experience" before "make" does not hide that pay is asked
// for; how much of it makes somebody a level still asks for the years.
func TestPayOfYearsOfExperience(t *testing.T) {
	b := newBotOn(t, stepWords)
	for question, want := range map[string]string{
		"what does a bee keeper with 4 years experience make in the uk": "£31,000",
		"what experience makes you a meadow hand":                       "3–6 years",
	} {
		if d := b.Answer(Question{Text: question, Addressed: true}); !strings.Contains(d.Headline, want) {
			t.Errorf("%q: %q, want %s", question, d.Headline, want)
		}
	}
}

// TestHalvesOfANameWithASlash: either word before the slash's shared noun asks for the row.
func TestHalvesOfANameWithASlash(t *testing.T) {
	b := newBotOn(t, stepWords)
	for _, question := range []string{"what do wax specialists in bee painting earn in the uk", "honey specialist bee painter salary uk"} {
		if d := b.Answer(Question{Text: question, Addressed: true}); d.Kind != Salary || !strings.Contains(d.Headline, "£52,000") {
			t.Errorf("%q: %v %q, want £52,000", question, d.Kind, d.Headline)
		}
	}
}
