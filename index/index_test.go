package index

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"careerbot/knowledge"
)

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
	x, err := New(gardenSet(t), nil)
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
