package index

import (
	"fmt"
	"slices"

	"careerbot/knowledge"

	"github.com/blevesearch/bleve/v2/search/query"
)

// A Query is what a question looks for. All of it raises the score; a passage
// needs one of Stems or Concepts to be found.
type Query struct {
	Stems    []string // of the question's own words, by Index.Stems
	Concepts []*knowledge.Term
	Roles    []*knowledge.Term
	Limit    int // most hits
}

// A Hit is a passage with its score; higher is better, and scores of one
// search compare.
type Hit struct {
	*Passage
	Score float64
}

// The weights of a query's parts, against a word of a passage's text.
const (
	weightConcept = 3.0
	weightSaid    = 1.2
	weightHead    = 1.6
	weightRole    = 1.0
)

// A clause is one thing that raises a passage's score.
type clause struct {
	field, text string
	boost       float64
	count       int // passages that have it, at most
}

func (c clause) query() query.Query {
	t := query.NewTermQuery(c.text)
	t.SetField(c.field)
	t.SetBoost(c.boost)
	return t
}

// Search returns the passages, not whole sections, that match best. Of many
// passages it looks at those of articles on the Roles alone, or, where those
// have nothing, at those that have one of the rarest Stems or Concepts.
func (x *Index) Search(q Query) ([]Hit, error) {
	wanted, roles := x.clauses(q)
	if len(wanted) == 0 || q.Limit <= 0 {
		return nil, nil
	}
	best, err := x.find(wanted, roles, q.Limit)
	if err != nil {
		return nil, fmt.Errorf("index: search: %w", err)
	}
	hits := make([]Hit, len(best))
	for i, f := range best {
		hits[i] = Hit{x.Passages[f.id], f.score}
	}
	return hits, nil
}

// clauses returns what a query looks for: what a passage needs one of, and the
// roles.
func (x *Index) clauses(q Query) (wanted, roles []clause) {
	for _, s := range q.Stems {
		n := x.words.frequency(s)
		if n == 0 {
			continue // a word that nothing has must not weigh on the others
		}
		wanted = append(wanted, clause{fieldBody, s, 1, n}, clause{fieldHead, s, weightHead, n})
	}
	exact := func(list []clause, field string, t *knowledge.Term, boost float64) []clause {
		return append(list, clause{field, t.Name, boost, x.about[aboutKey{field, t.Name}]})
	}
	for _, c := range q.Concepts {
		wanted = exact(wanted, fieldConcept, c, weightConcept)
		wanted = exact(wanted, fieldSaid, c, weightSaid)
	}
	for _, r := range q.Roles {
		roles = exact(roles, fieldRole, r, weightRole)
	}
	return wanted, roles
}

// Most passages that have one of a query's clauses have nothing but words that
// tell little, and to score them all is what a search costs.
const (
	few        = 1000 // so many passages are all looked at
	rareEnough = 1000 // passages that have one of the rarest clauses
	mostRoles  = 8    // more of them tell no passage from another
)

// find returns the passages that match best.
func (x *Index) find(wanted, roles []clause, limit int) ([]found, error) {
	if len(roles) > mostRoles {
		roles = nil
	}
	if x.parts <= few || total(wanted) <= rareEnough {
		return x.store.top(also(roles, anyOf(wanted)), limit)
	}
	if len(roles) > 0 {
		on := slices.Clone(roles)
		for i := range on {
			on[i].field = fieldOn
		}
		if best, err := x.store.top(also(roles, anyOf(on), anyOf(wanted)), limit); err != nil || len(best) > 0 {
			return best, err
		}
	}
	rare, common := rarest(wanted)
	return x.store.top(also(slices.Concat(common, roles), anyOf(rare)), limit)
}

// rarest parts clauses into the rarest, one at least, that together stand in
// few enough passages, and the others.
func rarest(clauses []clause) (rare, common []clause) {
	sorted := slices.Clone(clauses)
	slices.SortStableFunc(sorted, func(a, b clause) int { return a.count - b.count })
	n := 1
	for sum := sorted[0].count; n < len(sorted) && sum+sorted[n].count <= rareEnough; n++ {
		sum += sorted[n].count
	}
	return sorted[:n], sorted[n:]
}

// anyOf needs one of the clauses.
func anyOf(clauses []clause) query.Query {
	d := query.NewDisjunctionQuery(queries(clauses))
	d.SetMin(1)
	return d
}

// also needs all of some queries, and adds clauses that raise the score alone.
func also(clauses []clause, all ...query.Query) query.Query {
	q := query.NewBooleanQuery(all, nil, nil)
	q.AddShould(queries(clauses)...)
	return q
}

func queries(clauses []clause) []query.Query {
	var out []query.Query
	for _, c := range clauses {
		out = append(out, c.query())
	}
	return out
}

func total(clauses []clause) int {
	n := 0
	for _, c := range clauses {
		n += c.count
	}
	return n
}
