package state

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// slotsMost is how many conversations are continued from memory; the one that
// was silent longest goes first.
const slotsMost = 50_000

// forgotten is the last part of the key that tells every replica to forget
// what begins like it. What it stands for is purged already; the note itself
// ends with the bucket's lifetime.
const forgotten = "forgotten"

// slots are the local copy of the bucket of that name: the state of the last
// answer of each conversation. They are read from memory, written behind, and
// kept like those of other replicas by watching. Safe for concurrent use.
type slots struct {
	mu      sync.Mutex
	shelf   shelf[slot]
	watcher jetstream.KeyWatcher
}

// A slot is the state that a conversation continues from, and the revision
// under which the bucket has it: 0 while it is only here.
type slot struct {
	state    string
	revision uint64
}

func newSlots() *slots { return &slots{shelf: shelf[slot]{life: slotsFor, most: slotsMost}} }

// get returns what a conversation continues from.
func (s *slots) get(key string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.shelf.get(key, time.Now())
	return v.state, ok
}

// put notes what a conversation continues from, here.
func (s *slots) put(key, state string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shelf.put(key, slot{state: state}, time.Now())
}

// written notes that the bucket has a state too, under this revision.
func (s *slots) written(key, state string, revision uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.shelf.items[key]; e != nil {
		if it := e.Value.(*item[slot]); it.value.state == state && it.value.revision == 0 {
			it.value.revision = revision
		}
	}
}

// forget drops everything whose key begins so.
func (s *slots) forget(prefix string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shelf.remove(func(key string) bool { return strings.HasPrefix(key, prefix) })
}

// take takes over what the bucket says, unless what is here is newer.
func (s *slots) take(e jetstream.KeyValueEntry) {
	key := e.Key()
	if prefix, ok := strings.CutSuffix(key, forgotten); ok {
		s.forget(prefix)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if have, ok := s.shelf.get(key, time.Now()); ok && (have.revision == 0 || have.revision >= e.Revision()) {
		return
	}
	if e.Operation() != jetstream.KeyValuePut {
		s.shelf.remove(func(k string) bool { return k == key })
		return
	}
	s.shelf.put(key, slot{string(e.Value()), e.Revision()}, e.Created())
}

// follow takes over all that the bucket has, and from then on what is written
// to it. It returns when all of it is here.
func (s *slots) follow(kv jetstream.KeyValue) error {
	w, err := kv.WatchAll(context.Background())
	if err != nil {
		return fmt.Errorf("state: watch slots: %w", err)
	}
	s.mu.Lock()
	s.watcher = w
	s.mu.Unlock()
	limit := time.After(engineFor)
	for {
		select {
		case e := <-w.Updates():
			if e == nil { // all that was there has come
				go s.keep(w)
				return nil
			}
			s.take(e)
		case <-limit:
			w.Stop()
			return fmt.Errorf("state: the slots do not come")
		}
	}
}

// keep takes over updates until the watcher is stopped.
func (s *slots) keep(w jetstream.KeyWatcher) {
	for e := range w.Updates() {
		if e != nil {
			s.take(e)
		}
	}
}

// unfollow ends following; what is here stays.
func (s *slots) unfollow() {
	s.mu.Lock()
	w := s.watcher
	s.watcher = nil
	s.mu.Unlock()
	if w != nil {
		w.Stop()
	}
}
