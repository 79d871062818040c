package slack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// of is an event of a workspace that happens now.
func of(team, id, inner string) string { return ofThen(team, id, inner, time.Now()) }

func ofThen(team, id, inner string, then time.Time) string {
	return fmt.Sprintf(`{"type":"event_callback","team_id":%q,"event_id":%q,"event_time":%d,"event":%s}`, team, id, then.Unix(), inner)
}

func commandOf(team string) url.Values {
	return url.Values{"command": {"/career"}, "text": {"pay"}, "team_id": {team}, "channel_id": {"C1"}, "user_id": {"U1"}, "trigger_id": {"1.2"}}
}

// TestSeveralWorkspaces: each call goes to Slack with the token of its own.
func TestSeveralWorkspaces(t *testing.T) {
	r, tokens := severalRunning(t, samples()["salary"])
	for team, token := range tokens {
		inner := strings.ReplaceAll(`{"type":"app_mention","user":"U1","channel":"C1","ts":"1700000000.000100","text":"<@UBOT%s> pay"}`, "%s", team)
		if code := r.event(of(team, "Ev"+team, inner)).Code; code != 200 {
			t.Fatalf("%s: status %d", team, code)
		}
		mails := r.desk.mails()
		last := mails[len(mails)-1]
		if last.q.Tenant != team || last.q.Text != "pay" || !strings.HasPrefix(last.q.Link, "https://"+strings.ToLower(team)+".slack.com/") {
			t.Errorf("%s: accepted %+v", team, last.q)
		}
		m := bot.Mail{ID: last.q.ID, At: last.q.At, To: []byte(last.to), Answer: r.desk.answer}
		if _, err := r.Send(t.Context(), m, false); err != nil {
			t.Errorf("%s: Send() = %v", team, err)
		}
		if c := r.slack.wait(t); c.method != "chat.postMessage" || c.token != token {
			t.Errorf("%s: %s with %q, want %q", team, c.method, c.token, token)
		}
		window := strings.ReplaceAll(`{"type":"shortcut","team":{"id":"%s"},"user":{"id":"U1"},"callback_id":"ask","trigger_id":"1.2"}`, "%s", team)
		r.press(window)
		if c := r.slack.wait(t); c.method != "views.open" || c.token != token {
			t.Errorf("%s: %s with %q, want %q", team, c.method, c.token, token)
		}
		if rec := r.run(commandOf(team)); !strings.Contains(rec.Body.String(), "£") {
			t.Errorf("%s: /career = %s", team, rec.Body)
		}
	}
	if state, ok := r.Ready(); state != "connected, workspaces: 2" || !ok {
		t.Errorf("Ready() = %q, %t", state, ok)
	}
	quiet(t, r, "xoxb")
}

// TestOwnMessagesInSeveral: the bot has another id in each workspace.
func TestOwnMessagesInSeveral(t *testing.T) {
	r, _ := severalRunning(t, bot.Answer{})
	for _, team := range []string{"T1", "T2"} {
		inner := strings.ReplaceAll(`{"type":"message","channel_type":"im","user":"UBOT%s","channel":"D1","ts":"1700000000.000100","text":"pay"}`, "%s", team)
		r.event(of(team, "Ev"+team, inner))
	}
	if n := len(r.desk.mails()); n != 0 {
		t.Errorf("%d messages of the bot's own are accepted", n)
	}
}

