package discord

import (
	"errors"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestReadSignal(t *testing.T) {
	for _, tt := range []struct {
		text string
		want signal
	}{
		{`{"t":null,"s":null,"op":7,"d":null}`, signal{verdict: moveOn}},
		{`{"t":null,"s":null,"op":9,"d":false}`, signal{verdict: forfeited}},
		{`{"op":9,"d":true}`, signal{verdict: resumeAgain}},
		{`{"op":9}`, signal{verdict: forfeited}},
		{`{"op":9,"d":"true"}`, signal{verdict: forfeited}},
		{`{"op":1,"d":null}`, signal{asked: true}},
		{`{"op":10,"d":{"heartbeat_interval":41250}}`, signal{interval: 41250 * time.Millisecond}},
		{`{"op":10,"d":{"heartbeat_interval":-5}}`, signal{}},
		{`{"op":10,"d":{"heartbeat_interval":1e300}}`, signal{interval: time.Hour}},
		{`{"op":11}`, signal{}},
		{`{"op":0,"t":"RESUMED","s":3,"d":{"op":9}}`, signal{}},
		{`{"op":"9"}`, signal{}},
		{``, signal{}},
	} {
		if got := readSignal([]byte(tt.text)); got != tt.want {
			t.Errorf("Got readSignal(%s) = %+v, want %+v", tt.text, got, tt.want)
		}
	}
}

func FuzzReadSignal(f *testing.F) {
	f.Add([]byte(`{"op":9,"d":true}`))
	f.Add([]byte(`{"op":10,"d":{"heartbeat_interval":41250.5}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s := readSignal(text)
		if s.interval < 0 || s.interval > time.Hour || s.verdict != going && s.interval != 0 {
			t.Fatalf("Got readSignal(%q) = %+v", text, s)
		}
	})
}

// clientFrame is a short frame as a client sends it.
func clientFrame(payload string) []byte {
	mask := []byte{1, 2, 3, 4}
	frame := append([]byte{0x80 | opText, 0x80 | byte(len(payload))}, mask...)
	for i := range len(payload) {
		frame = append(frame, payload[i]^mask[i%4])
	}
	return frame
}

func TestIsHeartbeat(t *testing.T) {
	for payload, want := range map[string]bool{
		`{"op":1,"d":251}`: true, `{"op":1,"d":null}`: true, `{"op":11}`: false, `{"op":2,"d":{}}`: false, "": false, `{"op":1,`: true,
	} {
		if got := isHeartbeat(clientFrame(payload)); got != want {
			t.Errorf("Got isHeartbeat(%s) = %v, want %v", payload, got, want)
		}
	}
	if isHeartbeat([]byte("GET /?v=9&encoding=json HTTP/1.1\r\n")) || isHeartbeat(clientFrame(`{"op":1,"d":251}`)[:20]) {
		t.Error("Got a heartbeat that is none")
	}
}

// TestFirstHeartbeat looks at a thousand connections that begin at once: their
// first heartbeats are spread over the interval, and all later ones pass.
func TestFirstHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const interval, many = 40 * time.Second, 1000
		began := time.Now()
		var quarters [4]int
		sent := make(chan time.Duration, many)
		send := func(b []byte) (int, error) { sent <- time.Since(began); return len(b), nil }
		beat := clientFrame(`{"op":1,"d":1}`)
		for range many {
			h := new(heart)
			if h.keepsBack(clientFrame(`{"op":2,"d":{}}`), send) {
				t.Fatal("Kept an identify back")
			}
			h.take(signal{interval: interval})
			if !h.keepsBack(beat, send) || h.keepsBack(beat, send) {
				t.Fatal("Want the first heartbeat kept back, and no other")
			}
			defer h.stop()
		}
		time.Sleep(interval)
		synctest.Wait()
		for range many {
			quarters[min(3, int(4*(<-sent)/interval))]++
		}
		for i, n := range quarters {
			if n < many/8 {
				t.Errorf("Got %d of %d first heartbeats in quarter %d of the interval", n, many, i)
			}
		}
	})
}

func TestHeartbeatThatDiscordAsksFor(t *testing.T) {
	h := new(heart)
	h.take(signal{interval: time.Hour})
	h.take(signal{asked: true})
	if h.keepsBack(clientFrame(`{"op":1,"d":1}`), nil) {
		t.Error("Kept back a heartbeat that Discord waits for")
	}
	h = new(heart)
	if h.keepsBack(clientFrame(`{"op":1,"d":1}`), nil) {
		t.Error("Kept back a heartbeat of a connection whose interval is not known")
	}
}

// TestVerdictsAreKeptBack has Discord end a session: what came before is read,
// the verdict itself is not, and the connection is left in a way that keeps the
// session.
func TestVerdictsAreKeptBack(t *testing.T) {
	for text, want := range map[string]verdict{
		`{"op":9,"d":false}`: forfeited, `{"op":9,"d":true}`: resumeAgain, `{"op":7,"d":null}`: moveOn,
	} {
		ours, theirs := net.Pipe()
		w := newWire(ours, patience)
		before := upgraded + frame(1, `{"op":0,"t":"A","s":1,"d":{}}`)
		left := make(chan []byte, 1)
		go func() {
			io.WriteString(theirs, before+frame(1, text)+frame(1, `{"op":0,"t":"B","s":2,"d":{}}`))
			rest, _ := io.ReadAll(theirs)
			left <- rest
		}()
		got, err := io.ReadAll(w)
		if !errors.Is(err, net.ErrClosed) || !strings.HasPrefix(string(got), before) || strings.Contains(string(got), text) {
			t.Errorf("%s: got %q, %v, want what came before", text, got, err)
		}
		if said := verdict(w.said.Load()); said != want {
			t.Errorf("%s: got verdict %d, want %d", text, said, want)
		}
		if goodbye := receive(t, left, "end"); len(goodbye) != 8 || goodbye[0] != 0x88 || int(goodbye[6])<<8|int(goodbye[7]) != closeLeft {
			t.Errorf("%s: left with %x, want a close frame with code %d", text, goodbye, closeLeft)
		}
	}
}
