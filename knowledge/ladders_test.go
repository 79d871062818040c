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

// TestStepsByYearsAndTitle: a row that is nothing but the role and years is the step
// of those years, and under a header of roles the titles of one role are its steps.
func TestStepsByYearsAndTitle(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Vet\n  - name: Shelter keeper\n", `## Pay

### Vet salaries

| Stage | UK |
|---|---|
| Newly qualified (first year) | £30,000 |
| Vet (1–4 years) | £40,000 |
| Senior vet (4+ years) | £50,000 |

### Shelter keeper salaries

| Role | Per year |
|---|---|
| Shelter keeper in training | £20,000 |
| Qualified shelter keeper (JNC) | £28,000 |
| Senior shelter keeper | £35,000 |
`)
	pay := func(role, level string) string {
		for _, p := range set.Pays {
			if p.Role != nil && p.Role.Name == role && p.Level != nil && p.Level.Name == level {
				return p.Cell
			}
		}
		return ""
	}
	for _, test := range []struct{ role, level, cell string }{
		{"Vet", "1–4 years", "£40,000"},
		{"Vet", "Senior", "£50,000"},
		{"Shelter keeper", "Qualified shelter keeper", "£28,000"},
		{"Shelter keeper", "Senior", "£35,000"},
	} {
		if got := pay(test.role, test.level); got != test.cell {
			t.Errorf("%s %s: %q, want %q", test.level, test.role, got, test.cell)
		}
	}
	if r := set.Read("qualified shelter keeper"); len(r.Levels) != 1 || r.Levels[0].Name != "Qualified shelter keeper" {
		t.Errorf("qualified shelter keeper: %+v", r)
	}
}

// TestRegionsOfAnyName: under a header of regions a label is one, whatever its words
// are elsewhere.
func TestRegionsOfAnyName(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Vet\n", `## Pay

| Region | Vet pay per year |
|---|---|
| London | £50,000 |
| Down the valley | £40,000 |
`)
	r := set.Read("vet pay down the valley")
	if len(r.Places) != 1 || !slices.ContainsFunc(set.Pays, func(p Pay) bool { return p.Place == r.Places[0] && p.Cell == "£40,000" }) {
		t.Errorf("down the valley: %+v", r.Places)
	}
}

// TestRateIsNobody: a header that calls itself a rate is no role, whatever else it
// says.
func TestRateIsNobody(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Vet\n", `## Vet salary

| Role | Full-time salary (per year) | Sessional rate (per hour) |
|---|---|---|
| Qualified vet | £28,500–£34,500 | £15.60–£18.90 |
| Senior vet | £35,000–£40,500 | £19.20–£22.40 |
`)
	for _, p := range set.Pays {
		if p.Role == nil || p.Role.Name != "Vet" {
			t.Errorf("%s is of %v, want the vet's", p.Cell, p.Role)
		}
	}
}
