package state

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// behindMost is how many values wait to be written behind. What comes on top
// of them, while the engine is away, is not written.
const behindMost = 10_000

// behind writes values that nobody waits for, after the answer that caused
// them: of each key the latest. Safe for concurrent use.
type behind struct {
	mu      sync.Mutex
	waiting map[entry]note
	order   []entry
	deleted shelf[time.Time] // when all was deleted whose keys begin so
	writing sync.Mutex       // held while values are written
	wake    chan struct{}
}

// An entry names a value.
type entry struct{ bucket, key string }

// A note is a value that waits, when what it says was asked, and what is called
// with its revision when it is written; nil: nothing.
type note struct {
	value   []byte
	asked   time.Time
	written func(revision uint64)
}

// deletedMost is how many deletions are remembered, and deletedFor how long:
// longer than a question is worked on.
const (
	deletedMost = 10_000
	deletedFor  = time.Minute
)

func newBehind() *behind {
	return &behind{
		waiting: make(map[entry]note), wake: make(chan struct{}, 1),
		deleted: shelf[time.Time]{life: deletedFor, most: deletedMost},
	}
}

// put has a value written soon. It reports false where what it says was asked
// before everything of its person was deleted: then it is not.
func (b *behind) put(e entry, n note) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.gone(e, n, time.Now()) {
		return false
	}
	if _, ok := b.waiting[e]; !ok {
		if len(b.waiting) >= behindMost {
			return true
		}
		b.order = append(b.order, e)
	}
	b.waiting[e] = n
	select {
	case b.wake <- struct{}{}:
	default:
	}
	return true
}

// forget drops what was asked until then and has a key that begins so, whether
// it waits or is still to come. What is being written is deleted when it is.
func (b *behind) forget(prefix string, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := time.Now()
	if before, ok := b.deleted.get(prefix, now); !ok || at.After(before) {
		b.deleted.put(prefix, at, now)
	}
	for e, n := range b.waiting {
		if strings.HasPrefix(e.key, prefix) && b.gone(e, n, now) {
			delete(b.waiting, e)
		}
	}
}

// settle returns when nothing is being written that was before.
func (b *behind) settle() {
	b.writing.Lock()
	defer b.writing.Unlock()
}

// gone reports whether all of a value's person, or of its workspace, was deleted
// after what it says was asked. b.mu must be held.
func (b *behind) gone(e entry, n note, now time.Time) bool {
	for i, c := range e.key {
		if c != '.' {
			continue
		}
		if at, ok := b.deleted.get(e.key[:i+1], now); ok && !n.asked.After(at) {
			return true
		}
	}
	return false
}

// run writes until ctx is done.
func (b *behind) run(ctx context.Context, s *Store) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-b.wake:
		}
		for b.flush(ctx, s) != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Second):
			}
		}
	}
}

// flush writes what waits, until something cannot be written.
func (b *behind) flush(ctx context.Context, s *Store) error {
	for {
		more, err := b.some(ctx, s)
		if !more || err != nil {
			return err
		}
	}
}

// behindSome is how many values are on their way to the engine at once: one
// after another they would take three times the processor's time.
const behindSome = 64

// some writes the values that wait longest.
func (b *behind) some(ctx context.Context, s *Store) (more bool, err error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	batch := b.next(behindSome)
	if len(batch) == 0 {
		return false, nil
	}
	l, err := s.link()
	if err == nil {
		ctx, cancel := context.WithTimeout(ctx, callFor)
		defer cancel()
		for i := range batch {
			batch[i].ack, _ = l.js.PublishAsync("$KV."+batch[i].bucket+"."+batch[i].key, batch[i].value)
		}
		for i := range batch {
			if failed := batch[i].await(ctx); failed != nil {
				err = failed
			}
		}
	}
	if err != nil && ctx.Err() == nil {
		s.doubt()
	}
	for _, w := range b.done(batch) {
		if _, failed := l.purge(ctx, "KV_"+w.bucket, "$KV."+w.bucket+"."+w.key); failed != nil {
			s.log.Error("state: what was deleted while it was written stays", "err", failed)
		}
	}
	return true, err
}

// An outgoing is a value on its way to the engine.
type outgoing struct {
	entry
	note
	ack      jetstream.PubAckFuture // nil: it was not even sent
	revision uint64                 // 0: it is not written
}

// await waits until the engine has the value.
func (w *outgoing) await(ctx context.Context) error {
	if w.ack == nil {
		return errNotSent
	}
	select {
	case ack := <-w.ack.Ok():
		w.revision = ack.Sequence
		return nil
	case err := <-w.ack.Err():
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// errNotSent says that the engine did not even take a value.
var errNotSent = errors.New("state: the engine takes nothing")

// next returns the values that wait longest; they go on waiting.
func (b *behind) next(most int) (batch []outgoing) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.order) > 0 && len(batch) < most {
		e := b.order[0]
		b.order = b.order[1:]
		if n, ok := b.waiting[e]; ok { // else it was forgotten meanwhile
			batch = append(batch, outgoing{entry: e, note: n})
		}
	}
	return batch
}

// done ends the waiting of what was written. What was not, or has another value
// by now, waits on. It returns what was to be deleted meanwhile.
func (b *behind) done(batch []outgoing) (gone []outgoing) {
	b.mu.Lock()
	for _, w := range batch {
		now, waits := b.waiting[w.entry]
		switch {
		case !waits:
			gone = append(gone, w)
		case w.revision > 0 && string(now.value) == string(w.value):
			delete(b.waiting, w.entry)
		default:
			b.order = append(b.order, w.entry)
		}
	}
	b.mu.Unlock()
	for _, w := range batch {
		if w.revision > 0 && w.written != nil {
			w.written(w.revision)
		}
	}
	return gone
}
