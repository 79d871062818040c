package discord

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
)

// A fakeDesk records what it accepts.
type fakeDesk struct {
	accept func(q bot.Question) error // nil accepts everything
	press  func(p bot.Press) error    // nil carries everything out

	deaf    bool // nothing comes of what is not said to the bot
	forgets bool // it keeps nothing but direct messages, and those in got alone

	got     chan accepted
	pressed chan bot.Press // what was carried out

	mu  sync.Mutex
	all []accepted
}

type accepted struct {
	q  bot.Question
	to []byte
}

func newDesk() *fakeDesk {
	return &fakeDesk{got: make(chan accepted, 1000), pressed: make(chan bot.Press, 1000)}
}

func (d *fakeDesk) Answer(context.Context, bot.Question) (bot.Answer, error) {
	return bot.Answer{}, errors.New("not used here")
}

func (d *fakeDesk) Press(_ context.Context, p bot.Press) (bot.Answer, error) {
	if d.press != nil {
		if err := d.press(p); err != nil {
			return bot.Answer{}, err
		}
	}
	d.pressed <- p
	return bot.Answer{}, nil
}

func (d *fakeDesk) Accept(_ context.Context, q bot.Question, to []byte) error {
	if d.accept != nil {
		if err := d.accept(q); err != nil {
			return err
		}
	}
	if d.forgets {
		if q.Tenant == "" {
			d.got <- accepted{q, to}
		}
		return nil
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all = append(d.all, accepted{q, to})
	d.got <- accepted{q, to}
	return nil
}

func (d *fakeDesk) Overhears(string, string) bool { return !d.deaf }

// texts returns the texts of all accepted questions.
func (d *fakeDesk) texts() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	var ts []string
	for _, a := range d.all {
		ts = append(ts, a.q.Text)
	}
	return ts
}

// receive returns the next value of a channel, or fails the test.
func receive[T any](t testing.TB, ch <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(patience):
		t.Fatalf("Got no %s in %v", what, patience)
		panic("unreachable")
	}
}

// run starts the adapter and returns a function that stops it and returns
// what Run returned. It is called at the end of the test in any case.
func run(t testing.TB, a *Adapter, d bot.Desk) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, d) }()
	stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-done:
			return err
		case <-time.After(patience):
			return errors.New("Run does not stop")
		}
	})
	t.Cleanup(func() { stop() })
	return stop
}

// runUntilError runs an adapter that must give up by itself.
func runUntilError(t *testing.T, a *Adapter) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err := a.Run(ctx, newDesk())
	if ctx.Err() != nil {
		t.Fatalf("Got Run() = %v at the deadline, want it to give up", err)
	}
	return err
}
