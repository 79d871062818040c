package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
	"careerbot/knowledge"
)

const (
	appID   = "100000000000000009"
	staffID = "100000000000000008"
	roleID  = "100000000000000007"
	replyID = "100000000000000006" // a message of the bot's
	askedID = "100000000000000010" // a message of Alice's
)

// A botDesk is a desk without memory over a real bot.
type botDesk struct {
	*bot.Swap
	press  func(bot.Press) (bot.Answer, error) // nil thanks
	before func(bot.Question)                  // nil does nothing

	mu      sync.Mutex
	asked   []bot.Question
	pressed []bot.Press
}

func (d *botDesk) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	d.mu.Lock()
	d.asked = append(d.asked, q)
	d.mu.Unlock()
	if d.before != nil {
		d.before(q)
	}
	return d.Swap.Answer(q), nil
}

func (d *botDesk) Accept(context.Context, bot.Question, []byte) error { return nil }

func (d *botDesk) Press(_ context.Context, p bot.Press) (bot.Answer, error) {
	d.mu.Lock()
	d.pressed = append(d.pressed, p)
	d.mu.Unlock()
	if d.press != nil {
		return d.press(p)
	}
	return bot.ThanksAnswer(), nil
}

func (d *botDesk) lastAsked() bot.Question {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.asked) == 0 {
		return bot.Question{}
	}
	return d.asked[len(d.asked)-1]
}

func (d *botDesk) lastPressed() bot.Press {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.pressed) == 0 {
		return bot.Press{}
	}
	return d.pressed[len(d.pressed)-1]
}

// A rig is an adapter with a real bot, whose interactions come over HTTP. What
// it calls is played by web.
type rig struct {
	*Adapter
	t       testing.TB
	desk    *botDesk
	handler http.Handler
	private ed25519.PrivateKey
	web     *webFake
	next    uint64 // id of the next interaction
}

func newRig(t testing.TB) *rig {
	t.Helper()
	key, err := bot.NewKey("test")
	if err != nil {
		t.Fatal(err)
	}
	set, err := knowledge.Load(false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(set, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Contact, b.Support = "#career-mentors", "#support"
	swap := bot.NewSwap(b)
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	web := newWebFake(t)
	r := &rig{t: t, desk: &botDesk{Swap: swap}, private: private, web: web, next: 200000000000000000}
	r.Adapter = &Adapter{
		Token: testToken, APIURL: web.srv.URL + "/api/v10", Key: key, Articles: swap, Staff: []string{staffID, roleID},
		PublicKey: hex.EncodeToString(public), Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}
	r.handler = r.Handler(r.desk)
	return r
}

// A webFake plays what interactions call, and holds it to Discord's limits.
type webFake struct {
	srv    *httptest.Server
	refuse func(w http.ResponseWriter, r *http.Request, body []byte) bool // nil refuses nothing
	calls  chan webCall
}

type webCall struct {
	way  string // method and path
	body string
}

func newWebFake(t testing.TB) *webFake {
	f := &webFake{calls: make(chan webCall, 1000)}
	f.srv = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		for _, fault := range requestFaults(r, body) {
			t.Errorf("%s %s: %s in %s", r.Method, r.URL.Path, fault, body)
		}
		if f.refuse != nil && f.refuse(w, r, body) {
			return
		}
		f.calls <- webCall{r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10/"), string(body)}
		if strings.HasSuffix(r.URL.Path, "/callback") || r.Method == http.MethodDelete {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		io.WriteString(w, `{"id":"300000000000000001"}`)
	}))
	t.Cleanup(f.srv.Close)
	return f
}

// call returns the next call, which must be this one.
func (r *rig) call(way string) webCall {
	r.t.Helper()
	select {
	case c := <-r.web.calls:
		if !strings.HasPrefix(c.way, way) {
			r.t.Fatalf("Called %s, want %s (%s)", c.way, way, c.body)
		}
		return c
	case <-time.After(patience):
		r.t.Fatalf("No call of %s in %v", way, patience)
		panic("unreachable")
	}
}

// quiet fails the test where anything was called that nobody asked for.
func (r *rig) quiet() {
	r.t.Helper()
	r.reception.wait(patience)
	select {
	case c := <-r.web.calls:
		r.t.Errorf("Called %s (%s), want nothing", c.way, c.body)
	default:
	}
}

type fields = map[string]any

// event returns an interaction of Alice's in a server, with changes.
func (r *rig) event(kind int, changes ...fields) fields {
	r.next++
	e := fields{
		"id": strconv.FormatUint(r.next, 10), "application_id": appID, "type": kind, "token": "aW50ZXJhY3Rpb24_-" + strconv.FormatUint(r.next, 10),
		"version": 1, "guild_id": guildID, "channel_id": channelID, "channel": fields{"id": channelID, "name": "careers", "type": 0},
		"member": fields{"user": fields{"id": aliceID, "username": "alice"}, "roles": []string{}}, "context": 0,
		"app_permissions": "274878024768", "locale": "en-US", "authorizing_integration_owners": fields{"0": guildID},
	}
	for _, change := range changes {
		for name, value := range change {
			if e[name] = value; value == nil {
				delete(e, name)
			}
		}
	}
	return e
}

var (
	staffMember = fields{"member": fields{"user": fields{"id": aliceID}, "roles": []string{roleID}}}
	inDM        = fields{"guild_id": nil, "member": nil, "user": fields{"id": aliceID}, "context": 1, "channel": fields{"id": channelID, "type": 1}}
)

// typedCommand returns a command with its options, name and value in turn.
func typedCommand(name string, options ...string) fields {
	list := []fields{}
	for i := 0; i+1 < len(options); i += 2 {
		list = append(list, fields{"name": options[i], "type": 3, "value": options[i+1]})
	}
	return fields{"data": fields{"id": "1", "name": name, "type": 1, "options": list}}
}

// post sends an interaction, signed, and returns the answer.
func (r *rig) post(e any) *httptest.ResponseRecorder {
	body, ok := e.(string)
	if !ok {
		raw, err := json.Marshal(e)
		if err != nil {
			r.t.Fatal(err)
		}
		body = string(raw)
	}
	rec := httptest.NewRecorder()
	r.handler.ServeHTTP(rec, r.signed(body, time.Now()))
	return rec
}

func (r *rig) signed(body string, at time.Time) *http.Request {
	req := httptest.NewRequest("POST", InteractionsPath, strings.NewReader(body))
	stamp := strconv.FormatInt(at.Unix(), 10)
	req.Header.Set("X-Signature-Timestamp", stamp)
	req.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(r.private, []byte(stamp+body))))
	return req
}

