package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A gatewayDiscord plays Discord to the whole program: it sends messages over
// the gateway, has those of a channel looked at, and takes replies.
type gatewayDiscord struct {
	*httptest.Server
	conns   chan *websocket.Conn // of sessions that have begun
	replies chan string          // the ids of messages that were replied to

	mu      sync.Mutex
	history []map[string]any // of all channels, oldest first
}

func newGatewayDiscord(t testing.TB) *gatewayDiscord {
	d := &gatewayDiscord{conns: make(chan *websocket.Conn, 10), replies: make(chan string, 10_000)}
	mux := http.NewServeMux()
	say := func(pattern, body string) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, body) })
	}
	say("GET /api/v10/users/@me", `{"id":"4","bot":true}`)
	say("GET /api/v10/applications/@me", `{"id":"9"}`)
	say("PUT /api/v10/applications/9/commands", `[]`)
	mux.HandleFunc("GET /api/v10/gateway/bot", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"url":"ws://%s/ws","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":1,"max_concurrency":1}}`, r.Host)
	})
	mux.HandleFunc("GET /api/v10/channels/{channel}/messages", d.list)
	mux.HandleFunc("POST /api/v10/channels/{channel}/messages", d.post)
	mux.HandleFunc("GET /ws/", d.socket)
	d.Server = httptest.NewServer(mux)
	t.Cleanup(d.Close)
	return d
}

func (d *gatewayDiscord) post(w http.ResponseWriter, r *http.Request) {
	var m struct {
		Reference struct {
			MessageID string `json:"message_id"`
		} `json:"message_reference"`
	}
	if json.NewDecoder(r.Body).Decode(&m) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	d.replies <- m.Reference.MessageID
	fmt.Fprintf(w, `{"id":"%d"}`, snowflake())
}

// list tells what people have said, newest first.
func (d *gatewayDiscord) list(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	defer d.mu.Unlock()
	page := []map[string]any{}
	for _, m := range slices.Backward(d.history) {
		if m["channel_id"] == r.PathValue("channel") && fmt.Sprint(m["id"]) > r.URL.Query().Get("after") {
			page = append(page, m)
		}
	}
	json.NewEncoder(w).Encode(page)
}

// socket plays the gateway, until the connection ends.
func (d *gatewayDiscord) socket(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	ws.WriteMessage(websocket.TextMessage, []byte(`{"op":10,"d":{"heartbeat_interval":41250}}`))
	for {
		var m struct {
			Op int `json:"op"`
		}
		if ws.ReadJSON(&m) != nil {
			return
		}
		if m.Op == 2 {
			ws.WriteMessage(websocket.TextMessage, []byte(`{"op":0,"s":1,"t":"READY","d":{"v":9,"session_id":"s","user":{"id":"4"},"guilds":[]}}`))
			d.conns <- ws
		}
	}
}

// snowflake returns an id of this moment.
func snowflake() int64 {
	now := time.Now().UnixMicro() - 1_420_070_400_000_000
	return now/1000<<22 | now%1000<<12
}

// mention is a message of somebody in a channel, which is then told of.
func (d *gatewayDiscord) mention(channel, user int, text string) map[string]any {
	m := map[string]any{
		"id": fmt.Sprint(snowflake()), "type": 0, "channel_id": fmt.Sprint(channel), "guild_id": "7", "content": "<@4> " + text,
		"author": map[string]any{"id": fmt.Sprint(user)}, "mentions": []any{map[string]any{"id": "4"}},
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.history = append(d.history, m)
	return m
}

// tell sends messages over a connection.
func tell(t testing.TB, ws *websocket.Conn, m map[string]any) {
	if err := ws.WriteJSON(map[string]any{"op": 0, "s": 2, "t": "MESSAGE_CREATE", "d": m}); err != nil {
		t.Error(err)
	}
}

// next returns the next value of a channel.
func next[T any](t testing.TB, ch <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(limit):
		t.Fatalf("no %s", what)
		panic("unreachable")
	}
}

// TestServeDiscordAfterARestart asks before, during and after a restart. What
// was asked while no process ran is looked up and answered, and what was
// answered before is not answered again.
func TestServeDiscordAfterARestart(t *testing.T) {
	d := newGatewayDiscord(t)
	env := map[string]string{"DISCORD_TOKEN": "good", "DISCORD_API_URL": d.URL + "/api/v10/", "STATE_DIRECTORY": t.TempDir()}
	first := startServe(t, env)
	first.line(t, "Discord: on")
	before := d.mention(31, 51, "senior devops uk")
	tell(t, next(t, d.conns, "connection"), before)
	if got := next(t, d.replies, "reply"); got != before["id"] {
		t.Fatalf("replied to %s, want %s", got, before["id"])
	}
	first.stop()
	if code := first.exit(t); code != 0 {
		t.Fatalf("exit code %d:\n%s", code, first.errors)
	}
	during := d.mention(31, 52, "junior devops uk")
	d.mention(32, 52, "in a channel in which nobody asked")
	second := startServe(t, env)
	second.line(t, "Discord: on")
	ws := next(t, d.conns, "connection of the next process")
	if got := next(t, d.replies, "reply to what was missed"); got != during["id"] {
		t.Errorf("replied to %s, want %s", got, during["id"])
	}
	after := d.mention(31, 53, "mid devops uk")
	tell(t, ws, after)
	if got := next(t, d.replies, "reply"); got != after["id"] {
		t.Errorf("replied to %s, want %s", got, after["id"])
	}
	second.stop()
	if code := second.exit(t); code != 0 || len(d.replies) != 0 {
		t.Errorf("exit code %d and %d more replies:\n%s", code, len(d.replies), second.errors)
	}
	if log := second.errors.String(); strings.Contains(log, "devops") || strings.Contains(log, "good\"") {
		t.Errorf("the log quotes a question:\n%s", log)
	}
}

// BenchmarkMention has members mention the bot forty times a second, each in a
// channel of their own, which is nearly as often as Discord takes replies of one
// bot, and reports how long the reply takes from there: half
// of them, all but one in a hundred, and the slowest. State is on disk, and
// Discord is played by the same process.
func BenchmarkMention(b *testing.B) {
	d := newGatewayDiscord(b)
	s := startServe(b, map[string]string{"DISCORD_TOKEN": "good", "DISCORD_API_URL": d.URL + "/api/v10/", "STATE_DIRECTORY": b.TempDir()})
	s.line(b, "Discord: on")
	ws := next(b, d.conns, "connection")
	const every = time.Second / 40
	said := make(map[string]time.Time)
	var mu sync.Mutex
	go func() {
		for i := range b.N {
			m := d.mention(1000+i, 1_000_000+i, "what does a senior devops engineer earn in the uk?")
			mu.Lock()
			said[m["id"].(string)] = time.Now()
			mu.Unlock()
			tell(b, ws, m)
			time.Sleep(every) // the pace is what is measured
		}
	}()
	b.ResetTimer()
	took := make([]time.Duration, b.N)
	for i := range took {
		id := next(b, d.replies, "reply")
		mu.Lock()
		took[i] = time.Since(said[id])
		mu.Unlock()
	}
	b.StopTimer()
	slices.Sort(took)
	for name, part := range map[string]int{"p50-ms": b.N / 2, "p99-ms": b.N * 99 / 100, "max-ms": b.N - 1} {
		b.ReportMetric(float64(took[min(part, b.N-1)].Microseconds())/1000, name)
	}
	s.stop()
	s.exit(b)
}
