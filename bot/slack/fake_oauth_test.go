package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"careerbot/bot"
)

const (
	clientID     = "123.456"
	clientSecret = "test-client-secret"
)

// team returns the workspace of a token that was given out.
func (f *fakeSlack) team(token string) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.teams[token]
}

// authTest says who a token is.
func (f *fakeSlack) authTest(w http.ResponseWriter, r *http.Request, token string) {
	team := f.team(token)
	if team == "" {
		says(`{"ok":false,"error":"invalid_auth"}`)(w, r)
		return
	}
	user := "UBOT"
	if team != "T1" {
		user = "UBOT" + team
	}
	says(fmt.Sprintf(`{"ok":true,"team_id":%q,"user_id":%q,"bot_id":"BBOT","url":"https://boot.slack.com/"}`, team, user))(w, r)
}

// give gives a token for a code, once. The code "T2.x" is one of workspace T2.
func (f *fakeSlack) give(w http.ResponseWriter, r *http.Request, form url.Values) {
	code := form.Get("code")
	team, _, ok := strings.Cut(code, ".")
	f.mu.Lock()
	used := f.codes[code]
	f.codes[code] = true
	f.mu.Unlock()
	switch {
	case form.Get("client_id") != clientID, form.Get("client_secret") != clientSecret:
		says(`{"ok":false,"error":"bad_client_secret"}`)(w, r)
	case !ok:
		says(`{"ok":false,"error":"invalid_code"}`)(w, r)
	case used:
		says(`{"ok":false,"error":"code_already_used"}`)(w, r)
	default:
		token := "xoxb-" + code
		f.mu.Lock()
		f.teams[token] = team
		f.mu.Unlock()
		says(fmt.Sprintf(`{"ok":true,"access_token":%q,"token_type":"bot","scope":"commands,chat:write,app_mentions:read,im:history",`+
			`"app_id":"A1","team":{"id":%q,"name":"Team <%s>"},"enterprise":null,"is_enterprise_install":false}`, token, team, team))(w, r)
	}
}

// revoke makes a token worthless.
func (f *fakeSlack) revoke(token string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.teams, token)
}

// fakeInstalls keep records in memory.
type fakeInstalls struct {
	mu      sync.Mutex
	records map[string]string
	err     error // of Put
}

var _ Installs = (*fakeInstalls)(nil)

func (f *fakeInstalls) Get(team string) ([]byte, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	record, ok := f.records[team]
	return []byte(record), ok
}

func (f *fakeInstalls) Put(_ context.Context, team string, record []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err == nil {
		f.records[team] = string(record)
	}
	return f.err
}

func (f *fakeInstalls) Len() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.records)
}

func (f *fakeInstalls) remove(team string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.records, team)
}

var errDisk = errors.New("state: the disk is full")

// inSeveral has an adapter be for several workspaces.
func inSeveral(a *Adapter) {
	a.Token, a.Installs, a.ClientID, a.ClientSecret = "", &fakeInstalls{records: map[string]string{}}, clientID, clientSecret
}

// installs are those of a rig that is for several workspaces.
func (r *rig) installs() *fakeInstalls { return r.Installs.(*fakeInstalls) }

// installIn puts the record of a workspace whose token Slack knows.
func (r *rig) installIn(t testing.TB, team string) (token string) {
	t.Helper()
	token = "xoxb-" + team + ".direct"
	r.slack.mu.Lock()
	r.slack.teams[token] = team
	r.slack.mu.Unlock()
	record := install{Team: team, Token: token, User: "UBOT" + team, URL: "https://" + strings.ToLower(team) + ".slack.com/"}
	if err := r.Installs.Put(t.Context(), team, record.encode()); err != nil {
		t.Fatal(err)
	}
	return token
}

// severalRunning is a running rig whose app is installed in two workspaces.
func severalRunning(t testing.TB, answer bot.Answer) (r *rig, tokens map[string]string) {
	r = running(t, answer, inSeveral)
	return r, map[string]string{"T1": r.installIn(t, "T1"), "T2": r.installIn(t, "T2")}
}
