package knowledge

import (
	"slices"
	"testing"
)

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

// TestRungsByAWordMore: labels that say more than the one level that they name are
// steps of their own, and that level's words ask for all of them; beside a row that
// says nothing more they ask for that row alone.
func TestRungsByAWordMore(t *testing.T) {
	const front, head = "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Pay\n\n### What does a bee keeper earn?\n\n| Step | UK |\n|---|---|\n"
	tests := []struct {
		rows   string
		levels map[string][]string
	}{
		{"| Trainee | £20,000 |\n| Hive manager | £42,000 |\n| Meadow manager | £46,000 |\n", map[string][]string{
			"hive manager pay": {"Hive manager"}, "meadow managers": {"Meadow manager"}, "manager": {"Hive manager", "Meadow manager"}, "trainee": {"Entry-level"},
		}},
		{"| Hive manager | £42,000 |\n| Contracts manager | £46,000 |\n", map[string][]string{"contracts manager": {"Contracts manager"}, "hive manager pay": {"Hive manager"}}},
		{"| Manager | £42,000 |\n| Meadow manager | £46,000 |\n", map[string][]string{"meadow manager pay": {"Meadow manager"}, "manager": {"Manager"}}},
		{"| Senior | £42,000 |\n| Hive manager | £46,000 |\n", map[string][]string{"hive manager pay": {"Manager"}}},
		{"| Senior (lower) | £42,000 |\n| Senior total pay | £46,000 |\n", map[string][]string{"senior": {"Senior"}}},
	}
	for _, test := range tests {
		set := realSet(t, front, head+test.rows)
		for phrase, want := range test.levels {
			var got []string
			for _, l := range set.Read(phrase).Levels {
				got = append(got, l.Name)
			}
			if slices.Sort(got); !slices.Equal(got, want) {
				t.Errorf("%q: %q, want %q", phrase, got, want)
			}
		}
	}
}

// TestTitlesOfGrades: titles of several words in brackets behind a grade are other names
// of it; single words, places and figures are none.
func TestTitlesOfGrades(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Pay in the UK\n\n| Grade | Bee Keeper | Bee Painter |\n|---|---|---|\n"+
		"| Grade 5 (comb assistant) | £24,000 | £25,000 |\n| Grade 6 (lower, before tax) | £28,000 | £29,000 |\n| Grade 7 (head of hives or queen adviser) | £42,000 | £43,000 |\n")
	for phrase, want := range map[string]string{"comb assistants": "Grade 5", "head of hives": "Grade 7", "queen adviser": "Grade 7", "lower": "", "before tax": "", "grade 6": "Grade 6"} {
		got := ""
		for _, l := range set.Read(phrase).Levels {
			got += l.Name
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", phrase, got, want)
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

// TestRungsOfALadder: in a table of one role's steps, a step that a word list is not sure
// of keeps its name for itself as well.
func TestRungsOfALadder(t *testing.T) {
	set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\nperiod: year\n", "## Pay\n\n### Bee keeper pay\n\n| Stage | Pay |\n|---|---|\n"+
		"| Trainee | £21,000 |\n| Newly qualified | £36,000 |\n| Senior | £45,000 |\n")
	for phrase, want := range map[string]string{"trainee": "Entry-level", "newly qualified": "Newly qualified"} {
		if r := set.Read(phrase); len(r.Levels) != 1 || r.Levels[0].Name != want {
			t.Errorf("%q is read as %v, want %s", phrase, termNames(r.Levels), want)
		}
	}
}

func termNames(terms []*Term) (names []string) {
	for _, t := range terms {
		names = append(names, t.Name)
	}
	return names
}
