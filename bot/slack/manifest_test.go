package slack

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// A rule is what Slack's manifest schema says of one place of a manifest.
type rule struct {
	kind     string // "object", "array", "string" or "bool"
	min, max int    // characters of a string, items of an array; 0: no limit
	pattern  string
}

// manifestRules are the places of a manifest that Slack knows, those that we
// use and their neighbours: its schema, version 2.0.0. "[]" is an item.
var manifestRules = map[string]rule{
	"":                                                  {kind: "object"},
	".display_information":                              {kind: "object"},
	".display_information.name":                         {kind: "string", min: 1, max: 35},
	".display_information.description":                  {kind: "string", min: 1, max: 140},
	".display_information.long_description":             {kind: "string", min: 175, max: 4000},
	".display_information.background_color":             {kind: "string", pattern: `^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$`},
	".features":                                         {kind: "object"},
	".features.app_home":                                {kind: "object"},
	".features.app_home.home_tab_enabled":               {kind: "bool"},
	".features.app_home.messages_tab_enabled":           {kind: "bool"},
	".features.app_home.messages_tab_read_only_enabled": {kind: "bool"},
	".features.bot_user":                                {kind: "object"},
	".features.bot_user.display_name":                   {kind: "string", min: 1, max: 80},
	".features.bot_user.always_online":                  {kind: "bool"},
	".features.shortcuts":                               {kind: "array", min: 1, max: 10},
	".features.shortcuts[]":                             {kind: "object"},
	".features.shortcuts[].name":                        {kind: "string", min: 1, max: 24},
	".features.shortcuts[].type":                        {kind: "string", pattern: `^(message|global)$`},
	".features.shortcuts[].callback_id":                 {kind: "string", min: 1, max: 255},
	".features.shortcuts[].description":                 {kind: "string", min: 1, max: 150},
	".features.slash_commands":                          {kind: "array", min: 1, max: 50},
	".features.slash_commands[]":                        {kind: "object"},
	".features.slash_commands[].command":                {kind: "string", min: 2, max: 32, pattern: `^/`},
	".features.slash_commands[].url":                    {kind: "string", max: 3000, pattern: `^https?://`},
	".features.slash_commands[].description":            {kind: "string", min: 1, max: 2000},
	".features.slash_commands[].usage_hint":             {kind: "string", min: 1, max: 1000},
	".features.slash_commands[].should_escape":          {kind: "bool"},
	".features.agent_view":                              {kind: "object"},
	".features.agent_view.agent_description":            {kind: "string", max: 300},
	".features.agent_view.suggested_prompts":            {kind: "array", max: 4},
	".features.agent_view.suggested_prompts[]":          {kind: "object"},
	".features.agent_view.suggested_prompts[].title":    {kind: "string"},
	".features.agent_view.suggested_prompts[].message":  {kind: "string"},
	".oauth_config":                                     {kind: "object"},
	".oauth_config.redirect_urls":                       {kind: "array", max: 1000},
	".oauth_config.redirect_urls[]":                     {kind: "string", max: 2500},
	".oauth_config.scopes":                              {kind: "object"},
	".oauth_config.scopes.bot":                          {kind: "array", max: 255},
	".oauth_config.scopes.bot[]":                        {kind: "string", max: 50},
	".oauth_config.scopes.bot_optional":                 {kind: "array", max: 255},
	".oauth_config.scopes.bot_optional[]":               {kind: "string", max: 50},
	".settings":                                         {kind: "object"},
	".settings.event_subscriptions":                     {kind: "object"},
	".settings.event_subscriptions.request_url":         {kind: "string", max: 3500, pattern: `^https?://`},
	".settings.event_subscriptions.bot_events":          {kind: "array", max: 100},
	".settings.event_subscriptions.bot_events[]":        {kind: "string", max: 50},
	".settings.interactivity":                           {kind: "object"},
	".settings.interactivity.is_enabled":                {kind: "bool"},
	".settings.interactivity.request_url":               {kind: "string", max: 3500, pattern: `^https?://`},
	".settings.interactivity.message_menu_options_url":  {kind: "string", max: 3500, pattern: `^https?://`},
	".settings.org_deploy_enabled":                      {kind: "bool"},
	".settings.socket_mode_enabled":                     {kind: "bool"},
	".settings.token_rotation_enabled":                  {kind: "bool"},
}

// manifestFaults returns where a value breaks the rules.
func manifestFaults(at string, v any) (faults []string) {
	r, known := manifestRules[at]
	fault := func(format string, args ...any) { faults = append(faults, at+": "+fmt.Sprintf(format, args...)) }
	if !known {
		fault("no such place")
		return faults
	}
	kind, size := "", 0
	switch v := v.(type) {
	case map[string]any:
		kind = "object"
		for key, inner := range v {
			faults = append(faults, manifestFaults(at+"."+key, inner)...)
		}
	case []any:
		kind, size = "array", len(v)
		for _, inner := range v {
			faults = append(faults, manifestFaults(at+"[]", inner)...)
		}
	case string:
		kind, size = "string", utf8.RuneCountInString(v)
		if !regexp.MustCompile(r.pattern).MatchString(v) {
			fault("%q is not like %s", v, r.pattern)
		}
	case bool:
		kind = "bool"
	}
	if kind != r.kind || size < r.min || r.max > 0 && size > r.max {
		fault("a %s of size %d, want %+v", kind, size, r)
	}
	return faults
}

