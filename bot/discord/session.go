package discord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Intents, without and with the text of messages that are not said to the bot.
const (
	intents        = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	contentIntents = intents | discordgo.IntentMessageContent
)

// How a connection can end, apart from what discordgo and Discord say.
var (
	errNoReady   = errors.New("no READY in time")
	errSilent    = errors.New("no heartbeat acknowledged in time")
	errDropped   = errors.New("the connection was dropped")
	errMoveOn    = errors.New("another connection is asked for")
	errForfeited = errors.New("the session cannot be resumed")
	errNotYet    = errors.New("the session cannot be resumed at this moment")
)

// A session is one discordgo session. It can be connected again and then
// resumes, which brings the events of the gap. Its connection can be ended
// from below (by life), since discordgo's own way holds its lock while it
// waits and may announce a normal end, which forfeits the events to come.
type session struct {
	g     *gateway
	dg    *discordgo.Session
	up    chan struct{} // READY or RESUMED has arrived
	wire  atomic.Pointer[wire]
	fresh atomic.Bool // its first READY is still to come

	events sync.Mutex // held while one is taken: discordgo may read two connections for a moment
	roll   roll       // servers that it has told of

	address string                 // at which it connects next
	resume  atomic.Pointer[string] // address that Discord has named for resuming
	named   bool                   // discordgo has an address that it keeps
}

// An ending says how a connection ended.
type ending struct {
	lived time.Duration // from READY or RESUMED; 0: never came so far
	code  int           // with which Discord closed, 0 for none
	stuck bool          // discordgo is of no use any more
	said  verdict       // of Discord
	wired bool          // there was a network connection
	err   error
}

// newSession returns a session that is to be identified at an address.
func (g *gateway) newSession(address string) (*session, error) {
	dg, err := discordgo.New(g.rest.token)
	if err != nil {
		return nil, fmt.Errorf("discord: new session: %w", err) // unreachable
	}
	dg.LogLevel = -1 // its messages quote events
	dg.UserAgent = g.rest.agent
	dg.Identify.Intents = intents
	if g.content {
		dg.Identify.Intents = contentIntents
	}
	dg.ShardID, dg.ShardCount = g.shard, g.shards
	dg.StateEnabled = false
	dg.SyncEvents = true // in the order of the room; event does not wait
	dg.Compress = false
	dg.ShouldReconnectOnError = false
	dg.ShouldReconnectVoiceOnSessionError = false
	dg.ShouldRetryOnRateLimit = false
	dg.MaxRestRetries = 0
	s := &session{g: g, dg: dg, up: make(chan struct{}, 1), address: address}
	s.fresh.Store(true)
	dg.AddHandler(s.event)
	return s, nil
}

func (s *session) signalUp() {
	select {
	case s.up <- struct{}{}:
	default:
	}
}

// connect opens the connection and returns when it has ended, at the latest
// when ctx is done.
func (s *session) connect(ctx context.Context) ending {
	life, cut := context.WithCancel(context.WithoutCancel(ctx))
	defer cut()
	s.prepare(life)
	timer := time.NewTimer(s.g.tune.open)
	defer timer.Stop()
	if end := s.open(ctx, cut, timer.C); end != nil {
		return *end
	}
	end := s.await(ctx, timer.C)
	if s.g.life.Err() == nil {
		s.wire.Load().leave() // before discordgo can announce a normal end
	}
	end.stuck = !s.shut()
	return s.told(end)
}

// told adds to an ending what the wire has of it.
func (s *session) told(end ending) ending {
	w := s.wire.Load()
	if w == nil {
		return end
	}
	end.wired, end.code, end.said = true, int(w.code.Load()), verdict(w.said.Load())
	switch end.said {
	case moveOn:
		end.err = errMoveOn
	case resumeAgain:
		end.err = errNotYet
	case forfeited:
		end.err = errForfeited
	}
	return end
}

