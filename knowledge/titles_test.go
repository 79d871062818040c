package knowledge

import (
	"slices"
	"strings"
	"testing"
)

// TestTitles: what an article says that its tables count as a level asks for that level,
// and a sentence that is not on a table, or says more behind the level, gives no name.
func TestTitles(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Wasp Painter\n    aliases: [vespist]\nperiod: year\n", `## Pay in the UK

| Level | Bee Keeper | Wasp Painter |
|---|---|---|
| Trainee (0–1 years) | £20,000 | £21,000 |
| Junior (1–3 years) | £24,000 | £25,000 |
| Senior (6+ years) | £42,000 | £43,000 |

In our tables a smoke hand is junior, and a hive captain is senior level. Newly qualified bee keepers belong in the junior row.
What you see here is the senior row, and it is senior. In this table that is junior, which is senior, and pay before tax is senior.
A vespist is senior in this table. In this row a queen's aide is senior to a drone. A comb master is senior.
`)
	tests := []struct {
		text, role, level string
	}{
		{"smoke hand", "", "Junior"},
		{"hive captains", "", "Senior"},
		{"newly qualified bee keeper", "Bee Keeper", "Junior, Entry-level"},
		{"newly qualified wasp painter", "Wasp Painter", "Entry-level"},
		{"vespist", "Wasp Painter", ""},
		{"queen's aide", "", ""},
		{"comb master", "", ""},
		{"it that which what you see here", "", ""},
		{"pay before tax", "", ""},
	}
	names := func(terms []*Term) []string {
		var out []string
		for _, t := range terms {
			out = append(out, t.Name)
		}
		return out
	}
	none := func(name string) []string {
		if name == "" {
			return nil
		}
		return strings.Split(name, ", ")
	}
	if l := set.Titled("newly qualified bee keeper"); l == nil || l.Name != "Junior" {
		t.Errorf("newly qualified bee keepers are counted as %v, want Junior", l)
	}
	for _, test := range tests {
		r := set.Read(test.text)
		if !slices.Equal(names(r.Roles), none(test.role)) || !slices.Equal(names(r.Levels), none(test.level)) {
			t.Errorf("%q: %q %q, want %q %q", test.text, names(r.Roles), names(r.Levels), test.role, test.level)
		}
	}
}
