package main

import (
	"fmt"
	"testing"
	"time"
)

// refusing is a plan that refuses a third of the posts for a second, and
// breaks a tenth of them, half of these after the message was posted.
func refusing() plan {
	return plan{
		seed:   2,
		shares: [fates]float64{limited: 1.0 / 3, brokenBefore: 0.05, brokenAfter: 0.05},
		retry:  time.Second,
		slow:   40 * time.Millisecond,
	}
}

func testRefused(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.refused(tab, "429 and 5xx")
}

func testRefusedUnreadable(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.slack.secret = true
	tr.refused(tab, "429 and 5xx, posts unreadable")
}

func (tr *trial) refused(tab *figures, name string) {
	tr.slack.set(refusing())
	tr.bots[0].start()
	tr.ask(choose(40, 6000), nil)
	tr.settle()
	f := tr.judge()
	more := fmt.Sprintf("%d calls", f.calls)
	if tr.slack.secret {
		more += fmt.Sprintf(", unsettled must be %d", f.surely)
	}
	tab.add(name, f, more)
}
