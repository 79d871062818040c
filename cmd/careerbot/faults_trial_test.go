package main

import (
	"context"
	"encoding/json"
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
	state []string // the arguments that say where it is
	ends  *ends    // nil before conclude

	hidden bool // only the programs see the state

	from, to time.Time // while questions were asked
}

// newTrial returns a trial of one program, which does not run yet. The
// arguments say where it keeps its state.
func newTrial(t *testing.T, state ...string) *trial {
	tr := &trial{t: t, slack: newWorkspace(t), crowd: newCrowd(), state: state}
	tr.crowd.rate = choose(40.0, 100)
	tr.replica()
	return tr
}

// replica adds a program on the same state.
func (tr *trial) replica() {
	p := newProgram(tr.t, tr.slack, append(tr.state, "--per-person", "0", "--per-room", "0")...)
	tr.bots = append(tr.bots, p)
	tr.crowd.doors = append(tr.crowd.doors, p.door)
}

// ask has the crowd ask so many questions, and returns when all are
// acknowledged. stop, where it is not nil, ends the asking when it is closed.
func (tr *trial) ask(most int, stop <-chan struct{}) {
	ctx, cancel := context.WithTimeout(tr.t.Context(), 5*time.Minute)
	defer cancel()
	if tr.from.IsZero() {
		tr.from = time.Now()
	}
	tr.crowd.ask(ctx, most, stop)
	tr.to = time.Now()
}

// during has the crowd ask until do has returned, and until everything is
// acknowledged.
func (tr *trial) during(do func()) {
	stop, asked := make(chan struct{}), make(chan struct{})
	defer func() { close(stop); <-asked }()
	go func() { defer close(asked); tr.ask(1<<30, stop) }()
	do()
}

// settle waits until every acknowledged question has its answer and careerbot
// has nothing more to do, or until that takes too long. Where posts cannot be
// read, some questions never have one.
func (tr *trial) settle() {
	ctx, cancel := context.WithTimeout(tr.t.Context(), choose(4*time.Minute, 10*time.Minute))
	defer cancel()
	for !tr.settled(ctx) && pause(ctx, 10*look) {
	}
}

func (tr *trial) settled(ctx context.Context) bool {
	f := tr.find()
	if !tr.slack.secret && f.missing > 0 {
		return false
	}
	n, err := tr.living().deliveries(ctx)
	return err == nil && n.Waiting == 0 && n.sum() >= int64(f.acked)
}

// living returns a program that runs.
func (tr *trial) living() *program {
	tr.t.Helper()
	for _, p := range tr.bots {
		if p.runs() {
			return p
		}
	}
	tr.t.Fatal("no program runs")
	return nil
}

// conclude stops the programs, and asks what became of the answers.
func (tr *trial) conclude() {
	tr.t.Helper()
	if tr.hidden {
		n, err := tr.living().deliveries(tr.t.Context())
		if err != nil {
			tr.t.Fatal(err)
		}
		tr.ends = &n
	}
	for _, p := range tr.bots {
		if p.runs() {
			p.stopsInTime()
		}
	}
	if tr.hidden {
		return
	}
	var report struct{ Deliveries ends }
	if err := json.Unmarshal(tr.bots[0].run("report", append(tr.state, "--format", "json")...), &report); err != nil {
		tr.t.Fatal(err)
	}
	tr.ends = &report.Deliveries
}

// deliveries asks the program how deliveries ended.
func (p *program) deliveries(ctx context.Context) (ends, error) {
	var report struct{ Deliveries ends }
	_, body, err := p.get(ctx, "/report")
	if err == nil {
		err = json.Unmarshal([]byte(body), &report)
	}
	return report.Deliveries, err
}

func (tr *trial) history() history {
	h := history{asked: tr.crowd.heard(), secret: tr.slack.secret, ends: tr.ends, from: tr.from, to: tr.to}
	h.calls, h.posts = tr.slack.seen()
	for _, p := range tr.bots {
		h.kills = append(h.kills, p.deaths()...)
	}
	return h
}

// judge ends the trial, fails the test for every fault of it, and returns what
// was found.
func (tr *trial) judge() finding {
	tr.t.Helper()
	tr.conclude()
	f := tr.find()
	for _, fault := range f.faults() {
		tr.t.Error(fault)
	}
	return f
}

// find judges without failing the test: for trials in which answers are meant
// to fail.
func (tr *trial) find() finding {
	tr.t.Helper()
	f, err := judge(tr.history())
	if err != nil {
		tr.t.Fatal(err)
	}
	return f
}

// tried waits until Slack was called about a question of every thread: the
// others of a thread wait for the first that was stored.
func (tr *trial) tried() {
	tr.t.Helper()
	ctx, cancel := context.WithTimeout(tr.t.Context(), time.Minute)
	defer cancel()
	for len(tr.untried()) > 0 {
		if !pause(ctx, 5*look) {
			tr.t.Fatalf("not even tried: %s", some(tr.untried()))
		}
	}
}

// untried returns the threads of which no question was tried.
func (tr *trial) untried() (threads []string) {
	h := tr.history()
	about, err := marks(h.asked)
	if err != nil {
		tr.t.Fatal(err)
	}
	tried := make(map[string]bool)
	for _, c := range h.calls {
		if i, known := about[c.about]; known {
			tried[h.asked[i].root()] = true
		}
	}
	for _, q := range h.asked {
		if !tried[q.root()] {
			threads = append(threads, q.root())
		}
	}
	return threads
}
