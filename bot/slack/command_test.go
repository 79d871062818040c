package slack

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"careerbot/bot"
)

// career returns the form of a slash command, as Slack sends it.
func career(text string) url.Values {
	return url.Values{
		"token": {"old"}, "team_id": {"T1"}, "team_domain": {"example"}, "enterprise_id": {"E1"},
		"channel_id": {"C1"}, "channel_name": {"general"}, "user_id": {"U1"}, "user_name": {"alice"},
		"command": {"/career"}, "text": {text}, "api_app_id": {"A1"}, "is_enterprise_install": {"false"},
		"response_url": {"http://127.0.0.1:1/never"}, "trigger_id": {"13.37.abc"},
	}
}

func TestCommand(t *testing.T) {
	r := newRig(t, samples()["salary"]) // works before Run has asked Slack anything
	rec := r.run(career("mid devops pay R&amp;D + Manchester?"))
	if got := rec.Header().Get("Content-Type"); rec.Code != 200 || !strings.HasPrefix(got, "application/json") {
		t.Fatalf("Status, type = %d, %q, want 200 and JSON", rec.Code, got)
	}
	want := []bot.Question{{
		ID: "slack.T1.C1.13.37.abc", Tenant: "T1", Room: "C1", User: r.Key.Hash("slack", "T1", "U1"),
		Text: "mid devops pay R&D + Manchester?", Addressed: true,
	}}
	if diff := cmp.Diff(want, r.desk.questions(), cmpopts.IgnoreFields(bot.Question{}, "At")); diff != "" {
		t.Errorf("Question (-want +got):\n%s", diff)
	}
	c := r.privateCard(r.desk.answer, bot.Question{Text: want[0].Text, Room: "C1"}, person{"T1", "U1"}, "general")
	if diff := cmp.Diff(unsealed(appendReply(nil, c, reply{})), unsealed(rec.Body.Bytes())); diff != "" {
		t.Errorf("Body (-want +got):\n%s", diff)
	}
	var msg struct {
		ResponseType string `json:"response_type"`
	}
	if err := json.Unmarshal(rec.Body.Bytes(), &msg); err != nil || msg.ResponseType != "ephemeral" {
		t.Errorf("response_type = %q, %v, want ephemeral", msg.ResponseType, err)
	}
	r.slack.idle(t)
}

func TestEmptyCommandAsksForHelp(t *testing.T) {
	for _, text := range []string{"", "   ", "<@UBOT>"} {
		r := newRig(t, samples()["help"])
		r.run(career(text))
		if got := r.desk.questions()[0].Text; got != "help" {
			t.Errorf("Text of %q = %q, want help", text, got)
		}
	}
}

func TestCommandSaysWhatIsWrong(t *testing.T) {
	r := newRig(t, bot.Answer{})
	r.desk.err = errors.New("index: broken")
	rec := r.run(career("pay"))
	if body := rec.Body.String(); rec.Code != 200 || !strings.Contains(body, trouble) || strings.Contains(body, "index") {
		t.Errorf("Failing desk: %d %s, want 200 and %q", rec.Code, body, trouble)
	}
	form := career("pay")
	form.Set("command", "/weather")
	if rec = r.run(form); rec.Code != 200 || !strings.Contains(rec.Body.String(), "/career") {
		t.Errorf("Other command: %d %s, want a note that names /career", rec.Code, rec.Body)
	}
	if n := len(r.desk.questions()); n != 1 {
		t.Errorf("The desk was asked %d times, want once", n)
	}
}

func TestOwnCommandName(t *testing.T) {
	r := newRig(t, samples()["help"])
	r.Command = "/jobs"
	form := career("pay")
	form.Set("command", "/jobs")
	if r.run(form); len(r.desk.questions()) != 1 {
		t.Error("A configured command was not answered")
	}
}

func TestSilentCommands(t *testing.T) {
	r := newRig(t, bot.Answer{}) // Silence
	if rec := r.run(career("pay")); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("Silence: %d %q, want 200 and nothing", rec.Code, rec.Body)
	}
	rec := r.do(signed("/slack/commands", "ssl_check=1&token=old"))
	if rec.Code != 200 || rec.Body.Len() != 0 || len(r.desk.questions()) != 1 {
		t.Errorf("Certificate check: %d %q, want 200, nothing, and no question", rec.Code, rec.Body)
	}
}
