package discord

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

// joins sends a GUILD_CREATE event.
func (c *fakeConn) joins(guild string, at time.Time, change map[string]any) {
	g := map[string]any{"id": guild, "name": "Bootcamp *42*", "owner_id": aliceID, "joined_at": at.Format(time.RFC3339), "channels": []any{}, "threads": []any{}}
	for k, v := range change {
		g[k] = v
	}
	c.dispatch("GUILD_CREATE", g)
}

// TestWelcome greets the owner of a server that has added the bot, once, and
// nobody where Discord only tells of a server again.
func TestWelcome(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	f.more.listed = []any{map[string]any{"id": "31", "unavailable": true}}
	a := f.adapter()
	notes := new(fakeNotebook)
	a.Notes = notes
	run(t, a, d)
	c := receive(t, f.up, "connection")
	now := time.Now()
	c.joins("31", now, nil)                                 // one of READY's
	c.joins("32", now.Add(-time.Hour), nil)                 // back from an outage
	c.joins("33", now, map[string]any{"unavailable": true}) // not there
	c.joins("34", now, map[string]any{"owner_id": nil})     // nobody to greet
	c.joins("x", now, nil)                                  // no id
	c.dispatch("GUILD_CREATE", map[string]any{"id": 7})     // no event
	c.joins(guildID, now, nil)                              // joined
	c.joins(guildID, now, nil)                              // and told again
	until(t, "the owner is greeted", func() bool { return a.Stats().Welcomes == 1 })
	c.joins("35", now, nil)
	until(t, "the owner of another is greeted", func() bool { return a.Stats().Welcomes == 2 })
	got := f.replies()
	if len(got) != 2 || got[0].Channel != directID || !strings.Contains(got[0].said(), `Bootcamp \*42\*`) {
		t.Fatalf("Got %+v, want two direct messages with the servers' names", got)
	}
	two := f.adapter() // a replica that hears of it, too
	two.Notes = notes
	rest, err := two.rest()
	if err != nil {
		t.Fatal(err)
	}
	in := two.intake(rest, d, two.tune.orDefaults())
	in.start(t.Context())
	in.join(guildID, aliceID, "Bootcamp")
	in.stop()
	if n := len(f.replies()); n != 2 {
		t.Errorf("Got %d greetings after a second replica heard of it, want 2", n)
	}
}

// TestWelcomeThatCannotArrive has an owner who takes no direct messages, and
// Discord down for a moment.
func TestWelcomeThatCannotArrive(t *testing.T) {
	t.Parallel()
	f, d, log := newFake(t), newDesk(), new(lockedLog)
	tries := 0
	f.onOpen = func(w http.ResponseWriter) bool {
		tries++
		switch tries {
		case 1:
			return refuses(w, 503, 0)
		case 2:
			return false
		}
		return refuses(w, 403, 50007)
	}
	a := f.adapter()
	a.Log, a.tune.retry = textLog(log), time.Millisecond
	rest, err := a.rest()
	if err != nil {
		t.Fatal(err)
	}
	in := a.intake(rest, d, a.tune.orDefaults())
	in.start(t.Context())
	in.join("31", aliceID, "One")
	until(t, "the first is greeted", func() bool { return a.Stats().Welcomes == 1 })
	in.join("32", aliceID, "Two")
	in.stop()
	if n := len(f.replies()); n != 1 || a.Stats().Welcomes != 1 || !strings.Contains(log.String(), "nobody was greeted") {
		t.Errorf("Got %d greetings, %+v and log %s, want one and a line on the other", n, a.Stats(), log)
	}
}

func FuzzGuild(f *testing.F) {
	f.Add([]byte(`{"id":"1","name":"x","owner_id":"3","joined_at":"2026-01-01T00:00:00Z","channels":[{"id":"2","type":15}],"threads":[null]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := newDesk()
		in := &intake{desk: d, self: new(identity), places: new(places), tune: tuning{}.orDefaults(), count: new(counters), log: (&Adapter{}).logger()}
		in.start(t.Context())
		s := &session{g: &gateway{in: in, catcher: &catcher{in: in, trail: new(trail)}}, roll: make(roll)}
		s.guild(raw)
		s.removed(raw)
		in.stop()
		for id := range s.roll {
			if !isSnowflake(id) {
				t.Fatalf("Got server %q from %s", id, raw)
			}
		}
		var e struct {
			ID string `json:"id"`
		}
		if len(d.pressed) > 0 && (json.Unmarshal(raw, &e) != nil || !isSnowflake(e.ID)) {
			t.Fatalf("Got a removal from %s", raw)
		}
	})
}
