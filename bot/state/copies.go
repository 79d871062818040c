package state

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// forgotten is the last part of the key that tells every replica to forget
// what begins like it, in all that it has in memory. What it stands for is
// purged already; the note itself, in the bucket of conversations, ends with
// that bucket's lifetime.
const forgotten = "forgotten"

// copies are what this process has in memory of the buckets that are read for
// every question. They are kept like the buckets by watching.
type copies struct {
	slots    *slots
	settings *settings
	installs *installs
	behind   *behind // forgets with them

	mu       sync.Mutex
	watchers []jetstream.KeyWatcher
}

func newCopies(b *behind) *copies {
	return &copies{slots: newSlots(), settings: newSettings(), installs: newInstalls(), behind: b}
}

// forget drops everything whose key begins so; what was deleted at that moment
// is all that was written before it.
func (c *copies) forget(prefix string, at time.Time) {
	c.behind.forget(prefix, at)
	c.slots.forget(prefix)
	c.settings.forget(prefix)
	c.installs.forget(prefix, at)
}

// follow takes over all that the buckets have, and from then on what is written
// to them. It returns when all of it is here. The notes to forget come first:
// what the other buckets still have was written after them.
func (c *copies) follow(kv map[string]jetstream.KeyValue) error {
	for _, of := range []struct {
		name string
		take func(jetstream.KeyValueEntry)
	}{{"slots", c.slotOf}, {"settings", c.settings.take}, {"installs", c.installs.take}} {
		if err := c.watch(kv[of.name], of.take); err != nil {
			c.unfollow()
			return fmt.Errorf("state: watch %s: %w", of.name, err)
		}
	}
	return nil
}

// slotOf takes over a conversation, or forgets.
func (c *copies) slotOf(e jetstream.KeyValueEntry) {
	if prefix, ok := strings.CutSuffix(e.Key(), forgotten); ok {
		c.forget(prefix, e.Created())
		return
	}
	c.slots.take(e)
}

// watch has take called with every entry of a bucket, and returns when those
// that were there have been taken.
func (c *copies) watch(kv jetstream.KeyValue, take func(jetstream.KeyValueEntry)) error {
	w, err := kv.WatchAll(context.Background())
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.watchers = append(c.watchers, w)
	c.mu.Unlock()
	limit := time.After(engineFor)
	for {
		select {
		case e := <-w.Updates():
			if e == nil { // all that was there has come
				go keep(w, take)
				return nil
			}
			take(e)
		case <-limit:
			return fmt.Errorf("it does not come")
		}
	}
}

// keep takes over updates until the watcher is stopped.
func keep(w jetstream.KeyWatcher, take func(jetstream.KeyValueEntry)) {
	for e := range w.Updates() {
		if e != nil {
			take(e)
		}
	}
}

// unfollow ends following; what is here stays. It does not wait: a server of a
// cluster that would have to answer may be the one that has gone.
func (c *copies) unfollow() {
	c.mu.Lock()
	watchers := c.watchers
	c.watchers = nil
	c.mu.Unlock()
	for _, w := range watchers {
		go w.Stop()
	}
}
