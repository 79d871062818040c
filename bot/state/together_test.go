package state

import (
	"context"
	"sync"
	"testing"
)

// Replicas that start at the same moment on a new cluster all become ready.
func TestReplicasStartTogether(t *testing.T) {
	if testing.Short() {
		t.Skip("a cluster takes a while to start")
	}
	c := startCluster(t)
	stores := []*Store{c.store(), c.store(), c.store()}
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	defer func() { stop(); running.Wait() }()
	for _, s := range stores {
		running.Go(func() {
			if err := s.Open(ctx); err != nil {
				t.Errorf("Open = %v", err)
				return
			}
			if err := s.Run(ctx); err != nil {
				t.Errorf("Run = %v", err)
			}
			s.Close()
		})
	}
	wait(t, "all replicas are ready", func() bool {
		for _, s := range stores {
			if s.now.Load() == nil {
				return false
			}
		}
		return true
	})
}
