package bot

import (
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestWhenWorked: columns for when work is done are nobody's pay by themselves, a table
// that is paid by the hour is no year's pay, and what some people on a step are called
// does not name another step.
func TestWhenWorked(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bee keeper vs honey taster\nperiod: year\nroles:\n  - name: Keeper\n    aliases: [comb keeper, head keeper]\n  - name: Honey Taster\n---\n\n"+
		"## Keepers, rung by rung\n\n| Rung | UK |\n|---|---|\n| Junior keeper | £23,000–£25,000 |\n| Comb keeper | £29,000–£33,000 |\n| Head keeper | £39,000–£53,000 |\n\n"+
		"## Relief keepers\n\nPaid by the hour, holiday pay already rolled in.\n\n| Grade | Weekday | Weekend |\n|---|---|---|\n"+
		"| Relief junior | £13.60 | £14.80 |\n| Relief comb keeper | £16.25 | £17.75 |\n| Relief head keeper | £23.75 | £26.00 |\n\n## What else there is\n"))
	for text, want := range map[string]string{
		"relief head keeper weekend":        "£26.00",
		"relief comb keeper weekday rate?":  "£16.25",
		"relief junior, weekday per hour":   "£13.60",
		"what does a head keeper earn":      "£39,000",
		"relief comb keeper weekend hourly": "£17.75",
	} {
		got := say(b, text)
		if !strings.Contains(got.Headline, want) || strings.Contains(got.Text, "per year") && strings.Contains(want, ".") {
			t.Errorf("%q: %q, %q, want %s and no year's pay", text, got.Headline, got.Text, want)
		}
	}
	for _, r := range b.set.Covered(knowledge.RoleTerm) {
		if strings.Contains(r.Name, "Week") {
			t.Errorf("%q is a role", r.Name)
		}
	}
}
