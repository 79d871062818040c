package discord

import (
	"context"
	"sync"
	"time"
)

// An identity is the bot's own user id once it is known. The zero value is
// ready to use, by any number of goroutines.
type identity struct {
	mu    sync.Mutex
	id    string
	known chan struct{} // closed when id is set; made by the first who waits
}

// set stores the id; an empty one changes nothing.
func (i *identity) set(id string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if id == "" {
		return
	}
	if i.id == "" && i.known != nil {
		close(i.known)
	}
	i.id = id
}

// get returns the id, "" while it is unknown.
func (i *identity) get() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.id
}

// wait returns the id as soon as it is known, or "" when ctx is done or the
// limit has passed.
func (i *identity) wait(ctx context.Context, limit time.Duration) string {
	i.mu.Lock()
	if i.id != "" {
		defer i.mu.Unlock()
		return i.id
	}
	if i.known == nil {
		i.known = make(chan struct{})
	}
	known := i.known
	i.mu.Unlock()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-known:
	case <-timer.C:
	case <-ctx.Done():
	}
	return i.get()
}
