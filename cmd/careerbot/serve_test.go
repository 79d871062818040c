package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const limit = time.Minute // for whatever a test waits for, on a machine that does other work

// freeAddresses returns loopback addresses that nobody listens at, for programs
// that must be told theirs. They are below those that a system gives to whoever
// asks for any: a connection could have one before its program does. None is returned
// twice, since a program that was killed has left its own for a moment.
func freeAddresses(t interface{ Fatal(...any) }, n int) (free []string) {
	for tries := 0; len(free) < n; tries++ {
		address := fmt.Sprintf("127.0.0.1:%d", 10_000+rand.N(20_000))
		if _, given := givenAddresses.LoadOrStore(address, true); given {
			continue
		}
		l, err := net.Listen("tcp", address)
		if err == nil {
			defer l.Close()
			free = append(free, address)
		} else if tries > 100 {
			t.Fatal(err)
		}
	}
	return free
}

// givenAddresses are those that freeAddresses has returned.
var givenAddresses sync.Map

// A serving is "careerbot serve" in this process.
type serving struct {
	stop   context.CancelFunc
	lines  *bufio.Scanner // of standard output
	exited chan int
	errors *bytes.Buffer // standard error; to be read after the exit
}

// startServe starts "careerbot serve" on free ports.
func startServe(t testing.TB, env map[string]string) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	s := &serving{stop: cancel, lines: bufio.NewScanner(out), exited: make(chan int, 1), errors: new(bytes.Buffer)}
	getenv := func(name string) string {
		if name == "CAREERBOT_WEBHOOKS" {
			return "127.0.0.1:0"
		}
		return env[name]
	}
	dir := cmp.Or(env["STATE_DIRECTORY"], t.TempDir())
	var running sync.WaitGroup
	running.Go(func() {
		code := run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--state", dir}, getenv, strings.NewReader(""), stdout, s.errors)
		stdout.Close()
		s.exited <- code
	})
	t.Cleanup(func() { cancel(); out.Close(); running.Wait() })
	return s
}

// line returns what follows a prefix in the next line that has it.
func (s *serving) line(t testing.TB, prefix string) string {
	t.Helper()
	for s.lines.Scan() {
		if rest, ok := strings.CutPrefix(s.lines.Text(), prefix); ok {
			return rest
		}
	}
	t.Fatalf("standard output ended before a line with %q", prefix)
	return ""
}

// exit returns the exit code, and reads the output to its end meanwhile.
func (s *serving) exit(t testing.TB) int {
	t.Helper()
	go func() {
		for s.lines.Scan() {
		}
	}()
	select {
	case code := <-s.exited:
		return code
	case <-time.After(limit):
		t.Fatal("serve did not end")
		return 0
	}
}

// fakeSlack plays the two methods of Slack's Web API that are called, and
// sends on what is posted.
func fakeSlack(t *testing.T) (api string, posted <-chan url.Values) {
	t.Helper()
	posts := make(chan url.Values, 10)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := r.ParseForm(); err != nil {
			t.Errorf("%s: %v", r.URL, err)
		}
		switch {
		case !strings.Contains(r.Header.Get("Authorization")+r.Form.Get("token"), "xoxb-good"):
			io.WriteString(w, `{"ok":false,"error":"invalid_auth"}`)
		case r.URL.Path == "/auth.test":
			io.WriteString(w, `{"ok":true,"team_id":"T1","user_id":"U0BOT","bot_id":"B0BOT"}`)
		case r.URL.Path == "/chat.postMessage":
			posts <- r.Form
			io.WriteString(w, `{"ok":true,"channel":"C1","ts":"1700000000.000200"}`)
		default:
			io.WriteString(w, `{"ok":false,"error":"unknown_method"}`)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/", posts
}

// signed posts a request as Slack signs it and returns the answer's body.
func signed(t testing.TB, secret, address, contentType, body string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", contentType)
	sign(r, secret, time.Now(), body)
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("POST %s = %s, %v", address, resp.Status, err)
	}
	return string(answer)
}

