package knowledge

import "testing"

// TestRungsOfOneLevel: two steps of one table are two levels, whatever a word
// list takes them for; the one that it is sure of keeps its name.
func TestRungsOfOneLevel(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Pay in the UK\n\n| Level | Bee Keeper | Bee Painter |\n|---|---|---|\n"+
		"| Newly qualified (4–6 years) | £42,000 | £43,000 |\n| Junior (0–2 years) | £24,000 | £25,000 |\n")
	byLevel := map[*Term]int{}
	for _, p := range set.Pays {
		byLevel[p.Level]++
	}
	if len(byLevel) != 2 {
		t.Fatalf("the table has %d levels, want 2", len(byLevel))
	}
	for phrase, want := range map[string]string{"newly qualified": "Newly qualified", "junior": "Entry-level"} {
		if r := set.Read(phrase); len(r.Levels) != 1 || r.Levels[0].Name != want {
			for _, l := range r.Levels {
				t.Errorf("%q is read as %s, want %s", phrase, l.Name, want)
			}
		}
	}
}

// TestRowOfTools: the label of a row under several roles names no further one.
func TestRowOfTools(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\n", "## At a glance\n\n| | Bee Keeper | Bee Painter |\n|---|---|---|\n| Main software | Hives | Hues |\n")
	if f := set.Facets(set.Articles[0], 0, 0, 0, 0); f.Role != nil {
		t.Errorf("Main software is read as the role %s", f.Role.Name)
	}
	if got := len(set.Covered(RoleTerm)); got != 2 {
		t.Errorf("the article is on %d roles, want 2", got)
	}
}

// TestYearsOfALevelInAList: the point of a list that says a level's years may
// say more behind them.
func TestYearsOfALevelInAList(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Levels\n\n- **Mid** (2–5 years): looks after a row of hives without much help from anybody\n\n"+
		"## Pay in the UK\n\n| Level | Bee Keeper | Bee Painter |\n|---|---|---|\n| Mid | £42,000 | £43,000 |\n")
	if y := set.Pays[0].Years; y != (Years{From: 2, To: 5, Set: true}) {
		t.Errorf("the years of Mid are %v, want 2 to 5", y)
	}
}
