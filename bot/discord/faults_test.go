package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// TestEveryCloseCode has Discord close with each of its codes: after some the
// process ends with a sentence, after the others it is connected again, and
// where the session goes on, with what was said in between.
func TestEveryCloseCode(t *testing.T) {
	var running sync.WaitGroup
	defer running.Wait()
	for code := 4000; code <= 4014; code++ {
		_, fatal := fatalCodes[code]
		running.Go(func() {
			f, d := newFake(t), newDesk()
			a := f.adapter()
			a.Log = nil
			ctx, stop := context.WithTimeout(context.Background(), patience)
			defer stop()
			done := make(chan error, 1)
			go func() { done <- a.Run(ctx, d) }()
			c := <-f.up
			f.missedEvent("said in the gap")
			c.close(code)
			if fatal {
				var closed *GatewayError
				if err := <-done; !errors.As(err, &closed) || closed.Code != code || closed.Error() == "" {
					t.Errorf("%d: got Run() = %v, want a GatewayError", code, err)
				}
				return
			}
			next := <-f.up
			lost := code == closeBadSequence || code == closeTimedOut
			if lost {
				next.say("<@"+selfID+"> said after it", nil)
			}
			select {
			case <-d.got:
			case <-time.After(patience):
				t.Errorf("%d: no question", code)
			}
			stop()
			if err := <-done; err != nil {
				t.Errorf("%d: got Run() = %v", code, err)
			}
			if i, r := f.counts(); lost && (i != 2 || r != 0) || !lost && (i != 1 || r != 1) {
				t.Errorf("%d: got %d identifies and %d resumes", code, i, r)
			}
		})
	}
}

// TestInvalidSession has Discord refuse to resume, or to begin, with op 9.
func TestInvalidSession(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name                string
		set                 func(f *fake)
		drops               int
		identifies, resumes int
	}{
		{"not yet", func(f *fake) { f.more.notYet = 1 }, 1, 1, 2},
		{"not yet, again and again", func(f *fake) { f.more.notYet = 99 }, 1, 2, resumeTries},
		{"gone", func(f *fake) { f.noOld = true }, 1, 2, 1},
		{"too many begin", func(f *fake) { f.more.notNow = 3 }, 0, 4, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, d := newFake(t), newDesk()
			tt.set(f)
			a := f.adapter()
			stop := run(t, a, d)
			c := receive(t, f.up, "connection")
			for range tt.drops {
				c.ws.NetConn().Close()
				c = receive(t, f.up, "next connection")
			}
			c.say("<@"+selfID+"> there?", nil)
			receive(t, d.got, "question")
			if i, r := f.counts(); i != tt.identifies || r != tt.resumes {
				t.Errorf("Got %d identifies and %d resumes, want %d and %d", i, r, tt.identifies, tt.resumes)
			}
			if err := stop(); err != nil {
				t.Error(err)
			}
			for range len(f.closed) {
				if code := <-f.closed; code != closeLeft && code != websocket.CloseNormalClosure {
					t.Errorf("Got close code %d", code)
				}
			}
		})
	}
}

// TestDribble has Discord write one byte after another.
func TestDribble(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	f.more.dribbles = true
	run(t, f.adapter(), d)
	c := receive(t, f.up, "connection")
	for i := range 20 {
		c.say(fmt.Sprint("<@"+selfID+"> question ", i), nil)
	}
	for range 20 {
		receive(t, d.got, "question")
	}
}

// dribble writes a message byte by byte.
func (c *fakeConn) dribble(v any) {
	text, err := json.Marshal(v)
	if err != nil {
		c.f.t.Error(err)
		return
	}
	for _, b := range []byte(frame(1, string(text))) {
		c.ws.NetConn().Write([]byte{b}) // a lost connection shows in the test
	}
}

// TestManyReconnects has thirty bots lose their connection ten times, each
// time in another way: no session is begun anew, every message is answered,
// and nothing is left behind.
func TestManyReconnects(t *testing.T) {
	if testing.Short() {
		t.Skip("each takes a second")
	}
	const bots, times = 30, 10
	before := runtime.NumGoroutine()
	var running sync.WaitGroup
	for bot := range bots {
		running.Go(func() { loseConnection(t, bot, times) })
	}
	running.Wait()
	until(t, "all goroutines have ended", func() bool { return runtime.NumGoroutine() <= before+2 })
}

// loseConnection runs one bot that loses its connection so many times.
func loseConnection(t *testing.T, bot, times int) {
	f, d := newFake(t), newDesk()
	defer f.srv.Close()
	a := f.adapter()
	a.Log = nil
	stop := run(t, a, d)
	want := map[string]bool{}
	for i := range times {
		c := <-f.up
		text := fmt.Sprint("message ", i)
		f.missedEvent(text)
		want[text] = true
		end(c, bot+i)
	}
	<-f.up
	for len(want) > 0 {
		select {
		case got := <-d.got:
			delete(want, got.q.Text)
		case <-time.After(patience):
			t.Errorf("Bot %d: no answer to %v", bot, want)
			return
		}
	}
	if err := stop(); err != nil {
		t.Errorf("Bot %d: got Run() = %v", bot, err)
	}
	if i, r := f.counts(); i != 1 || r < times {
		t.Errorf("Bot %d: got %d identifies and %d resumes, want 1 and at least %d", bot, i, r, times)
	}
}

// missedEvent has a message said that reaches no connection before the next.
func (f *fake) missedEvent(text string) {
	_, m := f.message("<@"+selfID+"> "+text, nil)
	f.record("MESSAGE_CREATE", m)
}

// end ends a connection in one of the ways in which a session goes on.
func end(c *fakeConn, way int) {
	switch way % 5 {
	case 0:
		c.ws.NetConn().Close()
	case 1:
		c.send(map[string]any{"op": 7, "d": nil})
	case 2:
		c.close(4000)
	case 3:
		c.send(map[string]any{"op": 9, "d": true})
	case 4:
		c.close(1001)
	}
}
