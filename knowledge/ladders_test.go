package knowledge

import (
	"slices"
	"testing"
)

// TestLadders: under a heading that names one role the rows of stages are its steps,
// whoever their labels name, and are asked for under any name of the role.
func TestLadders(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Vet\n  - name: Vet nurse\n    aliases: [RVN, registered veterinary nurse]\n", `## Pay

### Vet salaries

| Stage | UK |
|---|---|
| Assistant vet (2–5 years) | £40,000 |
| Senior vet (5–10 years) | £50,000 |

### Vet nurse salaries

| Stage | UK |
|---|---|
| Student nurse (in training) | £20,000 |
| Experienced RVN (2–6 years) | £28,000 |
| Senior RVN (6+ years) | £31,000 |
| Head nurse | £35,000 |
| Lead florist | £36,000 |
`)
	tests := []struct{ text, role, level string }{
		{"assistant vet", "Vet", "Assistant vet"},
		{"senior vet", "Vet", "Senior"},
		{"student vet nurse", "Vet nurse", "Student nurse"},
		{"student nurse", "Vet nurse", "Student nurse"},
		{"experienced registered veterinary nurse", "Vet nurse", "Experienced RVN"},
		{"senior RVN", "Vet nurse", "Senior"},
		{"head nurse", "Vet nurse", "Head"},
		{"head RVN", "Vet nurse", "Head"},
		{"lead florist", "Florist", "Lead"},
	}
	for _, test := range tests {
		r := set.Read(test.text)
		if len(r.Roles) != 1 || r.Roles[0].Name != test.role || len(r.Levels) != 1 || r.Levels[0].Name != test.level {
			t.Errorf("%q: %+v, want %s, %s", test.text, r, test.role, test.level)
			continue
		}
		if !slices.ContainsFunc(set.Pays, func(p Pay) bool { return p.Role == r.Roles[0] && p.Level == r.Levels[0] }) {
			t.Errorf("%q: no pay", test.text)
		}
	}
	if r := set.Read("nursing shifts"); len(r.Roles) != 1 || r.Roles[0].Name != "Vet nurse" {
		t.Errorf("nursing: %+v, want that of vet nurses", r)
	}
}
