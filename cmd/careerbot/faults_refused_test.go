package main

import (
	"fmt"
	"testing"
	"time"
)

// testRefused has Slack refuse a third of the posts for a second, and break a
// tenth of them, half of these after the message was posted.
func testRefused(t *testing.T, tab *figures) {
	tr := newTrial(t)
	tr.slack.set(plan{
		seed:   2,
		shares: [fates]float64{limited: 1.0 / 3, brokenBefore: 0.05, brokenAfter: 0.05},
		retry:  time.Second,
		slow:   40 * time.Millisecond,
	})
	tr.bots[0].start()
	tr.ask(choose(120, 6000), nil)
	tr.settle()
	f := tr.judge()
	tab.add("refused", f, fmt.Sprintf("%d calls", len(tr.history().calls)))
}

// testDeliveredAgain delivers every message three times, in any order.
func testDeliveredAgain(t *testing.T, tab *figures) {
	tr := newTrial(t)
	tr.slack.set(plan{seed: 3, slow: 40 * time.Millisecond})
	tr.crowd.copies, tr.crowd.spread = 3, choose(3*time.Second, 20*time.Second)
	tr.bots[0].start()
	tr.ask(choose(120, 6000), nil)
	tr.settle()
	tab.add("delivered again", tr.judge(), "")
}
