package knowledge

import (
	"slices"
	"testing"
)

// TestRolesAsRows: a table with a row for each role is turned, whatever names them, and
// tables of pay or on something else are left as they are.
func TestRolesAsRows(t *testing.T) {
	const text = "---\ntitle: Bees\nroles:\n  - name: Bee keeper\n  - name: Hive painter\n---\n## On paper\n\n" +
		"| Role | Register | Usual training |\n|---|---|---|\n| Bee keepers | Yes | Three years |\n| Hive painter | No | A weekend |\n\n" +
		"## Pay\n\n| Role | UK | Ireland |\n|---|---|---|\n| Bee keeper | £20,000 | €21,000 |\n| Hive painter | £22,000 | €23,000 |\n\n" +
		"## Moves\n\n| From | To | How long |\n|---|---|---|\n| Bee keeper | Hive painter | A year |\n| Hive painter | Bee keeper | A month |\n"
	a, err := ParseArticle("bees.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s, err := NewSet(smallWords(t), []*Article{a})
	if err != nil {
		t.Fatal(err)
	}
	first := func(section int) *Table { return s.Articles[0].Sections[section].Blocks[0].Table }
	turned := first(0)
	if want := []string{"Role", "Bee keepers", "Hive painter"}; !slices.Equal(turned.Header, want) {
		t.Errorf("header %q, want %q", turned.Header, want)
	}
	if want := []string{"Usual training", "Three years", "A weekend"}; len(turned.Rows) != 2 || !slices.Equal(turned.Rows[1].Cells, want) {
		t.Errorf("rows %v, want the last %q", turned.Rows, want)
	}
	if pay, moves := first(1), first(2); pay.Header[0] != "Role" || pay.Rows[0].Label() != "Bee keeper" || moves.Rows[0].Label() != "Bee keeper" {
		t.Errorf("tables of pay and of moves are turned: %v, %v", *pay, *moves)
	}
	if before := a.Sections[0].Blocks[0].Table; before.Header[1] != "Register" {
		t.Errorf("the article given has header %q now", before.Header)
	}
}

// TestGradeColumn: the grade of a row stands in a column of its own and is read with the
// row's label; where it starts is the low end of its pay, and who is on it no role.
func TestGradeColumn(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Two jobs\nperiod: year\nroles:\n  - name: Midwife\n  - name: Physiotherapist\n---\n## Pay\n\n### Midwife\n\n"+
		"| Post | Band | Start | Top |\n|---|---|---|---|\n| Midwife, newly qualified | 5 | £30,000 | £33,000 |\n| Ward manager (nights) | 8a | £50,000 | £56,000 |\n\n"+
		"### Physiotherapist\n\n| Post | Start | Top |\n|---|---|---|\n| Junior | £20,000 | £23,000 |\n")
	haveCells(t, s, "Midwife Band 5 UK £30,000–£33,000", "Midwife Band 8a UK £50,000–£56,000", "Physiotherapist Entry-level UK £20,000", "Physiotherapist Entry-level UK £23,000")
	if label := s.Articles[0].Sections[1].Blocks[0].Table.Rows[1].Label(); label != "Band 8a (Ward manager, nights)" {
		t.Errorf("label %q", label)
	}
}

// TestPerColumn: a column that says what figures are for, "Charged per", says it of each
// row; what is charged for something else than time is no pay.
func TestPerColumn(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Two jobs\nperiod: year\nroles:\n  - name: Midwife\n  - name: Physiotherapist\n---\n## Working for yourself\n\n"+
		"| Service | Usual charge | Charged per |\n|---|---|---|\n| Midwife | £28–£38 | hour |\n| Physiotherapist | £340–£450 | a day |\n| Physiotherapist, report | £60 | page |\n")
	haveCells(t, s, "Midwife UK £28–£38 (per hour)", "Physiotherapist UK £340–£450 (per day)")
	for i, want := range []string{"hour", "day"} {
		if i < len(s.Pays) && s.Pays[i].Period != want {
			t.Errorf("%s is paid by the %s, want %s", s.Pays[i].Cell, s.Pays[i].Period, want)
		}
	}
}

// TestTraineeYears: beside a year of trainees, the newly qualified are no beginners.
func TestTraineeYears(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Two jobs\nperiod: year\nroles:\n  - name: Midwife\n  - name: Physiotherapist\n---\n## Midwives\n\n"+
		"| Stage | Leeds | York |\n|---|---|---|\n| Trainee, year 1 | £20,000 | £19,000 |\n| Newly qualified | £30,000 | £29,000 |\n| Senior | £40,000 | £39,000 |\n")
	for text, want := range map[string]string{"trainee midwife": "Trainee, year 1", "newly qualified midwife": "Newly qualified"} {
		if got := termNames(s.Read(text).Levels); len(got) == 0 || got[0] != want || slices.Contains(got[1:], "Newly qualified") {
			t.Errorf("%q is read as %q, want %s", text, got, want)
		}
	}
}
