package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// A workspace plays Slack's Web API over HTTP. It posts, or fails as its plan
// says, and remembers every call and every post.
type workspace struct {
	*httptest.Server

	mu     sync.Mutex
	plan   plan
	secret bool // posts cannot be read: the app has no scope for that
	calls  []*call
	posts  []post
	tries  map[string]int       // calls, by what they are about
	wait   map[string]time.Time // when a Retry-After is over, by what it is about
	last   int64                // the newest timestamp, in microseconds
}

// A call is one request to post, and what became of it.
type call struct {
	about      string // names the message; see the function about
	fate       fate
	begin, end time.Time // when it arrived, and when its answer left
	early      bool      // it came before a Retry-After was over
}

// A post is a message that stands in the workspace.
type post struct {
	about           string
	mark            string // from its metadata; "" for private ones
	channel, thread string
	ts, text        string
	private         bool // seen by one person alone
	at              time.Time
}

func newWorkspace(t testing.TB) *workspace {
	w := &workspace{tries: make(map[string]int), wait: make(map[string]time.Time)}
	w.Server = httptest.NewUnstartedServer(w)
	w.Server.Start()
	t.Cleanup(func() { w.CloseClientConnections(); w.Close() })
	return w
}

// set changes the plan from now on.
func (w *workspace) set(p plan) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.plan = p
}

// seen returns copies of what happened so far.
func (w *workspace) seen() ([]call, []post) {
	w.mu.Lock()
	defer w.mu.Unlock()
	calls := make([]call, len(w.calls))
	for i, c := range w.calls {
		calls[i] = *c
	}
	return calls, slices.Clone(w.posts)
}

// posted returns how many posts there are.
func (w *workspace) posted() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.posts)
}

func (w *workspace) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(rw, err.Error(), http.StatusBadRequest)
		return
	}
	rw.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/auth.test":
		io.WriteString(rw, `{"ok":true,"team_id":"T1","user_id":"U0BOT","bot_id":"B0BOT"}`)
	case "/chat.postMessage", "/chat.postEphemeral":
		w.post(rw, r.Form, r.URL.Path == "/chat.postEphemeral")
	case "/respond":
		io.WriteString(rw, "ok")
	case "/conversations.replies", "/conversations.history":
		w.read(rw, r.Form)
	default:
		io.WriteString(rw, `{"ok":false,"error":"unknown_method"}`)
	}
}

// post meets the fate of one call: it posts and answers, or fails.
func (w *workspace) post(rw http.ResponseWriter, form url.Values, private bool) {
	p, err := readPost(form, private)
	if err != nil {
		io.WriteString(rw, `{"ok":false,"error":"invalid_arguments"}`)
		return
	}
	c, lag, slow := w.begin(p.about)
	time.Sleep(lag) // the faults themselves: a platform that takes its time
	if c.fate.posts() {
		p = w.keep(p)
	}
	time.Sleep(slow)
	retry := w.end(c)
	respond(rw, c.fate, p, retry)
}

// begin notes a call and tells its fate.
func (w *workspace) begin(about string) (c *call, lag, slow time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c = &call{about: about, begin: time.Now()}
	c.fate, lag, slow = w.plan.fate(about, w.tries[about])
	c.early = c.begin.Before(w.wait[about])
	w.tries[about]++
	w.calls = append(w.calls, c)
	return c, lag, slow
}

// keep lets a post stand from now on.
func (w *workspace) keep(p post) post {
	w.mu.Lock()
	defer w.mu.Unlock()
	p.at = time.Now()
	p.ts = w.stamp(p.at)
	w.posts = append(w.posts, p)
	return p
}

// end notes that a call is answered, and returns what is in its Retry-After.
func (w *workspace) end(c *call) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	c.end = time.Now()
	if c.fate == limited {
		w.wait[c.about] = c.end.Add(w.plan.retry)
	}
	return w.plan.retry
}

// respond sends the answer that goes with a fate.
func respond(rw http.ResponseWriter, f fate, p post, retry time.Duration) {
	switch f {
	case limited:
		rw.Header().Set("Retry-After", fmt.Sprint(int(retry.Seconds())))
		rw.WriteHeader(http.StatusTooManyRequests)
		io.WriteString(rw, `{"ok":false,"error":"ratelimited"}`)
	case brokenBefore, brokenAfter:
		rw.WriteHeader(http.StatusInternalServerError)
	case cutBefore, cutAfter:
		panic(http.ErrAbortHandler)
	case refused:
		io.WriteString(rw, `{"ok":false,"error":"channel_not_found"}`)
	default:
		fmt.Fprintf(rw, `{"ok":true,"channel":%q,"ts":%q,"message_ts":%q}`, p.channel, p.ts, p.ts)
	}
}

// stamp returns a timestamp of Slack's that no other post has.
func (w *workspace) stamp(now time.Time) string {
	w.last = max(w.last+1, now.UnixMicro())
	return fmt.Sprintf("%d.%06d", w.last/1e6, w.last%1e6)
}

// read lists the posts of a thread or a channel, as far as the app may read.
func (w *workspace) read(rw http.ResponseWriter, form url.Values) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.secret {
		io.WriteString(rw, `{"ok":false,"error":"missing_scope","needed":"channels:history"}`)
		return
	}
	messages := []string{}
	for _, p := range w.posts {
		if !p.private && p.channel == form.Get("channel") && p.thread == form.Get("ts") && p.ts >= form.Get("oldest") {
			messages = append(messages, fmt.Sprintf(
				`{"type":"message","user":"U0BOT","ts":%q,"thread_ts":%q,"metadata":{"event_type":"careerbot_answer","event_payload":{"id":%q}}}`,
				p.ts, p.thread, p.mark))
		}
	}
	fmt.Fprintf(rw, `{"ok":true,"messages":[%s],"has_more":false}`, strings.Join(messages, ","))
}

// readPost reads what a call wants to post.
func readPost(form url.Values, private bool) (post, error) {
	p := post{channel: form.Get("channel"), thread: form.Get("thread_ts"), text: form.Get("text"), private: private}
	if private {
		p.about = about(p.channel, form.Get("user"))
		return p, nil
	}
	var metadata struct {
		Payload struct{ ID string } `json:"event_payload"`
	}
	if err := json.Unmarshal([]byte(form.Get("metadata")), &metadata); err != nil {
		return post{}, err
	}
	p.mark = metadata.Payload.ID
	p.about = p.mark
	return p, nil
}

// about names a private post, which has no mark: nobody asks twice in a
// channel.
func about(channel, user string) string { return channel + " " + user }
