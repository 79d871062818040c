// Package slack brings questions in from Slack and carries answers out.
//
// Three kinds of requests come in: slash commands are answered in the response
// itself, mentions and direct messages are accepted by the Desk and answered
// by Send, and what is pressed is answered privately: in the place of a reply
// that its asker alone sees, beside any other, or in a window. Slack is told
// that a message arrived when the Desk has it, and not before: what failed comes
// again. Only the few fields that matter are read, so that new kinds of events,
// blocks and components cannot break the decoding.
//
// They come in two ways, and either is served by the same code. Slack posts
// signed requests to the Handler, and each is verified before a byte of it is
// parsed. Or, in Socket Mode, Run keeps two connections to Slack up, and each
// envelope over one of them is served as the request that it stands for: what
// would be answered with status 200 is acknowledged.
//
// Who opens the Home sees what can be asked, and what concerns them; it is drawn
// again only where it differs from what they see. Where Slack shows the bot as an
// agent, it is told which questions to suggest, and when an answer is late.
// Everywhere else it refuses that, and nothing hangs on it.
//
// Answers leave as blocks in which nothing is markup: rich text elements, raw
// table cells and plain text objects show what they hold, letter by letter, so
// no article and no question can mention anybody. The whole answer stands in
// the message text once more, for notifications and screen readers.
//
// A chart is drawn by Slack where its bars, which begin at zero, say what the
// article says, and else is a picture that is uploaded once to a workspace. In
// place of either its figures can be shown, as text.
//
// Buttons carry what their press needs. Questions in the asker's words are
// sealed in them for that one person, since what is pressed comes back from
// Slack and nothing of it is kept here.
//
// The app is installed in one workspace, whose token is given, or in several,
// whose admins do it themselves: then each call goes out with the token of the
// workspace that it is for, which is kept in Installs, sealed.
//
// Nothing else is stored here but the ids of recent events that the Desk has, in
// memory. They only spare it the work: it knows messages by the ID of their
// question, which is the same however often, in whichever event and at
// whichever replica a message arrives.
package slack

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

var _ bot.Adapter = (*Adapter)(nil)

const (
	callTimeout  = 10 * time.Second        // for one call to Slack
	replyTimeout = 2500 * time.Millisecond // of the three seconds that Slack waits
	maxBody      = 1 << 20                 // bytes of a request
	usualBody    = 64 << 10                // bytes of one that Slack sends most days
	maxLarge     = 8                       // larger ones that are read at the same time
	maxWork      = 64                      // presses answered at the same time
	pressFor     = 2 * time.Second         // for a press whose answer opens in a window, which Slack allows three for
)

// An Adapter connects one Slack app. Its exported fields are set before the
// first call of any method and not changed afterwards; it must not be copied.
// All methods are safe for concurrent use.
type Adapter struct {
	Token         string       // bot token, from SLACK_BOT_TOKEN; not used with Installs
	SigningSecret string       // from SLACK_SIGNING_SECRET; empty refuses every request to the Handler
	AppToken      string       // from SLACK_APP_TOKEN; Run then connects by Socket Mode
	APIURL        string       // address of the Web API; "" is Slack's own
	Command       string       // the slash command; "" is "/career"
	Key           bot.Key      // hashes people, and seals what buttons carry
	Articles      Library      // for whole sections and menus; nil: there are none
	Staff         []string     // ids of people who may change settings
	Log           *slog.Logger // nil logs nothing
	Tell          func(string) // is given, at the start, half a sentence for each scope that is missing; nil: only the log is
	Client        *http.Client // for calls to Slack; nil is a client with a timeout that follows no redirects

	// For several workspaces in place of the one of Token. The app is then
	// installed at installPath, and what it is given is kept in Installs; nil:
	// there is one workspace.
	Installs     Installs
	ClientID     string // of the app, from SLACK_CLIENT_ID
	ClientSecret string // from SLACK_CLIENT_SECRET

	once  sync.Once
	http  *http.Client
	log   *slog.Logger
	app   *slack.Client // speaks for the app and not for a workspace
	only  *workspace    // of Token
	none  *workspace    // one in which the app is not installed
	ready chan struct{} // closed when Run has learnt who the bot is
	large chan struct{} // holds one token for each large body being read
	work  chan struct{} // holds one token for each press being answered
	notes chan struct{} // holds one for each person being told that there is too much to do
	turns chan struct{} // holds one for each picture being drawn
	seen  seen
	count counters

	down       atomic.Int32 // why no connection of Socket Mode is up
	unreadable unreadable
	several    workspaces
	strangers  seen // workspaces in which the app is not installed
	oauth      oauth
	cards      cardMemory
	tabs       tabMemory

	scratch sync.Pool // of *scratch
}

