package bot

import "testing"

// TestLeavesOut: the pay of a role in general is no answer to a question that says more
// than any table does, nor to one for the pay of an occupation that no article has.
func TestLeavesOut(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) | Honey taster (UK) |\n|---|---|---|\n| Junior | £21,000 | £23,000 |\n| Senior | £31,000 | £33,000 |\n")
	for text, kind := range map[string]Kind{
		"bee keeper pay please":                   Salary,
		"hey what do bee keepers make these days": Salary,
		"petrol money for bee keepers?":           Declined,
		"orchard bee keeper with a van, salary?":  Declined,
		"junior bee keeper with a van, salary?":   Salary,
		"newly qualified paramedic wage":          Declined,
	} {
		if got := say(b, text); got.Kind != kind {
			t.Errorf("%q is answered %s %q, want %s", text, got.Kind, got.Headline, kind)
		}
	}
}
