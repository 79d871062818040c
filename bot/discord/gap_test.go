package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A fakeNotebook keeps notes in memory. It fails so often before it works.
type fakeNotebook struct {
	mu     sync.Mutex
	notes  map[string][]byte
	broken int
}

func (n *fakeNotebook) Note(name string, value []byte) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.notes == nil {
		n.notes = make(map[string][]byte)
	}
	n.notes[name] = value
}

func (n *fakeNotebook) Recall(_ context.Context, name string) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.broken--; n.broken >= 0 {
		return nil, errors.New("state: not open")
	}
	return n.notes[name], nil
}

func (n *fakeNotebook) First(_ context.Context, name string) (bool, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if _, ok := n.notes[name]; ok {
		return false, nil
	}
	if n.notes == nil {
		n.notes = make(map[string][]byte)
	}
	n.notes[name] = nil
	return true, nil
}

// has returns what is noted of a shard.
func (n *fakeNotebook) has(name string) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return string(n.notes[name])
}

// missed keeps a message of Alice that no event tells of, and returns its id.
func (f *fake) missed(text string, change func(*fakeMessage)) string {
	m := fakeMessage{Content: text, Author: fakeUser{ID: aliceID}}
	if change != nil {
		change(&m)
	}
	return f.keep(m)
}

// gapOf has a fake with messages of this moment, whose sessions cannot be resumed.
func gapOf(t *testing.T) (*fake, *fakeDesk) {
	f := newFake(t)
	f.lastID = recentID()
	f.noOld = true
	return f, newDesk()
}

// TestUnresumedGap has the session lost, with messages in the gap.
func TestUnresumedGap(t *testing.T) {
	t.Parallel()
	f, d := gapOf(t)
	a := f.adapter()
	stop := run(t, a, d)
	c := receive(t, f.up, "connection")
	c.say("<@"+selfID+"> before", nil)
	receive(t, d.got, "question")
	c.say("direct, before", map[string]any{"guild_id": nil, "channel_id": directID})
	receive(t, d.got, "direct question")
	c.ws.NetConn().Close()
	first := f.missed("<@"+selfID+"> first", nil)
	f.missed("talk of others", nil)
	f.missed("<@"+selfID+"> of a bot", func(m *fakeMessage) { m.Author = fakeUser{ID: "5", Bot: true} })
	done := f.missed("<@"+selfID+"> answered already", nil)
	f.missed("the answer", func(m *fakeMessage) { m.Author.ID, m.Reference.MessageID = selfID, done })
	f.missed("<@"+selfID+"> in a channel that nobody asked in", func(m *fakeMessage) { m.Channel = "77" })
	f.missed("<@"+selfID+"> second", nil)
	f.missed("direct, in the gap", func(m *fakeMessage) { m.Channel = directID })
	receive(t, f.up, "new session")
	var texts []string
	for len(texts) < 3 {
		got := receive(t, d.got, "question of the gap")
		if got.q.Text == "first" && (got.q.ID != "discord."+first || got.q.Tenant != guildID || !got.q.Addressed) {
			t.Errorf("Got %+v", got.q)
		}
		if got.q.Text != "before" && got.q.Text != "direct, before" { // the desk knows these
			texts = append(texts, got.q.Text)
		}
	}
	slices.Sort(texts)
	if want := []string{"direct, in the gap", "first", "second"}; !slices.Equal(texts, want) {
		t.Errorf("Got %q, want %q", texts, want)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if n := a.Stats().CaughtUp; n < 3 || n > 5 {
		t.Errorf("Got %d caught up, want three and perhaps those of before", n)
	}
}

// TestGapOfARestart has a process end and another begin, which knows of the gap
// by the notebook alone, and not at once.
func TestGapOfARestart(t *testing.T) {
	t.Parallel()
	f, d := gapOf(t)
	notes := new(fakeNotebook)
	one := f.adapter()
	one.Notes, one.tune.ack = notes, 500*time.Millisecond
	f.beat = 100
	stop := run(t, one, d)
	c := receive(t, f.up, "connection")
	c.say("<@"+selfID+"> before", nil)
	c.say("direct", map[string]any{"guild_id": nil, "channel_id": directID})
	until(t, "the channel is noted", func() bool { return strings.Contains(notes.has("discord.0"), channelID) })
	if got := notes.has("discord.0"); strings.Contains(got, directID) {
		t.Errorf("Got note %s with a direct conversation", got)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	f.missed("<@"+selfID+"> in the gap", nil)
	notes.broken = 2
	two := f.adapter()
	two.Notes = notes
	run(t, two, d)
	receive(t, f.up, "connection of the next process")
	until(t, "the message of the gap arrives", func() bool { return slices.Contains(d.texts(), "in the gap") })
}

// TestGapThatIsLong answers what is at most ten minutes old, and of a hundred
// messages a channel.
func TestGapThatIsLong(t *testing.T) {
	t.Parallel()
	f, d := gapOf(t)
	now := time.Now()
	say := func(age time.Duration, text string) {
		fmt.Sscan(snowflakeAt(now.Add(-age)), &f.lastID)
		f.missed("<@"+selfID+"> "+text, nil)
	}
	say(time.Hour, "an hour ago")
	say(gapMost+time.Second, "too old")
	say(9*time.Minute, "still of use")
	for range 150 {
		f.missed("talk", nil)
	}
	c := newCatch(t, f, d)
	c.trail.visit(channelID, guildID, now)
	c.trail.alive = now.Add(-2 * time.Hour)
	c.fill(t.Context())
	c.in.stop()
	if got := d.texts(); !slices.Equal(got, []string{"still of use"}) {
		t.Errorf("Got %q", got)
	}
}

// newCatch returns a catcher without a gateway.
func newCatch(t *testing.T, f *fake, d *fakeDesk) *catcher {
	a := f.adapter()
	rest, err := a.rest()
	if err != nil {
		t.Fatal(err)
	}
	in := newIntake(t, d, tuning{})
	return &catcher{rest: rest, in: in, log: a.Log, trail: &trail{name: "discord.0"}}
}

// TestGapInChannelsThatCannotBeRead leaves those for good that may not be read,
// and all where Discord does not answer.
func TestGapInChannelsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name           string
		status, code   int
		asked, forgets int
	}{
		{"no access", 403, 50001, 10, 10}, {"gone", 404, 10003, 10, 10}, {"down", 500, 0, gapTries * maxTries, 0}, {"limited", 429, 0, gapTries * maxTries, 0},
	} {
		f, d := gapOf(t)
		asked := 0
		f.onList = func(w http.ResponseWriter) bool { asked++; return refuses(w, tt.status, tt.code) }
		c := newCatch(t, f, d)
		for i := range 10 {
			c.trail.visit(fmt.Sprint(i+1), guildID, time.Now())
		}
		c.trail.alive = time.Now()
		c.fill(t.Context())
		c.in.stop()
		if left := len(c.trail.rooms); asked != tt.asked || left != 10-tt.forgets {
			t.Errorf("%s: got %d requests and %d channels left, want %d and %d", tt.name, asked, left, tt.asked, 10-tt.forgets)
		}
	}
}

