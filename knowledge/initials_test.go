package knowledge

import "testing"

// TestInitialsAreTheRole: initials of a role, in the front matter, above a table or in
// what people write are the role and none of their own.
func TestInitialsAreTheRole(t *testing.T) {
	s := shippedSetOf(t, `---
title: Three therapies
period: year
roles:
  - name: OT
  - name: Occupational therapist
  - name: Speech and language therapist
---
## Pay

| Setting | OT | SLT |
|---|---|---|
| Clinic | £34,000 | £36,000 |
`)
	for name, want := range map[string]string{"ot": "Occupational therapist", "slt": "Speech and language therapist"} {
		r := s.Read(name).Roles
		if len(r) != 1 || r[0].Name != want {
			t.Errorf("%q is read as %v, want %q alone", name, r, want)
		}
	}
	if got := len(s.Covered(RoleTerm)); got != 2 {
		t.Errorf("%d roles, want 2", got)
	}
}
