package state

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"careerbot/bot"
)

// Errors of Accept. After either the platform must not be told that the
// message arrived, so that it delivers the message again.
var (
	ErrFull   = errors.New("state: too many answers wait to be sent")
	ErrClosed = errors.New("state: shutting down")
)

// apology is what people read when answering a question went wrong.
const apology = "Something went wrong on my side, and I have no answer to this."

// An Answerer answers from memory; *bot.Bot is one. It must be safe for
// concurrent use.
type Answerer interface {
	Answer(bot.Question) bot.Answer
}

// A Desk takes questions, remembers conversations and sees to it that every
// accepted message is answered once. Its exported fields are set before use;
// Run may be called once.
type Desk struct {
	Bot Answerer
	Log *slog.Logger // nil: nothing is logged

	once   sync.Once
	slots  shelf[string]
	done   shelf[stage]
	outbox outbox
	counts counters
	accept sync.Mutex // makes one step of marking a message and storing its mail
}

var _ bot.Desk = (*Desk)(nil)

// open makes the zero Desk usable.
func (d *Desk) open() {
	d.once.Do(func() {
		if d.Log == nil {
			d.Log = slog.New(slog.DiscardHandler)
		}
		d.slots.life, d.slots.most = slotsFor, slotsMost
		d.done.life, d.done.most = doneFor, doneMost
	})
}

// Answer answers in line. The conversation's last answer is continued where
// the question names none, and this one is what the next will continue. A
// question without person and thread belongs to no conversation.
func (d *Desk) Answer(ctx context.Context, q bot.Question) (bot.Answer, error) {
	d.open()
	if err := ctx.Err(); err != nil {
		return bot.Answer{}, err
	}
	a := d.compose(q)
	d.remember(q, a)
	return a, nil
}

// Accept stores the answer for Run to send. Silence is not stored. A message
// that was not said to the bot is acknowledged and gets no answer: no room is
// open to replies that nobody asked for. Accept returns [ErrFull] or
// [ErrClosed] where the message was not stored.
func (d *Desk) Accept(ctx context.Context, q bot.Question, to []byte) error {
	d.open()
	if err := ctx.Err(); err != nil {
		return err
	}
	if q.ID == "" {
		return errors.New("state: accept: the question has no ID")
	}
	if _, ok := d.done.get(q.ID); ok {
		d.counts.duplicates.Add(1)
		return nil
	}
	if !q.Addressed {
		d.counts.silent.Add(1)
		return nil
	}
	a := d.compose(q)
	if a.Kind == bot.Silence {
		d.counts.silent.Add(1)
		return nil
	}
	at := q.At
	if at.IsZero() {
		at = time.Now()
	}
	stored, err := d.store(parcel{
		mail:  bot.Mail{ID: q.ID, At: at, To: to, Answer: a},
		lane:  q.Conversation(),
		since: time.Now(),
	})
	if stored {
		d.remember(q, a)
	}
	return err
}

// store puts a parcel into the outbox, unless its message is already known.
func (d *Desk) store(p parcel) (stored bool, err error) {
	d.accept.Lock()
	defer d.accept.Unlock()
	if !d.done.add(p.mail.ID, fresh) {
		d.counts.duplicates.Add(1)
		return false, nil
	}
	if err := d.outbox.put(p); err != nil {
		d.done.remove(p.mail.ID)
		return false, err
	}
	d.counts.accepted.Add(1)
	return true, nil
}

// compose answers one question; a panic stays in it.
func (d *Desk) compose(q bot.Question) (a bot.Answer) {
	if q.Prior == "" && keeps(q) {
		q.Prior, _ = d.slots.get(q.Conversation())
	}
	defer func() {
		if r := recover(); r != nil {
			d.panicked(q.ID, r)
			a = bot.Answer{Kind: bot.Declined, Headline: apology}
		}
	}()
	return d.Bot.Answer(q)
}

// remember keeps what a follow-up continues from. A declined or rude turn, or
// a look at the help, leaves it as it was.
func (d *Desk) remember(q bot.Question, a bot.Answer) {
	if a.State != "" && keeps(q) {
		d.slots.put(q.Conversation(), a.State)
	}
}

// keeps reports whether a question has a conversation of its own. Without
// person and thread strangers would continue each other's questions.
func keeps(q bot.Question) bool { return q.User != "" || q.Thread != "" }

// panicked logs a panic by message ID. The value of a panic may quote the
// message, so only what the runtime itself says is written.
func (d *Desk) panicked(id string, r any) {
	d.counts.panics.Add(1)
	what := fmt.Sprintf("%T", r)
	if err, ok := r.(runtime.Error); ok {
		what = err.Error()
	}
	d.Log.Error("panic", "id", id, "what", what, "stack", string(debug.Stack()))
}
