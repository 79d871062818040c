package discord

import "time"

// globalWindow is a second, and what the network may push together.
const globalWindow = 1100 * time.Millisecond

// A global is the limit over all buckets. A limits guards it.
type global struct {
	slots []time.Time // when the last requests went, or will go; next is the oldest
	next  int
	until time.Time // nothing before: Discord has said so
}

// reserve takes the next free moment for a request and returns how far off it
// is. Where that is after limit it takes none, and ok is false.
func (g *global) reserve(now, limit time.Time) (wait time.Duration, ok bool) {
	at := latest(latest(now, g.slots[g.next].Add(globalWindow)), g.until)
	if at.After(limit) {
		return at.Sub(now), false
	}
	g.slots[g.next] = at
	g.next = (g.next + 1) % len(g.slots)
	return at.Sub(now), true
}
