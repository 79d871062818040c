package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"careerbot/bot"
)

const appToken = "xapp-test-token"

// pipes is a network of one server, without sockets of the system, so that its
// time may be that of a synctest bubble.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once
}

func newPipes() *pipes { return &pipes{conns: make(chan net.Conn), done: make(chan struct{})} }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case p.conns <- there:
		return here, nil
	case <-p.done:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { p.once.Do(func() { close(p.done) }); return nil }
func (p *pipes) Addr() net.Addr { return &net.IPAddr{} }

// A link is one connection of Socket Mode as Slack sees it.
type link struct {
	ws    *websocket.Conn
	acks  chan string   // what the adapter writes
	ended chan struct{} // closed when the adapter, or the test, has closed it
	write sync.Mutex
}

// say sends a text as one message. A lost connection shows in the test.
func (l *link) say(text string) {
	l.write.Lock()
	defer l.write.Unlock()
	l.ws.WriteMessage(websocket.TextMessage, []byte(text))
}

func (l *link) hello() {
	l.say(`{"type":"hello","num_connections":1,"connection_info":{"app_id":"A1"}}`)
}

func (l *link) disconnect(reason string) {
	l.say(`{"type":"disconnect","reason":"` + reason + `","debug_info":{"host":"h"}}`)
}

func (l *link) envelope(id, kind, payload, more string) {
	l.say(`{"envelope_id":"` + id + `","payload":` + payload + `,"type":"` + kind + `","accepts_response_payload":true` + more + `}`)
}

func (l *link) event(id, payload string) { l.envelope(id, "events_api", payload, "") }

// ping sends pings until the connection ends.
func (l *link) ping(every time.Duration) {
	for {
		select {
		case <-l.ended:
			return
		case <-time.After(every):
			l.ws.WriteControl(websocket.PingMessage, []byte("ping"), time.Now().Add(time.Second))
		}
	}
}

// A socketRig is an adapter in Socket Mode, beside a fake Slack, in a bubble.
type socketRig struct {
	*Adapter
	t      *testing.T
	desk   *fakeDesk
	logged *syncBuffer
	wire   *pipes
	links  chan *link     // as they come up
	calls  chan string    // methods but auth.test and apps.connections.open
	greets bool           // hello is sent by itself
	opens  func(int) bool // whether the call of that number is answered well; nil: always

	mu     sync.Mutex
	asked  int                            // calls of apps.connections.open
	opened func(http.ResponseWriter, int) // answers those that opens refuses
	open   int                            // links that are up
	most   int                            // at the same time
}

// inSocketMode runs a test with an adapter in Socket Mode. When it returns,
// Run must end, and so must every goroutine of the bubble.
func inSocketMode(t *testing.T, answer bot.Answer, test func(*socketRig)) {
	t.Helper()
	inSocketModeWith(t, answer, func(*socketRig) {}, test)
}

// inSocketModeWith is inSocketMode with a rig that is prepared before Run.
func inSocketModeWith(t *testing.T, answer bot.Answer, prepare, test func(*socketRig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newSocketRig(t, answer)
		prepare(r)
		server := &http.Server{Handler: r}
		go server.Serve(r.wire)
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- r.Run(ctx, r.desk) }()
		test(r)
		stop()
		if err := <-done; err != nil {
			t.Errorf("Run() = %v, want nil", err)
		}
		if up := r.Stats().Connections; up != 0 {
			t.Errorf("%d connections are up after Run", up)
		}
		r.Client.CloseIdleConnections()
		server.Close()
		if log := r.logged.String(); strings.Contains(log, appToken) || strings.Contains(log, "ticket") {
			t.Errorf("The log has the token or a ticket: %s", log)
		}
	})
}

