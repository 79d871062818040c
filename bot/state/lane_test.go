package state

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// Answers to several people in one thread stand in the order of their
// questions, also while the first is refused.
func TestOrderWithinAThread(t *testing.T) { onEachStore(t, testOrderWithinAThread) }

func testOrderWithinAThread(t *testing.T, s *Store) {
	o := openOffice(t, s, map[string][]step{"x.1": {refused(300 * time.Millisecond)}})
	for _, user := range []string{"1", "2", "3"} {
		q := message("x."+user, "A")
		q.Thread, q.User = "thread", user
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	var got []string
	for _, m := range o.post.arrived() {
		got = append(got, m.ID)
	}
	if diff := cmp.Diff([]string{"x.1", "x.2", "x.3"}, got); diff != "" {
		t.Errorf("arrived (-want +got):\n%s", diff)
	}
}
