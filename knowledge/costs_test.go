package knowledge

import (
	"strings"
	"testing"
	"time"
)

// TestCostsAreNoPay: what training costs is nobody's pay, wherever it is said;
// what a day's work costs is. Pay of a step that names no role is pay of both.
func TestCostsAreNoPay(t *testing.T) {
	tests := []struct{ text, want string }{
		{"## Routes\n\n| Route | Length | Cost to you (UK) |\n|---|---|---|\n| Bee Keeper, diploma | 1 year | £6,500 to £14,000 |\n", ""},
		{"## Tuition fees\n\n| Route | UK |\n|---|---|\n| Bee Keeper, diploma | £6,500 |\n", ""},
		{"## Training\n\nWhat the courses cost:\n\n| Level | Bee Keeper |\n|---|---|\n| Junior | £600 |\n", ""},
		{"## Side by side\n\n| | Bee Keeper | Bee Painter |\n|---|---|---|\n| Exam fee | £60 | £70 |\n| Salary | £20,000 | £30,000 |\n", "£20,000 £30,000"},
		{"## Training fees and pay\n\n| Level | Course fees | Salary |\n|---|---|---|\n| Junior | £600 | £20,000 |\n", "£20,000 £20,000"},
		{"## What a bee keeper costs\n\n| Level | Fee per day |\n|---|---|\n| Junior | £100 |\n", "£100"},
	}
	for _, test := range tests {
		set := realSet(t, "roles:\n  - name: Bee Keeper\n  - name: Bee Painter\n", test.text)
		var got []string
		for _, p := range set.Pays {
			got = append(got, p.Cell)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: the pay is %v, want %q", test.text, got, test.want)
		}
	}
}

// TestKindsTellCellsApart: basic pay and all of it beside each other are no two
// figures for one thing.
func TestKindsTellCellsApart(t *testing.T) {
	for headers, want := range map[string]bool{"Basic salary (UK) | Total earnings (UK)": false, "Employed (UK) | Self-employed (UK)": false, "Salary (UK) | Salary again (UK)": true} {
		set := realSet(t, "roles:\n  - name: Bee Keeper\nperiod: year\n", "## Bee keeper pay\n\n| Level | "+headers+" |\n|---|---|---|\n| Junior | £20,000 | £30,000 |\n")
		got := false
		for _, f := range set.Lint(time.Now()) {
			got = got || strings.Contains(f.Message, "nothing tells")
		}
		if got != want {
			t.Errorf("%s: told apart %v, want %v", headers, !got, !want)
		}
	}
}
