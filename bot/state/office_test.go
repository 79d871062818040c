package state

import (
	"bytes"
	stdcmp "cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// limit is for whatever a test waits for.
const limit = 20 * time.Second

// A try is one call of Send, as a postman saw it.
type try struct {
	ID    string
	Again bool
}

// A step is what one try returns.
type step func(context.Context) error

// A postman is an adapter that follows a script: for each ID what the tries
// return, in order; after the last, and for other IDs, nil.
type postman struct {
	mu     sync.Mutex
	script map[string][]step
	tries  []try
	mails  []bot.Mail // those that arrived
	times  []time.Time
}

func (p *postman) Run(ctx context.Context, _ bot.Desk) error { <-ctx.Done(); return nil }

func (p *postman) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	p.mu.Lock()
	p.tries = append(p.tries, try{m.ID, again})
	p.times = append(p.times, time.Now())
	var next step
	if steps := p.script[m.ID]; len(steps) > 0 {
		next, p.script[m.ID] = steps[0], steps[1:]
	}
	p.mu.Unlock()
	if next != nil {
		if err := next(ctx); err != nil {
			return "", err
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mails = append(p.mails, m)
	return stdcmp.Or(m.Ref, m.ID), nil
}

// Link returns the address of a message, unless it was sent to nowhere.
func (p *postman) Link(to []byte, ref string) string {
	if string(to) == "nowhere" {
		return ""
	}
	return "https://x/" + ref
}

// seen returns the tries so far.
func (p *postman) seen() []try {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.tries)
}

// arrived returns the mails that arrived so far.
func (p *postman) arrived() []bot.Mail {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.mails)
}

func fail(err error) step { return func(context.Context) error { return err } }

func refused(after time.Duration) step {
	return fail(fmt.Errorf("x: send: %w", &bot.RetryError{After: after, Limited: true, Err: errors.New("429")}))
}

var cut = fail(fmt.Errorf("x: send: %w", bot.ErrUnsettled))

// A parrot answers a question with what it was asked and continues from, as
// the real bot never would: it panics, is silent and declines on demand.
type parrot struct{}

func (parrot) Answer(q bot.Question) bot.Answer {
	switch q.Text {
	case "panic":
		panic("what the secret question said")
	case "index":
		var none []int
		_ = none[len(q.Text)]
	case "hush":
		return bot.Answer{}
	case "decline":
		return bot.Answer{Kind: bot.Declined, Reason: bot.RoleUnknown, Headline: "no", Text: "why not", Contact: "A person can help.", Slots: bot.Slots{Missing: []string{"role:nurse"}}}
	case "distress":
		return bot.Answer{Kind: bot.Declined, Reason: bot.Personal, Headline: "kind words", Contact: "A person can listen.", Private: true}
	case "help":
		return bot.Answer{Kind: bot.Help, Headline: "help"}
	}
	return bot.Answer{Kind: bot.Section, Headline: q.Text + "<" + q.Prior, State: q.Text, Slots: bot.Slots{Role: []string{"Baker"}, Metric: "salary"}}
}

func (parrot) Recall(state string) bot.Slots { return bot.Slots{Role: []string{state}} }

// A log is what a desk and a store have logged.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// An office is a desk over a store, with one postman named "x", until the test
// stops it.
type office struct {
	*Desk
	post *postman
	log  *logs
	stop func() // ends the desk, then the store, and waits for both
}

// openOffice starts an office over a store that is still to be opened.
func openOffice(t testing.TB, s *Store, script map[string][]step) *office {
	t.Helper()
	o := &office{post: &postman{script: script}, log: new(logs)}
	s.Log = slog.New(slog.NewTextHandler(o.log, nil))
	if err := s.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.Desk = &Desk{Bot: parrot{}, Store: s, Log: s.Log}
	o.setup()
	desk, endDesk := context.WithCancel(context.Background())
	store, endStore := context.WithCancel(context.Background())
	done := make(chan error, 2)
	go func() { done <- s.Run(store) }()
	if s.nc != nil && s.nc.IsConnected() {
		wait(t, "the cluster is in use", func() bool { return s.now.Load() != nil })
	}
	deskDone := make(chan error, 1)
	go func() { deskDone <- o.Run(desk, map[string]bot.Adapter{"x": o.post}) }()
	o.stop = sync.OnceFunc(func() {
		endDesk()
		err := <-deskDone
		endStore()
		if err := errors.Join(err, <-done, s.Close()); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	t.Cleanup(o.stop)
	return o
}

// inFolder returns a store of its own folder.
func inFolder(t testing.TB) *Store { return &Store{Folder: t.TempDir()} }

// message returns a message of alice's in a room.
func message(id, room string) bot.Question {
	return bot.Question{ID: id, Tenant: "T", Room: room, User: "alice", Text: "text of " + id, Addressed: true, At: time.Now()}
}

// mail accepts a message of alice's in a room.
func (o *office) mail(t testing.TB, id, room string) {
	t.Helper()
	if err := o.Accept(t.Context(), message(id, room), []byte("address")); err != nil {
		t.Errorf("Accept(%q) = %v", id, err)
	}
}

// wait waits until something holds.
func wait(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(limit); !holds(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
	}
}

// over waits until all mails are done with, and compares the tries with those
// wanted.
func (o *office) over(t testing.TB, want ...try) {
	t.Helper()
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	if diff := cmp.Diff(want, o.post.seen()); diff != "" {
		t.Errorf("tries (-want +got):\n%s\n%s", diff, o.log)
	}
}

// waiting returns how many mails are in the outbox.
func (o *office) waiting(t testing.TB) int {
	l, err := o.Store.link()
	if err != nil {
		return -1
	}
	info, err := l.outbox.Info(t.Context())
	if err != nil {
		return -1
	}
	return int(info.State.Msgs)
}

// record returns what is known of a message.
func (o *office) record(t testing.TB, q bot.Question) record {
	t.Helper()
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	rec, err := register{l.kv["done"]}.get(t.Context(), o.name.message(q))
	if err != nil {
		t.Fatal(err)
	}
	rec.revision, rec.Mail, rec.Next, rec.Ref = 0, 0, time.Time{}, ""
	return rec
}

func (o *office) wantCounts(t testing.TB, want Counts) {
	t.Helper()
	got := o.Counts()
	got.Waiting, got.Oldest = 0, 0
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("counts (-want +got):\n%s\n%s", diff, o.log)
	}
}

func (l *logs) has(text string) bool { return strings.Contains(l.String(), text) }