func TestTrailIsBounded(t *testing.T) {
	notes := new(fakeNotebook)
	r := &trail{name: "x", notes: notes}
	now := time.Now()
	for i := range 1000 {
		r.visit(fmt.Sprint(i+1), guildID, now.Add(time.Duration(i)*time.Second))
	}
	if _, channels, _ := r.last(); len(channels) != trailRooms || channels[0] != "1000" || channels[trailRooms-1] != "951" {
		t.Errorf("Got %d channels: %v", len(channels), channels)
	}
	r.leave("1000", "")
	r.beat(now.Add(999 * time.Second))
	next := &trail{name: "x", notes: notes}
	if err := next.recall(t.Context()); err != nil {
		t.Fatal(err)
	}
	if alive, channels, _ := next.last(); len(channels) != trailRooms-1 || channels[0] != "999" || alive.IsZero() {
		t.Errorf("Got %v and %v from the notes", alive, channels)
	}
	next.leave("", guildID)
	next.beat(now.Add(2000 * time.Second))
	if got := notes.has("x"); strings.Contains(got, guildID) {
		t.Errorf("Got note %s of a server that has removed the bot", got)
	}
	r.beat(now.Add(trailFor + time.Hour))
	if _, channels, _ := r.last(); len(channels) != 0 {
		t.Errorf("Got %v after hours without a question", channels)
	}
}

func FuzzTrail(f *testing.F) {
	f.Add([]byte(`{"alive":"2026-01-01T00:00:00Z","rooms":{"1":{"guild":"2","at":"2026-01-01T00:00:00Z"}}}`))
	f.Fuzz(func(t *testing.T, value []byte) {
		r := &trail{name: "x", notes: &fakeNotebook{notes: map[string][]byte{"x": value}}}
		if err := r.recall(t.Context()); err != nil {
			t.Fatal(err)
		}
		_, channels, rooms := r.last()
		for _, c := range channels {
			if !isSnowflake(c) || !isSnowflake(rooms[c].Guild) || len(channels) > trailRooms {
				t.Fatalf("Got %v from %s", rooms, value)
			}
		}
	})
}
