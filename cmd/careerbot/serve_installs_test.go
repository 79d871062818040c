package main

import (
	"cmp"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"
	"careerbot/bot/state"
)

// A slackOfMany plays Slack to an app that is installed in several workspaces:
// a code of one, "T1.x", gives a token there, once.
type slackOfMany struct {
	*httptest.Server
	posts chan manyPost

	mu     sync.Mutex
	tokens map[string]string // workspaces, by token
	used   map[string]bool   // codes
}

// A manyPost is a message, with the token that posted it.
type manyPost struct{ token, channel, text string }

func newSlackOfMany(t *testing.T) *slackOfMany {
	s := &slackOfMany{posts: make(chan manyPost, 10), tokens: make(map[string]string), used: make(map[string]bool)}
	s.Server = httptest.NewServer(s)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

func (s *slackOfMany) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	team := s.tokens[cmp.Or(r.Form.Get("token"), strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))]
	switch {
	case r.URL.Path == "/oauth.v2.access":
		io.WriteString(w, s.give(r.Form))
	case team == "":
		io.WriteString(w, `{"ok":false,"error":"token_revoked"}`)
	case r.URL.Path == "/auth.test":
		fmt.Fprintf(w, `{"ok":true,"team_id":%q,"user_id":"U0BOT%s","bot_id":"B0BOT","url":"https://%s.slack.com/"}`, team, team, strings.ToLower(team))
	case r.URL.Path == "/chat.postMessage":
		s.posts <- manyPost{r.Form.Get("token"), r.Form.Get("channel"), r.Form.Get("text")}
		io.WriteString(w, `{"ok":true,"channel":"C1","ts":"1700000000.000200"}`)
	default:
		io.WriteString(w, `{"ok":false,"error":"unknown_method"}`)
	}
}

// give answers who comes with a code; the lock is held.
func (s *slackOfMany) give(form url.Values) string {
	code := form.Get("code")
	team, _, _ := strings.Cut(code, ".")
	switch {
	case form.Get("client_id") != "1.2", form.Get("client_secret") != "client-secret":
		return `{"ok":false,"error":"bad_client_secret"}`
	case s.used[code]:
		return `{"ok":false,"error":"code_already_used"}`
	}
	s.used[code] = true
	token := "xoxb-" + code
	s.tokens[token] = team
	return fmt.Sprintf(`{"ok":true,"access_token":%q,"token_type":"bot","scope":"commands,chat:write,app_mentions:read,im:history,channels:history",`+
		`"bot_user_id":"U0BOT%s","app_id":"A1","team":{"id":%q,"name":"Team %s"},"enterprise":null,"is_enterprise_install":false}`, token, team, team, team)
}

// revoke makes the tokens of a workspace worthless.
func (s *slackOfMany) revoke(team string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, of := range s.tokens {
		if of == team {
			delete(s.tokens, token)
		}
	}
}

// newProgramOfMany returns a program for that Slack.
func newProgramOfMany(t *testing.T, s *slackOfMany, args ...string) *program {
	p := newProgram(t, &workspace{Server: s.Server}, args...)
	for i, v := range p.env {
		if strings.HasPrefix(v, "SLACK_BOT_TOKEN=") {
			p.env[i] = "SLACK_CLIENT_ID=1.2"
		}
	}
	p.env = append(p.env, "SLACK_CLIENT_SECRET=client-secret")
	return p
}

// visit asks the program for a page as a browser does, which follows nothing.
func (p *program) visit(path string, cookies ...*http.Cookie) (*http.Response, string) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), "GET", p.door+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range cookies {
		r.AddCookie(c)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp, string(body)
}

// install goes to Slack and comes back with a code.
func (p *program) install(code string) (status int, page string) {
	p.t.Helper()
	away, _ := p.visit("/slack/install")
	to, err := away.Location()
	if err != nil {
		p.t.Fatalf("/slack/install = %s, %v", away.Status, err)
	}
	back := url.Values{"code": {code}, "state": {to.Query().Get("state")}}
	resp, page := p.visit("/slack/oauth_redirect?"+back.Encode(), away.Cookies()...)
	return resp.StatusCode, page
}

// tells sends the program an event of a workspace.
func (p *program) tells(team, id, event string) {
	p.t.Helper()
	signed(p.t, faultsSecret, p.door+"/slack/events", "application/json", fmt.Sprintf(
		`{"type":"event_callback","team_id":%q,"event_id":%q,"event_time":%d,"event":%s}`, team, id, time.Now().Add(time.Minute).Unix(), event))
}

