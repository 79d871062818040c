package discord

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// A script answers requests one after another; the last answer stays.
type script struct {
	mu      sync.Mutex
	answers []func(w http.ResponseWriter)
	asked   []string // method, path and, where it came, the token
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	line := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/api/v10/")
	if r.Header.Get("Authorization") != "" {
		line += " as the bot"
	}
	s.asked = append(s.asked, line)
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	answer(w)
}

// responds answers with a status and a body, and headers in pairs.
func responds(status int, body string, headers ...string) func(w http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

var wellDone = responds(200, `{"id":"1"}`)

// TestTries has answers of all kinds: what is asked again, when, and what the
// caller is told.
func TestTries(t *testing.T) {
	cut := func(http.ResponseWriter) { panic(http.ErrAbortHandler) }
	for name, tt := range map[string]struct {
		method  string
		hasty   bool
		answers []func(w http.ResponseWriter)
		want    *Error // nil for success
		asked   int
		took    time.Duration // at least
	}{
		"fine":                       {"GET", false, list(wellDone), nil, 1, 0},
		"GET after 500":              {"GET", false, list(responds(500, ``), wellDone), nil, 2, 0},
		"PUT after 502":              {"PUT", false, list(responds(502, `<html>`), wellDone), nil, 2, 0},
		"DELETE after 503":           {"DELETE", true, list(responds(503, ``), responds(503, ``), wellDone), nil, 3, 0},
		"PATCH after 504":            {"PATCH", false, list(responds(504, ``), wellDone), nil, 2, 0},
		"GET for ever 503":           {"GET", false, list(responds(503, ``)), &Error{Status: 503}, 3, 0},
		"POST after 500":             {"POST", false, list(responds(500, ``), wellDone), &Error{Status: 500}, 1, 0},
		"POST after 503":             {"POST", false, list(responds(503, ``), wellDone), &Error{Status: 503}, 1, 0},
		"501 stays":                  {"GET", false, list(responds(501, ``), wellDone), &Error{Status: 501}, 1, 0},
		"400 stays":                  {"GET", false, list(responds(400, `{"code":50035}`), wellDone), &Error{Status: 400, Code: 50035}, 1, 0},
		"404 stays":                  {"GET", false, list(responds(404, `{"code":10008}`), wellDone), &Error{Status: 404, Code: 10008}, 1, 0},
		"cut":                        {"GET", false, list(cut, wellDone), nil, 1, 0},
		"POST after 429":             {"POST", false, list(responds(429, `{"retry_after":3.5}`), wellDone), nil, 2, 3500 * time.Millisecond},
		"GET after 429 by a header":  {"GET", false, list(responds(429, `{}`, "Retry-After", "7"), wellDone), nil, 2, 7 * time.Second},
		"GET after a page":           {"GET", false, list(responds(429, `<html>`), wellDone), nil, 2, time.Minute},
		"GET after 429 without time": {"GET", false, list(responds(429, `{}`), wellDone), nil, 2, time.Second},
		"global 429":                 {"GET", false, list(responds(429, `{"global":true,"retry_after":2}`), wellDone), nil, 2, 2 * time.Second},
		"shared 429":                 {"GET", false, list(responds(429, `{"retry_after":2}`, "X-RateLimit-Scope", "shared"), wellDone), nil, 2, 2 * time.Second},
		"429 for ever":               {"GET", false, list(responds(429, `{"retry_after":2}`)), &Error{Status: 429, After: 2 * time.Second}, 3, 4 * time.Second},
		"429 for too long":           {"GET", false, list(responds(429, `{"retry_after":300}`), wellDone), &Error{Status: 429, After: 5 * time.Minute, Held: heldForTurn}, 1, 0},
		"hasty after 429":            {"GET", true, list(responds(429, `{"retry_after":1}`), wellDone), &Error{Status: 429, After: time.Second}, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: tt.answers}
				r, _ := newTestREST(t, s)
				if tt.hasty {
					r = r.hurried()
				}
				began := time.Now()
				var out struct{ ID string }
				err := r.call(t.Context(), "try", tt.method, "users/@me", nil, &out)
				took := time.Since(began)
				if tt.want != nil {
					tt.want.Op = "try"
					if got := refusedBy(err); got == nil || *got != *tt.want {
						t.Errorf("Got %+v, want %+v", err, tt.want)
					}
				} else if (err != nil) != (name == "cut") || err == nil && out.ID != "1" {
					t.Errorf("Got %q, %v", out.ID, err)
				}
				if len(s.asked) != tt.asked || took < tt.took || took > tt.took+20*time.Millisecond {
					t.Errorf("Got %d requests in %v, want %d in %v", len(s.asked), took, tt.asked, tt.took)
				}
			})
		})
	}
}

func list(answers ...func(w http.ResponseWriter)) []func(w http.ResponseWriter) { return answers }