func TestWorkspaceThatIsNotInstalled(t *testing.T) {
	r, _ := severalRunning(t, samples()["salary"])
	for _, body := range []string{
		of("T9", "Ev1", `{"type":"app_mention","user":"U1","channel":"C1","ts":"1700000000.000100","text":"<@UBOT> pay"}`),
		of("T9", "Ev0", `{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home"}`),
		of("T9", "Ev2", `{"type":"message","channel_type":"im","user":"U1","channel":"D1","ts":"1700000000.000200","text":"pay"}`),
	} {
		if code := r.event(body).Code; code != 200 {
			t.Errorf("%s: status %d, want 200: nothing is gained by its coming again", body, code)
		}
	}
	if rec := r.run(commandOf("T9")); rec.Code != 200 || !strings.Contains(rec.Body.String(), notInstalled) || !strings.Contains(rec.Body.String(), "ephemeral") {
		t.Errorf("/career = %d %s, want one private sentence", rec.Code, rec.Body)
	}
	press := strings.ReplaceAll(pressed(`{"v":1,"q":"pay"}`, `{"message_ts":"5.1"}`), "T1", "T9")
	if rec := r.press(press); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("a press = %d %s", rec.Code, rec.Body)
	}
	for _, again := range []bool{false, true} {
		_, err := r.Send(t.Context(), mail(`{"team":"T9","channel":"C1","user":"U1"}`, bot.Answer{Kind: bot.Help, Headline: "x", Private: true}), again)
		var retry *bot.RetryError
		if !errors.Is(err, errNotInstalled) || errors.As(err, &retry) || errors.Is(err, bot.ErrUnsettled) {
			t.Errorf("Send() = %v, want an end at once", err)
		}
	}
	r.settled()
	r.slack.idle(t)
	if len(r.desk.mails())+len(r.desk.questions()) != 0 || r.Stats().Ignored != 5 {
		t.Errorf("%d mails, %d questions and %+v, want all ignored", len(r.desk.mails()), len(r.desk.questions()), r.Stats())
	}
	if n := strings.Count(r.logged.String(), "not installed there"); n != 1 {
		t.Errorf("%d lines in the log, want one", n)
	}
}

// TestSendBeforeTheInstallIsKnown: a question that was taken by a replica that
// knows of an installation waits for the others to hear of it.
func TestSendBeforeTheInstallIsKnown(t *testing.T) {
	now := time.Now()
	var retry *bot.RetryError
	if err := notThere(now.Add(-time.Second), now); !errors.As(err, &retry) || retry.After <= 0 || retry.Limited {
		t.Errorf("error of a new question = %v, want another try", err)
	}
	if err := notThere(now.Add(-time.Minute), now); errors.As(err, &retry) || !errors.Is(err, errNotInstalled) {
		t.Errorf("error of an older question = %v, want the end", err)
	}
}

// TestCallsAfterTheEnd: a workspace may end between looking and calling.
func TestCallsAfterTheEnd(t *testing.T) {
	r, _ := severalRunning(t, bot.Answer{})
	ctx := t.Context()
	to := address{Team: "T9", Channel: "C1", Thread: "5.1"}
	m := mail(toThread, samples()["help"])
	var errs []error
	_, err := r.send(ctx, to, m, false)
	errs = append(errs, err)
	_, err = r.settle(ctx, to, m)
	errs = append(errs, err)
	errs = append(errs, r.remove(ctx, to, "5.2"), r.note(ctx, to, "x"), r.openWindow(ctx, &interaction{}, window{}))
	for i, err := range errs {
		var retry *bot.RetryError
		if !errors.Is(err, errNotInstalled) || errors.As(err, &retry) {
			t.Errorf("call %d = %v, want that it is not installed", i, err)
		}
	}
	r.slack.idle(t)
}

