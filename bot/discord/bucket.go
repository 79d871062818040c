package discord

import "time"

// A bucket is one of Discord's limits, for one channel, server or webhook. A
// limits guards it.
//
// Until an answer has named the limit, one request goes at a time; where
// answers come without a limit, all go. Each request takes its place before it
// is made, so that many at once do not go over.
type bucket struct {
	name    string        // Discord's; "" until an answer has told it
	limit   int           // requests in a window, 0 where it is not known
	window  time.Duration // the longest that was seen
	free    bool          // the last answer named no limit
	left    int           // in this window, less those under way
	reset   time.Time     // end of the window
	guessed bool          // no answer of this window has come
	until   time.Time     // nothing before: a request was refused
	flying  int           // requests under way
	waiting int           // requests that wait for their turn
	changed chan struct{} // closed when a place may have come free; nil where nobody waits
}

// unknownWait is the guess for the time that a request waits behind one that
// will tell the limit.
const unknownWait = 500 * time.Millisecond

// wait returns how long the next request must wait, 0 where it may go.
func (b *bucket) wait(now time.Time) time.Duration {
	if wait := b.until.Sub(now); wait > 0 {
		return wait
	}
	switch {
	case b.free:
		return 0
	case b.limit == 0 && b.flying == 0:
		return 0
	case b.limit == 0:
		return unknownWait
	}
	if !now.Before(b.reset) { // those under way may count in the new window
		b.left = max(0, b.limit-b.flying)
		b.reset, b.guessed = now.Add(b.window), true
	}
	if b.left > 0 {
		return 0
	}
	return b.reset.Sub(now)
}

// queue returns how long a request that comes now will wait: those before it
// go first.
func (b *bucket) queue(now time.Time) time.Duration {
	wait := b.wait(now)
	if wait > 0 && b.limit > 0 {
		wait += time.Duration(b.waiting/b.limit) * b.window
	}
	return wait
}

// take notes that a request goes.
func (b *bucket) take() {
	b.flying++
	b.left--
}

// giveBack notes that a request that has taken its place is not made.
func (b *bucket) giveBack() {
	b.flying--
	b.left = min(b.left+1, b.limit)
	b.wake()
}

// landed notes that a request has come to its end.
func (b *bucket) landed() {
	b.flying--
	b.wake()
}

// wake lets those that wait look again.
func (b *bucket) wake() {
	if b.changed != nil {
		close(b.changed)
		b.changed = nil
	}
}

// tick returns what is closed at the next change.
func (b *bucket) tick() <-chan struct{} {
	if b.changed == nil {
		b.changed = make(chan struct{})
	}
	return b.changed
}

// staleBy is how much sooner than the known end of the window that of an answer
// must be to belong to the window before.
const staleBy = 100 * time.Millisecond

// learn takes what an answer said about the bucket. Answers may overtake each
// other, and those under way are not in them, so within a window the smaller
// number counts.
func (b *bucket) learn(q quota, now time.Time) {
	reset := now.Add(q.after)
	switch {
	case b.limit == 0:
		b.left, b.reset = q.left-b.flying, reset
	case !b.guessed && reset.Before(b.reset.Add(-staleBy)) && now.Before(b.reset):
		return
	default:
		b.left = min(b.left, q.left)
		if b.guessed || reset.After(b.reset) {
			b.reset = reset
		}
	}
	b.free, b.guessed = false, false
	b.limit, b.window = q.limit, max(b.window, q.after)
}

// refuse stops the bucket for a while. What was thought of its limit was wrong,
// so where no limit is known one request goes first again.
func (b *bucket) refuse(until time.Time) {
	if until.After(b.until) {
		b.until = until
	}
	b.free = false
}

// idle reports whether nothing is lost when the bucket is forgotten.
func (b *bucket) idle(now time.Time) bool {
	return b.flying == 0 && b.waiting == 0 && !now.Before(b.reset) && !now.Before(b.until)
}
