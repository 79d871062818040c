package discord

import (
	"sync"
	"time"
)

// Discord bans an address for a while after 10,000 refused requests in ten
// minutes. These are the bounds before that.
const (
	sendsBreak  = 50 // refusals in sendsWindow that stop all but what people wait for
	sendsWindow = time.Minute
	allBreak    = 500 // refusals in allWindow that stop that too
	allWindow   = 10 * time.Minute

	minBreak = time.Minute
	maxBreak = 10 * time.Minute
)

// A breaker stops requests where too many are refused. The zero value is ready
// for use, from any goroutine.
type breaker struct {
	mu    sync.Mutex
	when  [allBreak]time.Time // the last refusals; next is the oldest
	next  int
	until time.Time
	pause time.Duration // the last
}

// note counts a refusal. Where it is one too many it returns for how long
// requests stop, which is longer where they have just been stopped, else 0.
func (b *breaker) note(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.when[b.next] = now
	b.next = (b.next + 1) % allBreak
	first := b.when[(b.next+allBreak-sendsBreak)%allBreak]
	if now.Before(b.until) || first.IsZero() || now.Sub(first) >= sendsWindow {
		return 0
	}
	if now.Sub(b.until) < allWindow {
		b.pause = min(2*b.pause, maxBreak)
	} else {
		b.pause = minBreak
	}
	b.until = now.Add(b.pause)
	return b.pause
}

// wait returns how long requests are stopped still, 0 where they are not.
// urgent is what a person waits for.
func (b *breaker) wait(now time.Time, urgent bool) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	var wait time.Duration
	if !urgent {
		wait = b.until.Sub(now)
	}
	if oldest := b.when[b.next]; !oldest.IsZero() {
		wait = max(wait, oldest.Add(allWindow).Sub(now))
	}
	return max(wait, 0)
}
