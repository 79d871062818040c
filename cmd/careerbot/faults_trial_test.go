package main

import (
	"context"
	"testing"
	"time"
)

// A trial is a crowd that asks, the programs that answer it, and the workspace
// in which the answers appear.
type trial struct {
	t     *testing.T
	slack *workspace
	bots  []*program
	crowd *crowd

	from, to time.Time // while questions were asked
}

// newTrial returns a trial of one program, which does not run yet.
func newTrial(t *testing.T, args ...string) *trial {
	w := newWorkspace(t)
	p := newProgram(t, w, args...)
	c := newCrowd(p.door)
	c.rate = choose(40.0, 100)
	return &trial{t: t, slack: w, bots: []*program{p}, crowd: c}
}

// ask has the crowd ask so many questions, and returns when all are
// acknowledged. stop, where it is not nil, ends the asking when it is closed.
func (tr *trial) ask(most int, stop <-chan struct{}) {
	ctx, cancel := context.WithTimeout(tr.t.Context(), 5*time.Minute)
	defer cancel()
	tr.from = time.Now()
	tr.crowd.ask(ctx, most, stop)
	tr.to = time.Now()
}

// settle waits until every acknowledged question has its answer, or until that
// takes longer than careerbot tries.
func (tr *trial) settle() {
	ctx, cancel := context.WithTimeout(tr.t.Context(), choose(20*time.Second, 3*time.Minute))
	defer cancel()
	for !tr.settled() && pause(ctx, 50*time.Millisecond) {
	}
}

func (tr *trial) settled() bool {
	f, err := judge(tr.history())
	if err != nil {
		tr.t.Fatal(err)
	}
	return f.missing == 0
}

func (tr *trial) history() history {
	h := history{asked: tr.crowd.heard(), secret: tr.slack.secret, from: tr.from, to: tr.to}
	h.calls, h.posts = tr.slack.seen()
	for _, p := range tr.bots {
		h.kills = append(h.kills, p.deaths()...)
	}
	return h
}

// judge fails the test for every fault of the trial, and returns what was
// found.
func (tr *trial) judge() finding {
	tr.t.Helper()
	f, err := judge(tr.history())
	if err != nil {
		tr.t.Fatal(err)
	}
	for _, fault := range f.faults() {
		tr.t.Error(fault)
	}
	return f
}
