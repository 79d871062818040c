package knowledge

import "testing"

// TestRolesNamedLikeLevels: a name of the side across from the levels that ends in a word
// for one is a role, and the word alone is the level.
func TestRolesNamedLikeLevels(t *testing.T) {
	const rows = "| Junior (0–2 years) | £24,000 | £25,000 |\n| Senior (3–6 years) | £34,000 | £35,000 |\n| Director (7+ years) | £64,000 | £65,000 |\n"
	tests := []struct{ name, front, text string }{
		{"columns", "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay in the UK\n\n| Level | Bee Keeper | Meadow director |\n|---|---|---|\n" + rows},
		{"rows", "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay in the UK\n\n| Role | Junior | Senior | Director |\n|---|---|---|---|\n| Bee Keeper | £24,000 | £34,000 | £64,000 |\n| Meadow director | £25,000 | £35,000 | £65,000 |\n"},
	}
	for _, test := range tests {
		set := realSet(t, test.front, test.text)
		for question, want := range map[string][2]string{
			"senior meadow director": {"Meadow director", "Senior"}, "meadow directors": {"Meadow director", ""}, "meadow director at director level": {"Meadow director", "Director"}, "director": {"", "Director"},
		} {
			r, got := set.Read(question), [2]string{}
			for _, role := range r.Roles {
				got[0] += role.Name
			}
			for _, l := range r.Levels {
				got[1] += l.Name
			}
			if got != want {
				t.Errorf("%s: %q is read as %q, want %q", test.name, question, got, want)
			}
		}
	}
}
