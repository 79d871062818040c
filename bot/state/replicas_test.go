package state

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"careerbot/bot"
)

// Two replicas over one cluster: what one was told the other knows, and what
// both were told is answered once.
func TestReplicas(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	q := bot.Question{Tenant: "T", Room: "R", User: "alice", Text: "a"}
	ask(t, a.Desk, q)
	wait(t, "the other replica knows the conversation", func() bool {
		state, ok := b.Store.copies.slots.get(b.name.conversation(q))
		return ok && state == "a"
	})
	for i := range 20 {
		id := fmt.Sprintf("x.%d", i)
		a.mail(t, id, id)
		b.mail(t, id, id)
	}
	wait(t, "the outbox is empty", func() bool { return a.waiting(t) == 0 })
	if n := len(a.post.arrived()) + len(b.post.arrived()); n != 20 {
		t.Errorf("%d mails arrived, want 20", n)
	}
	if n := a.Counts().Duplicates + b.Counts().Duplicates; n != 20 {
		t.Errorf("%d duplicates, want 20", n)
	}

	if _, err := b.Press(t.Context(), bot.Press{Act: bot.DeleteData, Tenant: "T", User: "alice"}); err != nil {
		t.Fatal(err)
	}
	wait(t, "the other replica has forgotten", func() bool {
		_, ok := a.Store.copies.slots.get(a.name.conversation(q))
		return !ok
	})
}

// A server of the cluster ends, with what it led: nothing is lost, and answers
// go on.
func TestServerOfTheClusterEnds(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	o := openOffice(t, c.store(), nil)
	for i := range 30 {
		if i == 10 {
			go c.down(2)
		}
		q := message(fmt.Sprintf("x.%d", i), fmt.Sprint(i))
		wait(t, "the message is accepted", func() bool {
			ctx, cancel := context.WithTimeout(t.Context(), 2500*time.Millisecond)
			defer cancel()
			return o.Accept(ctx, q, nil) == nil
		})
	}
	wait(t, "all mails arrived", func() bool { return len(o.post.arrived()) >= 30 })
	if tries := o.post.seen(); len(tries) != 30 {
		t.Errorf("%d tries, want 30: %v\n%s", len(tries), tries, o.log)
	}
}

// Without a quorum nothing is acknowledged, readiness says so, and commands
// are answered.
func TestClusterWithoutQuorum(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	o := openOffice(t, c.store(), nil)
	c.down(1)
	c.down(2)
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if err := o.Accept(ctx, message("x.1", "R"), nil); err == nil {
		t.Error("Accept = nil, want an error")
	}
	if state, ok := o.Store.Ready(); ok {
		t.Errorf("Ready = %q, true", state)
	}
	if got := ask(t, o.Desk, bot.Question{User: "alice", Text: "a"}); got.Headline != "a<" {
		t.Errorf("a command = %+v, want an answer", got)
	}
}

func TestClusterThatIsNotThere(t *testing.T) {
	t.Parallel()
	s := &Store{Addresses: "127.0.0.1:1", Secret: "x"}
	o := openOffice(t, s, nil)
	if state, ok := s.Ready(); ok || state == "" {
		t.Errorf("Ready = %q, %v; want a reason", state, ok)
	}
	if err := o.Accept(t.Context(), message("x.1", "R"), nil); err == nil {
		t.Error("Accept = nil, want an error")
	}
	if err := (&Store{Addresses: "127.0.0.1:1"}).Open(t.Context()); err == nil {
		t.Error("Open without a secret = nil, want an error")
	}
}

func TestClusterOfAnotherKey(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	openOffice(t, c.store(), nil)
	other := c.store()
	other.Secret = "another"
	if err := other.Open(t.Context()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("Open = %v, want ErrWrongKey", err)
	}
}

func TestClusterThatLostAStream(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	o := openOffice(t, c.store(), nil)
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.js.DeleteStream(t.Context(), "KV_votes"); err != nil {
		t.Fatal(err)
	}
	if err := c.store().Open(t.Context()); !errors.Is(err, ErrDamaged) {
		t.Errorf("Open = %v, want ErrDamaged", err)
	}
}

// Only one replica holds a lease; when it ends, in order or not, another does.
func TestLease(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	var holders atomic.Int32
	took := make(chan string, 10)
	hold := func(ctx context.Context, o *office, name string) chan error {
		done := make(chan error, 1)
		go func() {
			done <- o.Store.Hold(ctx, "shard.0", func(ctx context.Context) error {
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the lease", n)
				}
				took <- name
				<-ctx.Done()
				holders.Add(-1)
				return nil
			})
		}()
		return done
	}
	next := func(want string, within time.Duration) {
		t.Helper()
		select {
		case got := <-took:
			if got != want {
				t.Errorf("%s took the lease, want %s", got, want)
			}
		case <-time.After(within):
			t.Fatalf("%s did not take the lease", want)
		}
	}
	ctxA, endA := context.WithCancel(t.Context())
	doneA := hold(ctxA, a, "a")
	next("a", limit)
	ctxB, endB := context.WithCancel(t.Context())
	defer endB()
	doneB := hold(ctxB, b, "b")
	endA() // a clean stop
	if err := <-doneA; err != nil {
		t.Errorf("Hold = %v", err)
	}
	next("b", limit)

	// b's process hangs: its connection is cut under it.
	b.Store.nc.Close()
	ctxA, endA = context.WithCancel(t.Context())
	doneA = hold(ctxA, a, "a")
	next("a", 40*time.Second)
	endA()
	endB()
	if err := errors.Join(<-doneA, <-doneB); err != nil {
		t.Errorf("Hold = %v", err)
	}
}
