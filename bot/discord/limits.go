package discord

import (
	"context"
	"maps"
	"net/http"
	"sync"
	"time"
)

const (
	maxBuckets = 4096 // more are forgotten, those that limit nothing first
	minSweep   = 256  // fewer are not looked through
	maxRoutes  = 256
)

// A limits keeps requests within Discord's limits, which it learns from the
// headers of the answers: Discord asks not to write them down. Use newLimits;
// it is safe for concurrent use.
type limits struct {
	mu     sync.Mutex
	ways   map[string]*bucket // by route and resource; several may share one
	named  map[string]*bucket // by Discord's name and resource
	learnt map[string]rule    // by route, for resources that were not asked about yet
	sweep  int                // so many ways make it look for those to forget
	global global
	proxy  time.Time // nothing at all before, replies included: the proxy has refused us
}

// A rule is what was learnt last about a route.
type rule struct {
	bucket string
	limit  int
	window time.Duration
	free   bool
}

// A turn is the leave to make one request; done must be called with its end.
type turn struct {
	way way
	b   *bucket // nil where no limit holds
}

// A landing is how a request ended. The zero value is one without an answer.
type landing struct {
	answered bool
	quota    quota
	refusal  *refusal // nil where it was not refused
}

// newLimits returns limits that know nothing yet but how many requests may go
// in a second.
func newLimits(aSecond int) *limits {
	return &limits{
		ways:   make(map[string]*bucket),
		named:  make(map[string]*bucket),
		learnt: make(map[string]rule),
		sweep:  minSweep,
		global: global{slots: make([]time.Time, aSecond)},
	}
}

// take waits for the turn of a request. Where that would take longer than most,
// or longer than ctx lasts, it does not wait, and returns how long it would be.
func (l *limits) take(ctx context.Context, w way, most time.Duration) (t turn, wait time.Duration) {
	if ctx.Err() != nil {
		return turn{}, bareAfter
	}
	limit := time.Now().Add(most)
	if end, ok := ctx.Deadline(); ok && end.Before(limit) {
		limit = end
	}
	b, wait, ok := l.queue(ctx, w, limit)
	if !ok || b == nil {
		return turn{w, nil}, wait
	}
	if wait > 0 && !sleep(ctx, wait) || !l.unpaused(ctx, limit) {
		l.mu.Lock()
		defer l.mu.Unlock()
		b.giveBack()
		return turn{}, max(time.Until(l.global.until), bareAfter)
	}
	return turn{w, b}, 0
}

// queue waits for a place in the bucket, takes it, and returns how long to wait
// still for the limit over all buckets. Where ok is false there is no place
// within the time, and wait says for how long.
func (l *limits) queue(ctx context.Context, w way, limit time.Time) (b *bucket, wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for first := true; ; first = false {
		now := time.Now()
		if w.reply { // no limit holds; for all others the proxy's pause is one of the global limit
			wait := max(l.proxy.Sub(now), 0)
			return nil, wait, wait == 0
		}
		b := l.find(w, now)
		wait, expected := b.wait(now), b.queue(now)
		if wait == 0 {
			if wait, ok = l.global.reserve(now, limit); ok {
				b.take()
			}
			return b, wait, ok
		}
		if !first {
			expected = wait // those that came later go behind
		}
		if now.Add(expected).After(limit) || ctx.Err() != nil {
			return nil, max(expected, bareAfter), false
		}
		l.await(ctx, b, wait)
	}
}

// await waits for a change of a bucket, without the lock.
func (l *limits) await(ctx context.Context, b *bucket, wait time.Duration) {
	changed := b.tick()
	b.waiting++
	l.mu.Unlock()
	timer := time.NewTimer(wait)
	select {
	case <-changed:
	case <-timer.C:
	case <-ctx.Done():
	}
	timer.Stop()
	l.mu.Lock()
	b.waiting--
}

// unpaused waits for the end of a pause that began while a request waited for
// its turn, and reports false where that is too far off.
func (l *limits) unpaused(ctx context.Context, limit time.Time) bool {
	for {
		l.mu.Lock()
		until := l.global.until
		l.mu.Unlock()
		wait := time.Until(until)
		if wait <= 0 {
			return true
		}
		if until.After(limit) || !sleep(ctx, wait) {
			return false
		}
	}
}

// done takes the end of a request.
func (l *limits) done(t turn, o landing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if o.refusal != nil && o.refusal.limited() {
		l.refused(t.b, o.refusal, now)
	}
	if t.b == nil {
		return
	}
	b := t.b
	b.landed()
	switch {
	case o.quota.limit > 0:
		named := l.rename(t, o.quota)
		named.learn(o.quota, now)
		l.remember(t.way.route, rule{bucket: o.quota.bucket, limit: o.quota.limit, window: named.window})
	case o.answered && o.refusal == nil && b.limit == 0:
		b.free = true
		l.remember(t.way.route, rule{free: true})
	}
}

// refused stops what a refusal is about.
func (l *limits) refused(b *bucket, f *refusal, now time.Time) {
	until := now.Add(max(f.After, bareAfter))
	switch {
	case f.page:
		l.proxy = latest(l.proxy, until)
		l.global.until = latest(l.global.until, until)
	case f.Status != http.StatusTooManyRequests:
		// Discord's own refusal of one request, which the limits did not cause
	case f.global:
		l.global.until = latest(l.global.until, until)
	case b != nil:
		b.refuse(until)
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// find returns the bucket of a way, by what is known of it.
func (l *limits) find(w way, now time.Time) *bucket {
	key := w.route + " " + w.top
	if b := l.ways[key]; b != nil {
		return b
	}
	if len(l.ways) >= l.sweep {
		l.forget(now)
	}
	r := l.learnt[w.route]
	b := l.named[r.bucket+" "+w.top]
	if b == nil || r.bucket == "" {
		b = &bucket{name: r.bucket, limit: r.limit, left: r.limit, window: r.window, free: r.free, guessed: true}
	}
	if r.bucket != "" {
		b.reset = latest(b.reset, now.Add(r.window))
		l.named[r.bucket+" "+w.top] = b
	}
	l.ways[key] = b
	return b
}

// rename returns the bucket that an answer has named, which from now on is that
// of the way.
func (l *limits) rename(t turn, q quota) *bucket {
	name := q.bucket + " " + t.way.top
	b := l.named[name]
	switch {
	case t.b.name == q.bucket:
		b = t.b
	case b == nil && t.b.name == "":
		b = t.b
		b.name = q.bucket
	case b == nil:
		b = &bucket{name: q.bucket}
	}
	l.named[name] = b
	l.ways[t.way.route+" "+t.way.top] = b
	return b
}

// remember keeps what was learnt about a route.
func (l *limits) remember(route string, r rule) {
	if _, known := l.learnt[route]; !known && len(l.learnt) >= maxRoutes {
		clear(l.learnt) // it is learnt again by one request each
	}
	l.learnt[route] = r
}

// forget drops the buckets that limit nothing at the moment, and where that is
// not enough others that nobody is using.
func (l *limits) forget(now time.Time) {
	for _, m := range []map[string]*bucket{l.ways, l.named} {
		maps.DeleteFunc(m, func(_ string, b *bucket) bool { return b.idle(now) })
		if len(m) < maxBuckets {
			continue
		}
		maps.DeleteFunc(m, func(_ string, b *bucket) bool { return len(m) > maxBuckets/2 && b.flying == 0 && b.waiting == 0 })
	}
	l.sweep = min(max(minSweep, 2*len(l.ways)), maxBuckets)
}
