package discord

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Close codes after which a session cannot be resumed.
const (
	closeBadSequence = 4007
	closeTimedOut    = 4009
)

// A gateway keeps one connection to Discord's gateway up, that of one shard.
// discordgo's own reconnecting is off: it never gives up on a refused token and
// can run twice at once.
type gateway struct {
	shard, shards int
	content       bool // the text of all messages is asked for

	rest   *rest
	self   *identity
	in     *intake
	log    *slog.Logger
	tune   tuning
	starts *starts
	life   context.Context // of Run; the connection may have to end before it
	health *health
	count  *counters

	catcher *catcher

	session *session // nil before the first and where the last is of no use; outlives a lost lease
}

// address returns where a session begins.
func (g *gateway) address() string { return g.starts.address() }

// connected notes that a connection is up.
func (g *gateway) connected() {
	g.health.set(connected)
	g.count.connects.Add(1)
	g.log.Info("discord: connected", "user", g.self.get(), "shard", g.shard)
}

// run returns nil when ctx is done, or the error after which trying again is
// of no use. It may be called again after it has returned nil.
func (g *gateway) run(ctx context.Context) error {
	pause := backoff{min: g.tune.pause, max: g.tune.maxPause}
	failed := 0 // of resumeTries
	for {
		if g.session == nil {
			if ok, err := g.begin(ctx); !ok {
				return err
			}
			failed = 0
		}
		end := g.session.connect(ctx)
		g.health.set(unconnected)
		if ctx.Err() != nil {
			g.keep(end, 0)
			return nil
		}
		if err := end.fatal(); err != nil {
			return err
		}
		failed = end.failures(failed)
		if end.lived >= g.tune.steady {
			pause.reset()
		}
		g.keep(end, failed)
		wait := pause.next()
		g.log.Warn("discord: not connected", "shard", g.shard, "reason", end.reason(), "code", end.code, "up", end.lived,
			"resume", g.session != nil, "wait", wait)
		if !sleep(ctx, wait) {
			return nil
		}
	}
}

// begin makes a new session when one may begin. It returns false when ctx is
// done first, or an error that is final.
func (g *gateway) begin(ctx context.Context) (bool, error) {
	ok, err := g.starts.wait(ctx, g.shard)
	if !ok {
		return false, err
	}
	g.session, err = g.newSession(g.address())
	return err == nil, err
}

// resumeTries is how often in a row a session may be resumed in vain. One that
// gets no answer at all counts for three: it costs the time of a gap.
const (
	resumeTries  = 6
	unansweredIs = 3
)

// failures counts a try in vain on top of those before it, where Discord could
// be reached.
func (e ending) failures(before int) int {
	switch {
	case e.lived > 0:
		return 0
	case !e.wired:
		return before
	case errors.Is(e.err, errNoReady):
		return before + unansweredIs
	}
	return before + 1
}

// keep drops the session where it cannot be resumed, and says where to resume
// it otherwise. Where Discord cannot be reached at all nothing is known to be
// wrong with the session: its first address is tried next.
func (g *gateway) keep(end ending, failed int) {
	if end.stuck || end.said == forfeited || end.code == closeBadSequence || end.code == closeTimedOut || failed >= resumeTries {
		g.session = nil
		return
	}
	g.session.address = g.address()
	if named := g.session.resume.Load(); named != nil && end.wired && failed == 0 {
		g.session.address = *named
	}
}

// fatal returns the error after which connecting again is of no use, or nil.
func (e ending) fatal() error {
	if _, ok := fatalCodes[e.code]; ok {
		return &GatewayError{Code: e.code}
	}
	return nil
}

// reason says in words why a connection ended, without what Discord wrote.
func (e ending) reason() string {
	if e.err != nil {
		return e.err.Error()
	}
	return errDropped.Error()
}

// sleep waits and reports true, or false when ctx is done first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
