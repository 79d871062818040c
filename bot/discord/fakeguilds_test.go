package discord

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
)

// fakeGuilds is what the fake plays beside messages: shards, servers and
// channels. Set the fields before the first request.
type fakeGuilds struct {
	shards      int    // 0 is 1
	concurrency int    // of identifies
	scarce      int    // so often only few sessions may begin
	notYet      int    // so many resumes get op 9 with true
	notNow      int    // so many identifies get op 9 with false
	dribbles    bool   // every message comes byte by byte
	resume      string // resume_gateway_url
	listed      []any  // servers in READY

	posting   string            // channel of the latest post
	channels  map[string]string // JSON, by id
	onChannel func(w http.ResponseWriter) bool

	recommended atomic.Int64 // shards, later than the first time; 0: as before
	identified  chan [2]int  // shard and number of shards of each identify
}

func (f *fake) serveMore(mux *http.ServeMux) {
	f.more.identified = make(chan [2]int, 1000)
	f.more.listed = []any{}
	mux.HandleFunc("GET /resume/", f.socket)
	mux.HandleFunc("GET /api/v10/channels/{channel}", f.channel)
}

// socketURL returns an address of the gateway.
func (f *fake) socketURL(path string) string {
	return "ws" + strings.TrimPrefix(f.srv.URL, "http") + path
}

func (f *fake) plan(w http.ResponseWriter) {
	m := &f.more
	p := plan{URL: f.socketURL("/ws"), Shards: max(m.shards, 1)}
	p.Limit.Concurrency = m.concurrency
	p.Limit.Total, p.Limit.Remaining, p.Limit.ResetAfter = 1000, 1000, 50
	if f.spend(&m.scarce) {
		p.Limit.Remaining = 7
	}
	if n := m.recommended.Load(); n > 0 {
		p.Shards = int(n)
	}
	json.NewEncoder(w).Encode(p)
}

// refusesSession notes an identify, and reports whether it is refused.
func (f *fake) refusesSession(c *fakeConn, data map[string]any) bool {
	place := [2]int{0, 1}
	if list, ok := data["shard"].([]any); ok && len(list) == 2 {
		first, _ := list[0].(float64)
		second, _ := list[1].(float64)
		place = [2]int{int(first), int(second)}
	}
	c.shard = place[0]
	f.more.identified <- place
	if f.spend(&f.more.notNow) {
		c.send(map[string]any{"op": 9, "d": false})
		return true
	}
	return false
}

func (f *fake) channel(w http.ResponseWriter, r *http.Request) {
	if !f.allowed(w, r) || f.more.onChannel != nil && f.more.onChannel(w) {
		return
	}
	if body, ok := f.more.channels[r.PathValue("channel")]; ok {
		fmt.Fprint(w, body)
		return
	}
	http.Error(w, `{"code":10003}`, http.StatusNotFound)
}

// postedTo reports whether the post that is looked at is to that channel.
func (f *fake) postedTo(channel string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.more.posting == channel
}

func textLog(w io.Writer) *slog.Logger { return slog.New(slog.NewTextHandler(w, nil)) }
