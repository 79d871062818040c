package state

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRevise: an edit changes the answer, a deletion deletes it, and neither
// does anything where there is no answer.
func TestRevise(t *testing.T) { onEachStore(t, testRevise) }

func testRevise(t *testing.T, s *Store) {
	o := openOffice(t, s, map[string][]step{"x.failed": {fail(errors.New("no such channel"))}})
	say := func(id, revises, text string, at time.Time) {
		t.Helper()
		q := message(id, "R")
		q.Revises, q.Text, q.Gone, q.At = revises, text, text == "" && revises != "", at
		if err := o.Accept(t.Context(), q, []byte("address")); err != nil {
			t.Fatal(err)
		}
		wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	}
	now := time.Now()
	say("x.1", "", "first", now)
	say("x.failed", "", "failed", now)
	say("x.1.2", "x.1", "second", now)
	say("x.1.2", "x.1", "second", now)                   // delivered again
	say("x.1.3", "x.1", "late", now.Add(-6*time.Minute)) // others have read it
	say("x.1.4", "x.1", "", now.Add(-10*time.Minute))    // a deletion is never too late
	say("x.2.1", "x.2", "never answered", now)           // by nobody
	say("x.failed.1", "x.failed", "failed, edited", now) // what never arrived cannot be changed
	type change struct{ ID, Ref, Headline string }
	var got []change
	for _, m := range o.post.arrived() {
		got = append(got, change{m.ID, m.Ref, m.Answer.Headline})
	}
	want := []change{{"x.1", "", "first<"}, {"x.1.2", "x.1", "second<failed"}, {"x.1.4", "x.1", ""}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := register{l.kv["done"]}.get(t.Context(), o.name.message(message("x.1", "R")))
	if err != nil || rec.End != sent || rec.Ref == "" || rec.Ref == "x.1" {
		t.Errorf("record = %+v, %v, want a sealed reference", rec, err)
	}
}
