package index

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

const garden = `---
title: Gardens and wards
period: year
roles:
  - name: Gardener
  - name: Nurse
---

Work under the sky, or under a roof.

## Gardeners {#gardeners}

Gardeners dig, and a senior one digs 10% less.

### Tools they use {#tools}

Tools of the trade:

- **Spade:** digs holes
- Rakes and more

## Pay {#pay}

| Level | Gardener (UK) | Nurse (UK) |
|---|---|---|
| Junior | £20,000–£30,000 | £21,000 |
| Senior | £40,000 | N/A |

## Compared {#compared}

| Feature | Gardener | Nurse |
|---|---|---|
| Place of work | Garden | Ward |
| Tool kit | Spade | Needle |
| Senior salary (US) | $50,000 | $60,000 |
`

func gardenSet(tb testing.TB) *knowledge.Set {
	tb.Helper()
	words, err := knowledge.LoadVocabulary(os.DirFS("../knowledge/testdata/vocabulary"))
	if err != nil {
		tb.Fatal(err)
	}
	a, err := knowledge.ParseArticle("garden.md", []byte(garden))
	if err != nil {
		tb.Fatal(err)
	}
	set, err := knowledge.NewSet(words, []*knowledge.Article{a})
	if err != nil {
		tb.Fatal(err)
	}
	return set
}

func termNames(terms []*knowledge.Term) string {
	var out []string
	for _, t := range terms {
		out = append(out, t.Name)
	}
	return strings.Join(out, "+")
}

// passageText prints where a passage stands and what it is about.
func passageText(p *Passage) string {
	kind := []string{"whole", "para", "item", "row", "pay row"}[p.Kind]
	out := fmt.Sprintf("%d %s %d.%d.%d %s: %s", p.ID, kind, p.Section, p.Block, p.Part, p.Heading(), strings.ReplaceAll(p.Text, "\n", " / "))
	for _, about := range [][2]string{{"of", termNames(p.Roles)}, {"about", termNames(p.Concepts)}, {"says", termNames(p.Said)}, {"names", termNames(p.Levels)}} {
		if about[1] != "" {
			out += fmt.Sprintf("; %s %s", about[0], about[1])
		}
	}
	if p.Figures {
		out += "; figures"
	}
	return out
}

func TestNew(t *testing.T) {
	x := newIndex(t, gardenSet(t))
	var got []string
	for _, p := range x.Passages {
		got = append(got, passageText(p))
	}
	want := []string{
		"0 para 0.0.-1 Gardens and wards: Work under the sky, or under a roof.",
		"1 whole 0.-1.-1 Gardens and wards: Work under the sky, or under a roof.",
		"2 para 1.0.-1 Gardeners: Gardeners dig, and a senior one digs 10% less.; of Gardener; names Senior; figures",
		"3 whole 1.-1.-1 Gardeners: Gardeners dig, and a senior one digs 10% less.; of Gardener; names Senior; figures",
		"4 item 2.0.0 Tools they use: Spade: digs holes; of Gardener; about tools",
		"5 item 2.0.1 Tools they use: Rakes and more; of Gardener; about tools",
		"6 whole 2.-1.-1 Tools they use: Spade: digs holes / Rakes and more / Tools of the trade:; of Gardener; about tools",
		"7 pay row 3.0.0 Pay: Junior | £20,000–£30,000 | £21,000; of Gardener+Nurse; names Entry-level; figures",
		"8 pay row 3.0.1 Pay: Senior | £40,000 | N/A; of Gardener+Nurse; names Senior; figures",
		"9 whole 3.-1.-1 Pay: Junior | £20,000–£30,000 | £21,000 / Senior | £40,000 | N/A; of Gardener+Nurse; about pay; names Entry-level+Senior; figures",
		"10 row 4.0.0 Compared: Place of work | Garden | Ward; of Gardener+Nurse",
		"11 row 4.0.1 Compared: Tool kit | Spade | Needle; of Gardener+Nurse; about tools",
		"12 pay row 4.0.2 Compared: Senior salary (US) | $50,000 | $60,000; of Gardener+Nurse; about pay; names Senior; figures",
		"13 whole 4.-1.-1 Compared: Place of work | Garden | Ward / Tool kit | Spade | Needle / Senior salary (US) | $50,000 | $60,000; of Gardener+Nurse; says tools+pay; names Senior; figures",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("passages (-want +got):\n%s", diff)
	}
	if table, row := x.Passages[11].Row(); row == nil || row.Label() != "Tool kit" || len(table.Rows) != 3 {
		t.Errorf("Row() = %v, %v, want the row of tools", table, row)
	}
	if table, row := x.Passages[4].Row(); table != nil || row != nil {
		t.Errorf("Row() of an item = %v, %v, want nil", table, row)
	}
}