// asks types the command in a workspace, and returns what it says.
func (p *program) asks(team, text string) string {
	p.t.Helper()
	form := url.Values{"command": {"/career"}, "text": {text}, "team_id": {team}, "channel_id": {"C1"}, "user_id": {"U1"}, "trigger_id": {"1.2"}}
	return signed(p.t, faultsSecret, p.door+"/slack/commands", "application/x-www-form-urlencoded", form.Encode())
}

// mentionIn has the bot mentioned in a workspace, in a channel of its own since
// the same answer is not given twice in one; the number tells messages apart.
func (p *program) mentionIn(team string, n int) {
	p.t.Helper()
	p.tells(team, fmt.Sprint("Ev", team, n), fmt.Sprintf(
		`{"type":"app_mention","user":"U1","channel":"C%s%d","ts":"17000000%02d.000100","text":"<@U0BOT%s> senior devops uk"}`, team, n, n, team))
}

// wantPost waits for a message, and fails the test unless it was posted with
// that token.
func (s *slackOfMany) wantPost(t *testing.T, token, channel string) {
	t.Helper()
	select {
	case got := <-s.posts:
		if got.token != token || got.channel != channel || !strings.Contains(got.text, "£85,000–£130,000") {
			t.Errorf("posted %+v, want the figure in %s with %s", got, channel, token)
		}
	case <-time.After(limit):
		t.Errorf("nothing is posted in %s", channel)
	}
}

// TestInstallInSeveralWorkspaces is the life of an app in two workspaces: it is
// installed, asked, started again, installed again, and removed.
func TestInstallInSeveralWorkspaces(t *testing.T) {
	t.Parallel()
	slack, dir := newSlackOfMany(t), t.TempDir()
	p := newProgramOfMany(t, slack, "--state", dir)
	p.start()
	if _, lines := p.untilReady(true); !strings.Contains(lines, "slack: waiting for the first installation at /slack/install") {
		t.Errorf("/readyz before the first installation:\n%s", lines)
	}
	const gone = "I am not installed in this workspace any more"
	if says := p.asks("T1", "senior devops uk"); !strings.Contains(says, gone) {
		t.Errorf("/career before the first installation says %s", says)
	}
	for _, team := range []string{"T1", "T2"} {
		status, page := p.install(team + ".first")
		if status != http.StatusOK || !strings.Contains(page, "Installed in Team "+team) || !strings.Contains(page, "groups:history is not granted") {
			t.Fatalf("%s is not installed: %d %s", team, status, page)
		}
		p.mentionIn(team, 1)
		slack.wantPost(t, "xoxb-"+team+".first", "C"+team+"1")
	}
	if status, page := p.install("T1.first"); status != http.StatusBadRequest || !strings.Contains(page, "Not installed") {
		t.Errorf("a code that was used: %d %s", status, page)
	}

	p.kill()
	p.start()
	if _, lines := p.untilReady(true); !strings.Contains(lines, "slack: connected, workspaces: 2") {
		t.Errorf("/readyz after the start:\n%s", lines)
	}
	if status, page := p.install("T2.second"); status != http.StatusOK {
		t.Errorf("installed again: %d %s", status, page)
	}
	p.mentionIn("T1", 2)
	slack.wantPost(t, "xoxb-T1.first", "CT12")
	p.mentionIn("T2", 2)
	slack.wantPost(t, "xoxb-T2.second", "CT22")

	for _, team := range []string{"T1", "T2"} {
		if says := p.asks(team, "privacy"); !strings.Contains(says, "Messages that were dealt with, by a code: 2") {
			t.Errorf("what is held in %s: %s", team, says)
		}
	}

	removals := []string{`{"type":"app_uninstalled"}`, `{"type":"tokens_revoked","tokens":{"bot":["U0BOT"]}}`}
	slack.revoke("T1")
	for i := range 4 { // both, twice
		p.tells("T1", fmt.Sprint("EvGone", i), removals[i%2])
	}
	if says := p.asks("T1", "senior devops uk"); !strings.Contains(says, gone) {
		t.Errorf("/career after the removal says %s", says)
	}
	if says := p.asks("T2", "senior devops uk"); !strings.Contains(says, "£85,000–£130,000") {
		t.Errorf("/career in the other workspace says %s", says)
	}
	p.mentionIn("T1", 3)
	p.mentionIn("T2", 3)
	slack.wantPost(t, "xoxb-T2.second", "CT23")
	if _, lines := p.untilReady(true); !strings.Contains(lines, "slack: connected, workspaces: 1") {
		t.Errorf("/readyz after the removal:\n%s", lines)
	}
	slack.revoke("T2")
	for i := range 4 { // in the other order
		p.tells("T2", fmt.Sprint("EvGoneToo", i), removals[(i+1)%2])
	}
	if code, _ := p.stop(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	nothingLeft(t, dir)
	for _, secret := range []string{"xoxb", "client-secret", ".first", ".second", "state=", "senior"} {
		if strings.Contains(p.said(), secret) {
			t.Errorf("the log has %q:\n%s", secret, p.said())
		}
	}
	if len(slack.posts) > 0 {
		t.Errorf("posted, and not asked for: %+v", <-slack.posts)
	}
}

// nothingLeft fails the test where a folder still has something of the two
// workspaces.
func nothingLeft(t *testing.T, dir string) {
	t.Helper()
	store := &state.Store{Folder: dir, Secret: faultsKey, Log: slog.New(slog.DiscardHandler)}
	if err := store.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	if n := (state.Installs{Store: store}).Len(); n != 0 {
		t.Errorf("%d workspaces are left", n)
	}
	desk := &state.Desk{Store: store}
	for _, team := range []string{"T1", "T2"} {
		held, err := desk.Press(t.Context(), bot.Press{Act: bot.ShowPrivacy, Tenant: team, User: store.Key().Hash("slack", team, "U1")})
		if err != nil || !strings.Contains(held.Plain(), "nothing about you") {
			t.Errorf("left in %s: %s, %v", team, held.Plain(), err)
		}
	}
	var files int
	err := filepath.WalkDir(filepath.Join(dir, "jetstream"), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		files++
		if regexp.MustCompile(`xoxb|client-secret`).Match(b) {
			t.Errorf("%s has a token as it is", path)
		}
		return err
	})
	if err != nil || files == 0 {
		t.Errorf("looked through %d files: %v", files, err)
	}
}

