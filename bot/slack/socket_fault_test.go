package slack

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"careerbot/bot"
)

// TestSocketRefresh: the new connection is up before the old one is given up,
// and what still comes over the old one is dealt with.
func TestSocketRefresh(t *testing.T) {
	for _, reason := range []string{"warning", "refresh_requested", "something new"} {
		inSocketMode(t, bot.Answer{}, func(r *socketRig) {
			a, _ := r.both()
			time.Sleep(socketSteady)
			began := time.Now()
			a.disconnect(reason)
			c := r.next(time.Second)
			go c.ping(5 * time.Second)
			if wait := time.Since(began); wait > 0 {
				t.Errorf("%s: replaced after %v, want at once", reason, wait)
			}
			if got := r.Stats(); got.Connections != 3 || got.Reconnects != 1 {
				t.Errorf("%s: Stats = %+v, want the old connection beside two", reason, got)
			}
			a.event("old", mentioned("Ev1", "1700000000.000100"))
			if id, _ := r.ack(a); id != "old" {
				t.Errorf("ack %s, want old", id)
			}
			c.event("new", mentioned("Ev1", "1700000000.000100"))
			if id, _ := r.ack(c); id != "new" {
				t.Errorf("ack %s, want new", id)
			}
			select { // Slack closes it; where it does not, we do
			case <-a.ended:
			case <-time.After(socketLinger + time.Second):
				t.Errorf("%s: the old connection stays", reason)
			}
			if n := len(r.desk.mails()); n != 1 || r.atOnce() != 3 {
				t.Errorf("%s: %d accepted, want 1; %d connections at once, want 3", reason, n, r.atOnce())
			}
			r.ready(true)
		})
	}
}

// TestSocketLost: whichever way a connection is lost, it is replaced within
// two seconds, and the other one goes on meanwhile.
func TestSocketLost(t *testing.T) {
	for how, lose := range map[string]func(*link){
		"cut": func(l *link) { l.ws.NetConn().Close() },
		"closed": func(l *link) {
			l.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), time.Now().Add(time.Second))
			l.ws.NetConn().Close()
		},
		"nonsense":  func(l *link) { l.ws.NetConn().Write([]byte{0xff, 0xff, 0xff, 0xff}) },
		"cut short": func(l *link) { l.ws.NetConn().Write([]byte{0x81, 0x7e, 0x10}); l.ws.NetConn().Close() },
	} {
		inSocketMode(t, bot.Answer{}, func(r *socketRig) {
			a, b := r.both()
			time.Sleep(socketSteady)
			r.desk.accept = func(ctx context.Context, _ bot.Question) error { time.Sleep(time.Second); return nil }
			a.event("e1", mentioned("Ev1", "1700000000.000100"))
			synctest.Wait()
			lose(a)
			synctest.Wait()
			r.ready(true)
			b.envelope("e2", "slash_commands", slash("help"), "")
			if id, _ := r.ack(b); id != "e2" {
				t.Errorf("%s: ack %s, want e2", how, id)
			}
			c := r.next(2 * time.Second)
			go c.ping(5 * time.Second)
			time.Sleep(time.Second) // until the desk has the message
			// The acknowledgement was lost, so Slack sends the event again.
			c.envelope("e3", "events_api", mentioned("Ev1", "1700000000.000100"), `,"retry_attempt":1`)
			if id, _ := r.ack(c); id != "e3" {
				t.Errorf("%s: ack %s, want e3", how, id)
			}
			if n := len(r.desk.mails()); n != 1 {
				t.Errorf("%s: %d accepted, want 1", how, n)
			}
		})
	}
}

