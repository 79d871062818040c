package bot

import (
	"strings"
	"testing"
)

// TestOtherKind: a role named by the end of its name with another word before it is
// another role, and who pays is no part of any table.
func TestOtherKind(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Hive engineer\n  - name: Comb dispatcher\n---\n## Pay\n\n| Level | Hive engineer (UK) | Comb dispatcher (UK) |\n|---|---|---|\n| Entry-level | £20,000 | £30,000 |\n| Senior | £40,000 | £50,000 |\n\n## What else there is\n"))
	for text, want := range map[string]string{
		"reverse engineer pay uk":         "I have no figures for “reverse engineer”",
		"911 dispatcher salary":           "I have no figures for that kind of role in particular.",
		"what does zorblat pay engineers": "",
	} {
		if got := say(b, text); got.Kind != Declined || !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %s %q, want it declined: %q", text, got.Kind, got.Headline, want)
		}
	}
	for text, want := range map[string]string{
		"senior engineer pay uk":                                        "£40,000",
		"hive engineer senior pay uk":                                   "£40,000",
		"what does an average dispatcher at entry level earn in the uk": "£30,000",
	} {
		if got := say(b, text); !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %q, want %q", text, got.Headline, want)
		}
	}
}
