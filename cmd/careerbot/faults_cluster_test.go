package main

import (
	"fmt"
	"testing"
	"time"
)

// testCluster kills the leading node of a NATS cluster under load, and then
// one of two replicas of careerbot.
func testCluster(t *testing.T, tab *figures) {
	nodes := newNodes(t)
	tr := newTrial(t, "--nats", addresses(nodes))
	tr.slack.set(plan{seed: 4, slow: 40 * time.Millisecond})
	tr.crowd.rate = choose(20.0, 100)
	tr.replica()
	for _, b := range tr.bots {
		b.start()
	}
	for _, b := range tr.bots {
		b.untilReady(true)
	}
	tr.during(func() {
		pause(t.Context(), choose(time.Second, 15*time.Second))
		dead := leader(t, nodes)
		dead.kill()
		pause(t.Context(), choose(time.Second, 30*time.Second))
		if *atLength { // the cluster is whole again before the next fault
			dead.start()
			pause(t.Context(), 30*time.Second)
		}
		tr.bots[0].kill()
		pause(t.Context(), choose(4*time.Second, 30*time.Second))
	})
	tr.settle()
	f := tr.judge()
	most := choose(limit, 20*time.Second)
	if f.gap > most {
		t.Errorf("no answers for %v, want at most %v", f.gap, most)
	}
	tab.add("node and replica killed", f, fmt.Sprintf("%d nodes, %d replicas", len(nodes), len(tr.bots)))
}
