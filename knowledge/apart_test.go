package knowledge

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestRowsOfOneTableNeverDisagree: what a label says beside a role's name tells its row
// from the others of that role, whichever sign stands between the two.
func TestRowsOfOneTableNeverDisagree(t *testing.T) {
	const head = "---\ntitle: Bees\nperiod: year\nroles:\n  - name: Bee keeper\n  - name: Hive painter\n---\n## Pay in the UK\n\n"
	for _, test := range []struct {
		name, table string
		want        []string
	}{
		{"a comma", "| Role and stage | From | Typical | Up to |\n|---|---|---|---|\n| Bee keeper, newly qualified (0–2 years) | £20k | £21k | £22k |\n| Bee keeper, established (3–7 years) | £30k | £31k | £32k |\n| Bee keeper, senior | £40k | £41k | £42k+ |\n",
			[]string{"Bee keeper Entry-level £20k–£22k", "Bee keeper Established £30k–£32k", "Bee keeper Senior £40k–£42k+"}},
		{"a heading over rows", "| Per year | Newly qualified | Senior |\n|---|---|---|\n| **Ireland** | | |\n| Bee keeper | €20k | €30k |\n| **Australia** | | |\n| Bee keeper | A$40k | A$50k |\n",
			[]string{"Bee keeper Entry-level Ireland €20k", "Bee keeper Senior Ireland €30k", "Bee keeper Entry-level Australia A$40k", "Bee keeper Senior Australia A$50k"}},
		{"within the label", "| Role and stage | UK | Ireland |\n|---|---|---|\n| Trainee bee keeper | £20k | €21k |\n| Newly qualified bee keeper | £22k | €23k |\n| Experienced bee keeper | £24k | €25k |\n| Senior or lead bee keeper | £26k | €27k |\n| Newly qualified hive painter | £28k | €29k |\n",
			[]string{"Bee keeper Trainee UK £20k", "Bee keeper Newly qualified UK £22k", "Bee keeper Experienced UK £24k", "Bee keeper Senior or lead UK £26k", "Hive painter Newly qualified Ireland €29k"}},
		{"people of the role", "| Stage | Years in the job | Gross pay per year |\n|---|---|---|\n| Bee keeper (own hive): Solo keeper | 1–3 years | £20k |\n| Bee keeper (own hive): Experienced keeper | 4–9 years | £30k |\n| Bee keeper (own hive): Veteran keeper | 10+ years | £40k |\n",
			[]string{"Bee keeper Solo keeper £20k", "Bee keeper Experienced keeper £30k", "Bee keeper Veteran keeper £40k"}},
		{"two columns of places", "| Region | State | Bee keeper salary | Hive painter salary |\n|---|---|---|---|\n| South | Texas | $20k | $21k |\n| South | Georgia | $22k | $23k |\n",
			[]string{"Bee keeper Texas $20k", "Hive painter Georgia $23k"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, err := ParseArticle("bees.md", []byte(head+test.table))
			if err != nil {
				t.Fatal(err)
			}
			v, err := ShippedVocabulary()
			if err != nil {
				t.Fatal(err)
			}
			s, err := NewSet(v, []*Article{a})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range s.Pays {
				got = append(got, cellText(p))
			}
			for _, want := range test.want {
				if !slices.ContainsFunc(got, func(g string) bool { return hasWords(g, want) }) {
					t.Errorf("no cell %q in %q", want, got)
				}
			}
		})
	}
}

// cellText names a cell of pay: "Bee keeper Senior UK £40,000".
func cellText(p Pay) string {
	out := ""
	for _, t := range []*Term{p.Role, p.Level, p.Place} {
		if t != nil {
			out += t.Name + " "
		}
	}
	return fmt.Sprint(out, p.Cell)
}

// hasWords reports whether a text has all words of another, in their order.
func hasWords(text, words string) bool {
	for w := range strings.FieldsSeq(words) {
		i := strings.Index(text, w)
		if i < 0 {
			return false
		}
		text = text[i+len(w):]
	}
	return true
}
