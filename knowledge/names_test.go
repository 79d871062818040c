package knowledge

import "testing"

// TestNamesForShort: people name roles and grades by less than their names,
// and by the field that they work in.
func TestNamesForShort(t *testing.T) {
	set := realSet(t, "period: year\nroles:\n  - name: Bee Keeper\n  - name: Honey Tester\n", "## Pay\n\n"+
		"| Level | Bee Keeper | Honey Tester |\n|---|---|---|\n| Pay band 5 | £20,000 | £21,000 |\n| Pay band 8a | £30,000 | £31,000 |\n\n## For honey work\n\nTaste.\n")
	a := set.Articles[0]
	for phrase, want := range map[string]string{
		"honey testing": "Honey Tester", "band 5": "Pay band 5", "b5": "Pay band 5", "8a": "Pay band 8a", "pay band 8a": "Pay band 8a",
	} {
		got := ""
		toks := set.Lexicon.Canonical(Tokens(phrase))
		if spans := set.Lexicon.Read(toks); len(spans) == 1 {
			for _, s := range spans[0].Senses {
				if s.Term.Covered {
					got = s.Term.Name
				}
			}
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", phrase, got, want)
		}
	}
	if r := set.RoleHint(a, "For honey work"); r == nil || r.Name != "Honey Tester" {
		t.Errorf("RoleHint = %v, want Honey Tester", r)
	}
	if r := set.RoleHint(a, "For bee and honey work"); r != nil {
		t.Errorf("RoleHint of both = %v, want none", r)
	}
	if !set.Graded("band", "9") || set.Graded("band", "practice") || set.Graded("rock", "9") {
		t.Error("Graded should know band 9 alone")
	}
}
