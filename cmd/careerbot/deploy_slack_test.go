package main

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A slackApp is what the tests look at of a manifest.
type slackApp struct {
	OAuth struct {
		Scopes struct {
			Bot      []string `json:"bot"`
			Optional []string `json:"bot_optional"`
		} `json:"scopes"`
	} `json:"oauth_config"`
	Settings struct {
		Events struct {
			Bot []string `json:"bot_events"`
		} `json:"event_subscriptions"`
	} `json:"settings"`
}

// printedManifest is what "careerbot manifest slack" prints.
func printedManifest(t *testing.T) (app slackApp) {
	t.Helper()
	var out strings.Builder
	none := func(string) string { return "" }
	if code := run(t.Context(), []string{"manifest", "slack"}, none, strings.NewReader(""), &out, io.Discard); code != 0 {
		t.Fatalf("manifest slack: exit code %d", code)
	}
	if err := json.Unmarshal([]byte(out.String()), &app); err != nil {
		t.Fatal(err)
	}
	return app
}

// TestSlackPageExplainsTheManifest: slack.md names each scope that the app asks
// for, and no other, and says which are optional; and so for the events.
func TestSlackPageExplainsTheManifest(t *testing.T) {
	page, app := deployFile(t, "slack.md"), printedManifest(t)
	_, table, _ := strings.Cut(page, "\n| Scope |")
	table, _, _ = strings.Cut(table, "\n\n")
	var named, optional []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z_:.]+)` \\| (.*)\\|$").FindAllStringSubmatch(table, -1) {
		named = append(named, m[1])
		if strings.HasPrefix(m[2], "optional, ") {
			optional = append(optional, m[1])
		}
	}
	if diff := cmp.Diff(app.OAuth.Scopes.Bot, named); diff != "" {
		t.Errorf("scopes (-manifest +slack.md):\n%s", diff)
	}
	if diff := cmp.Diff(app.OAuth.Scopes.Optional, optional); diff != "" {
		t.Errorf("optional scopes (-manifest +slack.md):\n%s", diff)
	}
	_, events, _ := strings.Cut(page, "\nSlack tells it of ")
	events, _, _ = strings.Cut(events, ". ")
	var told []string
	for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(events, -1) {
		told = append(told, m[1])
	}
	if diff := cmp.Diff(app.Settings.Events.Bot, told); diff != "" {
		t.Errorf("events (-manifest +slack.md):\n%s", diff)
	}
}

// TestSlackPageIsTrue: its command lines, variables and quoted words are the
// program's.
func TestSlackPageIsTrue(t *testing.T) {
	page := deployFile(t, "slack.md")
	commandsAreTrue(t, "slack.md", page, 4)
	saidByBoth(t, "slack.md", page,
		"Slack: on, by Socket Mode", "SLACK_BOT_TOKEN was refused", "SLACK_APP_TOKEN was refused",
		"Slack: on; it calls http://", "Slack: in several workspaces; admins install it at http://", "the optional scope ", " is not granted; ", " is missing; ",
	)
}

// commandsAreTrue checks that the command lines of a page, at least so many, and
// the variables in it are the program's.
func commandsAreTrue(t *testing.T, name, page string, least int) {
	t.Helper()
	commands := regexp.MustCompile(`(?m)^ *\./careerbot (.*)$`).FindAllStringSubmatch(page, -1)
	for _, m := range commands {
		parseCommand(t, name, words(m[1]))
	}
	if len(commands) < least {
		t.Errorf("%d command lines found", len(commands))
	}
	known := variables(t)
	for _, v := range regexp.MustCompile(`\b[A-Z]+_[A-Z_]+\b`).FindAllString(page, -1) {
		if v != "CGO_ENABLED" && !slices.Contains(known, v) {
			t.Errorf("%s sets %s, which careerbot does not read", name, v)
		}
	}
}

// saidByBoth checks that a page quotes these words and the program says them.
func saidByBoth(t *testing.T, name, page string, texts ...string) {
	t.Helper()
	source := programSource(t)
	for _, said := range texts {
		if !strings.Contains(page, said) || !strings.Contains(source, said) {
			t.Errorf("%s and the program do not both say %q", name, said)
		}
	}
}
