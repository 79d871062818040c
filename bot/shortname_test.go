package bot

import (
	"slices"
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestShortNamesGiveBack: every question that any golden answer offers, and
// every section that it cites, has a short name, which a bot of another process
// gives back.
func TestShortNamesGiveBack(t *testing.T) {
	for _, bots := range [][2]*Bot{{newBot(t), withKey(t, "another secret")}, {withNurses(t, false), withNurses(t, false)}} {
		b, other := bots[0], NewSwap(bots[1])
		seen := map[string]Named{}
		for _, turn := range goldenTurns(t, b) {
			var all []Named
			choices := b.Choices(turn.answer.State)
			for _, o := range slices.Concat(turn.answer.Next, choices.Levels, choices.Places) {
				all = append(all, Named{Question: o.Question})
			}
			for _, s := range turn.answer.Sources {
				all = append(all, Named{Article: s.Article, Section: s.Section})
			}
			for _, n := range all {
				short := b.ShortName(n)
				if again, taken := seen[short]; taken && again != n || short == "" || len(short) > 13 || strings.Contains(short, ".") {
					turn.errorf(t, "ShortName(%+v) = %q, want at most 13 characters of its own (also of %+v)", n, short, again)
				}
				seen[short] = n
				if got, ok := other.Named(short); !ok || got != n {
					turn.errorf(t, "Named(%q) = %+v, %v, want %+v", short, got, ok, n)
				}
			}
		}
		if len(seen) < 40 {
			t.Errorf("%d names were tried, want 40 at least", len(seen))
		}
	}
}

// TestNoShortNames: what the bot does not offer has no name, and what is no
// name stands for nothing.
func TestNoShortNames(t *testing.T) {
	b := newBot(t)
	for _, n := range []Named{{}, {Question: "@everyone senior devops salary uk"}, {Question: "what is love?"}, {Article: "x", Section: "y"},
		{Question: "Senior Nurse salary in Germany?"}} {
		if got := b.ShortName(n); got != "" {
			t.Errorf("ShortName(%+v) = %q, want none", n, got)
		}
	}
	real := b.ShortName(Named{Question: payQuestion(figure{role: b.set.Covered(knowledge.RoleTerm)[0]})})
	for _, short := range []string{"", "p", "q", "s", "x", "é", "p!", "pAAAAAAAAAAAA", "qAAAAAAAAAAA", "sAAAAAAAAAAA", "sAAAA", real + "A", strings.ToLower(real) + "x"} {
		if got, ok := b.Named(short); ok {
			t.Errorf("Named(%q) = %+v, want none", short, got)
		}
	}
}

func FuzzNamed(f *testing.F) {
	b := newBot(f)
	a := say(b, "senior devops salary uk")
	f.Add(b.ShortName(Named{Question: a.Next[0].Question}))
	f.Add(b.ShortName(Named{Article: a.Sources[0].Article, Section: a.Sources[0].Section}))
	f.Add("pAAAAAAAAAAAA")
	f.Fuzz(func(t *testing.T, short string) {
		n, ok := b.Named(short)
		if !ok && n.Question == "" || b.ShortName(n) != "" {
			return // the letters of a name may be written in more than one way
		}
		t.Errorf("Named(%q) = %+v, which has no name", short, n)
	})
}
