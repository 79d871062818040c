package state

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// The times of a lease. It ends leasesFor after it was last renewed; who holds
// it gives it up before that.
const (
	renewEvery = 4 * time.Second
	loseAfter  = 10 * time.Second // without having renewed
	pollEvery  = time.Second      // between two tries to take one
)

// Hold runs work while no other process does so under the same name. It waits
// for the lease, runs work, and gives the lease back when work has returned.
// The context of work ends with ctx, and when the lease cannot be renewed: then
// Hold waits for the lease and runs work again. It returns what work returned
// of itself, or nil when ctx is done.
func (s *Store) Hold(ctx context.Context, name string, work func(context.Context) error) error {
	if s.folder != nil {
		return work(ctx) // the folder is locked: there is no other
	}
	me := rand.Text()
	for ctx.Err() == nil {
		revision, err := s.lease(ctx, name, me)
		if err != nil {
			select {
			case <-ctx.Done():
			case <-time.After(pollEvery):
			}
			continue
		}
		s.log.Info("state: lease taken", "name", name)
		l := &lease{store: s, name: name, owner: me, revision: revision}
		if lost, err := l.hold(ctx, work); !lost {
			return err
		}
		s.log.Warn("state: lease lost", "name", name)
	}
	return nil
}

// lease takes a lease that nobody holds.
func (s *Store) lease(ctx context.Context, name, owner string) (uint64, error) {
	kv, err := s.bucket("leases")
	if err != nil {
		return 0, err
	}
	return kv.Create(ctx, name, []byte(owner))
}

// A lease is one that this process holds.
type lease struct {
	store       *Store
	name, owner string
	revision    uint64
}

// hold runs work under the lease, and reports whether that ended because the
// lease was lost.
func (l *lease) hold(ctx context.Context, work func(context.Context) error) (lost bool, err error) {
	working, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	renewing := make(chan struct{})
	go func() {
		defer close(renewing)
		if err := l.renew(working); err != nil {
			stop(errLost)
		}
	}()
	err = work(working)
	lost = errors.Is(context.Cause(working), errLost)
	stop(nil)
	<-renewing
	if !lost {
		l.release(ctx)
	}
	return lost, err
}

var errLost = errors.New("state: the lease is lost")

// renew keeps the lease until ctx is done. It returns an error as soon as the
// lease is another's, or may be soon.
func (l *lease) renew(ctx context.Context) error {
	renewed := time.Now()
	tick := time.NewTicker(renewEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
		began := time.Now()
		try, cancel := context.WithTimeout(ctx, renewEvery)
		err := l.renewOnce(try)
		cancel()
		switch {
		case err == nil:
			renewed = began
		case errors.Is(err, errLost):
			return err
		case time.Since(renewed) > loseAfter-renewEvery:
			return fmt.Errorf("%w: %w", errLost, err)
		}
	}
}

func (l *lease) renewOnce(ctx context.Context) error {
	kv, err := l.store.bucket("leases")
	if err != nil {
		return err
	}
	revision, err := kv.Update(ctx, l.name, []byte(l.owner), l.revision)
	if conflict(err) {
		// An earlier renewal may have arrived without its answer.
		e, getErr := kv.Get(ctx, l.name)
		if getErr == nil && string(e.Value()) == l.owner {
			l.revision = e.Revision()
			return nil
		}
		if getErr == nil || errors.Is(getErr, jetstream.ErrKeyNotFound) {
			return errLost
		}
		return getErr
	}
	if err == nil {
		l.revision = revision
	}
	return err
}

// release gives the lease back, so that another need not wait for its end.
func (l *lease) release(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	kv, err := l.store.bucket("leases")
	if err == nil {
		err = kv.Delete(ctx, l.name, jetstream.LastRevision(l.revision))
	}
	if err != nil {
		l.store.log.Warn("state: lease not given back; it ends by itself", "name", l.name, "err", err)
	}
}
