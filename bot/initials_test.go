package bot

import (
	"strings"
	"testing"
)

// TestInitials: initials of a role that are a word of conversation as well are the role
// where they stand as a name does, and conversation elsewhere.
func TestInitials(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Thatching agent\n  - name: Keeper\n---\n## Pay\n\n| Level | Thatching agent (UK) | Keeper (UK) |\n|---|---|---|\n| Entry-level | £20,000 | £30,000 |\n| Senior | £40,000 | £50,000 |\n\n## What else there is\n"))
	for text, want := range map[string]string{
		"senior TA salary":                     "Senior Thatching agent, UK: £40,000",
		"what does a ta earn at entry level":   "Entry-level Thatching agent, UK: £20,000",
		"ta":                                   "You're welcome",
		"great, ta":                            "You're welcome",
		"who earns more, a keeper or a TA, uk": "Thatching agent",
	} {
		if got := say(b, text); !strings.Contains(got.Headline+got.Plain(), want) {
			t.Errorf("%q: %q, want %q", text, got.Headline, want)
		}
	}
}

// TestFieldOfRole: an everyday word that one role's name has is that role where it ends a
// clause as a field does, or is all that a follow-up names, and nowhere else.
func TestFieldOfRole(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Claims keeper\n  - name: Hive painter\n---\n## Pay\n\n| Level | Claims keeper (UK) | Hive painter (UK) |\n|---|---|---|\n| Entry-level | £20,000 | £30,000 |\n| Senior | £40,000 | £50,000 |\n\n## Skills of a claims keeper\n\nClear writing is what claims keepers need most.\n\n## What else there is\n"))
	if got := say(b, "skills needed for claims"); !strings.Contains(got.Plain(), "Clear writing") {
		t.Errorf("%q, want the skills of the claims keeper", got.Plain())
	}
	first := say(b, "senior hive painter salary uk")
	if got := b.Answer(Question{Text: "and a claims one?", Prior: first.State, Addressed: true}); !strings.Contains(got.Headline, "£40,000") {
		t.Errorf("a follow-up gives %q", got.Headline)
	}
	if got := say(b, "my landlord claims i owe him 200 quid, what now"); got.Kind.Answered() {
		t.Errorf("a verb gives %q", got.Headline)
	}
}
