package bot

import (
	"strings"
	"testing"
)

// TestYearsOverOwnSteps: years of experience find a step of any name, those that
// no step has are said to be in none, and figures of no step at all break nothing.
func TestYearsOverOwnSteps(t *testing.T) {
	b := newBotOn(t, "---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n---\n## Pay in the UK\n\n| Stage | Bee Keeper |\n|---|---|\n"+
		"| Learning the hive (2–4 years) | £20,000 |\n| Top table (10+ years) | £60,000 |\n| Median (5 years) | £40,000 |\n")
	tests := []struct{ text, want string }{
		{"bee keeper pay with 12 years", "Top table (Bee Keeper), UK: £60,000"},
		{"bee keeper pay with 1 year", "No level that I have figures for has your years"},
		{"bee keeper pay with 5 years", "Median (5 years): £40,000"},
		{"8 years in retail, bee keeper pay?", "Those years were in retail"},
	}
	for _, test := range tests {
		if got := say(b, test.text); !strings.Contains(got.Headline+"\n"+got.Text, test.want) {
			t.Errorf("%q: %q, %q, want %q", test.text, got.Headline, got.Text, test.want)
		}
	}
}

// TestOpenTopOfNoLevel: two tables that part only by an open end, over rows that
// are no levels.
func TestOpenTopOfNoLevel(t *testing.T) {
	b := newBotOn(t, "---\ntitle: Bees\nroles:\n  - name: Bee Keeper\n  - name: Bee Painter\n  - name: Bee Farmer\n---\n"+
		"## Pay\n\n| Role | UK |\n|---|---|\n| Bee Keeper | £20,000–£30,000 |\n| Bee Painter | £21,000 |\n| Bee Farmer | £22,000 |\n\n"+
		"## Pay again\n\n| Role | UK |\n|---|---|\n| Bee Keeper | £20,000–£30,000+ |\n")
	got := say(b, "pay of all roles in the UK")
	if want := "leaves the top open (+) where this table gives an end for Bee Keeper"; !strings.Contains(got.Text, want) {
		t.Errorf("%q, %q, want %q", got.Headline, got.Text, want)
	}
}