// TestRefusedTokenOfOne: a token that is worthless stops its own workspace
// alone.
func TestRefusedTokenOfOne(t *testing.T) {
	for _, code := range []string{"token_revoked", "account_inactive", "invalid_auth"} {
		r, _ := severalRunning(t, bot.Answer{})
		send := func(team string) error {
			_, err := r.Send(t.Context(), mail(`{"team":"`+team+`","channel":"C1"}`, samples()["help"]), false)
			r.slack.wait(t)
			return err
		}
		r.slack.next("chat.postMessage", says(`{"ok":false,"error":"`+code+`"}`))
		var retry *bot.RetryError
		if err := send("T1"); err == nil || errors.As(err, &retry) {
			t.Errorf("%s: Send() = %v, want an end", code, err)
		}
		if state, ok := r.Ready(); state != "connected, workspaces: 2; Slack refuses the tokens of 1" || !ok {
			t.Errorf("%s: Ready() = %q, %t", code, state, ok)
		}
		if err := send("T2"); err != nil {
			t.Errorf("%s: Send() to the other = %v", code, err)
		}
		r.slack.next("chat.postMessage", says(`{"ok":false,"error":"`+code+`"}`))
		send("T2")
		if state, ok := r.Ready(); ok {
			t.Errorf("%s: Ready() = %q, %t, where nothing works", code, state, ok)
		}
		r.installIn(t, "T3")
		if state, ok := r.Ready(); !ok {
			t.Errorf("%s: Ready() = %q, %t, where one works", code, state, ok)
		}
		r.installs().remove("T1")
		if state, _ := r.Ready(); state != "connected, workspaces: 2; Slack refuses the tokens of 1" {
			t.Errorf("%s: Ready() = %q after one has gone", code, state)
		}
		log := r.logged.String()
		if strings.Count(log, "the token is refused") != 2 || !strings.Contains(log, "team=T1") {
			t.Errorf("%s: log = %s, want each loss once", code, log)
		}
	}
}

func TestReadyInSeveral(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	if state, ok := r.Ready(); state != "waiting for the first installation at /slack/install" || !ok {
		t.Errorf("Ready() = %q, %t", state, ok)
	}
	r.AppToken = "xapp-test"
	if state, ok := r.Ready(); ok {
		t.Errorf("Ready() = %q, %t without a connection", state, ok)
	}
}

func TestRunInSeveralNamesWhatIsMissing(t *testing.T) {
	for _, change := range []func(*Adapter){
		func(a *Adapter) { a.ClientID = "" }, func(a *Adapter) { a.ClientSecret = "" }, func(a *Adapter) { a.SigningSecret = "" },
	} {
		r := newRig(t, bot.Answer{}, inSeveral, change)
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		if err := r.Run(ctx, r.desk); err == nil || !strings.Contains(err.Error(), "SLACK_") {
			t.Errorf("Run() = %v, want an error that names the variable", err)
		}
		cancel()
	}
}

// TestRecheckPauses: Slack is asked less and less about a token that it
// refuses, and goes on being asked.
func TestRecheckPauses(t *testing.T) {
	r, _ := severalRunning(t, bot.Answer{})
	w := r.in("T1")
	w.lostToken("token_revoked")
	r.slack.revoke(w.token)
	asked, now := 0, time.Now()
	for range 60 { // minutes
		for _, w := range r.refusing() {
			w.recheck(t.Context(), now)
		}
		for len(r.slack.calls) > 0 {
			<-r.slack.calls
			asked++
		}
		now = now.Add(recheckEvery)
	}
	if asked < 5 || asked > 10 {
		t.Errorf("asked %d times in an hour, want less and less, and not never", asked)
	}
	r.slack.next("auth.test", says(`{"ok":true,"team_id":"T1","user_id":"UBOTT1"}`))
	w.recheck(t.Context(), now.Add(recheckMost))
	if len(r.refusing()) != 0 {
		t.Error("the token is good again, and still counts as refused")
	}
}

// forgetting has the desk do what the real one does with a workspace that has
// gone.
func forgetting(r *rig) {
	r.desk.does = func(p bot.Press) bot.Answer {
		if p.Act == bot.Uninstalled {
			r.installs().remove(p.Tenant)
		}
		return bot.Answer{}
	}
}