func TestPassageEvidence(t *testing.T) {
	set := gardenSet(t)
	x := newIndex(t, set)
	item, row := x.Passages[4], x.Passages[11]
	for _, c := range []struct {
		p                       *Passage
		stem                    string
		has, owns, leads, heads bool
	}{
		{item, "spade", true, true, true, false},
		{item, "hole", true, true, false, false},
		{item, "tool", true, false, false, true},
		{item, "garden", true, false, false, true}, // of the heading above the heading
		{item, "needl", false, false, false, false},
		{row, "tool", true, true, true, false},
		{row, "needl", true, true, false, false},
		{row, Pair("tool", "kit"), true, true, true, false},
		{row, Pair("kit", "tool"), false, false, false, false},
		{x.Passages[6], Pair("dig", "hole"), true, true, false, false},
		{x.Passages[6], Pair("hole", "rake"), false, false, false, false}, // of two parts
	} {
		got := []bool{c.p.Has(c.stem), c.p.Owns(c.stem), c.p.Leads(c.stem), c.p.Heads(c.stem)}
		if want := []bool{c.has, c.owns, c.leads, c.heads}; !slices.Equal(got, want) {
			t.Errorf("passage %d, %q: Has, Owns, Leads, Heads = %v, want %v", c.p.ID, c.stem, got, want)
		}
	}
	tools, pay := set.Term(knowledge.ConceptTerm, "tools"), set.Term(knowledge.ConceptTerm, "pay")
	gardener, nurse := set.Term(knowledge.RoleTerm, "Gardener"), set.Term(knowledge.RoleTerm, "Nurse")
	senior := set.Term(knowledge.LevelTerm, "Senior")
	whole := x.Passages[13]
	if !item.About(tools) || item.About(pay) || item.Says(tools) || !whole.Says(pay) || whole.About(pay) {
		t.Error("About or Says is wrong")
	}
	if !item.Of(gardener) || item.Of(nurse) || !row.Of(nurse) {
		t.Error("Of is wrong")
	}
	if !x.Passages[2].Names(senior) || item.Names(senior) {
		t.Error("Names is wrong")
	}
}

// TestCounts: a passage counts what stands behind a number, and a row what its
// label says.
func TestCounts(t *testing.T) {
	p := &Passage{Kind: Para, Text: "A hive has 13 doors."}
	row := &Passage{Kind: Row, Text: "Hours outside | 20 a week | 8", Article: &knowledge.Article{Sections: []knowledge.Section{{Blocks: []knowledge.Block{{
		Table: &knowledge.Table{Rows: []knowledge.Row{{Cells: []string{"Hours outside", "20 a week", "8"}}}},
	}}}}}}
	c := cutter{stemmer: newIndex(t, gardenSet(t)).stemmer}
	p.counted, row.counted = c.counted(p), c.counted(row)
	if !p.Counts("door") || p.Counts("hive") || !row.Counts("hour") || p.Counts("hour") {
		t.Errorf("counted are %v and %v", p.counted, row.counted)
	}
}