// A heard is an answer to an interaction, as a person sees it.
type heard struct {
	Type int `json:"type"`
	Data struct {
		Content    string          `json:"content"`
		Flags      int             `json:"flags"`
		Components json.RawMessage `json:"components"`
		Choices    []choice        `json:"choices"`
		CustomID   string          `json:"custom_id"`
		Title      string          `json:"title"`
	} `json:"data"`
}

// text returns all that is said.
func (s heard) text() string {
	var list []component
	json.Unmarshal(s.Data.Components, &list)
	return said(s.Data.Content, list)
}

func (s heard) private() bool { return s.Data.Flags&flagEphemeral != 0 }

// ids returns the custom_ids by the labels of their buttons, and those of menus
// by their placeholders.
func (s heard) ids() map[string]string { return labelled(s.Data.Components) }

func labelled(raw json.RawMessage) map[string]string {
	out := map[string]string{}
	var list []component
	json.Unmarshal(raw, &list)
	var visit func([]component)
	visit = func(list []component) {
		for _, c := range list {
			if c.CustomID != "" {
				out[c.Label+c.Placeholder] = c.CustomID
			}
			visit(c.Components)
		}
	}
	visit(list)
	return out
}

// read returns what an answer says, and holds it to the limits.
func read(t testing.TB, raw []byte) (s heard) {
	t.Helper()
	for _, fault := range replyFaults(raw) {
		t.Errorf("%s in %s", fault, raw)
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	return s
}

// say sends an interaction and returns what is answered in the response.
func (r *rig) say(changes ...fields) heard {
	r.t.Helper()
	return r.do(typeCommand, changes...)
}

func (r *rig) do(kind int, changes ...fields) heard {
	r.t.Helper()
	rec := r.post(r.event(kind, changes...))
	if rec.Code != http.StatusOK || rec.Header().Get("Content-Type") != "application/json" {
		r.t.Fatalf("Status = %d %q, want 200", rec.Code, rec.Body)
	}
	return read(r.t, rec.Body.Bytes())
}

// under returns the change that makes an interaction a press under what was
// said, in a message that its asker alone sees.
func under(s heard, label string, values ...string) fields {
	flags := s.Data.Flags
	if s.Type == sayInPlace {
		flags |= flagEphemeral // as the message that it took the place of
	}
	return fields{
		"data":    fields{"custom_id": s.ids()[label], "component_type": 2, "values": values},
		"message": fields{"id": replyID, "flags": flags, "components": s.Data.Components, "author": fields{"id": selfID}},
	}
}

// press presses what is labelled so, and returns what is answered in the
// response.
func (r *rig) press(s heard, label string, changes ...fields) heard {
	r.t.Helper()
	if s.ids()[label] == "" {
		r.t.Fatalf("No button %q among %v", label, s.ids())
	}
	return r.do(typePress, append([]fields{under(s, label)}, changes...)...)
}

// pressLater presses what is answered by a call, and returns that.
func (r *rig) pressLater(s heard, label string, changes ...fields) heard {
	r.t.Helper()
	if s.ids()[label] == "" {
		r.t.Fatalf("No button %q among %v", label, s.ids())
	}
	rec := r.post(r.event(typePress, append([]fields{under(s, label)}, changes...)...))
	if rec.Code != http.StatusAccepted || rec.Body.Len() > 0 {
		r.t.Fatalf("Status = %d %q, want 202 and no more", rec.Code, rec.Body)
	}
	return read(r.t, []byte(r.call("POST interactions/").body))
}

func has(t testing.TB, s heard, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(s.text(), w) {
			t.Errorf("Said %q, want %q in it", s.text(), w)
		}
	}
}

// parsed returns an interaction as it is read.
func (r *rig) parsed(kind int, changes ...fields) *interaction {
	r.t.Helper()
	raw, err := json.Marshal(r.event(kind, changes...))
	if err != nil {
		r.t.Fatal(err)
	}
	in, err := parseInteraction(raw)
	if err != nil {
		r.t.Fatal(err)
	}
	return in
}

func itoa(n int) string { return strconv.Itoa(n) }
