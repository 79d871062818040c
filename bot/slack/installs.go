package slack

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// Installs keep a record of each workspace in which the app is installed. They
// must be safe for concurrent use. What they keep of a workspace they forget
// when the desk is told that the app was removed there.
type Installs interface {
	// Get returns the record of a workspace, and false where there is none. It
	// is called for every request, so it waits for nothing.
	Get(team string) (record []byte, ok bool)

	// Put keeps a record, in place of any other of that workspace. Where it
	// returns nil, the record is safe.
	Put(ctx context.Context, team string, record []byte) error

	// Len returns how many workspaces have a record.
	Len() int
}

// An install is the record of a workspace.
type install struct {
	Team   string    `json:"team"`
	Token  string    `json:"token"`
	User   string    `json:"user"` // the bot's
	Bot    string    `json:"bot,omitempty"`
	URL    string    `json:"url,omitempty"` // of the workspace
	Scopes string    `json:"scopes"`        // as granted, with commas between them
	At     time.Time `json:"at"`
}

func (i install) encode() []byte {
	b, _ := json.Marshal(i) // strings and a time: it cannot fail
	return b
}

func parseInstall(record []byte) (i install, ok bool) {
	ok = json.Unmarshal(record, &i) == nil && i.Team != "" && i.Token != "" && i.User != ""
	return i, ok
}

// errNotInstalled is the error of every call to a workspace in which the app is
// not installed.
var errNotInstalled = errors.New("the app is not installed in this workspace")

// nowhere is the way to Slack where there is no token.
type nowhere struct{}

func (nowhere) Do(*http.Request) (*http.Response, error) { return nil, errNotInstalled }

// workspaces are those that were in use, by their id, each made of the record
// that it has. The zero value is empty. Safe for concurrent use.
type workspaces struct {
	mu sync.Mutex
	by map[string]made
}

type made struct {
	of   *workspace
	from string // its record
}

// in returns the workspace that Slack calls by an id, where the app may be
// installed in several; where it is not, every call fails with errNotInstalled.
// The one token is good for whatever Slack calls its workspace.
func (a *Adapter) in(team string) *workspace {
	if a.Installs == nil {
		return a.only
	}
	record, ok := a.Installs.Get(team)
	a.several.mu.Lock()
	defer a.several.mu.Unlock()
	if !ok {
		delete(a.several.by, team)
		return a.none
	}
	if w := a.several.by[team]; w.of != nil && w.from == string(record) {
		return w.of
	}
	i, ok := parseInstall(record)
	if !ok {
		a.log.Error("slack: what is kept of a workspace cannot be read", "team", team)
		return a.none
	}
	if i.Scopes != "" {
		a.logMissing(missing(i.Scopes), team)
	}
	w := a.newWorkspace(i.Token)
	w.self.Store(&identity{team: i.Team, user: i.User, bot: i.Bot, url: i.URL})
	if a.several.by == nil {
		a.several.by = make(map[string]made)
	}
	a.several.by[team] = made{of: w, from: string(record)}
	return w
}

// installed reports whether there is a token for a workspace.
func (a *Adapter) installed(team string) bool { return a.Installs == nil || a.in(team) != a.none }

// refusing returns those workspaces whose token Slack refuses.
func (a *Adapter) refusing() []*workspace {
	if a.Installs == nil {
		if a.only.refused.Load() {
			return []*workspace{a.only}
		}
		return nil
	}
	a.several.mu.Lock()
	teams := make([]string, 0, len(a.several.by))
	for team, w := range a.several.by {
		if w.of.refused.Load() {
			teams = append(teams, team)
		}
	}
	a.several.mu.Unlock()
	var out []*workspace
	for _, team := range teams { // some may have gone since, or have another token
		if w := a.in(team); w != a.none && w.refused.Load() {
			out = append(out, w)
		}
	}
	return out
}

// passOver acknowledges what comes from a workspace in which the app is not
// installed, and says so in the log once a day.
func (a *Adapter) passOver(team string) {
	a.count.ignored.Add(1)
	if a.strangers.take(team) {
		a.log.Warn("slack: ignored: the app is not installed there", "team", team)
	}
}

// notInstalled is what people read there.
const notInstalled = "I am not installed in this workspace any more. An admin of it can install me again."

func (a *Adapter) newWorkspace(token string) *workspace {
	w := &workspace{a: a, token: token}
	options := []slack.Option{slack.OptionAPIURL(a.apiURL()), slack.OptionHTTPClient(a.http)}
	if token == "" {
		options = append(options, slack.OptionHTTPClient(nowhere{}))
	}
	w.api = slack.New(token, options...)
	return w
}
