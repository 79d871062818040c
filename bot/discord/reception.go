package discord

import (
	"context"
	"runtime/debug"
	"sync"
	"time"

	"careerbot/bot"
)

const (
	replyTimeout = 2500 * time.Millisecond // of the three seconds that Discord waits
	workTimeout  = 30 * time.Second        // for everything that follows an answer
	maxWork      = 256                     // interactions in work by calls at the same time
)

// A reception is what is remembered of interactions, in this process alone. The
// zero reception is ready for use.
type reception struct {
	seen    seen // interactions that came
	posted  seen // private replies that were posted for all
	mu      sync.Mutex
	working int // interactions in work
	idle    *sync.Cond
}

// repeated reports whether an interaction came before. Suggestions do nothing
// that could be done twice, and come with every letter that is typed.
func (t *reception) repeated(in *interaction) bool {
	return in.Type != typeAutocomplete && !t.seen.take(in.ID, time.Now())
}

// enter counts one more in work, and reports false where there are too many.
func (t *reception) enter() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.working >= maxWork {
		return false
	}
	t.working++
	return true
}

func (t *reception) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.working--; t.working == 0 && t.idle != nil {
		t.idle.Broadcast()
	}
}

// wait returns when nothing is in work, and after a time in any case.
func (t *reception) wait(most time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.idle == nil {
		t.idle = sync.NewCond(&t.mu)
	}
	late := false
	defer time.AfterFunc(most, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		late = true
		t.idle.Broadcast()
	}).Stop()
	for t.working > 0 && !late {
		t.idle.Wait()
	}
}

// begin has work done beside. It reports false where there is too much of it.
func (a *Adapter) begin(ctx context.Context, work func(context.Context)) bool {
	if !a.reception.enter() {
		a.count.notDone.Add(1)
		return false
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), workTimeout)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
			}
			cancel()
			a.reception.leave()
		}()
		work(ctx)
	}()
	return true
}

// interaction takes a raw INTERACTION_CREATE event of the gateway. It never
// waits.
func (a *Adapter) interaction(ctx context.Context, d bot.Desk, raw []byte) {
	in, err := parseInteraction(raw)
	switch {
	case err != nil || in.Type == typePing:
		a.count.malformed.Add(1)
		a.logger().Warn("discord: interaction dropped", "err", err)
	case a.reception.repeated(in):
		a.count.repeated.Add(1)
		a.logger().Warn("discord: interaction dropped: it came before", "id", in.ID)
	case !a.begin(ctx, func(ctx context.Context) { a.finish(ctx, in, a.interact(ctx, d, in)) }):
		a.logger().Error("discord: interaction dropped: too many are in work", "id", in.ID)
	}
}

// interact deals with an interaction; a panic stays in it.
func (a *Adapter) interact(ctx context.Context, d bot.Desk, in *interaction) (out outcome) {
	defer func() {
		if p := recover(); p != nil {
			a.panicked(p)
			out = tell(in, trouble)
			if in.Type == typeAutocomplete {
				out = choices(nil)
			}
		}
	}()
	switch in.Type {
	case typeCommand:
		a.count.commands.Add(1)
		return a.command(ctx, d, in)
	case typePress:
		a.count.presses.Add(1)
		return a.press(ctx, d, in)
	case typeAutocomplete:
		a.count.completions.Add(1)
		return a.complete(in)
	}
	a.count.presses.Add(1)
	return a.typed(ctx, d, in)
}

// ask has the desk answer q. It reports false where there is no answer.
func (a *Adapter) ask(ctx context.Context, d bot.Desk, q bot.Question) (ans bot.Answer, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			a.panicked(p)
			ans, ok = bot.Answer{}, false
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, replyTimeout)
	defer cancel()
	ans, err := d.Answer(ctx, q)
	if err != nil {
		a.count.notDone.Add(1)
		a.logger().Error("discord: no answer", "id", q.ID, "err", err)
		return bot.Answer{}, false
	}
	return ans, ans.Kind != bot.Silence
}

func stack() string { return string(debug.Stack()) }
