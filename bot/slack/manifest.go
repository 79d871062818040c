package slack

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

// A Manifest makes the manifest of a Slack app, from which Slack sets up the
// app with all that the Adapter uses and nothing else. The zero Manifest is
// for Socket Mode.
type Manifest struct {
	Host    string // where Slack reaches the Handler over HTTPS, as "careerbot.example.org"; "" is Socket Mode
	Install string // where browsers reach it, for installation in several workspaces; "" is one workspace
	Command string // the slash command; "" is "/career"
}

// botEvents are what the app subscribes to, each with the scope that it needs,
// "" for none.
var botEvents = []struct{ name, scope string }{
	{"app_mention", "app_mentions:read"},
	{"message.im", "im:history"},
	{"message.channels", "channels:history"},
	{"message.groups", "groups:history"},
	{"app_home_opened", ""},
	{"agent_session_stopped", "assistant:write"},
	{"app_uninstalled", ""},
	{"tokens_revoked", ""},
}

// shortcuts are the app's entries in the menus of messages ("message") and of
// the composer ("global").
var shortcuts = []manifestShortcut{
	{"Look up career articles", "message", lookUpCallback, "Show me what the career articles say to this message"},
	{askTitle, "global", askCallback, "Ask in a window that only you see"},
}

const (
	appName     = "careerbot"
	description = "Career questions, answered exactly from articles, or not at all."
	longer      = "Ask about pay, skills and what a role is like, with the slash command, in a direct message or by a mention. " +
		"Answers are copied from articles, with the section they come from and the year of their figures. " +
		"Where the articles have nothing, it says so. No question is stored but one that you pass on to the editors."
	agentDescription = "Answers questions about pay, skills and what a role is like, from articles alone: each figure is a copy, with its section and its year. No language model is used."
)

// JSON returns the manifest as Slack takes it. Its error says what of m makes
// no sense.
func (m Manifest) JSON() ([]byte, error) {
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("slack: manifest: %w", err)
	}
	app := appManifest{
		Display:  manifestDisplay{Name: appName, Description: description, Long: longer},
		Features: m.features(),
		Settings: manifestSettings{
			Events:        manifestEvents{URL: m.address(eventsPath)},
			Interactivity: manifestInteractivity{On: true, URL: m.address(interactionsPath)},
			Socket:        m.Host == "",
		},
	}
	if m.Install != "" {
		app.OAuth.Redirects = []string{"https://" + m.Install + redirectPath}
	}
	for _, s := range scopes {
		app.OAuth.Scopes.Bot = append(app.OAuth.Scopes.Bot, s.name)
		if s.optional {
			app.OAuth.Scopes.Optional = append(app.OAuth.Scopes.Optional, s.name)
		}
	}
	for _, e := range botEvents {
		app.Settings.Events.Bot = append(app.Settings.Events.Bot, e.name)
	}
	return json.MarshalIndent(app, "", "  ")
}

func (m Manifest) features() manifestFeatures {
	return manifestFeatures{
		Home:      manifestHome{Home: true, Messages: true},
		Agent:     manifestAgent{Description: agentDescription},
		Bot:       manifestBot{Name: appName, Online: true},
		Shortcuts: shortcuts,
		Commands: []manifestCommand{{
			Command: m.command(), URL: m.address(commandsPath),
			Description: "Ask a career question; only you see the answer", Hint: "your question, or help",
		}},
	}
}

func (m Manifest) command() string { return cmp.Or(m.Command, "/career") }

// address returns the address of a path of the Handler, "" for Socket Mode.
func (m Manifest) address(path string) string {
	if m.Host == "" {
		return ""
	}
	return "https://" + m.Host + path
}

func (m Manifest) check() error {
	for _, host := range []string{m.Host, m.Install} {
		if u, err := url.Parse("https://" + host + "/"); host != "" && (err != nil || u.Host != host || u.Hostname() == "") {
			return fmt.Errorf("%q is no host, such as careerbot.example.org", host)
		}
	}
	if c := m.command(); len(c) < 2 || len(c) > 32 || c[0] != '/' || strings.ContainsAny(c[1:], "/ ") {
		return fmt.Errorf("%q is no command, such as /career", c)
	}
	return nil
}
