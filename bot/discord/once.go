package discord

import (
	"sync"
	"time"
)

// onceMost is how many names are remembered; beyond it all are forgotten, and
// something may be said again.
const onceMost = 4096

// A once remembers what was done a while ago. The zero value remembers nothing
// and forgets after a day. Safe for concurrent use.
type once struct {
	mu   sync.Mutex
	when map[string]time.Time
}

// first reports whether a name has not come for a day.
func (o *once) first(name string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if at, ok := o.when[name]; ok && now.Sub(at) < deniedFor {
		return false
	}
	if o.when == nil || len(o.when) >= onceMost {
		o.when = make(map[string]time.Time)
	}
	o.when[name] = now
	return true
}
