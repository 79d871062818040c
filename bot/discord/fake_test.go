package discord

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
)

const (
	patience = 20 * time.Second // of every receive in a test

	selfID    = "100000000000000004"
	aliceID   = "100000000000000003"
	guildID   = "100000000000000001"
	directID  = "100000000000000005" // the conversation with Alice
	channelID = "100000000000000002"
	testToken = "test-token"
)

// A fake plays Discord at the wire: REST and gateway on one loopback port.
// Set the fields before the first request.
type fake struct {
	t       testing.TB
	serves  http.Handler
	srv     *httptest.Server // nil in a bubble, where time is not real
	token   string
	noMe    bool // GET /users/@me is not found
	lax     bool // the gateway's address is told without a token
	noHello int  // so many connections say nothing at all
	early   int  // so many connections say op 7 where READY belongs
	beat    int  // milliseconds between heartbeats
	noAcks  int  // so many connections acknowledge no heartbeat
	noOld   bool // sessions cannot be resumed
	deaf    bool // resumes get no answer
	nonces  bool // a look at the messages tells their nonces
	onPost  func(n int, w http.ResponseWriter, keep func()) bool
	onList  func(w http.ResponseWriter) bool
	more    fakeGuilds
	onOpen  func(w http.ResponseWriter) bool                             // a direct conversation
	onBody  func(n int, w http.ResponseWriter, body map[string]any) bool // of a post
	onEdit  func(w http.ResponseWriter, body map[string]any) bool

	app fakeApp

	up     chan *fakeConn // connections after READY or RESUMED
	closed chan int       // close codes that clients sent

	mu         sync.Mutex
	lastID     uint64
	stored     []fakeMessage
	posts      int
	identifies int
	resumes    int
	events     []map[string]any // all that were dispatched, for resumes
	agents     map[string]bool
	intents    int
}

type fakeMessage struct {
	ID        string   `json:"id"`
	Channel   string   `json:"channel_id"` // "" is channelID
	Content   string   `json:"content"`
	Nonce     string   `json:"nonce,omitempty"`
	Author    fakeUser `json:"author"`
	Reference struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
	Components []component    `json:"components,omitempty"`
	Body       map[string]any `json:"-"`
}

// said returns what the message says, with or without components.
func (m fakeMessage) said() string { return said(m.Content, m.Components) }

type fakeUser struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot,omitempty"`
}

func newFake(t testing.TB) *fake {
	f := newBubbleFake(t)
	f.srv = httptest.NewServer(f.serves)
	t.Cleanup(f.srv.Close)
	return f
}

// newBubbleFake returns a fake without a network, for tests that wait: its
// adapters call it directly.
func newBubbleFake(t testing.TB) *fake {
	f := &fake{t: t, token: testToken, beat: 2000, lastID: 1 << 60, agents: map[string]bool{},
		up: make(chan *fakeConn, 100), closed: make(chan int, 100)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v10/users/@me", f.me)
	mux.HandleFunc("GET /api/v10/gateway/bot", f.gateway)
	mux.HandleFunc("POST /api/v10/channels/{channel}/messages", f.post)
	mux.HandleFunc("GET /api/v10/channels/{channel}/messages", f.list)
	mux.HandleFunc("PATCH /api/v10/channels/{channel}/messages/{message}", f.edit)
	mux.HandleFunc("DELETE /api/v10/channels/{channel}/messages/{message}", f.remove)
	mux.HandleFunc("POST /api/v10/users/@me/channels", f.open)
	mux.HandleFunc("GET /ws/", f.socket)
	f.serveMore(mux)
	f.application(mux)
	f.serves = withinLimits(t, mux)
	return f
}

// adapter returns an adapter for the fake, with short pauses.
func (f *fake) adapter() *Adapter {
	key, err := bot.NewKey("test")
	if err != nil {
		f.t.Fatal(err)
	}
	a := &Adapter{
		Token:  testToken,
		APIURL: "http://discord.example/api/v10",
		Key:    key,
		Log:    slog.New(slog.NewTextHandler(f.t.Output(), nil)),
		Client: &http.Client{Transport: directly{f.serves}},
		tune:   tuning{pause: 10 * time.Millisecond, maxPause: 50 * time.Millisecond, apart: 20 * time.Millisecond, redo: time.Millisecond},
	}
	if f.srv != nil {
		a.APIURL = f.srv.URL + "/api/v10"
		a.Client.Transport = &http.Transport{DisableKeepAlives: true}
	}
	return a
}

// A directly calls a handler without a network.
type directly struct{ http.Handler }

func (d directly) RoundTrip(r *http.Request) (resp *http.Response, err error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler {
			panic(p)
		} else if p != nil {
			err = io.ErrUnexpectedEOF
		}
	}()
	if r.Body == nil {
		r = r.Clone(r.Context())
		r.Body = http.NoBody
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w.Result(), nil
}

func (f *fake) allowed(w http.ResponseWriter, r *http.Request) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.agents[r.Header.Get("User-Agent")] = true
	if r.Header.Get("Authorization") != "Bot "+f.token {
		http.Error(w, `{"message":"401: Unauthorized","code":0}`, http.StatusUnauthorized)
		return false
	}
	return true
}