// TestTriesEndWithTheirContext has a wait that the context does not outlast:
// nobody waits for it in vain.
func TestTriesEndWithTheirContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: list(responds(429, `{"retry_after":30}`))}
		r, _ := newTestREST(t, s)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		began := time.Now()
		err := r.call(ctx, "try", http.MethodGet, "users/@me", nil, nil)
		if e := refusedBy(err); e == nil || e.After != 30*time.Second || time.Since(began) != 0 || len(s.asked) != 1 {
			t.Errorf("Got %v after %v and %d requests, want the refusal at once", err, time.Since(began), len(s.asked))
		}
		began = time.Now()
		waiting, stop := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, stop)
		err = r.call(waiting, "try", http.MethodGet, "users/@me", nil, nil)
		if e := refusedBy(err); e == nil || e.Held == "" || time.Since(began) != time.Second || len(s.asked) != 1 {
			t.Errorf("Got %v after %v and %d requests, want it held until it was cancelled", err, time.Since(began), len(s.asked))
		}
		if e := refusedBy(r.call(waiting, "try", http.MethodPost, "channels/1/typing", nil, nil)); e == nil || e.Held == "" || len(s.asked) != 1 {
			t.Errorf("Got %v and %d requests with a context that was over, want it held", e, len(s.asked))
		}
		s.answers, r.redo, began = list(responds(503, ``)), time.Minute, time.Now()
		err = r.call(ctx, "try", http.MethodGet, "gateway/bot", nil, nil)
		if e := refusedBy(err); e == nil || e.Status != 503 || time.Since(began) != 0 || len(s.asked) != 2 {
			t.Errorf("Got %v after %v and %d requests, want the refusal at once", err, time.Since(began), len(s.asked))
		}
	})
}

// TestRefusedTokenStopsAll: nothing is asked after a 401, but for what another
// token allows, and Run ends with the sentence that says why.
func TestRefusedTokenStopsAll(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a := f.adapter()
	done := make(chan error, 1)
	go func() { done <- a.Run(t.Context(), newDesk()) }()
	receive(t, f.up, "connection")
	var mu sync.Mutex
	asked := 0
	f.onPost = func(_ int, w http.ResponseWriter, _ func()) bool {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return refuses(w, 401, 0)
	}
	for range 3 {
		if _, retry, err := send(t, a, f.mail(), false); retry == nil || errors.Is(retry, bot.ErrUnsettled) {
			t.Errorf("Got Send() = %v, want a settled retry: another token may be good", err)
		}
	}
	var refused *Error
	if err := receive(t, done, "end of Run"); !errors.As(err, &refused) || refused.Status != 401 || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("Got Run() = %v, want the refusal of the token", err)
	}
	if state, ok := a.Ready(); ok || state != "Discord refuses the token" {
		t.Errorf("Got Ready() = %q, %t", state, ok)
	}
	mu.Lock()
	defer mu.Unlock()
	if asked != 1 {
		t.Errorf("Got %d requests, want one", asked)
	}
}

// TestTokensInPaths: requests about interactions carry no token of the bot's,
// and one that is refused ends that interaction alone.
func TestTokensInPaths(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answer func(w http.ResponseWriter)
		dead   bool
	}{
		"bad token":           {responds(401, `{"code":50027}`), true},
		"unknown webhook":     {responds(404, `{"code":10015}`), true},
		"unknown interaction": {responds(404, `{"code":10062}`), true},
		"cut":                 {func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, false},
		"message gone":        {responds(404, `{"code":10008}`), false},
		"no access":           {responds(403, `{"code":50001}`), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := &script{answers: list(tt.answer)}
			r, a := newTestREST(t, s)
			for _, token := range []string{"first", "first", "second"} {
				if err := r.call(t.Context(), "edit", http.MethodDelete, "webhooks/1/"+token+"/messages/@original", nil, nil); err == nil {
					t.Error("Got no error")
				} else if strings.Contains(err.Error(), token) {
					t.Errorf("Got the token in %q", err)
				}
			}
			s.answers = list(wellDone)
			if err := r.call(t.Context(), "look", http.MethodGet, "channels/1/messages", nil, nil); err != nil {
				t.Errorf("Got %v for another request", err)
			}
			one, two := "DELETE webhooks/1/first/messages/@original", "DELETE webhooks/1/second/messages/@original"
			want := []string{one, one, two, "GET channels/1/messages as the bot"}
			if tt.dead {
				want = slices.Delete(want, 1, 2)
			}
			if diff := cmp.Diff(want, s.asked); diff != "" {
				t.Errorf("Requests differ (-want +got):\n%s", diff)
			}
			if state, _ := a.Ready(); state != "not connected" {
				t.Errorf("Got Ready() = %q: the bot's token is good", state)
			}
		})
	}
}