func TestUninstallOfOne(t *testing.T) {
	for _, order := range [][]string{{uninstalled, revoked}, {revoked, uninstalled}} {
		r, tokens := severalRunning(t, bot.Answer{})
		forgetting(r)
		r.slack.revoke(tokens["T1"])
		for round, inner := range append(order, order...) {
			if code := r.event(of("T1", fmt.Sprint("Ev", round), inner)).Code; code != 200 {
				t.Errorf("%v: status %d", order, code)
			}
			if r.installed("T1") || !r.installed("T2") {
				t.Errorf("%v: T1 is there: %t, T2 is there: %t", order, r.installed("T1"), r.installed("T2"))
			}
		}
		want := bot.Press{Act: bot.Uninstalled, Tenant: "T1"}
		if diff := cmp.Diff([]bot.Press{want, want, want, want}, r.desk.presses()); diff != "" {
			t.Errorf("%v: pressed (-want +got):\n%s", order, diff)
		}
		if state, ok := r.Ready(); state != "connected, workspaces: 1" || !ok {
			t.Errorf("%v: Ready() = %q, %t", order, state, ok)
		}
	}
}

// TestUninstallThatComesLate: Slack may tell of a removal when the app is
// installed there again.
func TestUninstallThatComesLate(t *testing.T) {
	late := func(id string) string { return ofThen("T1", id, uninstalled, time.Now().Add(-time.Hour)) }
	r := running(t, bot.Answer{}, inSeveral)
	forgetting(r)
	b := &browser{r: r}
	if rec := b.back(b.begin(t), "T1.again"); rec.Code != http.StatusOK {
		t.Fatalf("not installed: %d", rec.Code)
	}
	if code := r.event(late("Ev1")).Code; code != 200 || !r.installed("T1") || len(r.desk.presses()) != 1 {
		t.Errorf("status %d, installed %t, %d presses; want the old data gone and the new token kept", code, r.installed("T1"), len(r.desk.presses()))
	}

	// Clocks differ: what Slack does not take any more is not kept.
	r.slack.revoke("xoxb-T1.again")
	if code := r.event(late("Ev2")).Code; code != 200 || r.installed("T1") {
		t.Errorf("status %d, and a worthless token is kept: %t", code, r.installed("T1"))
	}

	// What is said of a later moment is not in doubt, though Slack may take the
	// token for a little longer.
	b.back(b.begin(t), "T1.other")
	if code := r.event(ofThen("T1", "Ev4", revoked, time.Now().Add(time.Hour))).Code; code != 200 || r.installed("T1") {
		t.Errorf("status %d, and it is still installed: %t", code, r.installed("T1"))
	}

	// Where it cannot be put back, the event comes again.
	b.back(b.begin(t), "T1.third")
	r.installs().err = errDisk
	if code := r.event(late("Ev3")).Code; code != 500 {
		t.Errorf("status %d, want 500", code)
	}
}

func TestParseInstall(t *testing.T) {
	for record, want := range map[string]bool{
		``: false, `{}`: false, `7`: false, `{"team":"T1","token":"x"}`: false, `{"team":"T1","user":"U"}`: false,
		`{"team":"T1","token":"x","user":"U","more":1}`: true,
	} {
		if _, ok := parseInstall([]byte(record)); ok != want {
			t.Errorf("parseInstall(%s) = %t, want %t", record, ok, want)
		}
	}
	r := newRig(t, bot.Answer{}, inSeveral)
	r.Installs.Put(t.Context(), "T1", []byte("{"))
	if r.installed("T1") {
		t.Error("a record that cannot be read counts as installed")
	}
}

func TestTeamOfAnInteraction(t *testing.T) {
	for payload, want := range map[string]string{
		`{"type":"block_actions","team":{"id":"T1"},"user":{"team_id":"T2"}}`:                                                 "T1",
		`{"type":"block_actions","team":null,"user":{"team_id":"T2"}}`:                                                        "T2",
		`{"type":"view_submission","team":{"id":"T1"},"user":{"team_id":"T1"},"view":{"app_installed_team_id":"T3"}}`:         "T3",
		`{"type":"view_submission","team":{"id":"T1"},"user":{"team_id":"T1"},"view":{"id":"V1","app_installed_team_id":""}}`: "T1",
	} {
		in, ok := parseInteraction(url.Values{"payload": {payload}}.Encode())
		if !ok || in.team() != want {
			t.Errorf("%s: team %q, want %q", payload, in.team(), want)
		}
	}
}
