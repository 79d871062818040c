package discord

import (
	"sync"
	"time"
)

// onceFor is how long a name is remembered.
const onceFor = 24 * time.Hour

// onceMost is how many names are remembered; beyond it all are forgotten, and
// something may be said again.
const onceMost = 4096

// A once remembers what was done a while ago. The zero value remembers nothing
// and forgets after onceFor. Safe for concurrent use.
type once struct {
	mu   sync.Mutex
	when map[string]time.Time
}

// first reports whether a name has not come for a day.
func (o *once) first(name string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.recently(name, now) {
		return false
	}
	if o.when == nil || len(o.when) >= onceMost {
		o.when = make(map[string]time.Time)
	}
	o.when[name] = now
	return true
}

// done reports whether a name has come, without noting it.
func (o *once) done(name string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.recently(name, now)
}

// recently is done with the lock held.
func (o *once) recently(name string, now time.Time) bool {
	at, ok := o.when[name]
	return ok && now.Sub(at) < onceFor
}
