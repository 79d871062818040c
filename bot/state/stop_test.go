package state

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// TestStop: what waits for one person in one thread is taken back, whether it
// was tried or not; what others wait for, or wait for elsewhere, arrives.
func TestStop(t *testing.T) { onEachStore(t, testStop) }

func testStop(t *testing.T, s *Store) {
	gate := make(chan struct{})
	busy := func(context.Context) error {
		select {
		case <-gate:
			return nil
		default:
			return &bot.RetryError{After: 20 * time.Millisecond, Limited: true, Err: errors.New("429")}
		}
	}
	script := make(map[string][]step)
	for _, id := range []string{"x.mine", "x.other", "x.elsewhere"} {
		script[id] = slices.Repeat([]step{busy}, 1000)
	}
	o := openOffice(t, s, script)
	accept := func(id, thread, user string) {
		t.Helper()
		q := message(id, "D")
		q.Thread, q.User = thread, user
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	accept("x.mine", "1", "alice")
	wait(t, "the first was tried", func() bool { return len(o.post.seen()) > 0 })
	accept("x.next", "1", "alice") // waits for its turn
	accept("x.elsewhere", "2", "alice")
	accept("x.other", "3", "bob")
	stop := bot.Press{Act: bot.Stop, Arg: "1", Tenant: "T", Room: "D", User: "alice"}
	for range 2 { // the platform may say it twice
		if a, err := o.Press(t.Context(), stop); err != nil || a.Kind != bot.Silence {
			t.Fatalf("Press = %+v, %v; want nothing", a, err)
		}
	}
	stop.Arg = "3" // of bob's, who did not stop it
	if _, err := o.Press(t.Context(), stop); err != nil {
		t.Fatal(err)
	}
	tries := len(o.post.seen())
	wait(t, "tries that had begun have ended", func() bool { return len(o.post.seen()) >= tries+2 })
	close(gate)
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	var got []string
	for _, m := range o.post.arrived() {
		got = append(got, m.ID)
	}
	slices.Sort(got)
	if diff := cmp.Diff([]string{"x.elsewhere", "x.other"}, got); diff != "" {
		t.Errorf("arrived (-want +got):\n%s", diff)
	}
	accept("x.later", "1", "alice") // the thread is not closed by it
	wait(t, "the next answer arrived", func() bool {
		return slices.ContainsFunc(o.post.arrived(), func(m bot.Mail) bool { return m.ID == "x.later" })
	})
}

// Nothing is said to be taken back while the state cannot be reached.
func TestStopWithoutState(t *testing.T) {
	o := openOffice(t, &Store{Addresses: "127.0.0.1:1", Secret: "x"}, nil)
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Stop, Arg: "1", Tenant: "T", Room: "D", User: "alice"}); err == nil {
		t.Error("Press = nil, want an error, so that the platform says it again")
	}
}
