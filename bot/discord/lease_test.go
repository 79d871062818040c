package discord

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A fakeLease is held by one at a time, and can be taken away.
type fakeLease struct {
	free chan bool // holds one token while nobody holds the lease
	lose chan bool // each value ends the lease of who holds it
	held chan string
}

func newLease() *fakeLease {
	l := &fakeLease{free: make(chan bool, 1), lose: make(chan bool), held: make(chan string, 100)}
	l.free <- true
	return l
}

func (l *fakeLease) hold(ctx context.Context, name string, work func(context.Context) error) error {
	select {
	case <-l.free:
	case <-ctx.Done():
		return nil
	}
	defer func() { l.free <- true }()
	l.held <- name
	ctx, end := context.WithCancel(ctx)
	defer end()
	ended := make(chan bool)
	defer close(ended)
	go func() {
		select {
		case <-l.lose:
			end()
		case <-ended:
		}
	}()
	return work(ctx)
}

// isReady fails the test when Ready does not say so before long.
func isReady(t *testing.T, a *Adapter, want string, ok bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for {
		state, got := a.Ready()
		if state == want && got == ok {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("Got Ready() = %q, %t, want %q, %t", state, got, want, ok)
		}
		time.Sleep(time.Millisecond)
	}
}

const otherHolds = "another replica holds the connection"

// TestCleanStopHandsOver runs two replicas: one is connected, both send, and
// when the first stops the second takes over.
func TestCleanStopHandsOver(t *testing.T) {
	t.Parallel()
	f, d, lease := newFake(t), newDesk(), newLease()
	one, two := f.adapter(), f.adapter()
	one.Hold, two.Hold = lease.hold, lease.hold
	isReady(t, one, "not connected", false)
	stop := run(t, one, d)
	receive(t, f.up, "connection")
	isReady(t, one, "connected", true)
	if got := receive(t, lease.held, "lease"); got != "discord.0" {
		t.Errorf("Got lease %q, want discord.0", got)
	}
	run(t, two, d)
	isReady(t, two, otherHolds, true)
	if _, _, err := send(t, two, f.mail(), false); err != nil {
		t.Errorf("Got Send() = %v without the lease", err)
	}
	if err := stop(); err != nil {
		t.Errorf("Got Run() = %v, want nil", err)
	}
	receive(t, f.up, "connection of the second").say("<@"+selfID+"> there?", nil)
	receive(t, d.got, "question")
	if code := receive(t, f.closed, "close frame"); code != 1000 {
		t.Errorf("Got close code %d, want 1000", code)
	}
	isReady(t, two, "connected", true)
	if identifies, resumes := f.counts(); identifies != 2 || resumes != 0 {
		t.Errorf("Got %d identifies and %d resumes, want 2 and none", identifies, resumes)
	}
}

// TestLostLease loses the lease and gets it again: the session goes on, with
// what was said in between.
func TestLostLease(t *testing.T) {
	t.Parallel()
	f, d, lease := newFake(t), newDesk(), newLease()
	a := f.adapter()
	a.Hold = lease.hold
	stop := run(t, a, d)
	c := receive(t, f.up, "connection")
	isReady(t, a, "connected", true)
	lease.lose <- true
	receive(t, lease.free, "lease") // another replica has it
	isReady(t, a, otherHolds, true)
	c.say("<@"+selfID+"> said in the gap", nil)
	lease.free <- true
	receive(t, f.up, "second connection")
	if got := receive(t, d.got, "question").q.Text; got != "said in the gap" {
		t.Errorf("Got %q", got)
	}
	isReady(t, a, "connected", true)
	code := receive(t, f.closed, "close frame")
	if identifies, resumes := f.counts(); identifies != 1 || resumes != 1 || code != closeLeft {
		t.Errorf("Got %d identifies, %d resumes and close code %d, want 1, 1 and %d, which keeps the session", identifies, resumes, code, closeLeft)
	}
	if err := stop(); err != nil {
		t.Errorf("Got Run() = %v, want nil: a lost lease is no error", err)
	}
	if got := a.Stats(); got.Identifies != 1 || got.Resumes != 1 || got.Reconnects != 1 || got.Messages != 1 {
		t.Errorf("Got %+v, want an identify, a resume, a reconnect and a message", got)
	}
}

func TestFinalErrorUnderALease(t *testing.T) {
	t.Parallel()
	f, lease := newFake(t), newLease()
	a := f.adapter()
	a.Hold = lease.hold
	go func() { (<-f.up).close(4014) }()
	var closed *GatewayError
	if err := runUntilError(t, a); !errors.As(err, &closed) || closed.Code != 4014 {
		t.Errorf("Got Run() = %v, want a GatewayError 4014", err)
	}
	receive(t, lease.free, "released lease")
}

// TestLeaseThatCannotBeHeld has a state that is not there for a while.
func TestLeaseThatCannotBeHeld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := &Adapter{}
		down, work := 3, make(chan bool)
		a.Hold = func(ctx context.Context, _ string, run func(context.Context) error) error {
			if down--; down >= 0 {
				return errors.New("state: not reachable")
			}
			select {
			case <-work:
			case <-ctx.Done():
				return ctx.Err()
			}
			return run(ctx)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			done <- a.leased(ctx, 0, func(ctx context.Context) error { a.health.of(0).set(connected); <-ctx.Done(); return nil })
		}()
		synctest.Wait()
		if state, ok := a.Ready(); ok || !strings.Contains(state, "cannot be found out") {
			t.Errorf("Got Ready() = %q, %t while the lease cannot be asked for", state, ok)
		}
		time.Sleep(time.Minute) // of the bubble
		if state, ok := a.Ready(); !ok || state != otherHolds {
			t.Errorf("Got Ready() = %q, %t while Hold waits, want another replica", state, ok)
		}
		work <- true
		synctest.Wait()
		if state, ok := a.Ready(); !ok || state != "connected" {
			t.Errorf("Got Ready() = %q, %t, want connected", state, ok)
		}
		stop()
		if err := <-done; err != nil {
			t.Errorf("Got %v at the end, want nil", err)
		}
	})
}
