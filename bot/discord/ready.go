package discord

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// A condition is how a connection to the gateway is.
type condition int32

const (
	unconnected condition = iota // the zero value: not yet, or not any more
	elsewhere                    // another replica holds the lease
	unheld                       // nobody can say who holds it
	connected
)

// A health holds the condition of a shard at this moment. The zero value is
// unconnected.
type health struct{ now atomic.Int32 }

func (h *health) set(c condition) { h.now.Store(int32(c)) }

// turn sets a condition where another one still holds.
func (h *health) turn(from, to condition) { h.now.CompareAndSwap(int32(from), int32(to)) }

// healths are those of all shards. The zero value has one.
type healths struct {
	mu  sync.Mutex
	all []*health
}

// of returns that of one shard.
func (h *healths) of(shard int) *health {
	h.expect(shard + 1)
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.all[shard]
}

// expect says how many shards there are at least.
func (h *healths) expect(shards int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.all) < shards {
		h.all = append(h.all, new(health))
	}
}

// count returns how many shards are in which condition.
func (h *healths) count() map[condition]int {
	h.expect(1)
	h.mu.Lock()
	defer h.mu.Unlock()
	n := make(map[condition]int)
	for _, one := range h.all {
		n[condition(one.now.Load())]++
	}
	return n
}

// Ready says in a sentence how the connections to Discord are, and whether they
// are as they should be: all up, here or at another replica, and able to send.
func (a *Adapter) Ready() (state string, ok bool) {
	if why := a.mute(); why != "" {
		return why, false
	}
	n := a.health.count()
	all := n[unconnected] + n[elsewhere] + n[unheld] + n[connected]
	switch {
	case n[unheld] > 0:
		return "it cannot be found out which replica holds the connection", false
	case n[unconnected] == all:
		return "not connected", false
	case n[unconnected] > 0:
		return fmt.Sprintf("%d of %d connections are up", all-n[unconnected], all), false
	case n[connected] == 0:
		return "another replica holds the connection", true
	case all > 1:
		return fmt.Sprintf("connected, %d of %d connections here", n[connected], all), true
	}
	return "connected", true
}

// mute says why nothing can be sent, "" where it can.
func (a *Adapter) mute() string {
	rest, err := a.rest()
	if err != nil {
		return ""
	}
	if rest.known.refusedToken() != nil {
		return "Discord refuses the token"
	}
	if wait := rest.breaker.wait(time.Now(), false); wait > 0 {
		return fmt.Sprintf("Discord has refused too much of late; sending goes on in %v", max(time.Second, wait.Round(time.Second)))
	}
	return ""
}
