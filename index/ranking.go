package index

import (
	"cmp"
	"slices"
)

// A found is a passage's number with its score.
type found struct {
	id    int
	score float64
}

// better orders what was found: of equal ones those that stand first.
func better(a, b found) int { return cmp.Or(cmp.Compare(b.score, a.score), a.id-b.id) }

// A ranking keeps the best of what is added to it.
type ranking struct {
	limit int     // how many
	list  []found // of at most twice as many; the best stand first, in order, once it was full
	full  bool
}

// add adds what was found, unless as many better ones are there.
func (r *ranking) add(f found) {
	if r.full && better(r.list[r.limit-1], f) < 0 {
		return
	}
	if r.list = append(r.list, f); len(r.list) == 2*r.limit {
		slices.SortFunc(r.list, better)
		r.list, r.full = r.list[:r.limit], true
	}
}

// done returns the best, in their order.
func (r *ranking) done() []found {
	slices.SortFunc(r.list, better)
	return r.list[:min(len(r.list), r.limit)]
}
