package discord

import (
	"math/rand/v2"
	"sync"
	"time"
)

const (
	day            = 24 * time.Hour
	identifiesADay = 500 // Discord resets the token at 1,000

	// leastAck is how long an acknowledgement is waited for however short the
	// interval of heartbeats is: a machine may be slow for some seconds.
	leastAck = 10 * time.Second
)

// A tuning holds the waiting times of the gateway and the intake; zero fields
// are replaced by orDefaults.
type tuning struct {
	open     time.Duration // from dialling to READY or RESUMED
	ack      time.Duration // oldest heartbeat acknowledgement of a living connection
	pause    time.Duration // before the first try to connect again
	maxPause time.Duration // before any later try
	apart    time.Duration // between two identifies of shards that share a turn
	steady   time.Duration // a connection that lived as long starts the pauses afresh
	hang     time.Duration // for discordgo to hold its lock
	grace    time.Duration // for discordgo to let go of a connection
	retry    time.Duration // before the first try to hand a message to the desk again
	maxRetry time.Duration // before any later one
	giveUp   time.Duration // how long a message is tried
	redo     time.Duration // before a REST request that met an error of Discord's is made again
	drain    time.Duration // how long messages are tried when Run is to end
	rate     int           // REST requests in a second
	queue    int           // messages that may be waiting or at the desk
	workers  int           // messages that may be at the desk
}

func (t tuning) orDefaults() tuning {
	or := func(d *time.Duration, def time.Duration) {
		if *d == 0 {
			*d = def
		}
	}
	or(&t.open, 30*time.Second)
	or(&t.ack, 100*time.Second) // Discord asks for a heartbeat every 41 seconds
	or(&t.pause, time.Second)
	or(&t.maxPause, 5*time.Minute)
	or(&t.apart, 5*time.Second)
	or(&t.steady, time.Minute)
	or(&t.hang, 30*time.Second)
	or(&t.grace, 5*time.Second)
	or(&t.retry, 200*time.Millisecond)
	or(&t.maxRetry, 2*time.Second)
	or(&t.giveUp, time.Minute)
	or(&t.redo, 250*time.Millisecond)
	or(&t.drain, 3*time.Second)
	if t.rate == 0 {
		t.rate = 50 // what Discord takes from a bot
	}
	if t.queue == 0 {
		t.queue = 1024
	}
	if t.workers == 0 {
		t.workers = 16
	}
	return t
}

// A backoff doubles the pause between tries, up to a limit.
type backoff struct {
	min, max time.Duration
	tries    int
}

// next returns the next pause: between half of it and the whole, by chance,
// so that many bots do not come back at once.
func (b *backoff) next() time.Duration {
	d := b.max
	if b.tries < 30 && b.min<<b.tries < b.max {
		d = b.min << b.tries
		b.tries++
	}
	return d/2 + rand.N(d/2+1)
}

func (b *backoff) reset() { b.tries = 0 }

// A budget counts what may be done only so many times in a sliding window.
type budget struct {
	max    int
	window time.Duration

	mu   sync.Mutex
	when []time.Time // oldest first, none older than the window
}

// spend takes one and returns 0, or takes none and returns how long to wait.
func (b *budget) spend(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.when) > 0 && now.Sub(b.when[0]) >= b.window {
		b.when = b.when[1:]
	}
	if len(b.when) >= b.max {
		return b.window - now.Sub(b.when[0])
	}
	b.when = append(b.when, now)
	return 0
}

// note counts one that has happened already.
func (b *budget) note(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.when = append(b.when, now)
}
