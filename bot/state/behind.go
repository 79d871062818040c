package state

import (
	"context"
	"sync"
	"time"
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
	writing sync.Mutex // held while one value is written
	wake    chan struct{}
}

// An entry names a value.
type entry struct{ bucket, key string }

// A note is a value that waits, and what is called with its revision when it
// is written; nil: nothing.
type note struct {
	value   []byte
	written func(revision uint64)
}

func newBehind() *behind {
	return &behind{waiting: make(map[entry]note), wake: make(chan struct{}, 1)}
}

// put has a value written soon.
func (b *behind) put(e entry, n note) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, ok := b.waiting[e]; !ok {
		if len(b.waiting) >= behindMost {
			return
		}
		b.order = append(b.order, e)
	}
	b.waiting[e] = n
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// forget drops what waits for keys for which gone is true, and returns when
// none of them is being written any more.
func (b *behind) forget(gone func(key string) bool) {
	b.mu.Lock()
	for e := range b.waiting {
		if gone(e.key) {
			delete(b.waiting, e)
		}
	}
	b.mu.Unlock()
	b.writing.Lock()
	defer b.writing.Unlock()
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

// flush writes what waits, and stops at the first that cannot be written.
func (b *behind) flush(ctx context.Context, s *Store) error {
	for {
		more, err := b.one(ctx, s)
		if !more || err != nil {
			return err
		}
	}
}

// one writes the value that waits longest.
func (b *behind) one(ctx context.Context, s *Store) (more bool, err error) {
	b.writing.Lock()
	defer b.writing.Unlock()
	e, n, ok := b.next()
	if !ok {
		return false, nil
	}
	kv, err := s.bucket(e.bucket)
	var revision uint64
	if err == nil {
		revision, err = kv.Put(ctx, e.key, n.value)
	}
	if err != nil {
		if ctx.Err() == nil {
			s.doubt()
		}
		return true, err
	}
	b.done(e, n)
	if n.written != nil {
		n.written(revision)
	}
	return true, nil
}

// next returns the value that waits longest; it goes on waiting.
func (b *behind) next() (entry, note, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.order) > 0 {
		e := b.order[0]
		if n, ok := b.waiting[e]; ok {
			return e, n, true
		}
		b.order = b.order[1:] // forgotten meanwhile
	}
	b.order = nil
	return entry{}, note{}, false
}

// done ends the waiting of a value, unless another has come for its key.
func (b *behind) done(e entry, n note) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now, ok := b.waiting[e]
	b.order = b.order[1:]
	switch {
	case !ok:
	case string(now.value) == string(n.value):
		delete(b.waiting, e)
	default:
		b.order = append(b.order, e)
	}
}
