package discord

import (
	"context"
	"testing"
	"time"
)

func TestBackoff(t *testing.T) {
	b := backoff{min: time.Second, max: 5 * time.Minute}
	for i := range 100 {
		whole := min(time.Second<<min(i, 20), 5*time.Minute)
		if got := b.next(); got < whole/2 || got > whole {
			t.Fatalf("Got pause %d = %v, want %v to %v", i, got, whole/2, whole)
		}
	}
	b.reset()
	if got := b.next(); got > time.Second {
		t.Errorf("Got pause %v after reset, want at most a second", got)
	}
}

func TestBudget(t *testing.T) {
	b := budget{max: 2, window: day}
	start := time.Now()
	b.note(start)
	if wait := b.spend(start.Add(time.Hour)); wait != 0 {
		t.Errorf("Got wait %v for the second of two", wait)
	}
	if wait := b.spend(start.Add(2 * time.Hour)); wait != 22*time.Hour {
		t.Errorf("Got wait %v for the third, want 22h", wait)
	}
	if wait := b.spend(start.Add(day)); wait != 0 {
		t.Errorf("Got wait %v when the first is a day old", wait)
	}
}

func TestIdentityWait(t *testing.T) {
	var i identity
	if got := i.wait(t.Context(), time.Millisecond); got != "" {
		t.Errorf("Got id %q before it is known", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := i.wait(ctx, patience); got != "" {
		t.Errorf("Got id %q at the end", got)
	}
	got := make(chan string)
	go func() { got <- i.wait(t.Context(), patience) }()
	i.set("")
	i.set("7")
	i.set("8")
	if id := receive(t, got, "id"); id != "7" && id != "8" {
		t.Errorf("Got id %q", id)
	}
}
