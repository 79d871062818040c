package discord

import (
	"context"
	"strconv"
	"sync"
)

// leaseName names the lease of a shard.
func leaseName(shard int) string { return "discord." + strconv.Itoa(shard) }

// runShards keeps each shard connected, under its lease, until ctx is done or
// one has returned an error, which is final for all.
func (a *Adapter) runShards(ctx context.Context, shards int, run func(shard int) func(context.Context) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	a.health.expect(shards)
	var running sync.WaitGroup
	var failed sync.Once
	var final error
	for shard := range shards {
		work := run(shard)
		running.Go(func() {
			if err := a.leased(ctx, shard, work); err != nil {
				failed.Do(func() { final = err })
				stop(err)
			}
		})
	}
	running.Wait()
	return final
}
