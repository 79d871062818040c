package discord

import (
	"sync"
	"time"
)

const (
	seenFor = 15 * time.Minute // an interaction can be answered no longer
	seenMax = 32768            // ids in one generation
)

// A seen set remembers ids for at least seenFor, or until seenMax newer ones
// have come. It holds two generations: a full or old one becomes the previous
// one, and the previous one is forgotten whole. The zero seen is empty.
type seen struct {
	mu        sync.Mutex
	cur, prev map[string]struct{}
	since     time.Time // when cur was begun
}

// take adds an id, and reports false where it was there.
func (s *seen) take(id string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.cur[id]; ok {
		return false
	}
	if _, ok := s.prev[id]; ok {
		return false
	}
	if s.cur == nil || len(s.cur) >= seenMax || now.Sub(s.since) >= seenFor {
		s.prev, s.cur, s.since = s.cur, make(map[string]struct{}), now
	}
	s.cur[id] = struct{}{}
	return true
}

// drop forgets an id.
func (s *seen) drop(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.cur, id)
	delete(s.prev, id)
}
