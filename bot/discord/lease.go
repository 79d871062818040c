package discord

import (
	"context"
	"time"
)

const (
	leaseName  = "discord.0"     // of shard 0, the only one
	leasePause = 5 * time.Second // longest wait before the lease is asked for again
)

// leased runs work while no other replica does, until ctx is done or work has
// returned an error, which is final. The end of a lease is none: work's context
// ends, and work runs again under the next lease.
func (a *Adapter) leased(ctx context.Context, work func(context.Context) error) error {
	if a.Hold == nil {
		return work(ctx)
	}
	pause := backoff{min: a.tune.orDefaults().pause, max: leasePause}
	a.health.set(elsewhere)
	for {
		var final error
		held := false
		patient := time.AfterFunc(leasePause, func() { a.health.turn(unheld, elsewhere) }) // it waits for the other's end
		err := a.Hold(ctx, leaseName, func(ctx context.Context) error {
			held = true
			a.health.set(unconnected)
			defer a.health.set(elsewhere)
			final = work(ctx)
			return final
		})
		patient.Stop()
		switch {
		case final != nil:
			return final
		case ctx.Err() != nil:
			return nil
		case held:
			pause.reset()
			a.logger().Warn("discord: the connection is not held any more", "reason", err)
		default:
			a.health.set(unheld)
			a.logger().Error("discord: the connection cannot be held", "err", err)
		}
		if !sleep(ctx, pause.next()) {
			return nil
		}
	}
}