// TestSocketSilence: 30 seconds without a ping end a connection.
func TestSocketSilence(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, b := r.next(time.Second), r.next(time.Second)
		go b.ping(socketSilence - time.Second)
		began := time.Now()
		r.gone(a)
		if got := time.Since(began); got < socketSilence || got > socketSilence+2*time.Second {
			t.Errorf("ended after %v, want %v", got, socketSilence)
		}
		c := r.next(2 * time.Second)
		go c.ping(socketSilence - time.Second)
		select {
		case <-b.ended:
			t.Error("a connection that is pinged ends")
		case <-time.After(10 * socketSilence):
		}
	})
}

// TestSocketNoHello: a connection over which nothing comes is none.
func TestSocketNoHello(t *testing.T) {
	inSocketModeWith(t, bot.Answer{}, func(r *socketRig) { r.greets = false }, func(r *socketRig) {
		a, b := r.both()
		r.ready(false)
		r.gone(a)
		r.gone(b)
		r.next(2 * time.Second).hello()
		r.ready(true)
	})
}

// TestSocketDeafPeer: where Slack does not take acknowledgements, the
// connection is given up and nothing waits for it for long.
func TestSocketDeafPeer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newSocketRig(t, bot.Answer{})
		ctx, stop := context.WithCancel(t.Context())
		deaf := make(chan *websocket.Conn, 2)
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if req.URL.Path != "/link/" || len(deaf) == 2 {
				r.ServeHTTP(w, req)
				return
			}
			up := websocket.Upgrader{}
			ws, err := up.Upgrade(w, req, nil)
			if err != nil {
				t.Error(err)
				return
			}
			ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello"}`))
			ws.WriteMessage(websocket.TextMessage, []byte(`{"envelope_id":"e","type":"events_api","payload":`+mentioned("Ev1", "1700000000.000100")+`}`))
			deaf <- ws // and is never read
		})}
		go server.Serve(r.wire)
		done := make(chan error, 1)
		go func() { done <- r.Run(ctx, r.desk) }()
		c := r.next(socketWrite + 2*time.Second)
		c.envelope("e", "events_api", mentioned("Ev1", "1700000000.000100"), `,"retry_attempt":1`)
		if id, _ := r.ack(c); id != "e" {
			t.Errorf("ack %s, want e", id)
		}
		if got := r.Stats(); got.Unacknowledged != 2 || got.Messages+got.Duplicate != 3 {
			t.Errorf("Stats = %+v, want 2 unacknowledged", got)
		}
		stop()
		if err := <-done; err != nil {
			t.Errorf("Run() = %v, want nil", err)
		}
		r.Client.CloseIdleConnections()
		server.Close()
		(<-deaf).Close()
		(<-deaf).Close()
	})
}

// TestSocketStorm: a Slack that ends every connection at once is not asked
// faster than its limits allow, and the pauses are over when it is well again.
func TestSocketStorm(t *testing.T) {
	for how, end := range map[string]func(*link){
		"lost":    func(l *link) { l.ws.NetConn().Close() },
		"refresh": func(l *link) { l.disconnect("refresh_requested") },
	} {
		inSocketMode(t, bot.Answer{}, func(r *socketRig) {
			for began := time.Now(); time.Since(began) < time.Hour; {
				end(r.next(2 * time.Minute))
			}
			if n := r.tries(); n > 2*150 || n < 2*50 {
				t.Errorf("%s: %d tries in an hour", how, n)
			}
			a := r.next(2 * time.Minute)
			go a.ping(5 * time.Second) // the other may come so late that this one would be given up
			go r.next(2 * time.Minute).ping(5 * time.Second)
			time.Sleep(socketSteady)
			end(a)
			c := r.next(2 * time.Second)
			go c.ping(5 * time.Second)
		})
	}
}

