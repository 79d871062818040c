package discord

import (
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

func TestIdentity(t *testing.T) {
	var i identity
	if got := i.get(); got != "" {
		t.Errorf("Got id %q before it is known", got)
	}
	i.set("7")
	i.set("")
	if got := i.get(); got != "7" {
		t.Errorf("Got id %q, want 7: an empty one changes nothing", got)
	}
}
