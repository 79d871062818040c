package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func labels(offers []Offer) string {
	var out []string
	for _, o := range offers {
		out = append(out, o.Label)
	}
	return strings.Join(out, ", ")
}

func TestChoices(t *testing.T) {
	b := newBot(t)
	for _, test := range []struct{ text, levels, places string }{
		{"senior devops salary uk", "Entry-level, Mid-level, Staff/Principal, AI infrastructure specialist", "US"},
		{"senior software engineer salary uk", "Entry-level, Mid-level, Staff/Principal", "US"}, // the specialist's cell says that there is none
		{"junior devops salary", "Mid-level, Senior, Staff/Principal, AI infrastructure specialist", "UK, US"},
		{"devops salary uk", "Entry-level, Mid-level, Senior, Staff/Principal, AI infrastructure specialist", "US"},
		{"who earns more at senior level in the uk, devops or software engineers", "", ""},
		{"skills for devops", "", ""},
		{"devops contractor day rate", "", ""},
	} {
		got := b.Choices(say(b, test.text).State)
		if labels(got.Levels) != test.levels || labels(got.Places) != test.places {
			t.Errorf("Choices after %q = %q and %q, want %q and %q", test.text, labels(got.Levels), labels(got.Places), test.levels, test.places)
		}
	}
	for _, state := range []string{"", "x", strings.Repeat("A", 40), say(withKey(t, "another secret"), "senior devops salary uk").State} {
		if diff := cmp.Diff(Choices{}, b.Choices(state)); diff != "" {
			t.Errorf("Choices(%q) (-want +got):\n%s", state, diff)
		}
	}
}

// withKey returns a Bot over the shipped articles with another key.
func withKey(t *testing.T, secret string) *Bot {
	t.Helper()
	b, err := New(newBot(t).set, newKey(t, secret), nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestChoicesAreAnswered asks every choice of every golden answer, on its own
// and after the answer that offers it: each gives pay.
func TestChoicesAreAnswered(t *testing.T) {
	for _, b := range []*Bot{newBot(t), withNurses(t, false)} {
		swap, asked := NewSwap(b), map[string]bool{}
		for _, turn := range goldenTurns(t, b) {
			c := swap.Choices(turn.answer.State)
			for _, o := range append(c.Levels, c.Places...) {
				if len(o.Label) == 0 || len([]rune(o.Question)) > mostQuestion {
					turn.errorf(t, "offers the choice %+v, which breaks the limits", o)
				}
				if key := o.Question + turn.answer.State; asked[key] {
					continue
				} else {
					asked[key] = true
				}
				for _, prior := range []string{"", turn.answer.State} {
					if got := b.Answer(Question{Text: o.Question, Prior: prior, Addressed: true}); got.Kind != Salary {
						turn.errorf(t, "offers the choice %q, which is answered by %q", o.Question, got.Headline)
					}
				}
			}
		}
		if len(asked) < 20 {
			t.Errorf("%d choices, want at least 20", len(asked))
		}
	}
}