// TestRefusedInAChannel: what a channel refuses is not asked again for a day.
func TestRefusedInAChannel(t *testing.T) {
	post, look, upload := "POST", "GET", "upload"
	for name, tt := range map[string]struct {
		code  int
		ask   []string // after a refused post
		asked []string // of them
	}{
		"no access":               {50001, []string{post, look, upload}, nil},
		"no permission to write":  {50013, []string{post, look, upload}, []string{look, upload}},
		"no direct messages":      {50007, []string{post, look}, []string{post, look}},
		"another refusal":         {40001, []string{post, look}, []string{post, look}},
		"too many conversations ": {40003, []string{post, look}, []string{post, look}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: list(responds(403, fmt.Sprintf(`{"code":%d}`, tt.code)), wellDone)}
				r, a := newTestREST(t, s)
				body := outgoing{body: body{AllowedMentions: allowedMentions{Parse: []string{}}}}
				ask := func(what, channel string) error {
					path := "channels/" + channel + "/messages"
					if what == upload {
						body := body
						body.Attachments = []attachment{{0, "a.png", "x"}}
						return r.upload(t.Context(), "ask", post, path, body, []file{{name: "a.png", alt: "x"}}, nil)
					} else if what == look {
						return r.call(t.Context(), "ask", what, path, nil, nil)
					}
					return r.call(t.Context(), "ask", what, path, body, nil)
				}
				first := ask(post, "1")
				if e := refusedBy(first); e == nil || e.Code != tt.code || e.Held != "" {
					t.Fatalf("Got %v, want the refusal", first)
				}
				for _, what := range tt.ask {
					err, asked := ask(what, "1"), slices.Contains(tt.asked, what)
					if e := refusedBy(err); asked == (e != nil) || e != nil && (e.Code != tt.code || e.Status != 403 || e.Held != heldAsBefore) {
						t.Errorf("%s: got %v, want the same refusal %t", what, err, !asked)
					}
				}
				if err := ask(post, "2"); err != nil {
					t.Errorf("Got %v in another channel", err)
				}
				if got, want := len(s.asked), 2+len(tt.asked); got != want {
					t.Errorf("Got %d requests, want %d", got, want)
				}
				if got := a.Stats(); got.Refused != 1 || int(got.Held) != len(tt.ask)-len(tt.asked) {
					t.Errorf("Got %+v", got)
				}
				time.Sleep(day - time.Minute) // of the bubble
				if err := ask(post, "1"); (refusedBy(err) != nil) == slices.Contains(tt.asked, post) && tt.code != noPermission {
					t.Errorf("Got %v before the day is over", err)
				}
				time.Sleep(time.Minute)
				if err := ask(post, "1"); err != nil {
					t.Errorf("Got %v a day later", err)
				}
			})
		})
	}
}

// TestUpload puts files beside a message, and beside a response.
func TestUpload(t *testing.T) {
	t.Parallel()
	files := []file{{`sal"ary.png`, "A chart of pay", []byte("PNG")}, {"b.png", "Another", nil}}
	const named = `"attachments":[{"id":0,"filename":"sal\"ary.png","description":"A chart of pay"},{"id":1,"filename":"b.png","description":"Another"}]`
	const mute = `"allowed_mentions":{"parse":[]}`
	for name, tt := range map[string]struct {
		path string
		in   string
	}{
		"message":  {"channels/1/messages", `{"content":"x",` + mute + `,` + named + `}`},
		"response": {"interactions/1/token/callback", `{"type":4,"data":{"content":"x",` + mute + `,` + named + `}}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := make(map[string]string)
			tries := 0
			r, _ := newTestREST(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
				if err != nil {
					t.Error(err)
				}
				form := multipart.NewReader(r.Body, params["boundary"])
				for part, err := form.NextPart(); err == nil; part, err = form.NextPart() {
					data, _ := io.ReadAll(part)
					got[part.FormName()+" "+part.FileName()] = string(data)
				}
				if tries++; tries == 1 && name == "message" {
					responds(429, `{"retry_after":0.01}`)(w)
					return
				}
				wellDone(w)
			}))
			var out struct{ ID string }
			if err := r.upload(t.Context(), "post", http.MethodPost, tt.path, rawBody(tt.in), files, &out); err != nil || out.ID != "1" {
				t.Fatalf("Got %q, %v", out.ID, err)
			}
			want := map[string]string{"payload_json ": tt.in, `files[0] sal"ary.png`: "PNG", "files[1] b.png": ""}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Parts differ (-want +got):\n%s", diff)
			}
		})
	}
}

// TestUnusableUploads: what Discord would not take is not sent.
func TestUnusableUploads(t *testing.T) {
	t.Parallel()
	r, _ := newTestREST(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("Got a request") }))
	large := file{name: "a.png", data: make([]byte, maxFileSize+1)}
	for name, tt := range map[string]struct {
		in    any
		files []file
	}{
		"too many":   {struct{}{}, make([]file, maxFiles+1)},
		"too large":  {struct{}{}, []file{large}},
		"unreadable": {func() {}, []file{{name: "a.png"}}},
	} {
		if err := r.upload(t.Context(), "post", http.MethodPost, "channels/1/messages", tt.in, tt.files, nil); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
	if err := r.call(t.Context(), "post", http.MethodPost, "channels/1/messages", func() {}, nil); err == nil {
		t.Error("Got no error for what is no JSON")
	}
}

// A rawBody is JSON as it stands.
type rawBody string

func (b rawBody) MarshalJSON() ([]byte, error) { return bytes.Clone([]byte(b)), nil }
