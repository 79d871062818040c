package state

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// TestLate: an adapter is told which mails come so late that people may have
// answered, and one that a person has answered is not sent, once and for all.
func TestLate(t *testing.T) { onEachStore(t, testLate) }

func testLate(t *testing.T, s *Store) {
	answered := fail(fmt.Errorf("x: %w", bot.ErrAnswered))
	o := openOffice(t, s, map[string][]step{"x.answered": {answered}, "x.held": {refused(time.Millisecond), answered}})
	say := func(id string, ago time.Duration, change func(*bot.Question)) {
		t.Helper()
		q := message(id, "room of "+id)
		q.At = time.Now().Add(-ago)
		change(&q)
		if err := o.Accept(t.Context(), q, []byte("address")); err != nil {
			t.Fatal(err)
		}
		wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	}
	same := func(*bot.Question) {}
	say("x.soon", time.Minute, same)
	say("x.late", 3*time.Minute, same)
	say("x.answered", 3*time.Minute, same)
	say("x.held", 3*time.Minute, same)
	say("x.edit", 3*time.Minute, func(q *bot.Question) { q.Revises, q.Room = "x.late", "room of x.late" })
	o.Patience = time.Millisecond
	o.set(t, "room of x.auto", "on")
	say("x.auto", 3*time.Minute, func(q *bot.Question) { q.Addressed, q.Thread = false, "1" })

	got := make(map[string]bool)
	for _, m := range o.post.arrived() {
		got[m.ID] = m.Late
	}
	if diff := cmp.Diff(map[string]bool{"x.soon": false, "x.late": true, "x.edit": false, "x.auto": false}, got); diff != "" {
		t.Errorf("arrived, late or not (-want +got):\n%s", diff)
	}
	for id, tries := range map[string]int{"x.answered": 1, "x.held": 2} {
		want := record{End: late, Tries: tries}
		if diff := cmp.Diff(want, o.record(t, message(id, "")), cmp.AllowUnexported(record{})); diff != "" {
			t.Errorf("%s: record (-want +got):\n%s", id, diff)
		}
	}
	o.wantCounts(t, Counts{Accepted: 6, Sent: 4, Answered: 2, Retries: 1, Limited: 1})
	if !o.log.has(`msg="not sent: a person has answered"`) || o.log.has("level=ERROR") {
		t.Errorf("the log does not say that a person has answered, or takes it for an error:\n%s", o.log)
	}
}
