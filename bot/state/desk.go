package state

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"careerbot/bot"
)

// An Answerer answers from memory; *bot.Bot is one. It must be safe for
// concurrent use.
type Answerer interface {
	Answer(bot.Question) bot.Answer

	// Recall returns the slots of the answer that carried a State.
	Recall(state string) bot.Slots
}

// A Desk takes questions, remembers conversations and sees to it that every
// accepted message is answered once. Its exported fields are set before use;
// Run may be called once.
type Desk struct {
	Bot    Answerer
	Store  *Store       // open
	Log    *slog.Logger // nil: nothing is logged
	Watch  Watcher      // nil: nobody watches
	Limits Limits       // zero: none

	Staff *Room // where staff see what auto-reply would say in a test; nil: nowhere

	// Patience is how long a person has to answer what was not said to the
	// bot, before an auto-reply does; 0 is 90 seconds.
	Patience time.Duration

	once     sync.Once
	name     namer
	limiters limiters
	counts   counters
	working  atomic.Int64          // messages that are being accepted
	depth    atomic.Pointer[depth] // nil before it was looked at
}

var _ bot.Desk = (*Desk)(nil)

// A Room is where mails can be sent that answer nobody.
type Room struct {
	Adapter string // "slack", "discord"
	Tenant  string // workspace of the room; "": the only one
	To      []byte // the adapter's address
}

// setup fills in what the exported fields left out.
func (d *Desk) setup() {
	d.once.Do(func() {
		if d.Log == nil {
			d.Log = slog.New(slog.DiscardHandler)
		}
		d.name = namer{d.Store.key}
	})
}

// Run sends what Accept stores until ctx is done, then what can still be sent
// for at most six seconds more, and returns nil. Adapters are found by the
// first part of a mail's ID ("slack", "discord").
//
// Mails of one conversation are sent in the order in which they were stored.
// A send that a platform refuses for the moment is tried again, after the time
// the platform names or else a growing one, up to an hour after the mail was
// stored (or NotBefore, where that is later). A send that may have arrived is
// handed to its adapter once more, which may know how to find out; where that
// stays open it is counted and logged, and not repeated. What is not sent when
// Run returns is sent by the next process, or by another replica.
func (d *Desk) Run(ctx context.Context, adapters map[string]bot.Adapter) error {
	d.setup()
	send, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	stopCut := context.AfterFunc(ctx, func() { time.AfterFunc(drainFor, cut) })
	defer stopCut()
	c := &courier{desk: d, adapters: adapters, asking: ctx, send: send}
	idle := make(chan struct{})
	go func() { c.run(); close(idle) }()
	d.measure(ctx)
	select {
	case <-idle:
	case <-time.After(drainFor + grace):
		d.Log.Error("sends did not stop in time")
	}
	return nil
}

// measure looks at the outbox until ctx is done.
func (d *Desk) measure(ctx context.Context) {
	tick := time.NewTicker(depthEvery)
	defer tick.Stop()
	for {
		if l, err := d.Store.link(); err == nil {
			look, cancel := context.WithTimeout(ctx, depthTimeout)
			if info, err := l.outbox.Info(look); err == nil {
				d.depth.Store(&depth{int64(info.State.Msgs), info.State.FirstTime})
			}
			cancel()
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Answer answers in line. The conversation's last answer is continued where
// the question names none, and this one is what the next will continue. A
// question without person and thread belongs to no conversation. Nothing is
// waited for but memory, unless the person asks what is held about them.
func (d *Desk) Answer(ctx context.Context, q bot.Question) (bot.Answer, error) {
	d.setup()
	if err := ctx.Err(); err != nil {
		return bot.Answer{}, err
	}
	if wait, _ := d.limiters.person(q, d.Limits.PerPerson); wait > 0 {
		d.counts.tooFast.Add(1)
		return d.answered(q, bot.TooFastAnswer(wait)), nil
	}
	asked := time.Now()
	a := d.reply(ctx, q)
	d.remember(q, a, asked)
	d.note(q, a, asked)
	return d.answered(q, a), nil
}

// reply answers a question, or does what its words ask for.
func (d *Desk) reply(ctx context.Context, q bot.Question) bot.Answer {
	if act, arg, ok := bot.ActOf(q.Text); ok {
		a, _ := d.press(ctx, bot.Press{Act: act, Arg: arg, Tenant: q.Tenant, Room: settingsRoom(q), User: q.User, Staff: q.Staff})
		return a
	}
	began := time.Now()
	a := d.compose(q)
	d.took(StageAnswer, time.Since(began))
	return a
}

// compose answers one question behind the last answer of its conversation.
func (d *Desk) compose(q bot.Question) bot.Answer {
	if q.Prior == "" && keeps(q) {
		q.Prior, _ = d.Store.copies.slots.get(d.name.conversation(q))
	}
	return d.alone(q)
}

// alone answers one question as it stands; a panic stays in it.
func (d *Desk) alone(q bot.Question) (a bot.Answer) {
	defer func() {
		if r := recover(); r != nil {
			d.panicked(q.ID, r)
			a = bot.ApologyAnswer()
		}
	}()
	return d.Bot.Answer(q)
}

// remember keeps what a follow-up continues from. A declined or rude turn, or a
// look at the help, leaves the conversation as it was.
func (d *Desk) remember(q bot.Question, a bot.Answer, asked time.Time) {
	if a.State == "" || !keeps(q) {
		return
	}
	d.carry(d.name.conversation(q), a.State, asked)
	if listens(q) && (q.Addressed || q.Continues) {
		d.carry(d.name.asker(q), a.State, asked)
	}
}

// carry notes what is continued from under a key.
func (d *Desk) carry(key, state string, asked time.Time) {
	slots := d.Store.copies.slots
	slots.put(key, state)
	if !d.Store.behind.put(entry{"slots", key}, note{[]byte(state), asked, func(revision uint64) { slots.written(key, state, revision) }}) {
		slots.forget(key)
	}
}

// keeps reports whether a question has a conversation of its own. Without
// person and thread strangers would continue each other's questions.
func keeps(q bot.Question) bool { return q.User != "" || q.Thread != "" }

// answered tells the watcher.
func (d *Desk) answered(q bot.Question, a bot.Answer) bot.Answer {
	if d.Watch != nil {
		surface, _, _ := strings.Cut(q.ID, ".")
		d.Watch.Answered(surface, a)
	}
	return a
}

func (d *Desk) took(stage Stage, t time.Duration) {
	if d.Watch != nil {
		d.Watch.Took(stage, t)
	}
}

// panicked logs a panic by message ID. The value of a panic may quote the
// message, so only what the runtime itself says is written.
func (d *Desk) panicked(id string, r any) {
	d.counts.panics.Add(1)
	what := fmt.Sprintf("%T", r)
	var err runtime.Error
	if e, ok := r.(error); ok && errors.As(e, &err) {
		what = err.Error()
	}
	d.Log.Error("panic", "id", id, "what", what, "stack", string(debug.Stack()))
}
