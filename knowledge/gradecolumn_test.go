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

// paysOf returns role, level and cell of every figure of pay in an article on nurses and
// midwives with a table.
func paysOf(t *testing.T, table string) (got []string) {
	t.Helper()
	s := shippedSetOf(t, "---\ntitle: Nurse or midwife\nperiod: year\nroles:\n  - name: Nurse\n  - name: Midwife\n---\n## Pay\n\n"+table)
	for _, p := range s.Pays {
		text := p.Cell
		for _, x := range []*Term{p.Level, p.Role, p.Place} {
			if x != nil {
				text = x.Name + " " + text
			}
		}
		got = append(got, text)
	}
	return got
}

// TestWhoIsOnGrades: roles that a table names beside its grades are on these, and all are
// on grades beside which none is; both ends of a grade are one range, with a point between.
func TestWhoIsOnGrades(t *testing.T) {
	got := paysOf(t, "| Band | Starts at | After 2 years | Top of band | Who is on it | Years to the top |\n|---|---|---|---|---|---|\n"+
		"| Band 5 | £32,400 | £34,000 | £39,500 | Staff nurse; midwife in the first year | 4 |\n"+
		"| Band 6 | £40,600 | £42,000 | £48,700 | Midwife | 5 |\n"+
		"| Band 7 | £49,900 | £51,000 | £57,100 | Ward manager | 5 |\n")
	want := []string{
		"UK Nurse Band 5 £32,400–£39,500 (after 2 years £34,000)", "UK Midwife Band 5 £32,400–£39,500 (after 2 years £34,000)",
		"UK Midwife Band 6 £40,600–£48,700 (after 2 years £42,000)",
		"UK Nurse Band 7 £49,900–£57,100 (after 2 years £51,000)", "UK Midwife Band 7 £49,900–£57,100 (after 2 years £51,000)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestNoPlainPay: what is paid on top is no pay by itself.
func TestNoPlainPay(t *testing.T) {
	got := paysOf(t, "| Zone | Supplement | At least | At most |\n|---|---|---|---|\n| Inner London | 20% | £5,750 | £8,660 |\n| Outer London | 15% | £4,820 | £6,070 |\n")
	if len(got) > 0 {
		t.Errorf("%q, want none", got)
	}
}

// TestStrip: one row of figures without labels is read by its headers, and levels that a
// label runs through are none.
func TestStrip(t *testing.T) {
	for table, want := range map[string][]string{
		"| Leeds | Bristol | Cork |\n|---|---|---|\n| £30,000 | £32,000 | £33,000 |\n":                                                        {"Leeds £30,000", "Bristol £32,000", "Cork £33,000"},
		"| | Nurse | Midwife |\n|---|---|---|\n| UK pay, junior to lead | £30,000–£60,000 | £31,000–£62,000 |\n| Sees | Patients | Women |\n": {"UK Nurse £30,000–£60,000", "UK Midwife £31,000–£62,000"},
	} {
		if got := paysOf(t, table); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", table, got, want)
		}
	}
}
