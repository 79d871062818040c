package knowledge

import (
	"slices"
	"testing"
)

// TestRowsOfOtherThings: rows of years are levels, titles over the rows of roles
// are, too, rows of places are no subject, and rows of employers under columns of
// roles with levels part the levels.
func TestRowsOfOtherThings(t *testing.T) {
	const front = "roles:\n  - name: Bee Keeper\n  - name: Chef\nperiod: year\n"
	for name, c := range map[string]struct{ text, want string }{
		"years":     {"## Pay in the UK\n\n| | Bee Keeper | Chef |\n|---|---|---|\n| 0–2 years | £20,000 | £21,000 |\n| 3+ years | £30,000 | £31,000 |\n", "0–2 years, 0–2 years, 3+ years, 3+ years"},
		"titles":    {"## Pay in the UK\n\n| | Junior | Sous chef |\n|---|---|---|\n| Bee Keeper | £20,000 | £21,000 |\n| Chef | £30,000 | £31,000 |\n", "Entry-level, Sous chef, Entry-level, Sous chef"},
		"employers": {"## Pay in the UK\n\n| Garden | Bee Keeper: junior | Bee Keeper: senior |\n|---|---|---|\n| Hotel | £20,000 | £21,000 |\n", "Entry-level, Hotel, Senior, Hotel"},
		"places":    {"## Pay in the US by state\n\n| State | Bee Keeper | Chef |\n|---|---|---|\n| Texas | $20,000 | $21,000 |\n", "-, -"},
	} {
		set, got := realSet(t, front, c.text), ""
		for i, p := range set.Pays {
			level := "-"
			if p.Level != nil {
				level = p.Level.Name
			}
			if i > 0 {
				got += ", "
			}
			if got += level; len(p.About) > 0 {
				t.Errorf("%s: %s is about %s, want plain pay", name, p.Cell, p.About[0].Name)
			}
		}
		if got != c.want {
			t.Errorf("%s: the levels are %s, want %s", name, got, c.want)
		}
		if name == "years" && !slices.ContainsFunc(set.Read("no experience").Levels, func(l *Term) bool { return l.Name == "0–2 years" }) {
			t.Error("no experience should be read as the first band")
		}
	}
}
