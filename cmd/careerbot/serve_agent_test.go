package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// An agentSlack plays a workspace that shows the bot as an agent, and takes no
// posts until it is open. It hands on every call, "method body".
type agentSlack struct {
	*httptest.Server
	open  atomic.Bool
	calls chan string
}

func newAgentSlack(t *testing.T) *agentSlack {
	a := &agentSlack{calls: make(chan string, 100)}
	a.Server = httptest.NewServer(a)
	t.Cleanup(a.Close)
	return a
}

func (a *agentSlack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	switch method := strings.TrimPrefix(r.URL.Path, "/"); {
	case method == "auth.test":
		io.WriteString(w, `{"ok":true,"team_id":"T1","user_id":"U0BOT","bot_id":"B0BOT"}`)
	case method == "chat.postMessage" && !a.open.Load():
		w.Header().Set("Retry-After", "1")
		w.WriteHeader(http.StatusTooManyRequests)
	default:
		a.calls <- method + " " + string(body)
		io.WriteString(w, `{"ok":true,"channel":"D1","ts":"1700000000.000900"}`)
	}
}

// next returns the next call, which must be of that method.
func (a *agentSlack) next(t *testing.T, method string) string {
	t.Helper()
	select {
	case got := <-a.calls:
		if !strings.HasPrefix(got, method+" ") {
			t.Fatalf("call = %s, want %s", got, method)
		}
		return got
	case <-time.After(limit):
		t.Fatalf("no call of %s", method)
		return ""
	}
}

// TestStopsAnswersOverSlack takes the whole program through a late answer: its
// thread shows that it is on its way, and who asked stops it.
func TestStopsAnswersOverSlack(t *testing.T) {
	a := newAgentSlack(t)
	s := startServe(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-good", "SLACK_SIGNING_SECRET": "signing", "SLACK_API_URL": a.URL + "/"})
	webhooks, _, _ := strings.Cut(s.line(t, "Slack: on; it calls "), "/slack/")
	s.line(t, "Discord: off")
	n := 0
	event := func(inner string) {
		t.Helper()
		n++
		signed(t, "signing", webhooks+"/slack/events", "application/json", fmt.Sprintf(`{"type":"event_callback","team_id":"T1","event_id":"Ev%d","event":%s}`, n, inner))
	}
	ask := func(text, ts, thread string) {
		t.Helper()
		event(fmt.Sprintf(`{"type":"message","channel_type":"im","channel":"D1","user":"U1","text":%q,"ts":%q%s}`, text, ts, thread))
	}
	event(`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"}`)
	if view := a.next(t, "views.publish"); !strings.Contains(view, "DevOps Engineer") || !strings.Contains(view, "CloudPros") {
		t.Errorf("Home = %s, want what the article has", view)
	}
	event(`{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages"}`)
	a.next(t, "assistant.threads.setSuggestedPrompts")

	const thread = `,"thread_ts":"1700000000.000100"`
	ask("senior devops uk", "1700000000.000100", thread)
	if got := a.next(t, "agents.sessions.setStatus"); !strings.Contains(got, `"thread_ts":"1700000000.000100","status":"processing"`) {
		t.Errorf("call = %s, want that the answer is on its way", got)
	}
	event(`{"type":"agent_session_stopped","channel":"D1","thread_ts":"1700000000.000100","user":"U1","streaming_message_ts":[]}`)
	if got := a.next(t, "agents.sessions.setStatus"); !strings.Contains(got, `"status":"active"`) {
		t.Errorf("call = %s, want that nothing is on its way", got)
	}
	a.open.Store(true)
	ask("senior devops us", "1700000001.000100", thread) // what is not taken back would come before it
	if post := a.next(t, "chat.postMessage"); !strings.Contains(post, "150%2C000") || strings.Contains(post, "85%2C000") || !strings.Contains(post, "thread_ts=1700000000.000100") {
		t.Errorf("posted %s, want the second answer in the thread, and not the first", post)
	}
	s.stop()
	if code := s.exit(t); code != 0 {
		t.Errorf("exit code %d, want 0; standard error:\n%s", code, s.errors)
	}
	close(a.calls)
	for got := range a.calls {
		if strings.HasPrefix(got, "chat.") {
			t.Errorf("posted %s too", got)
		}
	}
}
