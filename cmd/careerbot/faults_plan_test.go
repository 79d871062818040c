package main

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"testing"
	"time"
)

// A fate is what becomes of one call of the played workspace.
type fate int

// The fates. "Broken" is a status of 500, "cut" a connection that ends without
// an answer; both come before or after the message was posted.
const (
	answered fate = iota
	limited       // 429 with a Retry-After, and nothing posted
	brokenBefore
	brokenAfter
	cutBefore
	cutAfter
	refused // for good: channel_not_found
	fates
)

// open reports whether a caller that cannot read the channel cannot know
// either what became of its message.
func (f fate) open() bool {
	return f == brokenBefore || f == brokenAfter || f == cutBefore || f == cutAfter
}

// posts reports whether the message stands in the channel afterwards.
func (f fate) posts() bool { return f == answered || f == brokenAfter || f == cutAfter }

// A plan says how often a call meets which fate. The zero plan answers every
// call at once.
type plan struct {
	seed   uint64
	shares [fates]float64 // of the calls; what is left of 1 is answered
	retry  time.Duration  // in Retry-After; whole seconds
	lag    time.Duration  // the longest time from a call to its post, also where the caller has gone
	slow   time.Duration  // the longest time from the post to the answer
}

// fate returns what becomes of the nth call about something, how long its post
// takes and how long its answer takes after that. It depends on nothing but
// the plan and the arguments, however calls mix.
func (p plan) fate(about string, n int) (f fate, lag, slow time.Duration) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d", about, n)
	r := rand.New(rand.NewPCG(p.seed, h.Sum64()))
	lag, slow = upTo(r, p.lag), upTo(r, p.slow)
	at := r.Float64()
	for f, share := range p.shares {
		if at -= share; at < 0 {
			return fate(f), lag, slow
		}
	}
	return answered, lag, slow
}

func upTo(r *rand.Rand, most time.Duration) time.Duration {
	if most == 0 {
		return 0
	}
	return time.Duration(r.Int64N(int64(most)))
}

func TestPlan(t *testing.T) {
	p := plan{seed: 1, shares: [fates]float64{limited: 1.0 / 3, brokenBefore: 0.05, brokenAfter: 0.05}, lag: time.Minute, slow: time.Second}
	const calls = 30_000
	var met [fates]int
	for i := range calls {
		f, lag, slow := p.fate(fmt.Sprint(i), 1)
		again, _, _ := p.fate(fmt.Sprint(i), 1)
		if again != f || lag < 0 || lag >= p.lag || slow < 0 || slow >= p.slow {
			t.Fatalf("fate(%d) = %d and %d, %v, %v", i, f, again, lag, slow)
		}
		met[f]++
	}
	for f, share := range p.shares {
		if f == int(answered) {
			share = 1 - 1.0/3 - 0.1
		}
		if got := float64(met[f]) / calls; got < share-0.02 || got > share+0.02 {
			t.Errorf("fate %d met %.3f of the calls, want %.3f", f, got, share)
		}
	}
}
