package slack

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"careerbot/bot"
)

const (
	socketConns = 2 // connections at once, so that one can be lost; Slack allows ten to an app

	socketOpen    = 10 * time.Second // for dialling, and then for Slack's hello
	socketSilence = 30 * time.Second // without a ping or anything else, after which a connection is given up
	socketWrite   = 5 * time.Second  // for one acknowledgement to leave
	socketLinger  = 15 * time.Second // that an old connection is read after another has taken its place

	socketPause    = time.Second // before the second try; it doubles
	socketMaxPause = time.Minute
	socketSteady   = time.Minute     // up for so long, a connection was a good one
	socketRest     = 5 * time.Minute // between tries while Socket Mode is switched off

	maxEnvelopes = 128 // in work at the same time, over all connections
)

// Why no connection is up.
const (
	socketDown    int32 = iota // not yet, or lost
	socketRefused              // Slack refuses the app-level token
	socketOff                  // Socket Mode is switched off
	socketCrowded              // too many connections of this app
)

// sockets keep the connections of Socket Mode up. Over them Slack sends what
// it would otherwise post to the Handler, each envelope over any one of them.
type sockets struct {
	a    *Adapter
	desk bot.Desk
	life context.Context // of what is asked in an envelope; not done when Run's is
	work chan struct{}   // holds one token for each envelope in work
	open sync.WaitGroup  // connections, those included that others have replaced
	once atomic.Bool     // Slack has taken the app-level token
}

// stay has both ways in open until ctx is done or Slack refuses the app-level
// token.
func (a *Adapter) stay(ctx context.Context, d bot.Desk) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		err := a.runSockets(ctx, d)
		if err != nil {
			cancel()
		}
		ended <- err
	}()
	a.watchTokens(ctx)
	return <-ended
}

// runSockets keeps the connections up until ctx is done, and then waits until
// what came over them is dealt with. It returns an error where Slack refuses
// the app-level token at the start.
func (a *Adapter) runSockets(ctx context.Context, d bot.Desk) error {
	if a.AppToken == "" {
		return nil
	}
	s := &sockets{a: a, desk: d, life: context.WithoutCancel(ctx), work: make(chan struct{}, maxEnvelopes)}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ends := make(chan error, socketConns)
	for range socketConns {
		go func() { ends <- s.keep(ctx) }()
	}
	var first error
	for range socketConns {
		if err := <-ends; err != nil {
			first = cmp.Or(first, err)
			cancel()
		}
	}
	s.open.Wait()
	return first
}

// keep keeps one connection up until ctx is done. Where Slack says that it
// will close one, that is read until another has taken its place.
func (s *sockets) keep(ctx context.Context) error {
	var (
		pause = backoff{min: socketPause, max: socketMaxPause}
		old   *socket
		again bool // one was up before
	)
	for {
		c, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			if err := s.wait(ctx, &pause, err); err != nil {
				return err
			}
			continue
		}
		if again {
			s.a.count.reconnects.Add(1)
		}
		old.retire()
		old, again = c, true
		s.follow(ctx, c, &pause)
	}
}

// follow returns when a connection is to be replaced, and the pause before
// that is over.
func (s *sockets) follow(ctx context.Context, c *socket, pause *backoff) {
	began := time.Now()
	select {
	case <-c.ended:
	case <-c.leaving:
	}
	lived, reason := time.Since(began), c.reason()
	if lived >= socketSteady {
		pause.reset()
	}
	if ctx.Err() != nil {
		return
	}
	wait := s.told(reason)
	if reason == "" || lived < socketSteady { // no routine
		wait = max(wait, pause.next())
	}
	s.a.log.Info("slack: a connection ends", "reason", cmp.Or(reason, "lost"), "up", lived, "wait", wait)
	sleep(ctx, wait)
}

// wait waits after a connection that did not come up. It returns an error
// where trying again is of no use.
func (s *sockets) wait(ctx context.Context, pause *backoff, err error) error {
	refusal, refused := refusalOf(err)
	if refused && !s.once.Load() {
		return fmt.Errorf("slack: SLACK_APP_TOKEN was refused: %s; it is the app-level token (xapp-…), and Socket Mode must be on", refusal)
	}
	var left leftError
	errors.As(err, &left)
	wait := max(pause.next(), limitOf(err), s.told(string(left)))
	if refused {
		wait = recheckEvery
		s.down(socketRefused)
	}
	s.a.log.Warn("slack: no connection", "err", err, "wait", wait)
	sleep(ctx, wait)
	return nil
}

// told returns how long to wait at least for what Slack gives as the reason to
// close a connection.
func (s *sockets) told(reason string) time.Duration {
	switch reason {
	case "link_disabled":
		s.down(socketOff)
		return socketRest
	case "too_many_websockets":
		s.down(socketCrowded)
		return socketMaxPause
	}
	return 0
}

// down notes why connections do not come up, and logs it as an error when it
// is new: it is for a person to mend.
func (s *sockets) down(why int32) {
	if s.a.down.Swap(why) != why {
		s.a.log.Error("slack: " + socketStates[why])
	}
}

// socketStates say in a sentence why no connection is up.
var socketStates = [...]string{
	socketDown:    "no connection of Socket Mode is up",
	socketRefused: "Slack refuses the app-level token",
	socketOff:     "Socket Mode is switched off in the app's settings",
	socketCrowded: "more than ten connections of this app are open",
}

// socketState says how the connections are, and whether that is enough.
func (a *Adapter) socketState() (string, bool) {
	if a.AppToken == "" || a.count.connections.Load() > 0 {
		return "connected", true
	}
	return socketStates[a.down.Load()], false
}

// A backoff is the pause between tries: it doubles up to a bound, and a half
// of it is left to chance, so that many processes do not try in step.
type backoff struct{ min, max, last time.Duration }

func (b *backoff) next() time.Duration {
	b.last = min(max(2*b.last, b.min), b.max)
	return b.last/2 + rand.N(b.last/2)
}

func (b *backoff) reset() { b.last = 0 }

// sleep waits, at most until ctx is done.
func sleep(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
