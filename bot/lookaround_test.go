package bot

import (
	"strings"
	"testing"
)

// TestLookAround: a follow-up that names another role, or asks how long or how much, goes
// on from the passage of the answer before.
func TestLookAround(t *testing.T) {
	b := newBotOn(t, beeHead+"## Hours and holidays\n\nBee keepers work 44 hours a week in summer. Honey tasters work 37, and never on Sundays.\n\nHoney tasters get 28 days of holiday.\n\n"+
		"## Courses\n\nThe apiary certificate takes nine weeks and costs £640. There is no exam.\n\n"+
		"## The bee keeper's day\n\nA bee keeper opens hives all morning and moves frames.\n\n## The honey taster's day\n\nA honey taster opens jars all morning and writes notes.\n")
	for _, test := range []struct {
		turns []string
		want  string
	}{
		{[]string{"how many hours a week do bee keepers work", "and tasters?"}, "Honey tasters work 37"},
		{[]string{"is there an exam for the apiary certificate", "how long does it take"}, "takes nine weeks"},
		{[]string{"how long is the apiary certificate", "and how much?"}, "£640"},
		{[]string{"what is the day of a bee keeper like", "and a honey taster?"}, "opens jars"},
	} {
		c := talk{bot: b}
		var a Answer
		for _, q := range test.turns {
			a = c.say(q)
		}
		if !strings.Contains(a.Plain(), test.want) {
			t.Errorf("%q is answered %q, want %q", test.turns, a.Plain(), test.want)
		}
	}
}