// TestInstallBySocketMode: the way in is Socket Mode, the way to install it the
// webhooks, which take nothing else then.
func TestInstallBySocketMode(t *testing.T) {
	api, acks := socketSlack(t)
	s := startServe(t, map[string]string{"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "x", "SLACK_APP_TOKEN": "xapp-good", "SLACK_API_URL": api})
	if more := s.line(t, "Slack: on"); more != ", by Socket Mode" {
		t.Errorf("Slack: on%s, want Socket Mode alone", more)
	}
	page := s.line(t, "Slack: in several workspaces; admins install it at ")
	s.line(t, "Discord: off")
	resp, err := http.DefaultTransport.RoundTrip(httptest.NewRequest("GET", page, nil))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if to := resp.Header.Get("Location"); resp.StatusCode != http.StatusFound || !strings.HasPrefix(to, strings.TrimSuffix(api, "/")+"/oauth/v2/authorize?") {
		t.Errorf("%s = %s to %s, want Slack's page", page, resp.Status, to)
	}
	post, err := http.Post(strings.Replace(page, "/slack/install", "/slack/commands", 1), "application/x-www-form-urlencoded", strings.NewReader("command=/career"))
	if err != nil {
		t.Fatal(err)
	}
	post.Body.Close()
	if post.StatusCode != http.StatusUnauthorized {
		t.Errorf("a request without a secret to sign it: %s", post.Status)
	}
	select {
	case ack := <-acks:
		if !strings.Contains(ack, "I am not installed in this workspace any more") {
			t.Errorf("acknowledged with %s", ack)
		}
	case <-time.After(limit):
		t.Error("no acknowledgement")
	}
}

func TestStaffChannel(t *testing.T) {
	for _, test := range []struct {
		to      string
		several bool
		want    [3]string // platform, workspace, room; none where it makes no sense
	}{
		{"slack:C1", false, [3]string{"slack", "", "C1"}},
		{"slack:T1/C1", false, [3]string{"slack", "T1", "C1"}},
		{"slack:T1/C1", true, [3]string{"slack", "T1", "C1"}},
		{"discord:12", true, [3]string{"discord", "", "12"}},
		{to: "slack:C1", several: true},
		{to: "slack:/C1", several: true},
		{to: "slack:T1/", several: true},
		{to: "discord:1/2"},
		{to: "slack:"},
		{to: "matrix:C1"},
		{to: "C1"},
	} {
		name, tenant, room, err := staffChannel(test.to, test.several)
		if got := [3]string{name, tenant, room}; (err != nil) != (test.want == [3]string{}) || err == nil && got != test.want {
			t.Errorf("staffChannel(%q, %t) = %q, %v", test.to, test.several, got, err)
		}
	}
}
