package index

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
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
		"6 whole 2.-1.-1 Tools they use: Spade: digs holes / Rakes and more; of Gardener; about tools",
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

func TestSearch(t *testing.T) {
	set := gardenSet(t)
	x := newIndex(t, set)
	role := func(name string) []*knowledge.Term { return []*knowledge.Term{set.Term(knowledge.RoleTerm, name)} }
	concept := func(name string) []*knowledge.Term {
		return []*knowledge.Term{set.Term(knowledge.ConceptTerm, name)}
	}
	for _, c := range []struct {
		name string
		q    Query
		want []int // passages, the best first
	}{
		{"nothing", Query{Limit: 9}, nil},
		{"roles alone find nothing", Query{Roles: role("Nurse"), Limit: 9}, nil},
		{"no such stem", Query{Stems: []string{"zebra"}, Limit: 9}, nil},
		{"a stem", Query{Stems: x.Stems("roof"), Limit: 9}, []int{0}},
		{"the rarer stem first", Query{Stems: x.Stems("spade needle"), Limit: 9}, []int{11, 4}},
		{"headings, and labels of rows", Query{Stems: x.Stems("tools"), Limit: 9}, []int{11, 4, 5}},
		{"a row's label before its cells", Query{Stems: x.Stems("work"), Limit: 9}, []int{10, 0}},
		{"a concept", Query{Concepts: concept("tools"), Limit: 9}, []int{4, 5, 11}},
		{"a limit", Query{Concepts: concept("tools"), Limit: 1}, []int{4}},
		{"no limit is none", Query{Concepts: concept("tools")}, nil},
		{"a role raises", Query{Stems: x.Stems("spade"), Limit: 9}, []int{4, 11}},
		{"a role raises, here", Query{Stems: x.Stems("spade"), Roles: role("Nurse"), Limit: 9}, []int{11, 4}},
		{"unknown words change nothing", Query{Stems: []string{"zebra", "roof"}, Limit: 9}, []int{0}},
		{"concept and stem", Query{Concepts: concept("tools"), Stems: x.Stems("rakes"), Limit: 9}, []int{5, 4, 11}},
	} {
		hits, err := x.Search(c.q)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		last := math.Inf(1)
		for _, h := range hits {
			if got = append(got, h.ID); h.Score > last || h.Score <= 0 {
				t.Errorf("%s: score %v of %d behind %v", c.name, h.Score, h.ID, last)
			}
			last = h.Score
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: Search(%+v) = %v, want %v", c.name, c.q, got, c.want)
		}
	}
}

// TestEqualHits: of equal hits those that stand first are found, however many
// there are.
func TestEqualHits(t *testing.T) {
	text := "---\ntitle: T\n---\n\n"
	for i := range 100 {
		text += fmt.Sprintf("## Part %c%d\n\nAlways the same words.\n\n", 'a'+i%26, i)
	}
	a, err := knowledge.ParseArticle("a.md", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	set, err := knowledge.NewSet(&knowledge.Vocabulary{}, []*knowledge.Article{a})
	if err != nil {
		t.Fatal(err)
	}
	x := newIndex(t, set)
	hits, err := x.Search(Query{Stems: x.Stems("same words"), Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, h := range hits {
		got = append(got, h.Section)
	}
	if want := []int{0, 1, 2, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("sections of equal hits = %v, want %v", got, want)
	}
}

func TestSearchAtOnce(t *testing.T) {
	x := newIndex(t, gardenSet(t))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if hits, err := x.Search(Query{Stems: x.Stems("spades, zebras and needles"), Limit: 3}); err != nil || len(hits) != 2 {
					t.Errorf("Search = %v, %v, want two hits", hits, err)
				}
			}
		})
	}
	wg.Wait()
}

func TestClosed(t *testing.T) {
	x, err := New(gardenSet(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Search(Query{Stems: []string{"spade"}, Limit: 1}); err == nil || !strings.HasPrefix(err.Error(), "index: search: ") {
		t.Errorf("Search of a closed index: %v, want an error", err)
	}
}

func TestPays(t *testing.T) {
	set := gardenSet(t)
	x := newIndex(t, set)
	term := func(k knowledge.TermKind, name string) *knowledge.Term {
		if name == "" {
			return nil
		}
		return set.Term(k, name)
	}
	for _, c := range []struct {
		role, level, place string
		want               []string
	}{
		{"Gardener", "Senior", "UK", []string{"£40,000"}},
		{"Nurse", "Senior", "UK", []string{"N/A"}},
		{"Nurse", "Senior", "US", []string{"$60,000"}},
		{"Nurse", "Entry-level", "US", nil},
		{"Nurse", "", "UK", nil},
		{"", "", "", nil},
	} {
		var got []string
		for _, p := range x.Pays(term(knowledge.RoleTerm, c.role), term(knowledge.LevelTerm, c.level), term(knowledge.PlaceTerm, c.place)) {
			got = append(got, p.Cell)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Pays(%q, %q, %q) = %q, want %q", c.role, c.level, c.place, got, c.want)
		}
	}
}

func TestInformation(t *testing.T) {
	x := newIndex(t, gardenSet(t))
	if got, want := x.Frequency("roof"), 1.0/9; got != want {
		t.Errorf("Frequency(roof) = %v, want %v", got, want)
	}
	if got := x.Frequency("zebra"); got != 0 {
		t.Errorf("Frequency(zebra) = %v, want 0", got)
	}
	if got, want := x.Information("spade"), math.Log(1+9.0/2); got != want {
		t.Errorf("Information(spade) = %v, want %v", got, want)
	}
	if got := x.Information("zebra"); got != 0 {
		t.Errorf("Information(zebra) = %v, want 0", got)
	}
}

func TestStems(t *testing.T) {
	x := newIndex(t, gardenSet(t))
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{"the of and", nil},
		{"Gardeners' gardens", []string{"garden", "garden"}},
		{"digging  deeper", []string{"dig", "deeper"}},
		{"ci/cd c# node.js £45,000", []string{"ci", "cd", "c", "node.j", "45,000"}},
		{"new\nlines\tand tabs", []string{"new", "line", "tab"}},
	} {
		if got := x.Stems(c.in); !slices.Equal(got, c.want) {
			t.Errorf("Stems(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// FuzzStems holds the stems that are kept by word to those that the analyser
// gives of the whole text.
func FuzzStems(f *testing.F) {
	set := gardenSet(f)
	x := newIndex(f, set)
	for _, s := range []string{"", "Gardeners dig holes", "£45,000 – 10% more", "ci/cd's node.js, c++", "किताब e\u0301 1️⃣", "a b\tc\nd", "O'Neill’s spades"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := set.Words(s)
		var want []string
		for _, token := range x.stemmer.analyzer.Analyze([]byte(words)) {
			want = append(want, string(token.Term))
		}
		if got := x.Stems(words); !slices.Equal(got, want) {
			t.Errorf("Stems(%q) = %q, want %q", words, got, want)
		}
	})
}