func TestSocketSwitchedOff(t *testing.T) {
	inSocketMode(t, bot.Answer{}, func(r *socketRig) {
		a, b := r.both()
		time.Sleep(socketSteady)
		for _, l := range []*link{a, b} {
			l.disconnect("link_disabled")
			synctest.Wait()
			l.ws.NetConn().Close()
		}
		r.ready(false)
		before := r.tries()
		time.Sleep(socketRest - time.Second)
		if n := r.tries(); n != before {
			t.Errorf("%d tries while Socket Mode is off", n-before)
		}
		r.next(2 * time.Second) // and then it is looked at again
		r.ready(true)
		if log := r.logged.String(); strings.Count(log, "Socket Mode is switched off") != 1 {
			t.Errorf("Log = %s, want that Socket Mode is off, once", log)
		}
	})
}

func TestSocketTooMany(t *testing.T) {
	inSocketModeWith(t, bot.Answer{}, func(r *socketRig) { r.greets = false }, func(r *socketRig) {
		began := time.Now()
		for range 10 {
			r.next(5 * time.Minute).disconnect("too_many_websockets")
		}
		if got := time.Since(began); got < 4*socketMaxPause {
			t.Errorf("10 tries in %v", got)
		}
		if state, ok := r.Ready(); ok || state != socketStates[socketCrowded] {
			t.Errorf("Ready() = %q, %t", state, ok)
		}
	})
}

// TestSocketRefused: a wrong token ends Run at the start and names the
// variable; one that is refused later is waited for.
func TestSocketRefused(t *testing.T) {
	for _, code := range []string{"invalid_auth", "not_allowed_token_type", "missing_scope", "token_revoked"} {
		synctest.Test(t, func(t *testing.T) {
			r := newSocketRig(t, bot.Answer{})
			server := &http.Server{Handler: r}
			go server.Serve(r.wire)
			r.opens = func(int) bool { return false }
			r.opened = func(w http.ResponseWriter, _ int) { says(`{"ok":false,"error":"`+code+`"}`)(w, nil) }
			err := r.Run(t.Context(), r.desk)
			if err == nil || !strings.Contains(err.Error(), "SLACK_APP_TOKEN was refused: "+code) || strings.Contains(err.Error(), appToken) {
				t.Errorf("Run() = %v, want an error that names SLACK_APP_TOKEN and %s", err, code)
			}
			r.Client.CloseIdleConnections()
			server.Close()
		})
	}
	var good atomic.Bool
	prepare := func(r *socketRig) {
		r.opens = func(n int) bool { return n <= 2 || good.Load() }
		r.opened = func(w http.ResponseWriter, _ int) { says(`{"ok":false,"error":"token_revoked"}`)(w, nil) }
	}
	inSocketModeWith(t, bot.Answer{}, prepare, func(r *socketRig) {
		a, b := r.both()
		a.ws.NetConn().Close()
		b.ws.NetConn().Close()
		time.Sleep(10 * time.Minute)
		r.ready(false)
		if n := r.tries(); n > 2+2*11 {
			t.Errorf("%d tries in ten minutes with a token that is refused", n)
		}
		good.Store(true)
		r.next(2 * recheckEvery)
		r.ready(true)
	})
}

// TestSocketOpenFails: what is for the moment is tried again, with patience
// where Slack asks for it.
func TestSocketOpenFails(t *testing.T) {
	answers := []http.HandlerFunc{
		fails(503), says(`{"ok":false,"error":"internal_error"}`), says(`{"ok":true}`), says(`{"ok":true,"url":"http://x/?ticket=1"}`),
		says(`{"ok":true,"url":"ws://slack.test/nowhere?ticket=1"}`), fails(429, "Retry-After", "300"),
	}
	prepare := func(r *socketRig) {
		r.opens = func(n int) bool { return n > 2*len(answers) }
		r.opened = func(w http.ResponseWriter, n int) { answers[(n-1)/2](w, nil) }
	}
	inSocketModeWith(t, bot.Answer{}, prepare, func(r *socketRig) {
		began := time.Now()
		r.next(10 * time.Minute)
		if got := time.Since(began); got < 300*time.Second {
			t.Errorf("up after %v, want a wait of 300 s", got)
		}
		synctest.Wait()
	})
}
