package discord

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
)

func TestPing(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for range 2 {
		rec := r.post(`{"id":"1","application_id":"2","type":1,"token":"x","version":1}`)
		if rec.Code != 200 || rec.Body.String() != `{"type":1}` || rec.Header().Get("Content-Type") != "application/json" {
			t.Errorf("Got %d %q %q", rec.Code, rec.Header().Get("Content-Type"), rec.Body)
		}
	}
}

// TestSignatures: nothing is read before its signature is good, and its time is
// now.
func TestSignatures(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	body := `{"id":"1","type":1}`
	for name, tt := range map[string]struct {
		change func(*http.Request)
		code   int
	}{
		"good":         {func(*http.Request) {}, 200},
		"no signature": {func(q *http.Request) { q.Header.Del("X-Signature-Ed25519") }, 401},
		"no time":      {func(q *http.Request) { q.Header.Del("X-Signature-Timestamp") }, 401},
		"short":        {func(q *http.Request) { q.Header.Set("X-Signature-Ed25519", q.Header.Get("X-Signature-Ed25519")[2:]) }, 401},
		"no hex":       {func(q *http.Request) { q.Header.Set("X-Signature-Ed25519", strings.Repeat("zz", 64)) }, 401},
		"wrong":        {func(q *http.Request) { q.Header.Set("X-Signature-Ed25519", strings.Repeat("00", 64)) }, 401},
		"other time":   {func(q *http.Request) { q.Header.Set("X-Signature-Timestamp", fmt.Sprint(time.Now().Unix()-60)) }, 401},
		"another body": {func(q *http.Request) { q.Body = io.NopCloser(strings.NewReader(body + " ")) }, 401},
		"capitals": {func(q *http.Request) {
			q.Header.Set("X-Signature-Ed25519", strings.ToUpper(q.Header.Get("X-Signature-Ed25519")))
		}, 200},
		"said too long": {func(q *http.Request) { q.ContentLength = maxRequest + 1 }, 413},
		"too long": {func(q *http.Request) {
			q.Body, q.ContentLength = io.NopCloser(strings.NewReader(strings.Repeat(" ", maxRequest+1))), -1
		}, 413},
		"cut":          {func(q *http.Request) { q.Body = io.NopCloser(io.MultiReader(strings.NewReader(body), broken{})) }, 400},
		"another way":  {func(q *http.Request) { q.Method = "GET" }, 405},
		"another path": {func(q *http.Request) { q.URL.Path = "/discord" }, 404},
	} {
		req := r.signed(body, time.Now())
		tt.change(req)
		rec := httptest.NewRecorder()
		if r.handler.ServeHTTP(rec, req); rec.Code != tt.code {
			t.Errorf("%s: status %d, want %d", name, rec.Code, tt.code)
		}
	}
	for age, code := range map[time.Duration]int{4 * time.Minute: 200, -4 * time.Minute: 200, 6 * time.Minute: 401, -6 * time.Minute: 401, 1e6 * time.Hour: 401} {
		rec := httptest.NewRecorder()
		if r.handler.ServeHTTP(rec, r.signed(body, time.Now().Add(-age))); rec.Code != code {
			t.Errorf("%v old: status %d, want %d", age, rec.Code, code)
		}
	}
	for _, stamp := range []string{"", "x", "1e9", "-1", "999999999999999999999", " 1"} {
		if fresh(stamp, time.Now()) {
			t.Errorf("%q is taken for now", stamp)
		}
	}
	if s := r.Stats(); s.Forged != 10 {
		t.Errorf("Counted %d forged requests, want 10", s.Forged)
	}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestNoKey: a handler without a public key takes nothing, whatever it is
// signed with.
func TestNoKey(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	for _, key := range []string{"", "00", strings.Repeat("zz", 32), hex.EncodeToString(make([]byte, 33))} {
		r.PublicKey = key
		rec := httptest.NewRecorder()
		if r.Handler(r.desk).ServeHTTP(rec, r.signed(`{"type":1}`, time.Now())); rec.Code != 401 {
			t.Errorf("With the key %q: status %d, want 401", key, rec.Code)
		}
	}
}

// TestLargeBodies: of bodies that may turn out to be forged, few large ones are
// read at a time.
func TestLargeBodies(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	var open []*io.PipeWriter
	var all sync.WaitGroup
	codes := make(chan int, maxLarge)
	for range maxLarge {
		read, write := io.Pipe()
		open = append(open, write)
		all.Go(func() {
			req := r.signed("x", time.Now())
			req.Body, req.ContentLength = read, -1
			rec := httptest.NewRecorder()
			r.handler.ServeHTTP(rec, req)
			codes <- rec.Code
		})
		write.Write([]byte("{")) // returns when it is being read
	}
	req := r.signed("x", time.Now())
	req.ContentLength = -1
	rec := httptest.NewRecorder()
	if r.handler.ServeHTTP(rec, req); rec.Code != 503 {
		t.Errorf("Status of one more = %d, want 503", rec.Code)
	}
	for _, w := range open {
		w.Close()
	}
	all.Wait()
	for range maxLarge {
		if code := <-codes; code != 401 {
			t.Errorf("Status = %d, want 401", code)
		}
	}
}

// TestReplay: what came once is not carried out again, however it comes.
func TestReplay(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("senior devops salary uk")
	raw, _ := json.Marshal(r.event(typePress, under(first, "Helpful")))
	for i, code := range []int{200, 409, 409} {
		if rec := r.post(string(raw)); rec.Code != code {
			t.Errorf("Time %d: status %d, want %d", i+1, rec.Code, code)
		}
	}
	r.interaction(t.Context(), r.desk, raw)
	r.quiet()
	if n := len(r.desk.pressed); n != 1 {
		t.Errorf("Voted %d times, want once", n)
	}
	typed, _ := json.Marshal(r.event(typeAutocomplete, typing("career", "question", "x")))
	for range 2 {
		if rec := r.post(string(typed)); rec.Code != 200 {
			t.Errorf("Suggestions: status %d, want 200", rec.Code)
		}
	}
	if s := r.Stats(); s.Repeated != 3 {
		t.Errorf("Counted %d repeated, want 3", s.Repeated)
	}
}

func TestSeenIsBounded(t *testing.T) {
	t.Parallel()
	var s seen
	now := time.Now()
	for i := range 5 * seenMax {
		if !s.take(fmt.Sprint(i), now) {
			t.Fatalf("%d came before", i)
		}
	}
	if n := len(s.cur) + len(s.prev); n > 2*seenMax {
		t.Errorf("%d ids are held", n)
	}
	if s.take(fmt.Sprint(5*seenMax-1), now) || s.take(fmt.Sprint(4*seenMax), now) {
		t.Error("A recent id is forgotten")
	}
	s.take("a", now.Add(seenFor))
	s.take("b", now.Add(2*seenFor))
	if len(s.cur)+len(s.prev) != 2 {
		t.Errorf("%d ids are held after a while, want 2", len(s.cur)+len(s.prev))
	}
}

// TestMalformed: what cannot be read, or misses what an answer needs, is refused
// without a word of it in the log.
func TestMalformed(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	noUser := r.event(typeCommand, fields{"member": nil})
	for _, e := range []any{
		"", "null", "[]", "{", `{"type":"x"}`, `{"type":0}`, `{"type":6}`, `{"type":-1}`, `{"type":99}`, `{"type":2}`,
		noUser, r.event(typePress, fields{"member": fields{}}), r.event(typePress, fields{"member": fields{"user": nil}}),
		r.event(typeCommand, fields{"id": "../1"}), r.event(typeCommand, fields{"application_id": "x"}), r.event(typeCommand, fields{"token": ""}),
		r.event(typeCommand, fields{"token": strings.Repeat("x", 2000)}), r.event(typeCommand, fields{"guild_id": "a/b"}),
		r.event(typePress, fields{"message": fields{"id": "x"}}), r.event(typeCommand, fields{"channel_id": "-1"}),
	} {
		if rec := r.post(e); rec.Code != 400 {
			t.Errorf("%v: status %d, want 400", e, rec.Code)
		}
	}
	r.quiet()
}

// TestBadPresses: each ends in one sentence for the presser.
func TestBadPresses(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("senior devops salary uk")
	forged := []byte(first.ids()["Helpful"])
	forged[len(forged)-1] ^= 1
	id := func(p pressed) fields { return fields{"data": fields{"custom_id": r.customID(p)}} }
	for name, tt := range map[string]struct {
		change fields
		want   string
	}{
		"no data":          {fields{"data": nil}, oldPress},
		"no id":            {fields{"data": fields{"custom_id": ""}}, oldPress},
		"forged":           {fields{"data": fields{"custom_id": string(forged)}}, oldPress},
		"another bot's":    {fields{"data": fields{"custom_id": "fb:up"}}, oldPress},
		"huge":             {fields{"data": fields{"custom_id": strings.Repeat("1.", 50000)}}, oldPress},
		"unknown act":      {id(pressed{does: "dance"}), oldPress},
		"no such question": {id(pressed{does: askDoes, arg: "pAAAAAAAAAAAA"}), goneQuestion},
		"a section asked":  {id(pressed{does: askDoes, arg: first.sectionName(r)}), goneQuestion},
		"no such section":  {id(pressed{does: readDoes, arg: "sAAAAAAAAAAA"}), goneSection},
		"vote on nothing":  {id(pressed{does: "up", arg: "sAAAAAAAAAAA"}), oldPress},
		"empty menu":       {id(pressed{does: pickDoes, arg: "level"}), oldPress},
		"handed nothing":   {id(pressed{does: postDoes, arg: "0AAAA"}), oldPress},
		"handed memory":    {id(pressed{does: sendDoes, arg: "mAAAA"}), oldPress},
		"tell nothing":     {id(pressed{does: tellDoes, arg: "0AAAA"}), oldPress},
		"draft nothing":    {id(pressed{does: draftDoes, arg: "0"}), oldPress},
		"edit nothing":     {id(pressed{does: editDoes, arg: "0"}), oldPress},
	} {
		for _, message := range []fields{nil, {"message": nil}, {"message": fields{"components": []any{nil, 7, fields{"type": 99}, fields{"components": "x"}}}}} {
			got := r.do(typePress, tt.change, message)
			if !strings.Contains(got.text(), tt.want) || got.Type != sayMessage || !got.private() {
				t.Errorf("%s: said %q by %d, want %q", name, got.text(), got.Type, tt.want)
			}
		}
	}
	r.quiet()
}

func (s heard) sectionName(r *rig) string {
	p, _ := r.parseCustomID(s.ids()["Helpful"])
	return p.arg
}

// TestPanic: a panic ends in a sentence, and in the one interaction.
func TestPanic(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.desk.before = func(q bot.Question) {
		if q.Text == "panic" {
			panic("the question: " + q.Text)
		}
	}
	r.desk.press = func(bot.Press) (bot.Answer, error) { panic("in a press") }
	has(t, r.ask("panic"), trouble)
	has(t, r.say(typedCommand("career-privacy")), trouble)
	has(t, r.ask("senior devops salary uk"), "£85,000")
}
