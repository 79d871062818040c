package slack

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

func TestMissingScopes(t *testing.T) {
	for granted, want := range map[string][]string{
		"commands,chat:write,app_mentions:read,im:history,assistant:write,channels:history,groups:history,files:write":              {},
		"groups:history, assistant:write, channels:history, im:history, app_mentions:read, chat:write, commands, files:write, more": {},
		"commands,chat:write,channels:history": {"app_mentions:read", "im:history", "assistant:write", "groups:history", "files:write"},
		"chat:write.public,commands":           {"chat:write", "app_mentions:read", "im:history", "assistant:write", "channels:history", "groups:history", "files:write"},
		"":                                     {"commands", "chat:write", "app_mentions:read", "im:history", "assistant:write", "channels:history", "groups:history", "files:write"},
	} {
		got := []string{}
		for _, s := range missing(granted) {
			got = append(got, s.name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("missing(%q) (-want +got):\n%s", granted, diff)
		}
	}
}

// TestScopesAreToldAtTheStart: one line each, and the bot runs nevertheless.
func TestScopesAreToldAtTheStart(t *testing.T) {
	for _, test := range []struct {
		header []string
		want   []string
	}{
		{nil, nil},
		{[]string{"commands,chat:write,app_mentions:read,im:history,assistant:write,channels:history,groups:history,files:write"}, nil},
		{[]string{"commands,chat:write,im:history,assistant:write,channels:history"}, []string{
			"the scope app_mentions:read is missing; mentions do not arrive",
			"the optional scope groups:history is not granted; " + "in private channels " + unread,
			"the optional scope files:write is not granted; charts are shown as tables",
		}},
	} {
		r := newRig(t, bot.Answer{})
		r.slack.next("auth.test", func(w http.ResponseWriter, req *http.Request) {
			for _, v := range test.header {
				w.Header().Add("X-OAuth-Scopes", v)
			}
			says(`{"ok":true,"team_id":"T1","user_id":"UBOT"}`)(w, req)
		})
		told := make(chan string, 20)
		r.Tell = func(sentence string) { told <- sentence }
		done := make(chan error, 1)
		go func() { done <- r.Run(t.Context(), r.desk) }()
		select {
		case <-r.ready:
		case err := <-done:
			t.Fatalf("Run() = %v", err)
		case <-time.After(patience):
			t.Fatal("Run does not get ready")
		}
		var got []string
		for len(told) > 0 {
			got = append(got, <-told)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%v: told (-want +got):\n%s", test.header, diff)
		}
		for _, s := range scopes {
			inLog, inTold := strings.Contains(r.logged.String(), "scope="+s.name), strings.Contains(strings.Join(got, "\n"), s.name)
			if inLog != inTold {
				t.Errorf("%s: in the log %t, told %t", s.name, inLog, inTold)
			}
		}
	}
}
