package slack

import (
	"sync"
	"time"
)

const (
	seenFor = 24 * time.Hour // Slack's delayed events come up to a day later
	seenMax = 16384          // ids in one generation
)

// A seen set remembers ids for at least seenFor, or until seenMax newer ones
// have come. It holds two generations: a full or old one becomes the previous
// one, and the previous one is forgotten whole. The zero seen is empty.
type seen struct {
	mu        sync.Mutex
	cur, prev map[string]struct{}
	since     time.Time // when cur was begun
}

func (s *seen) has(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.holds(id)
}

// holds is has with the lock held.
func (s *seen) holds(id string) bool {
	if _, ok := s.cur[id]; ok {
		return true
	}
	_, ok := s.prev[id]
	return ok
}

// take adds an id, and reports false where it was there.
func (s *seen) take(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.holds(id) {
		return false
	}
	s.put(id, time.Now())
	return true
}

// drop forgets an id.
func (s *seen) drop(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.cur, id)
	delete(s.prev, id)
}

func (s *seen) add(id string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.put(id, now)
}

// put is add with the lock held.
func (s *seen) put(id string, now time.Time) {
	if s.cur == nil || len(s.cur) >= seenMax || now.Sub(s.since) >= seenFor {
		s.prev, s.cur, s.since = s.cur, make(map[string]struct{}), now
	}
	s.cur[id] = struct{}{}
}
