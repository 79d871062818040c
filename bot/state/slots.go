package state

import (
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// slotsMost is how many conversations are continued from memory; the one that
// was silent longest goes first.
const slotsMost = 20_000

// slots are the local copy of the bucket of that name: the state of the last
// answer of each conversation. They are read from memory, written behind, and
// kept like those of other replicas by watching. Safe for concurrent use.
type slots struct {
	mu    sync.Mutex
	shelf shelf[slot]
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
