package discord

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"careerbot/bot"
)

// noise returns events of messages that do not concern the bot, as they go
// over the wire: of a size and with the fields that Discord gives them.
func noise(n int, content string) []*websocket.PreparedMessage {
	all := make([]*websocket.PreparedMessage, n)
	for i := range all {
		id := fmt.Sprint(1<<60 + i)
		text, err := json.Marshal(map[string]any{"op": 0, "s": i + 10, "t": "MESSAGE_CREATE", "d": map[string]any{
			"id": id, "type": 0, "channel_id": channelID, "guild_id": guildID, "content": content, "nonce": id, "tts": false, "pinned": false,
			"timestamp": "2026-04-30T11:18:25.796000+00:00", "edited_timestamp": nil, "flags": 0, "mention_everyone": false,
			"author": map[string]any{"id": fmt.Sprint(1<<59 + i%500), "username": "somebody", "global_name": "Some Body", "discriminator": "0",
				"avatar": "a_0123456789abcdef0123456789abcdef", "public_flags": 64, "clan": nil, "primary_guild": nil},
			"member": map[string]any{"roles": []string{"41771983423143936", "41771983423143937", "41771983423143938"}, "nick": nil, "mute": false,
				"deaf": false, "joined_at": "2024-04-30T11:18:25.796000+00:00", "premium_since": nil, "flags": 0, "pending": false, "avatar": nil},
			"mentions":      []any{map[string]any{"id": "41771983423143999", "username": "another", "discriminator": "0", "avatar": nil, "public_flags": 0}},
			"mention_roles": []any{}, "attachments": []any{}, "embeds": []any{}, "components": []any{},
		}})
		if err != nil {
			panic(err)
		}
		if all[i], err = websocket.NewPreparedMessage(websocket.TextMessage, text); err != nil {
			panic(err)
		}
	}
	return all
}

// hear writes messages, and a direct one behind them.
func (c *fakeConn) hear(all []*websocket.PreparedMessage, times int) {
	c.mu.Lock()
	for range times {
		for _, m := range all {
			c.ws.WritePreparedMessage(m) // a lost connection shows as no marker
		}
	}
	c.ws.WriteJSON(map[string]any{"op": 0, "s": 9, "t": "MESSAGE_CREATE", "d": map[string]any{
		"id": fmt.Sprint(time.Now().UnixNano()), "type": 0, "channel_id": directID, "content": "marker", "author": map[string]any{"id": aliceID}}})
	c.mu.Unlock()
}

// BenchmarkUnconcerned has messages arrive that do not concern the bot, and
// compares the processor's time with that of discordgo alone, which decodes the
// same messages for a handler that does nothing. Both include the fake that
// writes them. It reports the time of a message, and how many times that of
// discordgo it is.
func BenchmarkUnconcerned(b *testing.B) {
	all := noise(2000, "")
	shown := noise(2000, "does anybody know what a senior developer earns?")
	bare, stop := startBare(b)
	first := measure(b, bare, all)
	firstShown := measure(b, bare, shown)
	stop()
	for _, way := range []struct {
		name    string
		content bool // the text of all messages is asked for
		deaf    bool // auto-reply is off
		all     []*websocket.PreparedMessage
		bare    time.Duration
	}{{"default", false, true, all, first}, {"content", true, true, shown, firstShown}, {"auto-reply", true, false, shown, firstShown}} {
		b.Run(way.name, func(b *testing.B) {
			ours, stop := startOurs(b, way.content, way.deaf)
			defer stop()
			var each time.Duration
			for b.Loop() {
				each = measure(b, ours, way.all)
			}
			b.ReportMetric(float64(each.Nanoseconds())/1000, "cpu-µs/message")
			b.ReportMetric(float64(way.bare.Nanoseconds())/1000, "bare-cpu-µs/message")
			b.ReportMetric(float64(each)/float64(way.bare), "x-bare")
		})
	}
}

// A listener is a connection and what tells that the marker has come over it.
type listener struct {
	conn   *fakeConn
	marked <-chan accepted
}

// measure returns the processor's time for a message, the least of some rounds.
func measure(b *testing.B, l listener, all []*websocket.PreparedMessage) time.Duration {
	least := time.Hour
	for range 5 {
		before := processor()
		l.conn.hear(all, 5)
		for {
			if m := receive(b, l.marked, "marker"); m.q.Text == "marker" {
				break
			}
		}
		least = min(least, max(1, (processor()-before)/time.Duration(5*len(all))))
	}
	return least
}

// startBare connects discordgo as it comes, without its memory of servers.
func startBare(b *testing.B) (l listener, stop func()) {
	f := newFake(b)
	dg, err := discordgo.New("Bot " + testToken)
	if err != nil {
		b.Fatal(err)
	}
	marked := make(chan accepted, 10)
	dg.Identify.Intents = intents
	dg.StateEnabled, dg.SyncEvents, dg.LogLevel = false, true, -1
	dg.Client = &http.Client{Transport: signpost(f.socketURL("/ws"))}
	dg.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		if m.Content == "marker" {
			var a accepted
			a.q.Text = m.Content
			marked <- a
		}
	})
	if err := dg.Open(); err != nil {
		b.Fatal(err)
	}
	return listener{receive(b, f.up, "connection"), marked}, func() { dg.Close() }
}

