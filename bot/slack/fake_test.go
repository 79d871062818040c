package slack

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
)

const (
	secret   = "test-signing-secret"
	token    = "xoxb-test-token"
	patience = 5 * time.Second // for anything that a test waits for
)

// A call is what the fake Slack saw of one request.
type call struct {
	method string // "chat.postMessage", or "respond" for a response address
	form   url.Values
	body   string // of "respond" and "upload", and of calls in JSON
	token  string
}

// A fakeSlack plays the Web API and response addresses, and records the calls.
type fakeSlack struct {
	*httptest.Server
	calls chan call

	mu     sync.Mutex
	script map[string][]http.HandlerFunc // next answers by method; then the usual one
	teams  map[string]string             // workspaces, by the tokens that were given out there
	codes  map[string]bool               // that were used
}

func newFakeSlack(t testing.TB) *fakeSlack {
	f := &fakeSlack{calls: make(chan call, 100), script: map[string][]http.HandlerFunc{}, teams: map[string]string{token: "T1"}, codes: map[string]bool{}}
	f.Server = httptest.NewServer(f)
	t.Cleanup(f.Close)
	return f
}

// next sets the next answers to a method.
func (f *fakeSlack) next(method string, answers ...http.HandlerFunc) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.script[method] = append(f.script[method], answers...)
}

func (f *fakeSlack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := call{method: strings.TrimPrefix(r.URL.Path, "/api/"), token: strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	switch {
	case c.method == "/respond":
		c.method, c.body = "respond", string(body)
	case c.method == "/upload":
		c.method, c.body = "upload", string(body)
	case strings.HasPrefix(r.Header.Get("Content-Type"), "application/json"):
		c.body = string(body)
		if f.team(c.token) == "" {
			http.Error(w, "no token", http.StatusUnauthorized)
			return
		}
	default:
		c.form, err = url.ParseQuery(string(body))
		r.Form = c.form // for what answers
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
	}
	if c.token == "" {
		c.token = c.form.Get("token")
	}
	f.calls <- c
	f.mu.Lock()
	var answer http.HandlerFunc
	if queue := f.script[c.method]; len(queue) > 0 {
		answer, f.script[c.method] = queue[0], queue[1:]
	}
	f.mu.Unlock()
	switch {
	case answer != nil:
		answer(w, r)
	case c.method == "auth.test":
		f.authTest(w, r, c.token)
	case c.method == "oauth.v2.access":
		f.give(w, r, c.form)
	case c.method == "respond", c.method == "upload":
		io.WriteString(w, "ok")
	case c.method == "files.getUploadURLExternal":
		says(fmt.Sprintf(`{"ok":true,"upload_url":"%s/upload","file_id":"F0CHART01"}`, f.URL))(w, r)
	default:
		says(`{"ok":true,"channel":"C1","ts":"1700000009.000900"}`)(w, r)
	}
}

// says answers with status 200 and a JSON body.
func says(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, body)
	}
}

// fails answers with a status and headers in pairs.
func fails(code int, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(code)
		io.WriteString(w, "<html>")
	}
}

// cuts drops the connection without an answer.
func cuts(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

// wait returns the next call.
func (f *fakeSlack) wait(t *testing.T) call {
	t.Helper()
	select {
	case c := <-f.calls:
		return c
	case <-time.After(patience):
		t.Fatal("no call to Slack")
		return call{}
	}
}

// idle fails the test when a call has come that it did not wait for.
func (f *fakeSlack) idle(t *testing.T) {
	t.Helper()
	select {
	case c := <-f.calls:
		t.Errorf("Unexpected call to Slack: %v", c)
	default:
	}
}

// A mailed message is what a fakeDesk was asked to accept.
type mailed struct {
	q  bot.Question
	to string
}

// A fakeDesk answers every question with the same answer, and records them.
type fakeDesk struct {
	answer bot.Answer
	reply  func(bot.Question) bot.Answer // nil: answer
	press  bot.Answer                    // of Press
	does   func(bot.Press) bot.Answer    // of Press; nil: press
	waits  func(context.Context)         // is called by Press first, where it is set
	err    error                         // of all methods
	panics bool
	accept func(context.Context, bot.Question) error // nil: err

	mu       sync.Mutex
	asked    []bot.Question
	accepted []mailed
	pressed  []bot.Press
}

var _ bot.Desk = (*fakeDesk)(nil)

func (d *fakeDesk) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = append(d.asked, q)
	if d.panics {
		panic(q.Text)
	}
	if d.reply != nil {
		return d.reply(q), d.err
	}
	return d.answer, d.err
}

