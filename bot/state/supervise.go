package state

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"
)

// doubt asks Run to see whether the engine still works. It is called where a
// write has failed.
func (s *Store) doubt() {
	select {
	case s.suspect <- struct{}{}:
	default:
	}
}

// Run keeps the engine open until ctx is done: a cluster is waited for, and
// an engine whose folder could not be written is started again once there is
// room. It writes what may be written behind. It returns an error where
// state turns out not to be ours.
func (s *Store) Run(ctx context.Context) error {
	var writers sync.WaitGroup
	defer writers.Wait()
	writers.Go(func() { s.behind.run(ctx, s) })
	for wait := reopenMin; ; wait = min(2*wait, reopenMax) {
		if s.now.Load() != nil {
			wait = reopenMin
			select {
			case <-ctx.Done():
				return nil
			case <-s.suspect:
				s.inspect(ctx)
			}
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		if err := s.reopen(ctx); final(err) {
			return err
		} else if err != nil && ctx.Err() == nil {
			s.log.Warn("state: not open yet", "err", err)
		}
	}
}

// inspect gives up an engine of this process that cannot write. That of a
// cluster comes back by itself.
func (s *Store) inspect(ctx context.Context) {
	if s.folder == nil {
		return
	}
	for range 3 {
		if s.try(ctx) == nil {
			return
		}
	}
	if ctx.Err() != nil {
		return
	}
	s.log.Error("state: cannot be written; the engine is started again when it can", "err", s.try(ctx))
	s.copies.unfollow()
	if l := s.now.Swap(nil); l != nil {
		l.close()
	}
	s.closed(errors.New("state: the folder cannot be written"))
}

// reopen is one try to have an engine again.
func (s *Store) reopen(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, engineFor)
	defer cancel()
	if s.folder == nil {
		return s.joinCluster(ctx)
	}
	if err := s.folder.writable(); err != nil {
		return s.closed(err)
	}
	if err := s.openFolder(ctx); err != nil {
		return err
	}
	s.log.Info("state: open again")
	return nil
}

// try writes something of no meaning.
func (s *Store) try(ctx context.Context) error {
	kv, err := s.bucket("settings")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, probeFor)
	defer cancel()
	if _, err = kv.Put(ctx, "probe", nil); err != nil {
		return fmt.Errorf("state: %w", err)
	}
	return nil
}

// Ready says whether state can be written. It tries, once a second at most.
func (s *Store) Ready() (string, bool) {
	if _, err := s.link(); err != nil {
		return strings.TrimPrefix(err.Error(), "state: "), false
	}
	s.probing.Lock()
	defer s.probing.Unlock()
	if time.Since(s.probed) >= probeEvery {
		s.probe = s.try(context.Background())
		s.probed = time.Now()
		if s.probe != nil {
			s.doubt()
		}
	}
	if s.probe != nil {
		return "cannot be written: " + strings.TrimPrefix(s.probe.Error(), "state: "), false
	}
	return "writable", true
}
