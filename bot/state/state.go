// Package state keeps what must outlive a question: which conversation was
// last answered how, which messages were already dealt with, and the answers
// that are on their way.
//
// A [Desk] holds three things, each under the key that names it:
//
//	slots   Question.Conversation() → State of the last answer   24 hours
//	done    Question.ID → new, sending or sent                    25 hours
//	outbox  answers with their sealed addresses, one line of mails for each
//	        conversation, in the order in which they were accepted
//
// All of it is in memory and bounded; what is longest untouched goes first.
// No message text is ever kept, and none reaches the log: a question is gone
// when its answer exists. The log names messages by their ID alone.
package state

import (
	"container/list"
	"sync"
	"time"
)

// How long things are kept, and how many of them at most.
const (
	slotsFor  = 24 * time.Hour // a follow-up may come the next morning
	slotsMost = 20_000
	doneFor   = 25 * time.Hour // platforms deliver an event again for up to a day
	doneMost  = 50_000
	mailsMost = 10_000 // waiting at once; more are refused, and the platform delivers them again
)

// A stage says how far a message has come. Stages only go forward.
type stage int

const (
	fresh   stage = iota + 1 // its answer is stored
	sending                  // a send was tried, and may have arrived
	sent                     // nothing more will be done: it arrived, or was given up
)

// A shelf keeps values by key for a time, and no more than so many of them. It
// is safe for concurrent use.
type shelf[V any] struct {
	life time.Duration
	most int

	mu    sync.Mutex
	items map[string]*list.Element // of *item[V]
	order list.List                // longest untouched in front
}

type item[V any] struct {
	key   string
	value V
	at    time.Time // when it was put
}

// get returns the value under key, if there is one and it is not too old.
func (s *shelf[V]) get(key string) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.find(key)
}

// put stores a value, in place of any other under that key.
func (s *shelf[V]) put(key string, v V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.set(key, v)
}

// add stores a value unless the key has one already, and reports whether it
// did.
func (s *shelf[V]) add(key string, v V) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.find(key); ok {
		return false
	}
	s.set(key, v)
	return true
}

// remove forgets a key.
func (s *shelf[V]) remove(key string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e := s.items[key]; e != nil {
		s.drop(e)
	}
}

func (s *shelf[V]) find(key string) (v V, ok bool) {
	e := s.items[key]
	if e == nil {
		return v, false
	}
	it := e.Value.(*item[V])
	if time.Since(it.at) >= s.life {
		return v, false
	}
	return it.value, true
}

func (s *shelf[V]) set(key string, v V) {
	now := time.Now()
	if e := s.items[key]; e != nil {
		*e.Value.(*item[V]) = item[V]{key, v, now}
		s.order.MoveToBack(e)
		return
	}
	if s.items == nil {
		s.items = make(map[string]*list.Element)
	}
	s.items[key] = s.order.PushBack(&item[V]{key, v, now})
	for e := s.order.Front(); len(s.items) > s.most || now.Sub(e.Value.(*item[V]).at) >= s.life; e = s.order.Front() {
		s.drop(e)
	}
}

func (s *shelf[V]) drop(e *list.Element) {
	delete(s.items, e.Value.(*item[V]).key)
	s.order.Remove(e)
}
