package bot

import (
	"strings"
	"testing"
)

// TestPaidByThePiece: what is paid for each of something that is no time is found where an
// article says it, and no yearly figure stands in for it.
func TestPaidByThePiece(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Keeper\n  - name: Handler\n---\n## Pay\n\n| Level | Keeper (UK) | Handler (UK) |\n|---|---|---|\n| Entry-level | £20,000 | £30,000 |\n| Senior | £40,000 | £50,000 |\n\n## What a jar brings\n\nKeepers get £3.10 to £4.20 per jar of heather honey.\n\n## What else there is\n"))
	if got := say(b, "how much do keepers get per jar"); !strings.Contains(got.Headline, "£3.10 to £4.20") {
		t.Errorf("%q, want what a jar brings", got.Headline)
	}
	if got := say(b, "how much does a senior keeper get per year in the uk"); !strings.Contains(got.Headline, "£40,000") {
		t.Errorf("%q, want a year's pay", got.Headline)
	}
}

// TestHowMany: how many there are of something is asked for no pay, unless they are coins.
func TestHowMany(t *testing.T) {
	b := newBotOn(t, inMuch("---\ntitle: Bees\nperiod: year\nroles:\n  - name: Keeper\n  - name: Handler\n---\n## Pay\n\n| Level | Keeper (UK) | Handler (UK) |\n|---|---|---|\n| Entry-level | £20,000 | £30,000 |\n| Senior | £40,000 | £50,000 |\n\n## What else there is\n"))
	if got := say(b, "how many keeper jobs are being advertised in the uk right now"); got.Kind == Salary {
		t.Errorf("a number of jobs gives %q", got.Headline)
	}
	if got := say(b, "how many quid for a senior keeper in the uk"); !strings.Contains(got.Headline, "£40,000") {
		t.Errorf("%q, want a senior's pay", got.Headline)
	}
}
