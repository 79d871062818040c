package main

import (
	"fmt"
	"testing"
	"time"
)

// testToldToStop ends the program with SIGTERM under load, starts it again,
// and does so several times.
func testToldToStop(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.slack.set(plan{seed: 6, shares: [fates]float64{limited: 0.1}, retry: time.Second, slow: 40 * time.Millisecond})
	bot := tr.bots[0]
	bot.start()
	var longest time.Duration
	tr.during(func() {
		for range choose(2, 5) {
			pause(t.Context(), choose(time.Second, 4*time.Second))
			longest = max(longest, bot.stopsInTime())
			bot.start()
		}
	})
	tr.settle()
	tab.add("SIGTERM", tr.judge(), fmt.Sprintf("stopped within %.1f s", longest.Seconds()))
}

// stopsInTime tells the program to stop, and fails the test where it does not
// do so within ten seconds and with success.
func (p *program) stopsInTime() time.Duration {
	p.t.Helper()
	code, took := p.stop()
	if code != 0 || took > 10*time.Second {
		p.t.Errorf("SIGTERM: exit code %d after %v, want 0 within 10 s", code, took)
	}
	return took
}
