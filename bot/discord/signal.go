package discord

import (
	"encoding/json"
	"math/rand/v2"
	"sync"
	"time"
)

// A verdict is what Discord says about a whole connection.
type verdict int32

const (
	going       verdict = iota // the zero value: nothing
	moveOn                     // it is to be made anew, with the same session
	resumeAgain                // resuming did not go, but may the next time
	forfeited                  // the session is gone
)

// Operations of the gateway.
const (
	opHeartbeat      = 1
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
)

// A signal is a message of the gateway about the connection.
type signal struct {
	verdict  verdict
	asked    bool          // for a heartbeat, at once
	interval time.Duration // between heartbeats, of the first message
}

// readSignal reads a short message; the zero signal is none.
func readSignal(text []byte) (s signal) {
	var m struct {
		Op   int             `json:"op"`
		Data json.RawMessage `json:"d"`
	}
	if json.Unmarshal(text, &m) != nil {
		return s
	}
	switch m.Op {
	case opHeartbeat:
		s.asked = true
	case opReconnect:
		s.verdict = moveOn
	case opInvalidSession:
		s.verdict = forfeited
		if resumable := false; json.Unmarshal(m.Data, &resumable) == nil && resumable {
			s.verdict = resumeAgain
		}
	case opHello:
		var hello struct {
			Interval float64 `json:"heartbeat_interval"` // milliseconds
		}
		if json.Unmarshal(m.Data, &hello) == nil {
			s.interval = seconds(hello.Interval / 1000)
		}
	}
	return s
}

// A heart keeps the first heartbeat of a connection back for a part of the
// interval, by chance: after an outage of Discord's all bots connect at once,
// and discordgo would have them beat in step. The zero heart is of a connection
// that has said nothing yet.
type heart struct {
	mu       sync.Mutex
	interval time.Duration
	asked    bool // for a heartbeat, at once
	begun    bool
	first    *time.Timer
}

// take notes what a signal says.
func (h *heart) take(s signal) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = h.asked || s.asked
	if s.interval > 0 {
		h.interval = s.interval
	}
}

// every returns the time between heartbeats, 0 while it is not known.
func (h *heart) every() time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.interval
}

// keepsBack reports whether a frame is the first heartbeat; it is then sent
// later.
func (h *heart) keepsBack(frame []byte, send func([]byte) (int, error)) bool {
	if !isHeartbeat(frame) {
		return false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.begun || h.asked || h.interval <= 0 {
		h.begun = true
		return false
	}
	h.begun = true
	frame = append([]byte(nil), frame...)
	h.first = time.AfterFunc(rand.N(h.interval), func() { send(frame) }) // what cannot be sent shows at the next read
	return true
}

func (h *heart) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.first != nil {
		h.first.Stop()
	}
}

// isHeartbeat reports whether what a client writes is a heartbeat: one short
// frame with a mask.
func isHeartbeat(frame []byte) bool {
	const head, begin = 6, `{"op":1,`
	if len(frame) < head+len(begin) || frame[0] != 0x80|opText || frame[1]&0x80 == 0 || int(frame[1]&0x7f) != len(frame)-head {
		return false
	}
	mask := frame[2:head]
	for i := range len(begin) {
		if frame[head+i]^mask[i%4] != begin[i] {
			return false
		}
	}
	return true
}