func readManifest(t *testing.T, m Manifest) (tree any, app appManifest) {
	t.Helper()
	b, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &tree); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &app); err != nil {
		t.Fatal(err)
	}
	return tree, app
}

func TestManifestKeepsSlacksRules(t *testing.T) {
	for _, m := range []Manifest{{}, {Host: "careerbot.example.org"}, {Host: "a.example:8443", Command: "/jobs"}, {Install: "b.example"}, {Host: "a.example", Install: "b.example:8443"}} {
		tree, app := readManifest(t, m)
		for _, f := range manifestFaults("", tree) {
			t.Errorf("%+v: %s", m, f)
		}
		var back []string
		if m.Install != "" {
			back = []string{"https://" + m.Install + "/slack/oauth_redirect"}
		}
		if !slices.Equal(app.OAuth.Redirects, back) {
			t.Errorf("%+v: redirect_urls are %v", m, app.OAuth.Redirects)
		}
		if app.Settings.Socket != (m.Host == "") {
			t.Errorf("%+v: socket_mode_enabled is %v", m, app.Settings.Socket)
		}
		for _, url := range []string{app.Features.Commands[0].URL, app.Settings.Events.URL, app.Settings.Interactivity.URL} {
			if m.Host == "" && url != "" || m.Host != "" && !strings.HasPrefix(url, "https://"+m.Host+"/slack/") {
				t.Errorf("%+v: address %q", m, url)
			}
		}
		for _, name := range app.OAuth.Scopes.Optional {
			if !slices.Contains(app.OAuth.Scopes.Bot, name) {
				t.Errorf("%s is optional, and not among the scopes, as Slack wants it", name)
			}
		}
	}
}

// TestManifestRulesCatch holds the rules themselves to what they are for.
func TestManifestRulesCatch(t *testing.T) {
	for _, bad := range []string{
		`{"display":{}}`, `{"display_information":{"name":""}}`, `{"display_information":{"name":"` + strings.Repeat("x", 36) + `"}}`,
		`{"features":{"shortcuts":[]}}`, `{"features":{"slash_commands":[{"command":"career"}]}}`, `{"settings":{"socket_mode_enabled":"yes"}}`,
		`{"oauth_config":{"scopes":{"bot":"commands"}}}`,
	} {
		var tree any
		if err := json.Unmarshal([]byte(bad), &tree); err != nil {
			t.Fatal(err)
		}
		if len(manifestFaults("", tree)) == 0 {
			t.Errorf("%s passes", bad)
		}
	}
}

func TestManifestThatMakesNoSense(t *testing.T) {
	for _, m := range []Manifest{
		{Host: "https://a.example"}, {Host: "a.example/path"}, {Host: "a b"}, {Host: ":80"}, {Host: "u@a.example"}, {Host: "a.example?x"},
		{Install: "https://a.example"}, {Host: "a.example", Install: "a.example/slack"},
		{Command: "career"}, {Command: "/"}, {Command: "/a b"}, {Command: "/" + strings.Repeat("x", 32)},
	} {
		if b, err := m.JSON(); err == nil {
			t.Errorf("%+v gives %s", m, b)
		}
	}
}

// TestManifestHasWhatIsUsed: each event is one that the adapter takes, and each
// scope is asked for by something in the code.
func TestManifestHasWhatIsUsed(t *testing.T) {
	_, app := readManifest(t, Manifest{})
	inner := map[string]string{
		"app_mention":           `{"type":"app_mention","user":"U1","channel":"C1","ts":"1700000000.000100","text":"hi"}`,
		"message.im":            `{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"1700000000.000200","text":"hi"}`,
		"message.channels":      `{"type":"message","channel_type":"channel","user":"U1","channel":"C1","ts":"1700000000.000300","text":"hi"}`,
		"message.groups":        `{"type":"message","channel_type":"group","user":"U1","channel":"G1","ts":"1700000000.000400","text":"hi"}`,
		"app_home_opened":       openedHome("U1"),
		"agent_session_stopped": stopPressed,
		"app_uninstalled":       `{"type":"app_uninstalled"}`,
		"tokens_revoked":        `{"type":"tokens_revoked","tokens":{"bot":["UBOT"]}}`,
	}
	for i, name := range app.Settings.Events.Bot {
		r := running(t, bot.Answer{})
		if code := r.event(event(fmt.Sprint("Ev", i), inner[name])).Code; code != 200 || r.Stats().Ignored != 0 {
			t.Errorf("%s: status %d, ignored %d", name, code, r.Stats().Ignored)
		}
	}
	for _, s := range app.Features.Shortcuts {
		kind := map[string]string{"message": "message_action", "global": "shortcut"}[s.Type]
		if newRig(t, bot.Answer{}).pressed(&interaction{Type: kind, CallbackID: s.Callback, ResponseURL: "https://slack.example/"}) == nil {
			t.Errorf("nothing answers the shortcut %+v", s)
		}
	}
	uses := []string{"commands", "chat:write", "files:write"} // serveCommand, Send, upload
	for _, e := range botEvents {
		if e.scope != "" {
			uses = append(uses, e.scope)
		}
	}
	slices.Sort(uses)
	if diff := cmp.Diff(uses, slices.Sorted(slices.Values(app.OAuth.Scopes.Bot))); diff != "" {
		t.Errorf("scopes (-used +in the manifest):\n%s", diff)
	}
}
