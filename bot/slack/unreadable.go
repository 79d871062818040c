package slack

import (
	"sync"
	"time"
)

const (
	unreadableFor = time.Hour
	unreadableMax = 4096 // channels
)

// An unreadable set remembers channels whose messages the app may not read, so
// that Slack is not asked in vain for each answer that went astray. The zero
// value is empty.
type unreadable struct {
	mu    sync.Mutex
	until map[string]time.Time
}

func (u *unreadable) has(channel string, now time.Time) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return now.Before(u.until[channel])
}

func (u *unreadable) add(channel string, now time.Time) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.until == nil || len(u.until) >= unreadableMax {
		u.until = make(map[string]time.Time)
	}
	u.until[channel] = now.Add(unreadableFor)
}

// mayNotRead reports whether a refusal of Slack's will be the same for a while.
func mayNotRead(code string) bool {
	switch code {
	case "missing_scope", "not_in_channel", "channel_not_found", "access_denied", "no_permission":
		return true
	}
	return false
}
