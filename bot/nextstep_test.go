package bot

import (
	"strings"
	"testing"
)

// TestNextStep: what comes after a step is the step above it in the same table.
func TestNextStep(t *testing.T) {
	b := newBotOn(t, beeHead+"## Pay\n\n| Level | Bee keeper (UK) | Honey taster (UK) |\n|---|---|---|\n| Junior | £21,000 | £23,000 |\n| Senior | £31,000 | £33,000 |\n| Head of hives | £41,000 | £43,000 |\n")
	for text, want := range map[string]string{
		"and after that?":               "£31,000",
		"next level":                    "£31,000",
		"and one step up":               "£31,000",
		"and um the step above that":    "£31,000",
		"what does the grade above get": "£31,000",
		"and a honey taster one up?":    "£33,000",
		"how many hives come after it":  "",
	} {
		first := say(b, "junior bee keeper pay uk")
		got := b.Answer(Question{Text: text, Prior: first.State, Addressed: true})
		if want == "" && strings.Contains(got.Headline, "£31,000") || !strings.Contains(got.Headline, want) {
			t.Errorf("%q is answered %q, want %q", text, got.Headline, want)
		}
		if text != "and after that?" {
			continue
		}
		if got = b.Answer(Question{Text: text, Prior: got.State, Addressed: true}); !strings.Contains(got.Headline, "£41,000") {
			t.Errorf("%q is answered %q then, want £41,000", text, got.Headline)
		}
		top := got.State
		if got = b.Answer(Question{Text: text, Prior: top, Addressed: true}); strings.Contains(got.Headline, "£31,000") {
			t.Errorf("%q is answered %q at the top", text, got.Headline)
		}
		for _, text := range []string{"and one below that?", "one step down", "the level below"} {
			if got = b.Answer(Question{Text: text, Prior: top, Addressed: true}); !strings.Contains(got.Headline, "Senior Bee Keeper, UK: £31,000") {
				t.Errorf("%q is answered %q below the top, want £31,000", text, got.Headline)
			}
		}
	}
}
