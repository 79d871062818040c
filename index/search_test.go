package index

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"careerbot/index/indextest"
	"careerbot/knowledge"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestSearchOfMany: of many passages, those of articles on the roles alone are
// looked at, and without roles those that have one of the rarest words.
func TestSearchOfMany(t *testing.T) {
	set := indextest.New(t, 3*few).Set
	x := newIndex(t, set)
	common := x.Stems("work team people role data system")
	tools := set.Read("tools").Concepts
	for _, art := range set.Articles[1:] {
		role := set.RolesOf(art)[0]
		hits, err := x.Search(Query{Stems: common, Concepts: tools, Roles: []*knowledge.Term{role}, Limit: 20})
		if err != nil || len(hits) != 20 {
			t.Fatalf("Search for %s = %d hits, %v, want 20", role.Name, len(hits), err)
		}
		for _, h := range hits {
			if !slices.Contains(set.RolesOf(h.Article), role) {
				t.Errorf("Search for %s finds a passage of %q", role.Name, h.Article.Title)
			}
		}
	}
	wanted, _ := x.clauses(Query{Stems: common})
	rare, others := rarest(wanted)
	if len(others) == 0 {
		t.Fatalf("all of %q stand in few passages", common)
	}
	hits, err := x.Search(Query{Stems: common, Limit: 4 * few})
	if err != nil || len(hits) == 0 || len(hits) > rareEnough {
		t.Fatalf("Search for %q = %d hits, %v, want at most %d", common, len(hits), err, rareEnough)
	}
	for _, h := range hits {
		if !slices.ContainsFunc(rare, func(c clause) bool { return h.Has(c.text) }) {
			t.Errorf("Search for %q finds %q, which has none of %v", common, h.Text, rare)
		}
	}
}

// TestSearchIsSteady: bleve puts the passages of a batch in any order; hits do
// not depend on it.
func TestSearchIsSteady(t *testing.T) {
	c := indextest.New(t, 2*few)
	var want [][]Hit
	for round := range 2 {
		x := newIndex(t, c.Set)
		for i, text := range c.Questions[:32] {
			r := c.Set.Read(text)
			hits, err := x.Search(Query{Stems: x.Stems(c.Set.Words(text)), Concepts: r.Concepts, Roles: r.Roles, Limit: 10})
			if err != nil {
				t.Fatal(err)
			}
			if round == 0 {
				want = append(want, hits)
			}
			same := func(a, b Hit) bool { return a.ID == b.ID && a.Score == b.Score }
			if !slices.EqualFunc(hits, want[i], same) {
				t.Errorf("Search for %q differs between two indexes of one set", text)
			}
		}
	}
}

func TestRarest(t *testing.T) {
	clauses := func(counts ...int) []clause {
		var out []clause
		for _, n := range counts {
			out = append(out, clause{count: n})
		}
		return out
	}
	for _, c := range []struct{ in, rare, common []clause }{
		{clauses(1), clauses(1), nil},
		{clauses(2 * rareEnough), clauses(2 * rareEnough), nil},
		{clauses(2*rareEnough, rareEnough), clauses(rareEnough), clauses(2 * rareEnough)},
		{clauses(rareEnough, 3, rareEnough-4, 1), clauses(1, 3, rareEnough-4), clauses(rareEnough)},
	} {
		rare, common := rarest(c.in)
		if len(common) == 0 {
			common = nil
		}
		if diff := gocmp.Diff([][]clause{c.rare, c.common}, [][]clause{rare, common}, gocmp.AllowUnexported(clause{})); diff != "" {
			t.Errorf("rarest(%v) (-want +got):\n%s", c.in, diff)
		}
	}
}

// TestRanking holds a ranking to sorting everything.
func TestRanking(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		limit := 1 + r.IntN(6)
		all := make([]found, r.IntN(40))
		ranked := ranking{limit: limit}
		for i := range all {
			all[i] = found{i, float64(r.IntN(5))}
		}
		r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
		for _, f := range all {
			ranked.add(f)
		}
		slices.SortFunc(all, func(a, b found) int { return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.id, b.id)) })
		if got, want := ranked.done(), all[:min(limit, len(all))]; !slices.Equal(got, want) {
			t.Fatalf("the best %d = %v, want %v", limit, got, want)
		}
	}
}
