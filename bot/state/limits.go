package state

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"careerbot/bot"
)

// Limits say how much may be asked, in questions a minute; 0 is no limit. Half
// a minute's worth may come at once.
type Limits struct {
	PerPerson int // in all rooms of a workspace
	PerRoom   int // of messages; slash commands, which the room does not see, are not counted
}

// limitersMost bounds how many people and rooms are counted at once.
const limitersMost = 20_000

// limiters count what people and rooms ask. The zero limiters are ready for
// use, and safe for concurrent use.
type limiters struct {
	mu      sync.Mutex
	persons shelf[*limiter]
	rooms   shelf[*limiter]
}

// A limiter counts one person or room.
type limiter struct {
	*rate.Limiter
	told time.Time // until then nothing more is said about it
}

// person counts a question of a person. It returns how long to wait where
// that is one too many, and whether that was said already.
func (l *limiters) person(q bot.Question, most int) (wait time.Duration, told bool) {
	if q.User == "" {
		return 0, false
	}
	return l.count(&l.persons, q.Tenant+"/"+q.User, most)
}

// room is the same for the room of a message.
func (l *limiters) room(q bot.Question, most int) (wait time.Duration, told bool) {
	return l.count(&l.rooms, q.Tenant+"/"+q.Room, most)
}

func (l *limiters) count(of *shelf[*limiter], key string, most int) (wait time.Duration, told bool) {
	if most <= 0 {
		return 0, false
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	of.life, of.most = time.Hour, limitersMost
	c, ok := of.get(key, now)
	if !ok {
		c = &limiter{Limiter: rate.NewLimiter(rate.Limit(most)/60, max(most/2, 1))}
		of.put(key, c, now)
	}
	r := c.ReserveN(now, 1)
	if wait = r.DelayFrom(now); wait == 0 {
		return 0, false
	}
	r.CancelAt(now)
	told = now.Before(c.told)
	if !told {
		c.told = now.Add(wait)
	}
	return wait, told
}

// Bounds of work in progress: messages that are being answered and stored.
const (
	workMost     = 512          // then mentions are refused too, for the moment
	workUnasked  = workMost / 2 // then what was not said to the bot is passed over
	waitMost     = mailsMost * 9 / 10
	waitUnasked  = mailsMost / 2
	depthEvery   = time.Second // between two looks at the outbox
	depthTimeout = 500 * time.Millisecond
)
