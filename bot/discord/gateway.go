package discord

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Close codes after which a session cannot be resumed.
const (
	closeBadSequence = 4007
	closeTimedOut    = 4009
)

// A gateway keeps one connection to Discord's gateway up. discordgo's own
// reconnecting is off: it never gives up on a refused token and can run twice
// at once.
type gateway struct {
	rest   *rest
	self   *identity
	in     *intake
	log    *slog.Logger
	tune   tuning
	spent  budget          // identifies
	life   context.Context // of Run; the connection may have to end before it
	health *health
	count  *counters

	session *session // nil before the first and where the last is of no use; outlives a lost lease
}

// run returns nil when ctx is done, or the error after which trying again is
// of no use. It may be called again after it has returned nil.
func (g *gateway) run(ctx context.Context) error {
	pause := backoff{min: g.tune.pause, max: g.tune.maxPause}
	failed := 0 // tries with this session that never came up, in a row
	for {
		if g.session == nil {
			if !g.mayIdentify(ctx) {
				return nil
			}
			var err error
			if g.session, err = g.newSession(); err != nil {
				return err
			}
			failed = 0
		}
		end := g.session.connect(ctx)
		g.health.set(unconnected)
		if end.stuck || end.code == closeBadSequence || end.code == closeTimedOut {
			g.session = nil
		}
		if ctx.Err() != nil {
			return nil
		}
		if err := end.fatal(); err != nil {
			return err
		}
		if end.lived > 0 {
			failed = 0
		} else {
			failed++
		}
		if end.lived >= g.tune.steady {
			pause.reset()
		}
		if failed >= 2 {
			g.session = nil
		}
		wait := pause.next()
		g.log.Warn("discord: not connected", "reason", end.reason(), "code", end.code, "up", end.lived,
			"resume", g.session != nil, "wait", wait)
		if !sleep(ctx, wait) {
			return nil
		}
	}
}

// mayIdentify waits until a new session may be started, and reports false
// when ctx is done first.
func (g *gateway) mayIdentify(ctx context.Context) bool {
	for {
		wait := g.spent.spend(time.Now())
		if wait == 0 {
			return ctx.Err() == nil
		}
		g.log.Error("discord: too many new sessions in a day", "wait", wait)
		if !sleep(ctx, wait) {
			return false
		}
	}
}

// fatal returns the error after which connecting again is of no use, or nil.
func (e ending) fatal() error {
	if _, ok := fatalCodes[e.code]; ok {
		return &GatewayError{Code: e.code}
	}
	if r := e.refused(); r != nil && r.Status == http.StatusUnauthorized {
		return r
	}
	return nil
}

// refused returns what REST said when discordgo asked for the gateway's
// address, or nil.
func (e ending) refused() *Error {
	var r *discordgo.RESTError
	if !errors.As(e.err, &r) || r.Response == nil {
		return nil
	}
	out := &Error{Op: "find the gateway", Status: r.Response.StatusCode}
	if r.Message != nil {
		out.Code = r.Message.Code
	}
	return out
}

// reason says in words why a connection ended, without what Discord wrote.
func (e ending) reason() string {
	if r := e.refused(); r != nil {
		return r.Error()
	}
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
