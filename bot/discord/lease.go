package discord

import (
	"context"
	"time"
)

// leasePause is the longest wait before a lease is asked for again.
const leasePause = 5 * time.Second

// leased runs the work of a shard while no other replica does, until ctx is
// done or work has returned an error, which is final. The end of a lease is
// none: work's context ends, and work runs again under the next lease.
func (a *Adapter) leased(ctx context.Context, shard int, work func(context.Context) error) error {
	if a.Hold == nil {
		return work(ctx)
	}
	pause := backoff{min: a.tune.orDefaults().pause, max: leasePause}
	health := a.health.of(shard)
	health.set(elsewhere)
	for {
		var final error
		held := false
		patient := time.AfterFunc(leasePause, func() { health.turn(unheld, elsewhere) }) // it waits for the other's end
		err := a.Hold(ctx, leaseName(shard), func(ctx context.Context) error {
			held = true
			health.set(unconnected)
			defer health.set(elsewhere)
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
			a.logger().Warn("discord: the connection is not held any more", "shard", shard, "reason", err)
		default:
			health.set(unheld)
			a.logger().Error("discord: the connection cannot be held", "shard", shard, "err", err)
		}
		if !sleep(ctx, pause.next()) {
			return nil
		}
	}
}
