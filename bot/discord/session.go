package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// How a connection can end, apart from what discordgo and Discord say.
var (
	errNoReady = errors.New("no READY in time")
	errSilent  = errors.New("no heartbeat acknowledged in time")
	errDropped = errors.New("the connection was dropped")
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
}

// An ending says how a connection ended.
type ending struct {
	lived time.Duration // from READY or RESUMED; 0: never came so far
	code  int           // with which Discord closed, 0 for none
	stuck bool          // the session is of no use any more
	err   error
}

func (g *gateway) newSession() (*session, error) {
	dg, err := discordgo.New(g.rest.token)
	if err != nil {
		return nil, fmt.Errorf("discord: new session: %w", err) // unreachable
	}
	dg.LogLevel = -1 // its messages quote events
	dg.UserAgent = g.rest.agent
	dg.Identify.Intents = intents
	dg.StateEnabled = false
	dg.SyncEvents = true // in the order of the room; event does not wait
	dg.Compress = false
	dg.ShouldReconnectOnError = false
	dg.ShouldReconnectVoiceOnSessionError = false
	dg.ShouldRetryOnRateLimit = false
	dg.MaxRestRetries = 0
	s := &session{g: g, dg: dg, up: make(chan struct{}, 1)}
	s.fresh.Store(true)
	dg.AddHandler(s.event)
	return s, nil
}

// event receives every event, one after another, and must not wait: the
// connection is not read meanwhile. The intake recovers from its own panics.
func (s *session) event(_ *discordgo.Session, e *discordgo.Event) {
	if e == nil {
		return
	}
	switch e.Type {
	case "READY":
		var ready struct {
			User struct {
				ID string `json:"id"`
			} `json:"user"`
		}
		if json.Unmarshal(e.RawData, &ready) == nil && isSnowflake(ready.User.ID) {
			s.g.self.set(ready.User.ID)
		}
		if !s.fresh.Swap(false) {
			s.g.spent.note(time.Now()) // could not resume: identified again
		}
		s.g.count.identifies.Add(1)
		s.signalUp()
	case "RESUMED":
		s.g.count.resumes.Add(1)
		s.signalUp()
	case "MESSAGE_CREATE":
		s.g.in.message(e.RawData)
	case "INTERACTION_CREATE":
		s.g.in.interaction(e.RawData)
	case "GUILD_DELETE":
		s.g.in.removal(e.RawData)
	}
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
		s.wire.Load().Close() // before discordgo can announce a normal end
	}
	end.stuck = !s.shut()
	end.code = s.closeCode()
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
	client := *s.g.rest.client
	client.Transport = redirect{base: s.g.rest.base, next: client.Transport, life: life}
	s.dg.Client = &client
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
		opened <- s.dg.Open()
	}()
	var err error
	select {
	case err = <-opened:
		if err == nil {
			return nil
		}
		return &ending{code: s.closeCode(), err: err}
	case <-limit:
		err = errNoReady
	case <-ctx.Done():
		err = ctx.Err()
	}
	cut()
	select {
	case late := <-opened:
		if late == nil { // just in time, to no use
			s.wire.Load().Close()
			return &ending{stuck: !s.shut(), err: err}
		}
		return &ending{code: s.closeCode(), err: err}
	case <-time.After(s.g.tune.grace):
		return &ending{stuck: true, err: err}
	}
}

// await returns when an open connection has ended or must end.
func (s *session) await(ctx context.Context, limit <-chan time.Time) ending {
	w := s.wire.Load()
	select {
	case <-s.up:
	case <-w.done:
		return ending{err: errDropped}
	case <-limit:
		return ending{err: errNoReady}
	case <-ctx.Done():
		return ending{err: ctx.Err()}
	}
	s.g.health.set(connected)
	s.g.count.connects.Add(1)
	s.g.log.Info("discord: connected", "user", s.g.self.get())
	began := time.Now()
	end := s.watch(ctx, w)
	end.lived = max(time.Since(began), 1)
	return end
}

// watch follows a connection that is up, by the age of the last heartbeat
// acknowledgement. discordgo's lock guards that; where it cannot be had for
// long, something in discordgo hangs.
func (s *session) watch(ctx context.Context, w *wire) ending {
	tick := time.NewTicker(s.g.tune.ack / 10)
	defer tick.Stop()
	locked := time.Time{} // since when the lock cannot be had
	for {
		select {
		case <-w.done:
			return ending{err: errDropped}
		case <-ctx.Done():
			return ending{err: ctx.Err()}
		case <-tick.C:
		}
		if s.dg.TryRLock() {
			last := s.dg.LastHeartbeatAck
			s.dg.RUnlock()
			locked = time.Time{}
			if time.Since(last) > s.g.tune.ack {
				return ending{err: errSilent}
			}
		} else if locked.IsZero() {
			locked = time.Now()
		} else if time.Since(locked) > s.g.tune.hang {
			return ending{err: errSilent}
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

func (s *session) closeCode() int {
	if w := s.wire.Load(); w != nil {
		return int(w.code.Load())
	}
	return 0
}