// TestServeSlack asks the whole program through Slack's wire: a command that
// is answered in the response, and a mention that is answered by a post, also
// where the program is told to stop in between.
func TestServeSlack(t *testing.T) {
	api, posted := fakeSlack(t)
	s := startServe(t, map[string]string{
		"SLACK_BOT_TOKEN": "xoxb-good", "SLACK_SIGNING_SECRET": "signing", "SLACK_API_URL": api,
	})
	page := s.line(t, "Playground: ")
	webhooks, _, _ := strings.Cut(s.line(t, "Slack: on; it calls "), "/slack/")
	s.line(t, "Discord: off")

	form := url.Values{
		"command": {"/career"}, "text": {"senior devops uk"}, "team_id": {"T1"}, "channel_id": {"C1"}, "user_id": {"U1"}, "trigger_id": {"1.2"},
	}
	answer := signed(t, "signing", webhooks+"/slack/commands", "application/x-www-form-urlencoded", form.Encode())
	if !strings.Contains(answer, "£85,000–£130,000") {
		t.Errorf("/career = %s, want the figure", answer)
	}

	mention := `{"type":"event_callback","team_id":"T1","event_id":"Ev1","event":{"type":"app_mention",` +
		`"user":"U1","channel":"C1","ts":"1700000000.000100","text":"<@U0BOT> senior devops uk"}}`
	for range 3 { // delivered again and again, answered once
		signed(t, "signing", webhooks+"/slack/events", "application/json", mention)
	}
	_, counts := getPage(t, page+"metrics")
	for _, line := range []string{
		`careerbot_questions_total{kind="salary",reason="",surface="slack"} 2`,
		`careerbot_answer_seconds_count 2`, `careerbot_store_seconds_count 1`,
		`careerbot_messages_accepted_total 1`, `careerbot_slack_commands_total 1`,
		`careerbot_ready{check="articles"} 1`, `careerbot_ready{check="state"} 1`,
	} {
		if !strings.Contains(counts, "\n"+line+"\n") {
			t.Errorf("the metrics lack %q:\n%s", line, counts)
		}
	}
	s.stop()
	if code := s.exit(t); code != 0 {
		t.Errorf("exit code %d, want 0; standard error:\n%s", code, s.errors)
	}
	if n := len(posted); n != 1 {
		t.Fatalf("%d posts, want 1; standard error:\n%s", n, s.errors)
	}
	if post := <-posted; !strings.Contains(post.Get("text"), "£85,000–£130,000") || post.Get("thread_ts") != "1700000000.000100" {
		t.Errorf("posted %v, want the figure in the thread", post)
	}
	for _, secret := range []string{"xoxb-good", "signing", "senior"} {
		if strings.Contains(s.errors.String(), secret) {
			t.Errorf("the log has %q:\n%s", secret, s.errors)
		}
	}
}

func TestServeWithAWrongToken(t *testing.T) {
	slackAPI, _ := fakeSlack(t)
	discordAPI := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusUnauthorized)
		io.WriteString(w, `{"message":"401: Unauthorized","code":0}`)
	}))
	t.Cleanup(discordAPI.Close)
	tests := []struct {
		env  map[string]string
		want string // named on standard error
	}{
		{map[string]string{"SLACK_BOT_TOKEN": "xoxb-bad", "SLACK_SIGNING_SECRET": "x", "SLACK_API_URL": slackAPI}, "SLACK_BOT_TOKEN"},
		{map[string]string{"DISCORD_TOKEN": "disc-bad", "DISCORD_API_URL": discordAPI.URL + "/api/v10/"}, "DISCORD_TOKEN"},
	}
	for _, test := range tests {
		s := startServe(t, test.env)
		if code := s.exit(t); code != exitError {
			t.Errorf("%s: exit code %d, want %d", test.want, code, exitError)
		}
		said := strings.TrimSpace(s.errors.String())
		last := said[strings.LastIndexByte(said, '\n')+1:]
		if !strings.Contains(last, test.want) || strings.Contains(said, "-bad") {
			t.Errorf("standard error ends with %q, want a sentence that names %s and not its value", last, test.want)
		}
	}
}

// TestServeToldToStopAtOnce: whoever stops it while it starts gets no error.
func TestServeToldToStopAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	args := []string{"serve", "--listen", "127.0.0.1:0", "--state", t.TempDir()}
	if code := run(ctx, args, func(string) string { return "" }, strings.NewReader(""), &out, &errs); code != 0 {
		t.Errorf("exit code %d, want 0; it says\n%s", code, errs.String())
	}
}

func TestServeEndsAtSIGTERM(t *testing.T) {
	s := startServe(t, nil)
	s.line(t, "Playground: ") // from here on the signal is caught
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	if err := self.Signal(syscall.SIGTERM); err != nil {
		t.Skipf("no such signal on this system: %v", err)
	}
	if code := s.exit(t); code != 0 {
		t.Errorf("exit code %d, want 0; standard error:\n%s", code, s.errors)
	}
}
