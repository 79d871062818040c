package discord

import (
	"fmt"
	"sync/atomic"
	"time"
)

// A condition is how the connection to the gateway is.
type condition int32

const (
	unconnected condition = iota // the zero value: not yet, or not any more
	elsewhere                    // another replica holds the lease
	unheld                       // nobody can say who holds it
	connected
)

// A health holds the condition of this moment. The zero value is unconnected.
type health struct{ now atomic.Int32 }

func (h *health) set(c condition) { h.now.Store(int32(c)) }

// turn sets a condition where another one still holds.
func (h *health) turn(from, to condition) { h.now.CompareAndSwap(int32(from), int32(to)) }

// Ready says in a sentence how the connection to Discord is, and whether it is
// as it should be: up, here or at another replica, and able to send.
func (a *Adapter) Ready() (state string, ok bool) {
	if why := a.mute(); why != "" {
		return why, false
	}
	switch condition(a.health.now.Load()) {
	case connected:
		return "connected", true
	case elsewhere:
		return "another replica holds the connection", true
	case unheld:
		return "it cannot be found out which replica holds the connection", false
	}
	return "not connected", false
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