// prepare gives discordgo a dialer and a client that end with life.
func (s *session) prepare(life context.Context) {
	select {
	case <-s.up:
	default:
	}
	s.wire.Store(nil)
	d := dialerOf(s.g.rest.client)
	wired := func(dial func(ctx context.Context, addr string) (net.Conn, error)) func(context.Context, string, string) (net.Conn, error) {
		return func(ctx context.Context, _, addr string) (net.Conn, error) {
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			defer context.AfterFunc(life, cancel)()
			c, err := dial(ctx, addr)
			if err != nil {
				return nil, err
			}
			w := newWire(c, s.g.tune.ack)
			context.AfterFunc(life, func() { w.Close() })
			s.wire.Store(w)
			return w, nil
		}
	}
	s.dg.Dialer = &websocket.Dialer{
		HandshakeTimeout:  s.g.tune.open,
		NetDialTLSContext: wired(d.dialTLS),
		NetDialContext: wired(func(ctx context.Context, addr string) (net.Conn, error) {
			return d.dial(ctx, "http", addr)
		}),
	}
	s.dg.Client = &http.Client{Transport: signpost(s.address)}
}

// open lets discordgo connect. It returns nil when it has; discordgo has no
// limit for this and may even lock itself out.
func (s *session) open(ctx context.Context, cut context.CancelFunc, limit <-chan time.Time) *ending {
	opened := make(chan error, 1)
	go func() {
		defer func() {
			if recover() != nil {
				opened <- errors.New("panic while opening")
			}
		}()
		s.forgetAddress()
		opened <- s.dg.Open()
	}()
	var err error
	select {
	case err = <-opened:
		return s.openedWith(err)
	case <-limit:
		err = errNoReady
	case <-ctx.Done():
		err = ctx.Err()
	}
	if len(s.up) > 0 { // discordgo says so in a moment, and the end is announced as ever
		select {
		case err = <-opened:
			return s.openedWith(err)
		case <-time.After(s.g.tune.grace):
		}
	}
	cut()
	end := ending{err: err}
	select {
	case late := <-opened:
		if late == nil { // just in time, to no use
			s.wire.Load().leave()
			end.stuck = !s.shut()
		}
	case <-time.After(s.g.tune.grace):
		end.stuck = true
	}
	end = s.told(end)
	return &end
}

// openedWith returns the ending of a connection that could not be opened, nil
// where it could.
func (s *session) openedWith(err error) *ending {
	if err == nil {
		return nil
	}
	end := s.told(ending{err: err})
	return &end
}

// await returns when an open connection has ended or must end.
func (s *session) await(ctx context.Context, limit <-chan time.Time) ending {
	w := s.wire.Load()
	select {
	case <-s.up:
	case <-w.done:
		select {
		case <-s.up: // it came up all the same, for a moment
		default:
			return ending{err: errDropped}
		}
	case <-limit:
		return ending{err: errNoReady}
	case <-ctx.Done():
		return ending{err: ctx.Err()}
	}
	s.g.connected()
	began := time.Now()
	alive, end := s.watch(ctx, w)
	s.g.catcher.beat(alive)
	end.lived = max(time.Since(began), 1)
	return end
}

// patient returns how old the last heartbeat acknowledgement of a living
// connection may be: one that comes is never older than one interval, and one
// that does not is waited for until the next heartbeat would be acknowledged.
func (s *session) patient(w *wire) time.Duration {
	if every := w.heart.every(); every > 0 {
		return min(s.g.tune.ack, max(leastAck, every*9/4))
	}
	return s.g.tune.ack
}

// watch follows a connection that is up, by the age of the last heartbeat
// acknowledgement. discordgo's lock guards that; where it cannot be had for
// long, something in discordgo hangs. It returns when the connection was last
// known to live, too.
func (s *session) watch(ctx context.Context, w *wire) (alive time.Time, end ending) {
	alive = time.Now()
	patience := s.patient(w)
	tick := time.NewTicker(patience / 10)
	defer tick.Stop()
	locked := time.Time{} // since when the lock cannot be had
	for {
		select {
		case <-w.done:
			return alive, ending{err: errDropped}
		case <-ctx.Done():
			return alive, ending{err: ctx.Err()}
		case <-tick.C:
		}
		if s.dg.TryRLock() {
			last := s.dg.LastHeartbeatAck
			s.dg.RUnlock()
			locked = time.Time{}
			if time.Since(last) > patience {
				return alive, ending{err: errSilent}
			}
			alive = last
			s.g.catcher.beat(alive)
		} else if locked.IsZero() {
			locked = time.Now()
		} else if time.Since(locked) > s.g.tune.hang {
			return alive, ending{err: errSilent}
		}
	}
}

// shut makes discordgo let go of its connection and reports whether it did.
func (s *session) shut() bool {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		s.dg.CloseWithCode(websocket.CloseNormalClosure)
	}()
	select {
	case <-closed:
		return true
	case <-time.After(s.g.tune.grace):
		return false
	}
}