func (d *fakeDesk) Accept(ctx context.Context, q bot.Question, to []byte) error {
	if d.accept != nil {
		if err := d.accept(ctx, q); err != nil {
			return err
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.panics {
		panic(q.Text)
	}
	if d.err == nil {
		d.accepted = append(d.accepted, mailed{q, string(to)})
	}
	return d.err
}

func (d *fakeDesk) Press(ctx context.Context, p bot.Press) (bot.Answer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.pressed = append(d.pressed, p)
	if d.waits != nil {
		d.waits(ctx)
	}
	if d.does != nil {
		return d.does(p), d.err
	}
	return d.press, d.err
}

func (d *fakeDesk) presses() []bot.Press {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.pressed
}

func (d *fakeDesk) questions() []bot.Question {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked
}

func (d *fakeDesk) mails() []mailed {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.accepted
}

// A rig is an adapter between a fake Slack and a fake desk.
type rig struct {
	*Adapter
	slack   *fakeSlack
	desk    *fakeDesk
	handler http.Handler
	logged  *syncBuffer
}

// newRig returns a rig whose Run has not been called.
func newRig(t testing.TB, answer bot.Answer, changes ...func(*Adapter)) *rig {
	key, err := bot.NewKey("test")
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{slack: newFakeSlack(t), desk: &fakeDesk{answer: answer}, logged: new(syncBuffer)}
	r.Adapter = &Adapter{
		Token: token, SigningSecret: secret, APIURL: r.slack.URL + "/api", Key: key,
		Log: slog.New(slog.NewTextHandler(r.logged, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	for _, change := range changes {
		change(r.Adapter)
	}
	r.handler = r.Handler(r.desk)
	return r
}

// running returns a rig that knows who it is.
func running(t testing.TB, answer bot.Answer, changes ...func(*Adapter)) *rig {
	r := newRig(t, answer, changes...)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.Run(ctx, r.desk) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("Run() = %v, want nil", err)
			}
		case <-time.After(patience):
			t.Error("Run does not end")
		}
	})
	select {
	case <-r.ready:
		if r.Installs == nil {
			<-r.slack.calls
		}
	case <-time.After(patience):
		t.Fatal("Run does not get ready")
	}
	return r
}

// do serves one request, whose context ends with it, as a server's does.
func (r *rig) do(req *http.Request) *httptest.ResponseRecorder {
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	rec := httptest.NewRecorder()
	r.handler.ServeHTTP(rec, req.WithContext(ctx))
	return rec
}

func (r *rig) event(body string) *httptest.ResponseRecorder {
	return r.do(signed("/slack/events", body))
}

func (r *rig) run(form url.Values) *httptest.ResponseRecorder {
	return r.do(signed("/slack/commands", form.Encode()))
}

// press sends a payload; %s in it is the response address.
func (r *rig) press(payload string) *httptest.ResponseRecorder {
	payload = strings.ReplaceAll(payload, "%s", r.slack.URL+"/respond")
	return r.do(signed("/slack/interactions", url.Values{"payload": {payload}}.Encode()))
}

// settled waits until everything that was pressed is answered.
func (r *rig) settled() {
	for range maxWork {
		r.work <- struct{}{}
	}
	for range maxWork {
		<-r.work
	}
}

// signed returns a request with a good signature.
func signed(path, body string) *http.Request {
	now := strconv.FormatInt(time.Now().Unix(), 10)
	req := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	req.Header.Set("X-Slack-Request-Timestamp", now)
	req.Header.Set("X-Slack-Signature", sign(secret, now, body))
	return req
}

func sign(secret, timestamp, body string) string {
	h := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(h, "v0:%s:%s", timestamp, body)
	return "v0=" + hex.EncodeToString(h.Sum(nil))
}

// A syncBuffer is a log that several goroutines write.
type syncBuffer struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
