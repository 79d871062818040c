package slack

import (
	"sync"
	"time"
)

// A pace bounds how often something is done in a minute. The zero value has
// done nothing. Safe for concurrent use.
type pace struct {
	mu    sync.Mutex
	since time.Time
	n     int
}

func (p *pace) allows(most int, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.since) >= time.Minute || now.Before(p.since) {
		p.since, p.n = now, 0
	}
	p.n++
	return p.n <= most
}