func (f *fake) me(w http.ResponseWriter, r *http.Request) {
	if f.noMe {
		http.NotFound(w, r)
	} else if f.allowed(w, r) {
		fmt.Fprintf(w, `{"id":%q,"bot":true}`, selfID)
	}
}

func (f *fake) gateway(w http.ResponseWriter, r *http.Request) {
	if f.lax || f.allowed(w, r) {
		f.plan(w)
	}
}

func (f *fake) post(w http.ResponseWriter, r *http.Request) {
	if !f.allowed(w, r) {
		return
	}
	m := fakeMessage{Author: fakeUser{ID: selfID, Bot: true}, Channel: r.PathValue("channel")}
	if err := json.NewDecoder(r.Body).Decode(&m.Body); err != nil {
		http.Error(w, `{"code":50109}`, http.StatusBadRequest)
		return
	}
	if ref, ok := m.Body["message_reference"].(map[string]any); ok {
		m.Reference.MessageID, _ = ref["message_id"].(string)
	}
	m.Content, _ = m.Body["content"].(string)
	m.Components = componentsOf(m.Body)
	if f.nonces {
		m.Nonce, _ = m.Body["nonce"].(string)
	}
	f.mu.Lock()
	f.posts++
	f.more.posting = m.Channel
	n := f.posts
	f.mu.Unlock()
	keep := func() { m.ID = f.keep(m) }
	if f.onBody != nil && f.onBody(n, w, m.Body) || f.onPost != nil && f.onPost(n, w, keep) {
		return
	}
	keep()
	fmt.Fprintf(w, `{"id":%q}`, m.ID)
}

// componentsOf returns the components of a message as it came over the wire.
func componentsOf(body map[string]any) (out []component) {
	raw, _ := json.Marshal(body["components"])
	json.Unmarshal(raw, &out)
	return out
}

func (f *fake) open(w http.ResponseWriter, r *http.Request) {
	if !f.allowed(w, r) || f.onOpen != nil && f.onOpen(w) {
		return
	}
	var in struct {
		Recipient string `json:"recipient_id"`
	}
	if json.NewDecoder(r.Body).Decode(&in) != nil || in.Recipient != aliceID {
		http.Error(w, `{"code":50033}`, http.StatusBadRequest)
		return
	}
	fmt.Fprintf(w, `{"id":%q,"type":1}`, directID)
}

// keep stores a message under the next id.
func (f *fake) keep(m fakeMessage) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lastID++
	m.ID = strconv.FormatUint(f.lastID, 10)
	m.Channel = cmp.Or(m.Channel, channelID)
	f.stored = append(f.stored, m)
	return m.ID
}

// list returns the oldest messages after an id, newest first, as Discord does.
func (f *fake) list(w http.ResponseWriter, r *http.Request) {
	if !f.allowed(w, r) || f.onList != nil && f.onList(w) {
		return
	}
	limit, _ := strconv.Atoi(r.URL.Query().Get("limit"))
	page := []fakeMessage{}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, m := range f.stored {
		if m.Channel == r.PathValue("channel") && later(m.ID, r.URL.Query().Get("after")) && len(page) < limit {
			page = append(page, m)
		}
	}
	slices.Reverse(page)
	json.NewEncoder(w).Encode(page)
}

// replies returns the messages that the bot has posted.
func (f *fake) replies() []fakeMessage {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.stored), func(m fakeMessage) bool { return m.Author.ID != selfID })
}

func (f *fake) counts() (identifies, resumes int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.identifies, f.resumes
}

// spend takes one from a counter and reports whether there was one.
func (f *fake) spend(n *int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	*n--
	return *n >= 0
}
