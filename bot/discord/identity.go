package discord

import "sync"

// An identity is the bot's own user id once it is known. The zero value is
// ready to use, by any number of goroutines.
type identity struct {
	mu sync.Mutex
	id string
}

// set stores the id; an empty one changes nothing.
func (i *identity) set(id string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if id != "" {
		i.id = id
	}
}

// get returns the id, "" while it is unknown.
func (i *identity) get() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.id
}
