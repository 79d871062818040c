package bot

import (
	"slices"
	"strings"
	"testing"
)

// prose gives pay in sentences that say of several things what each gets.
const prose = "---\ntitle: Beewright or Swarmer\nroles:\n  - name: Beewright\n  - name: Swarmer\nperiod: year\ndata: 2026\n---\n\n" +
	"## Pay\n\n| Level | Beewright | Swarmer |\n|---|---|---|\n| Trainee | £20,000 | £21,000 |\n| Senior | £30,000 | £31,000 |\n\nA beewright with a ladder licence gets another £4,000 on top. Towns on the coast pay 12% more.\n\n" +
	"## Who signs the payslip\n\n- **Orchards:** beewrights £22,000–£23,000, swarmers £24,000–£25,000, smokers £26,000. Bring boots.\n- **Monasteries:** beewrights £32,000–£33,000, swarmers on the second rung £34,000–£35,000, all in kind.\n\n" +
	"## Odds and ends\n\nWax is sold at £9 to £14 a block; a licence to keep drones costs £57, and the immunisation against stings £66.\n"

// TestClauses: a figure in prose answers where its clause says all that the question does,
// and not where a word of it is missing.
func TestClauses(t *testing.T) {
	b := newBotOn(t, inMuch(prose))
	for text, want := range map[string]string{
		"what do orchards pay a beewright":                  "£22,000–£23,000",
		"swarmer pay in a monastery":                        "£34,000–£35,000",
		"do beewrights get extra for a ladder licence":      "£4,000",
		"how much more do they pay on the coast":            "12%",
		"how much do i pay for the drone licence":           "£57",
		"what do they pay you for a block of wax":           "£9 to £14",
		"how much is the jab against stings":                "£66",
		"what do orchards pay a beewright with a telescope": "",
	} {
		got := say(b, text)
		if want == "" {
			if strings.Contains(got.Headline, "£22,000") {
				t.Errorf("%q: %q, though no clause has all of it", text, got.Headline)
			}
		} else if !got.Kind.Answered() || !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %s %q, want %s", text, got.Kind, got.Headline, want)
		}
	}
}

// TestClausesIn: each part of a sentence has a figure, and what has none goes with one.
func TestClausesIn(t *testing.T) {
	for sentence, want := range map[string][]string{
		"No figure, and none here":                                   {"No figure, and none here"},
		"In England a nurse is on £1, a porter on £2; all get boots": {"In England a nurse is on £1", "a porter on £2; all get boots"},
		"technicians £24,800–£27,500, managers £33,000":              {"technicians £24,800–£27,500", "managers £33,000"},
		"Band 4, £27,900 to £30,700; a smoker in Band 6, 12% more":   {"Band 4, £27,900 to £30,700", "a smoker in Band 6, 12% more"},
		"smokers £1 and painters £2":                                 {"smokers £1", "painters £2"},
	} {
		if got := clausesIn(sentence); !slices.Equal(got, want) {
			t.Errorf("clausesIn(%q) = %q, want %q", sentence, got, want)
		}
	}
}
