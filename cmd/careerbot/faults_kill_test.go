package main

import (
	"fmt"
	"testing"
	"time"
)

// testKilled kills the program again and again under load, where posts can be
// read.
func testKilled(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.slack.set(plan{seed: 1, lag: 400 * time.Millisecond, slow: 40 * time.Millisecond})
	tr.killed(tab, "kill -9")
}

// testKilledUnreadable does the same where they cannot be read: some answers
// stay unsettled, and careerbot has to know how many.
func testKilledUnreadable(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.slack.secret = true
	tr.slack.set(plan{seed: 1, shares: [fates]float64{cutBefore: 0.01, cutAfter: 0.01}, lag: 400 * time.Millisecond, slow: 40 * time.Millisecond})
	tr.killed(tab, "kill -9, posts unreadable")
}

func (tr *trial) killed(tab *figures, name string) {
	bot := tr.bots[0]
	bot.start()
	times := choose(3, 20)
	tr.during(func() {
		for range times {
			pause(tr.t.Context(), choose(time.Second, 3*time.Second))
			bot.kill()
			bot.start()
		}
	})
	tr.settle()
	f := tr.judge()
	more := fmt.Sprintf("%d kills", times)
	if tr.slack.secret {
		more += fmt.Sprintf(", unsettled must be %d to %d", f.surely, f.atTheMost)
	}
	tab.add(name, f, more)
}

// testDeliveredAgain delivers every message three times, in any order, while
// the program is killed and started again.
func testDeliveredAgain(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.slack.set(plan{seed: 3, lag: 400 * time.Millisecond, slow: 40 * time.Millisecond})
	tr.crowd.copies, tr.crowd.spread = 3, choose(3*time.Second, 30*time.Second)
	tr.killed(tab, "delivered three times")
}