// startOurs connects an adapter to a desk that takes everything.
func startOurs(b testing.TB, content, deaf bool) (l listener, stop func()) {
	f, d := newFake(b), newDesk()
	a := f.adapter()
	a.Log, a.Content = slog.New(slog.DiscardHandler), content
	a.tune.queue = 1 << 20
	d.forgets, d.deaf = true, deaf
	end := run(b, a, d)
	return listener{receive(b, f.up, "connection"), d.got}, func() { end() }
}

// heap returns how much memory is in use.
func heap() int64 {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// TestMemoryIsFlat has ten thousand messages go by.
func TestMemoryIsFlat(t *testing.T) {
	all := noise(2500, "what do developers earn?")
	for _, content := range []bool{false, true} {
		l, stop := startOurs(t, content, false)
		hear := func(times int) int64 {
			l.conn.hear(all, times)
			for receive(t, l.marked, "marker").q.Text != "marker" {
			}
			return heap()
		}
		before := hear(2) // what is bounded is full
		hear(1)
		if grown := hear(1) - before; grown > 1<<20 {
			t.Errorf("Content %v: the heap grew by %d bytes over 5,000 messages", content, grown)
		}
		stop()
	}
	runtime.KeepAlive(all)
}

// bigGuild returns a GUILD_CREATE event as a community of some size has it.
func bigGuild(i int) map[string]any {
	channels, threads, roles, emojis := []any{}, []any{}, []any{}, []any{}
	for j := range 60 {
		id := fmt.Sprint(1<<60 + i*1000 + j)
		channels = append(channels, map[string]any{"id": id, "type": j % 16, "name": "channel-" + id, "topic": strings.Repeat("about things ", 5),
			"permission_overwrites": []any{map[string]any{"id": id, "type": 0, "allow": "0", "deny": "1024"}}})
		roles = append(roles, map[string]any{"id": id, "name": "role", "permissions": "104324673", "position": j})
		emojis = append(emojis, map[string]any{"id": id, "name": "emoji", "roles": []any{}})
	}
	for j := range 10 {
		threads = append(threads, map[string]any{"id": fmt.Sprint(1<<60 + i*1000 + 500 + j), "type": 11, "parent_id": fmt.Sprint(1<<60 + i*1000 + 15), "name": "a post"})
	}
	return map[string]any{"id": fmt.Sprint(1<<58 + i), "name": "Community", "owner_id": aliceID, "joined_at": "2024-04-30T11:18:25.796000+00:00",
		"member_count": 5000, "channels": channels, "threads": threads, "roles": roles, "emojis": emojis, "members": []any{}}
}

// TestManyServers compares the memory of a shard with 2,500 servers with that
// of one server.
func TestManyServers(t *testing.T) {
	const many, most = 2500, 20 << 20
	l, stop := startOurs(t, true, true)
	defer stop()
	tell := func(from, to int) int64 {
		for i := from; i < to; i++ {
			l.conn.send(map[string]any{"op": 0, "s": 8, "t": "GUILD_CREATE", "d": bigGuild(i)})
		}
		l.conn.hear(nil, 0)
		receive(t, l.marked, "marker")
		return heap()
	}
	one := tell(0, 1)
	if more := tell(1, many) - one; more > most {
		t.Errorf("%d servers take %d bytes more than one, want at most %d", many, more, most)
	} else {
		t.Logf("%d servers take %.1f MiB more than one", many, float64(more)/(1<<20))
	}
}

// BenchmarkReply has members mention the bot a hundred times a second, and a
// desk that answers at once. It reports how long the reply takes from the
// gateway to the REST API: half of them, all but one in a hundred, and the
// slowest. Discord's limit of fifty requests a second is lifted for it.
func BenchmarkReply(b *testing.B) {
	f, d := newFake(b), newDesk()
	a := f.adapter()
	a.Log = slog.New(slog.DiscardHandler)
	a.Client.Transport = &http.Transport{MaxIdleConnsPerHost: 100}
	rest, err := a.rest()
	if err != nil {
		b.Fatal(err)
	}
	rest.limits.global.slots = make([]time.Time, 1<<16)
	run(b, a, d)
	c := receive(b, f.up, "connection")
	said := make(chan time.Time, b.N)
	go func() {
		for i := range b.N {
			said <- time.Now()
			c.say("<@"+selfID+"> what does a senior earn?", map[string]any{"channel_id": fmt.Sprint(1000 + i)})
			time.Sleep(time.Second / 100) // the pace is what is measured
		}
	}()
	took := make([]time.Duration, 0, b.N)
	var mu sync.Mutex
	var sending sync.WaitGroup
	b.ResetTimer()
	for range b.N {
		got, began := receive(b, d.got, "question"), <-said
		sending.Go(func() {
			m := bot.Mail{ID: got.q.ID, At: got.q.At, To: got.to, Answer: bot.Answer{Kind: bot.Help, Headline: "Ask me about pay"}}
			if _, err := a.Send(context.Background(), m, false); err != nil {
				b.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(began))
		})
	}
	sending.Wait()
	b.StopTimer()
	slices.Sort(took)
	for name, part := range map[string]int{"p50-ms": b.N / 2, "p99-ms": b.N * 99 / 100, "max-ms": b.N - 1} {
		b.ReportMetric(float64(took[part].Microseconds())/1000, name)
	}
}
