package bot

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChartAnswer(t *testing.T) {
	c := Chart{
		Title: "Pay", Roles: []string{"Nurse", "Midwife"}, Levels: []string{"Junior", "Senior"},
		Bars: []Bar{
			{Role: 0, Level: 0, Text: "£1–£2"}, {Role: 1, Level: 0, Text: "£2–£3"},
			{Role: 0, Level: 1, Text: "£4–£5"}, {Role: 0, Level: 1, Text: "£4–£6+"},
		},
		Missing: []string{"Senior Midwife"}, Disputes: []string{"Two ranges."}, Notes: []string{"2026 figures."},
		Sources: []Source{{Article: "a", Section: "pay"}},
	}
	want := Answer{
		Kind: Salary, Headline: "Pay", Text: "No figure given: Senior Midwife.\n\nTwo ranges.\n\n2026 figures.",
		Table: &Table{
			Header: []string{"Level", "Nurse", "Midwife"},
			Rows:   [][]string{{"Junior", "£1–£2", "£2–£3"}, {"Senior", "£4–£5 or £4–£6+", noFigure}},
		},
		Sources: c.Sources,
	}
	if diff := cmp.Diff(want, c.Answer()); diff != "" {
		t.Errorf("Answer() (-want +got):\n%s", diff)
	}

	// Where no table names a level there is no column for it.
	c.Levels, c.Bars = []string{""}, c.Bars[:2]
	if diff := cmp.Diff(&Table{Header: c.Roles, Rows: [][]string{{"£1–£2", "£2–£3"}}}, c.Answer().Table); diff != "" {
		t.Errorf("table of one level (-want +got):\n%s", diff)
	}
}
