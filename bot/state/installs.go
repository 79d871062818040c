package state

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Installs keep what gives a bot access to workspaces, one record for each:
// sealed, in every replica the same, until the workspace is deleted by the act
// bot.Uninstalled. They are safe for concurrent use.
type Installs struct {
	Store *Store // claimed; writing needs it open
}

// Get returns the record of a workspace, from memory, and false where there is
// none.
func (i Installs) Get(tenant string) ([]byte, bool) {
	key := i.key(tenant)
	sealed, ok := i.Store.copies.installs.get(key)
	if !ok {
		return nil, false
	}
	record, err := i.Store.key.Unseal(sealed, aboutInstall+key)
	if err != nil {
		i.Store.log.Error("state: the access to a workspace cannot be read", "err", err)
		return nil, false
	}
	return record, true
}

// Put keeps the record of a workspace, in place of any other. Where it returns
// nil the record is on disk.
func (i Installs) Put(ctx context.Context, tenant string, record []byte) error {
	kv, err := i.Store.bucket("installs")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	key := i.key(tenant)
	sealed := i.Store.key.Seal(record, aboutInstall+key)
	revision, err := kv.Put(ctx, key, sealed)
	if err != nil {
		i.Store.doubt()
		return fmt.Errorf("state: keep the access to a workspace: %w", err)
	}
	// Here it is known at once; what is watched says the same a moment later.
	i.Store.copies.installs.put(key, installed{sealed, time.Now(), revision})
	return nil
}

// Len returns how many records there are.
func (i Installs) Len() int { return i.Store.copies.installs.len() }

func (i Installs) key(tenant string) string { return namer{i.Store.key}.install(tenant) }

// aboutInstall binds a sealed record to what it is, and with the key to its
// workspace.
const aboutInstall = "install/"

// installs are the local copy of the records, sealed, by key. Safe for
// concurrent use.
type installs struct {
	mu      sync.RWMutex
	records map[string]installed
}

type installed struct {
	sealed   []byte
	at       time.Time // when it was written
	revision uint64    // under which the bucket has it
}

func newInstalls() *installs { return &installs{records: make(map[string]installed)} }

func (s *installs) get(key string) ([]byte, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r, ok := s.records[key]
	return r.sealed, ok
}

// put keeps a record, unless there is a newer one: what is watched comes late.
func (s *installs) put(key string, r installed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.records[key].revision <= r.revision {
		s.records[key] = r
	}
}

func (s *installs) len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.records)
}

// take takes over what the bucket says.
func (s *installs) take(e jetstream.KeyValueEntry) {
	if e.Operation() == jetstream.KeyValuePut {
		s.put(e.Key(), installed{e.Value(), e.Created(), e.Revision()})
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.records[e.Key()].revision <= e.Revision() {
		delete(s.records, e.Key())
	}
}

// forget drops everything whose key begins so and that was written before a
// moment: a workspace may be installed again, and the word to forget what was
// before comes another way than the new record.
func (s *installs) forget(prefix string, before time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, r := range s.records {
		if strings.HasPrefix(key, prefix) && r.at.Before(before) {
			delete(s.records, key)
		}
	}
}
