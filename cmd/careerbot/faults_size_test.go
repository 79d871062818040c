package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// testLargeState measures a process that has little state, fills the state
// with records, kills the process, and measures how it starts. Only at full
// length are there the 100,000 records that the measure asks for. Its bounds are
// wide, for they have to hold on any machine; the figures are in the table.
func testLargeState(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	bot := tr.bots[0]
	rest := choose(0, 25*time.Second) // longer than careerbot needs to tidy up after its start
	bot.start()
	bot.untilReady(true)
	pause(t.Context(), rest)
	empty := bot.resident()
	took := tr.flood(choose(300, 34_000)) // each leaves three records: that it was dealt with, its conversation, what it asked for
	tr.settle()
	bot.kill()
	begin := time.Now()
	bot.start()
	first := tr.firstAnswer(begin)
	bot.untilReady(true)
	ready := time.Since(begin)
	pause(t.Context(), rest)
	full := bot.resident()
	f := tr.judge()
	if *atLength && (ready > 5*time.Second || first > 5*time.Second || empty > 90<<20 || full > 256<<20) {
		t.Errorf("ready after %v, first answer after %v, %d MiB resident when empty, %d when full: far from what was asked",
			ready, first, empty>>20, full>>20)
	}
	tab.add("large state", f, fmt.Sprintf("stored and sent %.0f/s; after kill -9: first answer %d ms, ready %d ms; resident %.1f MiB empty, %.1f MiB full",
		float64(f.messages)/took.Seconds(), first.Milliseconds(), ready.Milliseconds(), float64(empty)/(1<<20), float64(full)/(1<<20)))
}

// waitingMost is how many answers wait at once in a flood.
const waitingMost = 10_000

// flood asks so many questions as fast as they are acknowledged, but not so
// fast that careerbot turns some away, and returns how long that took.
func (tr *trial) flood(n int) time.Duration {
	ctx, cancel := context.WithTimeout(tr.t.Context(), 30*time.Minute)
	defer cancel()
	tr.from = time.Now()
	questions := make(chan *question)
	var people sync.WaitGroup
	for range 32 {
		people.Go(func() {
			for q := range questions {
				tr.crowd.deliver(ctx, q, 0)
			}
		})
	}
	for i := range n {
		for i-tr.slack.posted() > waitingMost && pause(ctx, look) {
		}
		questions <- tr.crowd.next()
	}
	close(questions)
	people.Wait()
	tr.to = time.Now()
	return tr.to.Sub(tr.from)
}

// firstAnswer asks by slash command until there is an answer, and returns how
// long after the beginning that was.
func (tr *trial) firstAnswer(begin time.Time) time.Duration {
	ctx, cancel := context.WithTimeout(tr.t.Context(), limit)
	defer cancel()
	for {
		answer, err := tr.crowd.command(ctx, tr.bots[0].door, "senior devops uk")
		if err == nil && strings.Contains(answer, "£") {
			return time.Since(begin)
		}
		if !pause(ctx, time.Millisecond) {
			tr.t.Fatalf("no answer: %q, %v", answer, err)
		}
	}
}

// resident returns the resident memory of the process in bytes, 0 where the
// system does not tell.
func (p *program) resident() int64 { return residentOf(p.pid()) }

func residentOf(pid int) int64 {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), "VmRSS:")
	kib, _ := strconv.ParseInt(strings.Fields(rest + " 0")[0], 10, 64)
	return kib << 10
}
