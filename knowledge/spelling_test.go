package knowledge

import "testing"

// TestCorrectInName: what is too far from its own spelling is known by the word beside it
// in the name of a role or level, and nothing else is.
func TestCorrectInName(t *testing.T) {
	l := shippedSetOf(t, "---\ntitle: Screens\nroles:\n  - name: Software engineer\n---\n## Pay a year\n\n| Level | Pay |\n|---|---|\n| Mid-level | £50,000 |\n| Senior | £60,000 |\n").Lexicon
	for _, test := range []struct{ before, word, behind, want string }{
		{"", "midel", "level", "middle"},
		{"", "midel", "levl", "middle"},
		{"a", "sofwear", "engineer", "software"},
		{"software", "enjinear", "", "engineer"},
		{"", "midel", "school", ""},
		{"", "sofwear", "shop", ""},
		{"the", "cat", "level", ""},
	} {
		if got := l.CorrectInName(test.word, test.before, test.behind); got != test.want {
			t.Errorf("%q between %q and %q is %q, want %q", test.word, test.before, test.behind, got, test.want)
		}
	}
}
