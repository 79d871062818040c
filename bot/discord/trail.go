package discord

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"sync"
	"time"
)

// A Notebook keeps small values over restarts, and for all replicas, for about
// a day. All methods are safe for concurrent use.
type Notebook interface {
	// Note has a value kept soon, in place of the one before.
	Note(name string, value []byte)

	// Recall returns the value that was noted last, nil for none.
	Recall(ctx context.Context, name string) ([]byte, error)

	// First reports whether nobody has called it with that name lately.
	First(ctx context.Context, name string) (bool, error)
}

const (
	trailRooms = 50            // channels of recent questions that are remembered
	trailFor   = 3 * time.Hour // after its last question a channel is forgotten
)

// A trail is what a shard remembers in order to find what it missed: when it
// was last connected, and the channels of recent questions. Safe for concurrent
// use.
type trail struct {
	name  string   // of the shard
	notes Notebook // nil: nothing is kept over restarts

	mu    sync.Mutex
	alive time.Time // of the last heartbeat that was acknowledged
	rooms map[string]room
	noted []byte // what was noted last
}

// A room is a channel with a recent question.
type room struct {
	Guild string    `json:"guild,omitempty"` // "" for direct messages, which are not noted
	At    time.Time `json:"at"`              // of its last question
}

// A record is a trail as it is noted.
type record struct {
	Alive time.Time       `json:"alive"`
	Rooms map[string]room `json:"rooms"`
}

// visit remembers the channel of a question.
func (t *trail) visit(channel, guild string, at time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.rooms == nil {
		t.rooms = make(map[string]room)
	}
	t.rooms[channel] = room{guild, at}
	if len(t.rooms) > trailRooms {
		delete(t.rooms, t.sorted()[trailRooms])
	}
}

// sorted returns the channels, those of the latest questions first. The lock is
// held.
func (t *trail) sorted() []string {
	return slices.SortedFunc(maps.Keys(t.rooms), func(a, b string) int {
		return cmp.Or(t.rooms[b].At.Compare(t.rooms[a].At), cmp.Compare(a, b))
	})
}

// leave forgets a channel, or with "" those of a server.
func (t *trail) leave(channel, guild string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	maps.DeleteFunc(t.rooms, func(id string, r room) bool { return id == channel || channel == "" && r.Guild == guild })
}

// beat remembers that the shard is connected, and notes that where something
// has changed.
func (t *trail) beat(at time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.alive = at
	maps.DeleteFunc(t.rooms, func(_ string, r room) bool { return at.Sub(r.At) > trailFor })
	if t.notes == nil {
		return
	}
	r := record{Alive: at.UTC().Truncate(time.Second), Rooms: maps.Clone(t.rooms)}
	maps.DeleteFunc(r.Rooms, func(_ string, r room) bool { return r.Guild == "" })
	value, err := json.Marshal(r)
	if err != nil || string(value) == string(t.noted) {
		return // it cannot fail
	}
	t.noted = value
	t.notes.Note(t.name, value)
}

// recall adds what another process, or this one before, has noted.
func (t *trail) recall(ctx context.Context) error {
	if t.notes == nil {
		return nil
	}
	value, err := t.notes.Recall(ctx, t.name)
	var r record
	if err != nil || value == nil || json.Unmarshal(value, &r) != nil {
		return err
	}
	for channel, room := range r.Rooms {
		if isSnowflake(channel) && isSnowflake(room.Guild) && !t.knows(channel) {
			t.visit(channel, room.Guild, room.At)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if r.Alive.After(t.alive) {
		t.alive = r.Alive
	}
	return nil
}

func (t *trail) knows(channel string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, ok := t.rooms[channel]
	return ok
}

// last returns when the shard was last known to be connected, the zero time
// for never, and the channels of recent questions, the latest first.
func (t *trail) last() (alive time.Time, channels []string, rooms map[string]room) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.alive, t.sorted(), maps.Clone(t.rooms)
}
