package discord

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// TestRevisions has a question edited and deleted, and everything else that
// Discord tells in the same words.
func TestRevisions(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	f.lastID = recentID()
	a := f.adapter()
	run(t, a, d)
	c := receive(t, f.up, "connection")
	id := c.say("<@"+selfID+"> pay?", nil)
	receive(t, d.got, "question")
	at := snowflakeTime(id).Add(time.Minute)
	update := func(text string, change map[string]any) {
		m := map[string]any{"id": id, "type": 0, "channel_id": channelID, "guild_id": guildID, "content": text, "author": map[string]any{"id": aliceID},
			"edited_timestamp": at.Format("2006-01-02T15:04:05.000000-07:00")}
		for k, v := range change {
			m[k] = v
		}
		c.dispatch("MESSAGE_UPDATE", m)
	}
	update("<@"+selfID+"> pay?", map[string]any{"edited_timestamp": nil})                                     // a preview
	update("<@"+selfID+"> pay?", nil)                                                                         // nothing is new
	update("<@"+selfID+"> now?", map[string]any{"author": map[string]any{"id": selfID}})                      // our own
	update("<@"+selfID+"> now?", map[string]any{"webhook_id": "5"})                                           // a webhook's
	update("<@"+selfID+"> late?", map[string]any{"edited_timestamp": at.Add(time.Hour).Format(time.RFC3339)}) // too late
	update("<@"+selfID+"> US pay?", nil)
	update("<@"+selfID+"> US pay?", map[string]any{"embeds": []any{map[string]any{}}}) // its preview
	c.dispatch("MESSAGE_DELETE", map[string]any{"id": "5", "channel_id": channelID, "guild_id": guildID})
	c.dispatch("MESSAGE_DELETE", map[string]any{"id": id, "channel_id": channelID, "guild_id": guildID})
	c.dispatch("MESSAGE_DELETE_BULK", map[string]any{"ids": []string{"5", id}, "channel_id": channelID, "guild_id": guildID})
	first := "discord." + id
	type revision struct {
		ID, Revises, Text string
		Gone              bool
	}
	want := []revision{
		{first + fmt.Sprint(".", at.UnixMilli()), first, "US pay?", false}, {first + ".deleted", first, "", true}, {first + ".deleted", first, "", true},
	}
	for _, want := range want {
		q := receive(t, d.got, "revision").q
		if diff := cmp.Diff(want, revision{q.ID, q.Revises, q.Text, q.Gone}); diff != "" || q.User != a.Key.Hash("discord", aliceID) || !q.Addressed {
			t.Errorf("Got %+v (-want +got):\n%s", q, diff)
		}
	}
	c.say("<@"+selfID+"> last", nil)
	if got := receive(t, d.got, "question").q.Text; got != "last" {
		t.Errorf("Got %q, want nothing else revised", got)
	}
}

// recentID returns an id of this moment.
func recentID() (id uint64) {
	fmt.Sscan(snowflakeAt(time.Now()), &id)
	return id
}

// TestEditOfAnotherProcess edits a question that this process has not seen.
func TestEditOfAnotherProcess(t *testing.T) {
	d := newDesk()
	in := newIntake(t, d, tuning{})
	id := snowflakeAt(time.Now())
	raw := fmt.Sprintf(`{"id":%q,"channel_id":"2","author":{"id":"3"},"content":"new","edited_timestamp":%q}`, id, time.Now().Format(time.RFC3339))
	in.edit([]byte(raw))
	if q := receive(t, d.got, "edit").q; q.Text != "new" || q.Revises != "discord."+id {
		t.Errorf("Got %+v", q)
	}
	in.edit([]byte(`{"id":7}`))
	in.edit([]byte(`{"id":"1","author":null,"edited_timestamp":"2020-01-01T00:00:00Z"}`))
	in.deletion([]byte(`{"ids":7}`))
	in.stop()
	if n := in.count.malformed.Load(); n != 1 {
		t.Errorf("Got %d malformed, want 1", n)
	}
}

func FuzzRevision(f *testing.F) {
	f.Add([]byte(`{"id":"175928847299117063","channel_id":"2","author":{"id":"3"},"content":"x","edited_timestamp":"2016-04-30T11:18:30.000000+00:00"}`))
	f.Add([]byte(`{"ids":["175928847299117063"],"id":""}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		d := newDesk()
		self := new(identity)
		in := &intake{desk: d, self: self, places: new(places), tune: tuning{}.orDefaults(), count: new(counters), log: (&Adapter{}).logger()}
		in.start(t.Context())
		in.recent.add(hearing{bot.Question{ID: "discord.175928847299117063"}, address{Message: "175928847299117063"}})
		in.edit(raw)
		in.deletion(raw)
		in.stop()
		for _, got := range d.all {
			if !strings.HasPrefix(got.q.ID, got.q.Revises+".") || got.q.Revises == "" || got.q.Gone && got.q.Text != "" {
				t.Fatalf("Got %+v from %q", got.q, raw)
			}
		}
	})
}

func TestRecentsAreBounded(t *testing.T) {
	r := newRecents()
	for i := range 10 * recentMost {
		id := fmt.Sprint(i)
		r.add(hearing{bot.Question{ID: id, Text: "secret"}, address{Message: id, Late: i > 0, Guild: fmt.Sprint(i % 2)}})
	}
	if n := len(r.near.cur) + len(r.near.prev); n > 2*recentMost {
		t.Errorf("Got %d remembered", n)
	}
	m, ok := r.get("0")
	if !ok || m.q.Text != "" || m.words == 0 {
		t.Errorf("Got %+v, %v, want what was said to the bot kept, without its text", m, ok)
	}
	r.forget("0")
	if _, ok := r.get("0"); ok {
		t.Error("Got a message of a server that has removed the bot")
	}
	if _, ok := r.get(fmt.Sprint(10*recentMost - 1)); !ok {
		t.Error("Got no message of another server")
	}
}
