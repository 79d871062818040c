package state

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// A try is one call of Send, as a postman saw it.
type try struct {
	ID    string
	Text  string
	Again bool
	After time.Duration // since the postman's birth
}

// A postman is an adapter that follows a script: for each ID what the tries
// return, in order; after the last, and for other IDs, nil.
type postman struct {
	script map[string][]func(context.Context) error
	born   time.Time

	mu    sync.Mutex
	tries []try
}

func (p *postman) Run(ctx context.Context, _ bot.Desk) error { <-ctx.Done(); return nil }

func (p *postman) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	p.mu.Lock()
	p.tries = append(p.tries, try{m.ID, m.Answer.Headline, again, time.Since(p.born)})
	var step func(context.Context) error
	if steps := p.script[m.ID]; len(steps) > 0 {
		step, p.script[m.ID] = steps[0], steps[1:]
	}
	p.mu.Unlock()
	if step == nil {
		return "ref", nil
	}
	return "", step(ctx)
}

// seen returns the tries so far.
func (p *postman) seen() []try {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.tries)
}

func fail(err error) func(context.Context) error {
	return func(context.Context) error { return err }
}

func limited(after time.Duration) func(context.Context) error {
	return fail(fmt.Errorf("slack: send: %w", &bot.RetryError{After: after, Err: errors.New("429")}))
}

var unsettled = fail(fmt.Errorf("slack: send: %w", bot.ErrUnsettled))

// office runs a desk with one postman named "x" until the test stops it.
type office struct {
	*Desk
	post *postman
	log  *bytes.Buffer
	stop func() // ends Run and waits for it
}

// open starts an office; it belongs into a synctest bubble.
func open(t *testing.T, script map[string][]func(context.Context) error) *office {
	t.Helper()
	log := new(bytes.Buffer)
	o := &office{
		Desk: &Desk{Bot: parrot{}, Log: slog.New(slog.NewTextHandler(log, nil))},
		post: &postman{script: script, born: time.Now()},
		log:  log,
	}
	ctx, cancel := context.WithCancel(t.Context())
	o.Desk.open()
	done := make(chan error, 1)
	go func() { done <- o.Run(ctx, map[string]bot.Adapter{"x": o.post}) }()
	o.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run = %v", err)
		}
	})
	t.Cleanup(o.stop)
	return o
}

// mail accepts a message in a room.
func (o *office) mail(t *testing.T, id, room string) {
	t.Helper()
	q := bot.Question{ID: id, Tenant: "T", Room: room, User: "alice", Text: "text of " + id, Addressed: true, At: time.Now()}
	if err := o.Accept(t.Context(), q, []byte("address")); err != nil {
		t.Errorf("Accept(%q) = %v", id, err)
	}
}

func (o *office) wantTries(t *testing.T, want ...try) {
	t.Helper()
	for i := range want {
		if want[i].Text == "" {
			want[i].Text = "text of " + want[i].ID + "<"
		}
	}
	if diff := cmp.Diff(want, o.post.seen()); diff != "" {
		t.Errorf("tries (-want +got):\n%s", diff)
	}
}

func (o *office) wantCounts(t *testing.T, want Counts) {
	t.Helper()
	if diff := cmp.Diff(want, o.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}