func newSocketRig(t *testing.T, answer bot.Answer) *socketRig {
	key, err := bot.NewKey("test")
	if err != nil {
		t.Fatal(err)
	}
	r := &socketRig{
		t: t, desk: &fakeDesk{answer: answer}, logged: new(syncBuffer), wire: newPipes(),
		links: make(chan *link, 100), calls: make(chan string, 100), greets: true,
	}
	r.Adapter = &Adapter{
		Token: token, AppToken: appToken, APIURL: "http://slack.test/api", Key: key,
		Client: &http.Client{Timeout: callTimeout, Transport: &http.Transport{DialContext: r.wire.dial}},
		Log:    slog.New(slog.NewTextHandler(r.logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	return r
}

func (r *socketRig) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	switch req.URL.Path {
	case "/api/auth.test":
		says(`{"ok":true,"team_id":"T1","user_id":"UBOT","bot_id":"BBOT"}`)(w, req)
	case "/api/apps.connections.open":
		if got := req.Header.Get("Authorization"); got != "Bearer "+appToken {
			r.t.Errorf("apps.connections.open with %q", got)
		}
		r.mu.Lock()
		r.asked++
		n := r.asked
		r.mu.Unlock()
		if r.opens != nil && !r.opens(n) {
			r.opened(w, n)
			return
		}
		says(fmt.Sprintf(`{"ok":true,"url":"ws://slack.test/link/?ticket=%d&app_id=A1"}`, n))(w, req)
	case "/link/":
		r.link(w, req)
	default:
		body, _ := io.ReadAll(req.Body)
		r.calls <- req.URL.Path + " " + string(body)
		says(`{"ok":true}`)(w, req)
	}
}

func (r *socketRig) link(w http.ResponseWriter, req *http.Request) {
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	l := &link{ws: ws, acks: make(chan string, 1000), ended: make(chan struct{})}
	r.count(1)
	if r.greets {
		l.hello()
	}
	r.links <- l
	defer r.count(-1)
	defer close(l.ended)
	defer ws.Close()
	for {
		_, text, err := ws.ReadMessage()
		if err != nil {
			return
		}
		l.acks <- string(text)
	}
}

func (r *socketRig) count(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.open += n
	r.most = max(r.most, r.open)
}

// atOnce returns how many links were up at the same time.
func (r *socketRig) atOnce() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.most
}

// tries returns how often the adapter asked for a connection.
func (r *socketRig) tries() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked
}

// next returns the next connection that comes up, or fails after a while.
func (r *socketRig) next(within time.Duration) *link {
	r.t.Helper()
	select {
	case l := <-r.links:
		synctest.Wait()
		return l
	case <-time.After(within):
		r.t.Fatalf("no connection within %v; log:\n%s", within, r.logged)
		return nil
	}
}

// ack returns the next acknowledgement on a link.
func (r *socketRig) ack(l *link) (id string, payload json.RawMessage) {
	r.t.Helper()
	select {
	case text := <-l.acks:
		var ack struct {
			ID      string          `json:"envelope_id"`
			Payload json.RawMessage `json:"payload"`
		}
		if err := json.Unmarshal([]byte(text), &ack); err != nil {
			r.t.Fatalf("acknowledgement %s: %v", text, err)
		}
		return ack.ID, ack.Payload
	case <-time.After(time.Minute):
		r.t.Fatalf("no acknowledgement; log:\n%s", r.logged)
		return "", nil
	}
}

// call returns the next call of another method than those of connecting.
func (r *socketRig) call() string {
	r.t.Helper()
	select {
	case call := <-r.calls:
		return call
	case <-time.After(time.Minute):
		r.t.Fatalf("no call; log:\n%s", r.logged)
		return ""
	}
}

// gone waits until a link has ended.
func (r *socketRig) gone(l *link) {
	r.t.Helper()
	select {
	case <-l.ended:
	case <-time.After(10 * time.Minute):
		r.t.Fatalf("a connection does not end; log:\n%s", r.logged)
	}
}

// silent fails when there is an acknowledgement on a link, now or within a
// while.
func (r *socketRig) silent(l *link, d time.Duration) {
	r.t.Helper()
	select {
	case text := <-l.acks:
		r.t.Errorf("acknowledged: %s", text)
	case <-time.After(d):
	}
}

func (r *socketRig) ready(want bool) {
	r.t.Helper()
	synctest.Wait()
	if state, ok := r.Ready(); ok != want {
		r.t.Errorf("Ready() = %q, %t, want %t", state, ok, want)
	}
}

// mentioned is the payload of a mention; what differs are its ids.
func mentioned(event, ts string) string {
	return `{"type":"event_callback","team_id":"T1","event_id":"` + event + `","event":{"type":"app_mention",` +
		`"user":"U1","channel":"C1","ts":"` + ts + `","text":"<@UBOT> senior devops uk"}}`
}

// slash is the payload of a command in Socket Mode: JSON with the fields of
// the form.
func slash(text string) string {
	b, _ := json.Marshal(map[string]any{
		"token": "old", "team_id": "T1", "channel_id": "C1", "channel_name": "general", "user_id": "U1", "command": "/career", "text": text,
		"api_app_id": "A1", "is_enterprise_install": false, "trigger_id": "1.2.x", "response_url": "http://slack.test/respond",
	})
	return string(b)
}
