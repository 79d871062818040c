package state

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// settings are the local copy of what staff have set, by key. Safe for
// concurrent use.
type settings struct {
	mu     sync.RWMutex
	values map[string]string
}

func newSettings() *settings { return &settings{values: make(map[string]string)} }

// get returns what is set under a key, "" for nothing.
func (s *settings) get(key string) string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.values[key]
}

// take takes over what the bucket says.
func (s *settings) take(e jetstream.KeyValueEntry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.Operation() == jetstream.KeyValuePut {
		s.values[e.Key()] = string(e.Value())
	} else {
		delete(s.values, e.Key())
	}
}

// forget drops everything whose key begins so.
func (s *settings) forget(prefix string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key := range s.values {
		if strings.HasPrefix(key, prefix) {
			delete(s.values, key)
		}
	}
}

// settingsRoom returns the room whose settings hold for a question.
func settingsRoom(q bot.Question) string { return cmp.Or(q.Parent, q.Room) }

// autoReply returns what is set for messages in a room that are not said to
// the bot.
func (d *Desk) autoReply(tenant, room string) bot.AutoReply {
	return bot.AutoReply(d.Store.copies.settings.get(d.name.room(tenant, room)))
}

// Overhears reports whether anything may come of a message in a room, outside
// its threads, that is not said to the bot. It is answered from memory.
func (d *Desk) Overhears(tenant, room string) bool {
	d.setup()
	return d.autoReply(tenant, room) != bot.AutoReplyOff
}

// setAutoReply sets it, in every replica.
func (d *Desk) setAutoReply(ctx context.Context, tenant, room string, to bot.AutoReply) error {
	kv, err := d.Store.bucket("settings")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	key := d.name.room(tenant, room)
	if to == bot.AutoReplyOff {
		err = kv.Delete(ctx, key)
	} else {
		_, err = kv.Put(ctx, key, []byte(to))
	}
	if err != nil {
		d.Store.doubt()
		return fmt.Errorf("state: set auto-reply: %w", err)
	}
	// Here it holds at once; what is watched says the same a moment later.
	s := d.Store.copies.settings
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[key] = string(to)
	return nil
}
