package knowledge

import "testing"

// TestStages: a code is a level of its own, a level beside it shares its words
// with it, and "Starting" with its years is the starting level.
func TestStages(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Civil service pay by band (UK)\n\n| Band | Bee Keeper | Bee Painter |\n|---|---|---|\n"+
		"| Band 5 (newly qualified, 0–2 years) | £22,000 | £23,000 |\n| Band 6 (2–5 years) | £32,000 | £33,000 |\n\n"+
		"## Pay in Ireland\n\n| Role | Starting (0–2 years) | Senior (7+ years) |\n|---|---|---|\n| Bee Keeper | €40,000 | €50,000 |\n| Bee Painter | €41,000 | €51,000 |\n")
	var got []string
	for _, p := range set.Pays {
		if len(p.About) > 0 {
			t.Errorf("%s is about %s, want plain pay", p.Cell, p.About[0].Name)
		}
		if p.Role != nil && p.Role.Name == "Bee Keeper" && p.Level != nil {
			got = append(got, p.Level.Name)
		}
	}
	if want := []string{"Band 5", "Band 6", "Entry-level", "Senior"}; len(got) != 4 || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] || got[3] != want[3] {
		t.Errorf("the levels are %v, want %v", got, want)
	}
	if r := set.Read("newly qualified"); len(r.Levels) != 2 {
		t.Errorf("newly qualified is read as %d levels, want both that it stands for", len(r.Levels))
	}
	if r := set.Read("band 6"); len(r.Levels) != 1 || len(r.Concepts) != 0 {
		t.Errorf("band 6 is read as %v, want one level and nothing else", r)
	}
}

// TestEmployers: figures under a heading on an employer are plain pay only where
// there are no others.
func TestEmployers(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay in the UK\n\n| Level | Bee Keeper |\n|---|---|\n| Senior | £32,000 |\n\n"+
		"## NHS pay (UK)\n\n| Level | Bee Keeper |\n|---|---|\n| Senior | £22,000 |\n")
	if len(set.Pays) != 2 || len(set.Pays[0].About) != 0 || len(set.Pays[1].About) != 1 {
		t.Errorf("the pay is %v, want the second about its employer", set.Pays)
	}
}

// TestYearsOrMore: words behind a number of years leave it open as a plus does.
func TestYearsOrMore(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay in the UK\n\n| Experience | Bee Keeper |\n|---|---|\n| 1 to 4 years | £20,000 |\n| 5 years or more | £30,000 |\n")
	if y := set.Pays[1].Years; y.From != 5 || y.To != 0 || !y.Has(9) {
		t.Errorf("5 years or more is read as %v", y)
	}
	if l := set.Pays[1].Level; l == nil || l.Name != "5 years or more" {
		t.Errorf("the level is %v, want the label", l)
	}
}

// TestEverydaySteps: a label with years has a name whatever its words may mean
// elsewhere, and an everyday word among levels is one.
func TestEverydaySteps(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Pay in the UK\n\n| Stage | Bee Keeper |\n|---|---|\n"+
		"| Junior (0–2 years) | £20,000 |\n| Top table (10+ years) | £60,000 |\n| Partner | £90,000 |\n| Median (5 years) | £40,000 |\n")
	want := []string{"Entry-level", "Top table", "Partner", ""}
	for i, p := range set.Pays {
		got := ""
		if p.Level != nil {
			got = p.Level.Name
		}
		if got != want[i] {
			t.Errorf("%s: the level is %q, want %q", p.Cell, got, want[i])
		}
	}
	if r := set.Read("a partner"); len(r.Levels) != 1 || r.Levels[0].Name != "Partner" {
		t.Errorf("a partner is read as %v, want the step", r.Levels)
	}
}

// TestYearsOfSteps: steps that are counted in years begin when those before are over.
func TestYearsOfSteps(t *testing.T) {
	tests := map[string]Years{
		"Year 1": {From: 0, To: 1, Set: true}, "Years 2–4": {From: 1, To: 4, Set: true}, "Years 5 to 7": {From: 4, To: 7, Set: true},
		"Year 8+": {From: 7, Set: true}, "Year 8 onwards": {From: 7, Set: true}, "Year 8 and over": {From: 7, Set: true},
		"1st year": {From: 0, To: 1, Set: true}, "Third year and above": {From: 2, Set: true},
		"Year 2026": {}, "Years": {}, "Year one": {},
	}
	for label, want := range tests {
		if _, got := takeYears(Tokens(label)); got != want {
			t.Errorf("%s: %+v, want %+v", label, got, want)
		}
	}
}
