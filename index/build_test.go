package index

import (
	"testing"
	"time"

	"careerbot/index/indextest"

	"github.com/google/go-cmp/cmp"
)

// TestMeter: what takes no second is not told, what does is told seldom and to
// the end.
func TestMeter(t *testing.T) {
	var told [][2]int
	m := meter{total: 9, next: time.Now().Add(time.Hour), report: func(done, total int) { told = append(told, [2]int{done, total}) }}
	m.tell(1)
	m.end()
	if told != nil {
		t.Errorf("told %v before it is time, want nothing", told)
	}
	m.next = time.Time{}
	m.tell(2)
	m.tell(3) // the next is due in a second
	m.end()
	if diff := cmp.Diff([][2]int{{2, 9}, {9, 9}}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	quiet := meter{total: 9}
	quiet.tell(2)
	quiet.end()
}

// TestMeterCounts holds what the meter expects to what is cut.
func TestMeterCounts(t *testing.T) {
	set := indextest.New(t, 500).Set
	if got, want := newMeter(set, nil).total, newIndex(t, set).parts; got != want {
		t.Errorf("total = %d, want %d", got, want)
	}
}

// TestBatches: an index of several batches has all passages, each under its own
// number.
func TestBatches(t *testing.T) {
	c := indextest.New(t, batchSize+500)
	x := newIndex(t, c.Set)
	if len(x.store.ids) != c.Passages || x.parts != c.Passages {
		t.Fatalf("%d documents of %d passages, want %d", len(x.store.ids), x.parts, c.Passages)
	}
	for _, p := range []*Passage{x.Passages[0], x.Passages[len(x.Passages)-2]} {
		hits, err := x.Search(Query{Stems: stemsOf(p), Roles: p.Roles, Limit: 1})
		if err != nil || len(hits) != 1 || hits[0].ID != p.ID {
			t.Errorf("Search for all that %q says = %v, %v, want itself", p.Text, hits, err)
		}
	}
}

// stemsOf returns the stems of a passage's own text.
func stemsOf(p *Passage) []string {
	var out []string
	for _, n := range p.text {
		out = append(out, string(p.words.terms[n]))
	}
	return out
}
