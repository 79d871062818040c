package main

import (
	"fmt"
	"testing"
	"time"
)

// testToldToStop ends the program with SIGTERM under load, starts it again,
// and does so several times.
func testToldToStop(t *testing.T, tab *figures) {
	tr := newTrial(t)
	tr.slack.set(plan{seed: 6, shares: [fates]float64{limited: 0.1}, retry: time.Second, slow: 40 * time.Millisecond})
	bot := tr.bots[0]
	bot.start()
	stop, done := make(chan struct{}), make(chan struct{})
	var longest time.Duration
	go func() {
		defer close(done)
		defer close(stop)
		for range choose(2, 5) {
			if !pause(t.Context(), choose(time.Second, 4*time.Second)) {
				return
			}
			code, took := bot.stop()
			longest = max(longest, took)
			if code != 0 || took > 10*time.Second {
				t.Errorf("SIGTERM: exit code %d after %v, want 0 within 10 s", code, took)
			}
			bot.start()
		}
	}()
	tr.ask(1<<20, stop)
	<-done
	tr.settle()
	tab.add("SIGTERM", tr.judge(), fmt.Sprintf("stopped within %.1f s", longest.Seconds()))
}
