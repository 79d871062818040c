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

// haveCells fails unless the cells of pay are these and no others.
func haveCells(t *testing.T, s *Set, want ...string) {
	t.Helper()
	var got []string
	for _, p := range s.Pays {
		got = append(got, cellText(p))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
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

// TestStepsBelow: who stands below a step is not on it, the first year is also "year one",
// and a column between the ends of a range says the middle of it.
func TestStepsBelow(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Two jobs\nperiod: year\nroles:\n  - name: Letting agent\n  - name: Property manager\n---\n## Pay\n\n| Stage | Low | Middle | High |\n|---|---|---|---|\n"+
		"| Letting agent: First year | £7,500 | £24,000 | £46,000 |\n| Letting agent: Years 2–5 | £29,000 | £57,000 | £98,000 |\n"+
		"| Property manager: Assistant manager | £38,500 | £44,000 | £51,000 |\n| Property manager: Senior | £52,000 | £62,000 | £76,000 |\n| Property manager: Regional manager | £88,000 | £104,000 | £131,000 |\n")
	haveCells(t, s, "Letting agent First year UK £7,500–£46,000 (middle £24,000)", "Letting agent Years 2–5 UK £29,000–£98,000 (middle £57,000)",
		"Property manager Assistant manager UK £38,500–£51,000 (middle £44,000)", "Property manager Senior UK £52,000–£76,000 (middle £62,000)",
		"Property manager Regional manager UK £88,000–£131,000 (middle £104,000)")
	if r := s.Read("a letting agent in year one"); len(r.Levels) != 1 || r.Levels[0].Name != "First year" {
		t.Errorf("year one is read as %v", termNames(r.Levels))
	}
}

// TestReckonings: a table that reckons with sums of money is no pay.
func TestReckonings(t *testing.T) {
	const head = "---\ntitle: Two jobs\nroles:\n  - name: Letting agent\n  - name: Property manager\n---\n## Property manager\n\n"
	for _, table := range []string{
		"| Loan | Fee | Your cut |\n|---|---|---|\n| £200,000 | £4,000 | £2,400 |\n| £350,000 | £7,000 | £4,200 |\n",
		"| Commission | £10,000 |\n|---|---|\n| Your share | £6,000 |\n| Senior share | £7,000 |\n",
		"| Item | Sum |\n|---|---|\n| Commission | £10,000 |\n| Franchise fee | −£600 |\n",
	} {
		if s := shippedSetOf(t, head+table); len(s.Pays) > 0 {
			t.Errorf("%s: pay %q", table, s.Pays[0].Cell)
		}
	}
}

// TestRegionsOfTwo: among rows of places, two places that one label joins are one region.
func TestRegionsOfTwo(t *testing.T) {
	s := shippedSetOf(t, "---\ntitle: Two jobs\nperiod: year\nroles:\n  - name: Letting agent\n  - name: Property manager\n---\n## By region\n\n| Where | Letting agent | Property manager |\n|---|---|---|\n"+
		"| London | £30,000 | £40,000 |\n| Reading and the Thames Valley | £29,000 | £39,000 |\n| Scotland | £28,000 | £38,000 |\n")
	p := s.Pays[2]
	if p.Level != nil || p.Place == nil || p.Place.Name != "Reading and the Thames Valley" {
		t.Errorf("level %v, place %v, want the region", p.Level, p.Place)
	}
	if r := s.Read("pay in the thames valley"); len(r.Places) != 1 || r.Places[0] != p.Place {
		t.Errorf("the Thames Valley is read as %v", termNames(r.Places))
	}
}
