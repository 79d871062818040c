package discord

import (
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// A fakeConn is one gateway connection.
type fakeConn struct {
	f     *fake
	ws    *websocket.Conn
	path  string // at which it was opened
	shard int
	mu    sync.Mutex
}

func (c *fakeConn) send(v any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ws.SetWriteDeadline(time.Now().Add(patience))
	if c.f.more.dribbles {
		c.dribble(v)
		return
	}
	c.ws.WriteJSON(v) // a lost connection shows in the test
}

func (c *fakeConn) dispatch(event string, data any) { c.send(c.f.record(event, data)) }

// record adds an event to those that a resume brings.
func (f *fake) record(event string, data any) map[string]any {
	f.mu.Lock()
	defer f.mu.Unlock()
	e := map[string]any{"op": 0, "s": len(f.events) + 1, "t": event, "d": data}
	f.events = append(f.events, e)
	return e
}

// say sends a message of Alice in the guild, changed by the given fields, and
// returns its id.
func (c *fakeConn) say(text string, change map[string]any) string {
	id, m := c.f.message(text, change)
	c.dispatch("MESSAGE_CREATE", m)
	return id
}

// message returns a message of Alice in the guild, changed by the given fields.
func (f *fake) message(text string, change map[string]any) (id string, m map[string]any) {
	id = f.keep(fakeMessage{Author: fakeUser{ID: aliceID}})
	m = map[string]any{"id": id, "type": 0, "channel_id": channelID, "guild_id": guildID, "content": text,
		"author": map[string]any{"id": aliceID}, "mentions": []any{}}
	for k, v := range change {
		m[k] = v
	}
	return id, m
}

// close ends the connection with a code, as Discord does.
func (c *fakeConn) close(code int) {
	c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(patience))
	c.ws.NetConn().Close()
}

func (f *fake) socket(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	c := &fakeConn{f: f, ws: ws, path: r.URL.Path}
	silent, interval := f.spend(&f.noAcks), f.beat
	if silent {
		interval = 60_000 // discordgo itself would notice after five
	}
	if !f.spend(&f.noHello) {
		c.send(map[string]any{"op": 10, "d": map[string]any{"heartbeat_interval": interval}})
	}
	for {
		var m struct {
			Op int `json:"op"`
			D  any `json:"d"`
		}
		ws.SetReadDeadline(time.Now().Add(patience))
		if err := ws.ReadJSON(&m); err != nil {
			if ce, ok := err.(*websocket.CloseError); ok && ce.Code != websocket.CloseAbnormalClosure {
				f.closed <- ce.Code
			}
			return
		}
		switch m.Op {
		case 1:
			if !silent {
				c.send(map[string]any{"op": 11})
			}
		case 2:
			c.identified(m.D)
		case 6:
			c.resumed(m.D)
		}
	}
}

func (c *fakeConn) identified(d any) {
	f := c.f
	data, _ := d.(map[string]any)
	f.mu.Lock()
	f.identifies++
	f.mu.Unlock()
	if f.spend(&f.early) {
		c.send(map[string]any{"op": 7})
		return
	}
	f.mu.Lock()
	number, _ := data["intents"].(float64)
	f.intents = int(number)
	f.mu.Unlock()
	if data["token"] != "Bot "+f.token {
		c.close(4004)
		return
	}
	if f.refusesSession(c, data) {
		return
	}
	c.dispatch("READY", map[string]any{"v": 9, "session_id": "s", "user": map[string]any{"id": selfID}, "guilds": f.more.listed,
		"resume_gateway_url": f.more.resume})
	f.up <- c
}

// resumed sends what the client has missed, as Discord does.
func (c *fakeConn) resumed(d any) {
	data, _ := d.(map[string]any)
	seq, _ := data["seq"].(float64)
	c.f.mu.Lock()
	c.f.resumes++
	missed := c.f.events[min(int(seq), len(c.f.events)):]
	c.f.mu.Unlock()
	switch {
	case c.f.deaf:
	case c.f.spend(&c.f.more.notYet):
		c.send(map[string]any{"op": 9, "d": true})
	case c.f.noOld:
		c.send(map[string]any{"op": 9, "d": false})
	default:
		for _, e := range missed {
			c.send(e)
		}
		c.dispatch("RESUMED", map[string]any{})
		c.f.up <- c
	}
}
