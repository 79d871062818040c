package knowledge

import (
	"slices"
	"testing"
)

// TestGradesAreLabels: a number below "Band" is the band of that number wherever its column
// stands, with those who are on it, and a table that calls it so means the same.
func TestGradesAreLabels(t *testing.T) {
	for _, table := range []string{
		"| Band | Typical post | Bottom | Top |\n|---|---|---|---|\n| 5 | Newly qualified therapist | £32,100 | £39,050 |\n| 8a | Service lead | £57,500 | £64,700 |\n",
		"| Band | Pay |\n|---|---|\n| 5 | £32,100–£39,050 |\n| 8a | £57,500–£64,700 |\n",
		"| Typical post | Band | Pay |\n|---|---|---|\n| Newly qualified therapist | 5 | £32,100–£39,050 |\n| Service lead | 8a | £57,500–£64,700 |\n",
	} {
		s := shippedSetOf(t, "---\ntitle: Physiotherapists\nperiod: year\nroles:\n  - name: Physiotherapist\n---\n## Pay\n\n"+table)
		var got []string
		for _, p := range s.Pays {
			got = append(got, p.Level.Name+" "+p.Cell)
		}
		if want := []string{"Band 5 £32,100–£39,050", "Band 8a £57,500–£64,700"}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", table, got, want)
		}
		if r := s.Read("8a level"); len(r.Levels) != 1 || r.Levels[0].Name != "Band 8a" {
			t.Errorf("8a is read as %v", r.Levels)
		}
	}
}

// TestNHSPayBesideRates: pay under a heading that names the employer is plain pay where
// all else that the article has is by the hour.
func TestNHSPayBesideRates(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Physiotherapists\nroles:\n  - name: Physiotherapist\n---\n## NHS pay, a year\n\n| Band | Pay |\n|---|---|\n| 5 | £32,100 |\n| 6 | £39,000 |\n\n## Agency rates per hour\n\n| Level | Rate |\n|---|---|\n| Band 5 | £25 |\n| Band 6 | £29 |\n")
	for _, p := range s.Pays {
		if p.Period == "year" && len(p.About) > 0 {
			t.Errorf("%s is about %s", p.Cell, p.About[0].Name)
		}
	}
}
