package discord

import (
	"net/http"
	"sync"
	"time"
)

const (
	channelFor  = day
	tokenFor    = time.Hour // those of interactions live a quarter of that
	maxRefusals = 8192      // of a kind
)

// A known holds the refusals that asking again would not change. Use newKnown;
// it is safe for concurrent use.
type known struct {
	mu       sync.Mutex
	channels lapsing[barred, Error]
	dead     lapsing[string, Error] // by top-level resource: paths whose token is no good any more
	token    *Error                 // the bot's token was refused
	lost     chan struct{}          // closed then
}

// A barred is what is refused in a channel.
type barred struct {
	channel string
	route   string // "" is everything
	files   bool
}

func newKnown() *known {
	return &known{
		channels: newLapsing[barred, Error](channelFor, maxRefusals),
		dead:     newLapsing[string, Error](tokenFor, maxRefusals),
		lost:     make(chan struct{}),
	}
}

// about returns the refusal that a request would meet, or nil.
func (k *known) about(w way, files bool, now time.Time) *Error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if w.bearer {
		if e, ok := k.dead.get(w.top, now); ok {
			return &e
		}
		return nil
	}
	if k.token != nil {
		e := *k.token
		return &e
	}
	if w.channel == "" {
		return nil
	}
	for _, p := range []barred{{channel: w.channel}, {w.channel, w.route, files}} {
		if e, ok := k.channels.get(p, now); ok {
			return &e
		}
	}
	return nil
}

// Codes of Discord's after which asking again is of no use.
const (
	noAccess        = 50001 // to the channel
	noPermission    = 50013 // to do this in it
	unknownWebhook  = 10015
	unknownReply    = 10062 // the interaction is not there any more
	badWebhookToken = 50027
)

// note keeps a refusal that asking again would not change, and reports whether
// it is new.
func (k *known) note(w way, files bool, f *refusal, now time.Time) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := *f.Error
	switch {
	case w.bearer:
		return (e.Code == unknownWebhook || e.Code == unknownReply || e.Code == badWebhookToken) && k.dead.put(w.top, e, now)
	case e.Status == http.StatusUnauthorized && k.token == nil:
		k.token = &e
		close(k.lost)
		return true
	case e.Status != http.StatusForbidden || w.channel == "":
		return false
	case e.Code == noAccess:
		return k.channels.put(barred{channel: w.channel}, e, now)
	case e.Code == noPermission:
		return k.channels.put(barred{w.channel, w.route, files}, e, now)
	}
	return false
}

// refusedToken returns the refusal of the bot's token, nil while there is none.
func (k *known) refusedToken() *Error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.token
}

// A lapsing maps keys to values that are forgotten after a time, and the oldest
// before that where there are too many.
type lapsing[K comparable, V any] struct {
	life  time.Duration
	most  int
	held  map[K]lapse[V]
	order []K // oldest first
}

type lapse[V any] struct {
	value V
	end   time.Time
}

func newLapsing[K comparable, V any](life time.Duration, most int) lapsing[K, V] {
	return lapsing[K, V]{life: life, most: most, held: make(map[K]lapse[V])}
}

func (l *lapsing[K, V]) get(k K, now time.Time) (v V, ok bool) {
	e, ok := l.held[k]
	if !ok || !now.Before(e.end) {
		return v, false
	}
	return e.value, true
}

// put keeps a value, unless one is held for the key, and reports whether it did.
func (l *lapsing[K, V]) put(k K, v V, now time.Time) bool {
	for len(l.order) > 0 && (len(l.order) >= l.most || !now.Before(l.held[l.order[0]].end)) {
		delete(l.held, l.order[0])
		l.order = l.order[1:]
	}
	if _, ok := l.held[k]; ok {
		return false
	}
	l.held[k] = lapse[V]{v, now.Add(l.life)}
	l.order = append(l.order, k)
	return true
}