// setup fills in what the exported fields left out.
func (a *Adapter) setup() {
	a.once.Do(func() {
		a.http = a.Client
		if a.http == nil {
			a.http = &http.Client{
				Timeout:       callTimeout,
				CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
			}
		}
		a.log = cmp.Or(a.Log, slog.New(slog.DiscardHandler))
		a.app = slack.New("", slack.OptionAPIURL(a.apiURL()), slack.OptionHTTPClient(a.http), slack.OptionAppLevelToken(a.AppToken))
		a.only, a.none = a.newWorkspace(a.Token), a.newWorkspace("")
		a.ready = make(chan struct{})
		a.large = make(chan struct{}, maxLarge)
		a.work = make(chan struct{}, maxWork)
		a.notes = make(chan struct{}, maxNotes)
		a.turns = make(chan struct{}, maxDrawn)
	})
}

func (a *Adapter) apiURL() string {
	return strings.TrimSuffix(cmp.Or(a.APIURL, slack.APIURL), "/") + "/"
}

func (a *Adapter) command() string { return cmp.Or(a.Command, "/career") }

// Run asks Slack who the bot is, connects by Socket Mode where there is an
// AppToken, and then waits until ctx is done and what came in is dealt with. It
// returns an error that names the variable where a token is missing or refused,
// and tries again while Slack cannot be reached. A token that is refused later
// is no error: Ready says so. Questions come in over the connections, which
// take them to the desk, and through the Handler. Run is called once.
func (a *Adapter) Run(ctx context.Context, d bot.Desk) error {
	a.setup()
	if err := a.check(); err != nil {
		return err
	}
	if err := a.begins(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	close(a.ready)
	err := a.stay(ctx, d)
	for range maxWork { // each press has its own deadline, so this ends
		a.work <- struct{}{}
	}
	for range maxNotes { // and each note
		a.notes <- struct{}{}
	}
	return err
}

// check returns an error where something is missing without which there is no
// Slack.
func (a *Adapter) check() error {
	switch {
	case a.Installs != nil && (a.ClientID == "" || a.ClientSecret == ""):
		return errors.New("slack: SLACK_CLIENT_ID or SLACK_CLIENT_SECRET is not set")
	case a.Installs == nil && a.Token == "":
		return errors.New("slack: SLACK_BOT_TOKEN is not set")
	case a.AppToken == "" && a.SigningSecret == "":
		return errors.New("slack: neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET is set")
	}
	return nil
}

// begins learns who the bot is in its one workspace. In several, Slack said it
// when the app was installed.
func (a *Adapter) begins(ctx context.Context) error {
	if a.Installs != nil {
		a.log.Info("slack: in several workspaces", "installed", a.Installs.Len())
		return nil
	}
	self, err := a.only.identify(ctx)
	if err != nil {
		return err
	}
	a.only.self.Store(self)
	a.log.Info("slack: connected", "team", self.team, "user", self.user)
	return nil
}

// passing reports whether a refusal of Slack's is about the moment and not
// about the call.
func passing(code string) bool {
	switch code {
	case "service_unavailable", "request_timeout", "internal_error", "fatal_error", "team_added_to_org":
		return true
	}
	return limiting(code)
}

// limiting reports whether a refusal of Slack's says that too much was sent.
func limiting(code string) bool { return code == "ratelimited" || code == "rate_limited" }
