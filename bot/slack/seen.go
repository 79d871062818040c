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
	if _, ok := s.cur[id]; ok {
		return true
	}
	_, ok := s.prev[id]
	return ok
}

func (s *seen) add(id string, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cur == nil || len(s.cur) >= seenMax || now.Sub(s.since) >= seenFor {
		s.prev, s.cur, s.since = s.cur, make(map[string]struct{}), now
	}
	s.cur[id] = struct{}{}
}
