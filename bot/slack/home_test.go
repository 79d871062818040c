package slack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// catalogue is what a shelf can be asked about.
var catalogue = bot.Catalogue{
	Roles: []string{"DevOps Engineer", "Software Engineer"}, Places: []string{"UK", "US"}, Levels: []string{"Entry-level", "Mid-level", "Senior"},
	Articles: []bot.Listed{{
		Name: source.Article, Title: "DevOps vs Software Engineering", Publisher: "CloudPros", Data: "2026",
		Interest: "CloudPros sells a DevOps bootcamp", URL: "https://example.org/guide?a=1&b=2",
	}},
	Examples: []bot.Offer{
		{Label: "Pay: Mid-level DevOps Engineer, UK", Question: "Mid-level DevOps Engineer salary in the UK?"},
		{Label: "Skills for DevOps", Question: "Which skills does a DevOps engineer need?"},
		{Label: "3", Question: "Three?"}, {Label: "4", Question: "Four?"}, {Label: "5", Question: "Five?"}, {Label: "6", Question: "Six?"},
	},
}

// openedHome and openedMessages are the events of opening the two tabs.
func openedHome(user string) string {
	return fmt.Sprintf(`{"type":"app_home_opened","user":%q,"channel":"D1","tab":"home","event_ts":"1700000000.000100"}`, user)
}

func openedMessages(user string) string {
	return fmt.Sprintf(`{"type":"app_home_opened","user":%q,"channel":"D1","tab":"messages","event_ts":"1700000000.000100"}`, user)
}

// onHome returns the payload of a press on the Home; %s stays what it is, since
// there is no address to answer at.
func (b button) onHome(user string) string {
	return fmt.Sprintf(`{"type":"block_actions","team":{"id":"T1"},"user":{"id":%q,"team_id":"T1"},"trigger_id":"1.2.x","container":{"type":"view","view_id":"VH"},
"view":{"id":"VH","type":"home","callback_id":"home","private_metadata":"x","state":{"values":{}}},
"actions":[{"type":"button","action_id":%q,"block_id":%q,"value":%q,"action_ts":"1700000003.000300"}]}`, user, b.action, b.block, b.value)
}

// chosen returns the payload of choosing a channel on the Home.
func chosen(user, room string) string {
	b := button{action: "home.room", block: "home.room"}
	return strings.Replace(b.onHome(user), `"value":""`, fmt.Sprintf(`"selected_conversation":%q`, room), 1)
}

// library returns a rig with a shelf, and staff.
func library(t testing.TB) *rig {
	r := newRig(t, samples()["salary"])
	r.Articles, r.Staff = shelf{}, []string{"USTAFF"}
	return r
}

// homeOf returns the Home in a call.
func homeOf(t *testing.T, c call, user string) []byte {
	t.Helper()
	var body struct {
		User string `json:"user_id"`
		View json.RawMessage
	}
	if err := json.Unmarshal([]byte(c.body), &body); err != nil || c.method != "views.publish" || body.User != user {
		t.Fatalf("Call = %s %s (%v), want the Home of %s", c.method, c.body, err, user)
	}
	for _, fault := range homeFaults(body.View) {
		t.Error(fault)
	}
	return body.View
}

func TestHome(t *testing.T) {
	r := library(t)
	for _, test := range []struct {
		name string
		home home
	}{
		{"home", home{about: catalogue, command: "/career"}},
		{"home-staff", home{about: catalogue, command: "/career", staff: true, room: "C1", setting: "Auto-reply in this channel: off"}},
		{"home-empty", home{command: "/jobs"}},
		{"home-many", home{about: manyNames(), command: "/career", staff: true}},
	} {
		raw := test.home.appendJSON(nil, r.Key)
		for _, fault := range homeFaults(raw) {
			t.Errorf("%s: %s", test.name, fault)
		}
		sameAsFile(t, test.name, raw)
	}
}

// manyNames returns a catalogue of more than fits, all of it hostile.
func manyNames() (c bot.Catalogue) {
	for i := range 150 {
		name := fmt.Sprint(i, " ", hostile)
		c.Roles, c.Places, c.Levels = append(c.Roles, name), append(c.Places, fmt.Sprint("P", i)), append(c.Levels, strings.Repeat("L", 400))
		c.Articles = append(c.Articles, bot.Listed{Title: name, Publisher: hostile, Interest: strings.Repeat("x", 900), URL: "https://e.example/<!channel>|x"})
		c.Examples = append(c.Examples, bot.Offer{Label: name, Question: name})
	}
	return c
}

func TestHomeSaysHowManyMore(t *testing.T) {
	r := newRig(t, bot.Answer{})
	raw := string(home{about: manyNames()}.appendJSON(nil, r.Key))
	for _, want := range []string{"P0, P1", " and 138 more", "and 142 more"} {
		if !strings.Contains(raw, want) {
			t.Errorf("the Home lacks %q", want)
		}
	}
}

// A Home is published when it is first opened, and again only when it is another
// one.
func TestOpenHome(t *testing.T) {
	r := library(t)
	open := func(id, inner string) {
		t.Helper()
		if rec := r.event(event(id, inner)); rec.Code != 200 {
			t.Errorf("Status = %d, want 200", rec.Code)
		}
		r.settled()
	}
	open("Ev1", openedHome("U1"))
	view := homeOf(t, r.slack.wait(t), "U1")
	if strings.Contains(string(view), askedInVain) {
		t.Errorf("Home = %s, want nothing for staff", view)
	}
	open("Ev2", openedHome("U1")) // before Slack knows of the first
	with := func(metadata string) string {
		return strings.Replace(openedHome("U1"), `"tab"`, fmt.Sprintf(`"view":{"id":"VH","type":"home","private_metadata":%q},"tab"`, metadata), 1)
	}
	open("Ev3", with(metadataOf(view)))
	r.slack.idle(t)
	open("Ev4", with("of an older version"))
	homeOf(t, r.slack.wait(t), "U1")
	open("Ev5", openedHome("USTAFF"))
	if view := homeOf(t, r.slack.wait(t), "USTAFF"); !strings.Contains(string(view), askedInVain) {
		t.Errorf("Home of staff = %s, want unanswered questions", view)
	}
	r.Articles = nil // they are other ones now
	open("Ev6", openedHome("U1"))
	homeOf(t, r.slack.wait(t), "U1")
	r.slack.idle(t)
}

// Who cannot see a Home is no fault of anybody's, and nothing is tried twice.
func TestHomeRefused(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		failed int64
	}{
		"not enabled": {says(`{"ok":false,"error":"not_enabled"}`), 0},
		"a guest":     {says(`{"ok":false,"error":"user_not_found"}`), 0},
		"a race":      {says(`{"ok":false,"error":"hash_conflict"}`), 0},
		"too much":    {fails(429, "Retry-After", "30"), 0},
		"cut":         {cuts, 0},
		"our fault":   {says(`{"ok":false,"error":"invalid_blocks"}`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			r := library(t)
			r.slack.next("views.publish", test.answer)
			r.event(event("Ev1", openedHome("U1")))
			r.slack.wait(t)
			r.settled()
			r.slack.idle(t)
			if got := r.Stats().Failed; got != test.failed || test.failed == 0 && strings.Contains(r.logged.String(), "level=ERROR") {
				t.Errorf("Failed = %d, log = %s; want %d failed, and no error but for those", got, r.logged, test.failed)
			}
			r.event(event("Ev2", openedHome("U1")))
			homeOf(t, r.slack.wait(t), "U1") // the next opening makes up for it
		})
	}
}

// What can be opened elsewhere, or cannot be read, is acknowledged.
func TestOtherOpenings(t *testing.T) {
	r := library(t)
	for i, inner := range []string{
		`{"type":"app_home_opened","user":"U1","tab":"about"}`, `{"type":"app_home_opened","tab":"home"}`, `{"type":"app_home_opened","user":7}`,
		`{"type":"app_home_opened","user":"U1","tab":"messages"}`,
		`{"type":"assistant_thread_started","assistant_thread":{"user_id":"U1"}}`, `{"type":"assistant_thread_context_changed"}`, `{"type":"app_context_changed","context":{}}`,
	} {
		if rec := r.event(event(fmt.Sprint("Ev", i), inner)); rec.Code != 200 {
			t.Errorf("%s: status %d, want 200", inner, rec.Code)
		}
	}
	r.settled()
	r.slack.idle(t)
	if got := r.Stats().Ignored; got != 7 {
		t.Errorf("Ignored = %d, want 7", got)
	}
}

// An example runs in a window, and goes on there.
func TestExampleOnHome(t *testing.T) {
	r := library(t)
	view := home{about: catalogue, command: "/career"}.appendJSON(nil, r.Key)
	r.press(find(t, view, "Skills for DevOps").onHome("U1"))
	opened := r.slack.wait(t)
	if opened.method != "views.open" || !strings.Contains(opened.body, `"trigger_id":"1.2.x"`) {
		t.Fatalf("Call = %s %s, want a window", opened.method, opened.body)
	}
	shown := viewOf(t, opened.body)
	if !strings.Contains(shown, "£60,000–£85,000") || !strings.Contains(shown, `"callback_id":"ask"`) || !strings.Contains(shown, `"private_metadata":"AQIDBAUG"`) {
		t.Errorf("Window = %s, want the answer, and a field for the next question", shown)
	}
	if q := r.desk.questions()[0]; q.Text != "Which skills does a DevOps engineer need?" || q.Room != windowRoom || q.Tenant != "T1" {
		t.Errorf("Question = %+v, want the example", q)
	}
	r.desk.err = errors.New("index: broken")
	r.press(find(t, view, "3").onHome("U1"))
	if got := viewOf(t, r.slack.wait(t).body); !strings.Contains(got, trouble) {
		t.Errorf("Window = %s, want %q", got, trouble)
	}
	r.slack.idle(t)
}

// What a person wants to know of their data opens in a window to read.
func TestDataOnHome(t *testing.T) {
	r := library(t)
	r.desk.press = bot.PrivacyAnswer(nil)
	view := home{about: catalogue}.appendJSON(nil, r.Key)
	if !strings.Contains(string(view), `"style":"danger"`) {
		t.Errorf("Home = %s, want to be asked before data is deleted", view)
	}
	for _, label := range []string{privacyLabel, deleteLabel} {
		r.press(find(t, view, label).onHome("U1"))
		got := r.slack.wait(t)
		window := viewOf(t, got.body)
		if got.method != "views.open" || !strings.Contains(window, label) || !strings.Contains(window, "I keep nothing about you") || strings.Contains(window, `"input"`) {
			t.Errorf("%s: call = %s %s, want a window with the answer alone", label, got.method, got.body)
		}
	}
	want := []bot.Press{
		{Act: bot.ShowPrivacy, Tenant: "T1", Room: windowRoom, User: r.Key.Hash("slack", "T1", "U1")},
		{Act: bot.DeleteData, Tenant: "T1", Room: windowRoom, User: r.Key.Hash("slack", "T1", "U1")},
	}
	if diff := cmp.Diff(want, r.desk.presses()); diff != "" {
		t.Errorf("Presses (-want +got):\n%s", diff)
	}
	r.desk.err = errors.New("state: full")
	r.press(find(t, view, privacyLabel).onHome("U1"))
	if window := viewOf(t, r.slack.wait(t).body); !strings.Contains(window, trouble) || strings.Contains(window, "full") {
		t.Errorf("Window = %s, want %q", window, trouble)
	}
}

// settings is a desk that keeps what staff set, as the real one does.
func settings(r *rig) {
	now := bot.AutoReplyOff
	r.desk.does = func(p bot.Press) bot.Answer {
		switch {
		case !p.Staff:
			return bot.StaffOnlyAnswer()
		case p.Act == bot.ShowUnanswered:
			return bot.Answer{Kind: bot.Help, Headline: "Nobody asked in vain."}
		case p.Act == bot.SetAutoReply:
			now = bot.AutoReply(p.Arg)
		}
		return bot.SettingsAnswer(now)
	}
}

func TestSettingsOnHome(t *testing.T) {
	r := library(t)
	settings(r)
	r.press(chosen("USTAFF", "C7"))
	view := homeOf(t, r.slack.wait(t), "USTAFF")
	for _, want := range []string{"Auto-reply in this channel: off", `"initial_conversation":"C7"`} {
		if !strings.Contains(string(view), want) {
			t.Errorf("Home = %s, want %s", view, want)
		}
	}
	for _, set := range []struct{ label, is string }{{"Test", "test"}, {"On", "on"}, {"Off", "off"}} {
		r.press(find(t, view, set.label).onHome("USTAFF"))
		if view := homeOf(t, r.slack.wait(t), "USTAFF"); !strings.Contains(string(view), "Auto-reply in this channel: "+set.is) {
			t.Errorf("Home = %s, want %s", view, set.is)
		}
	}
	for _, p := range r.desk.presses() {
		if p.Room != "C7" || !p.Staff {
			t.Errorf("Press = %+v, want one of staff in C7", p)
		}
	}
	r.press(find(t, view, askedInVain).onHome("USTAFF"))
	if got := viewOf(t, r.slack.wait(t).body); !strings.Contains(got, "Nobody asked in vain.") {
		t.Errorf("Window = %s, want what was asked in vain", got)
	}
	r.slack.next("views.publish", fails(429, "Retry-After", "30"))
	r.press(chosen("USTAFF", "C8"))
	r.slack.wait(t)
	if got := viewOf(t, r.slack.wait(t).body); !strings.Contains(got, "Auto-reply in this channel: off") {
		t.Errorf("Window = %s, want what the Home could not be made to show", got)
	}
	r.event(event("Ev1", openedHome("USTAFF"))) // a Home begins without a channel
	if view := homeOf(t, r.slack.wait(t), "USTAFF"); strings.Contains(string(view), "initial_conversation") {
		t.Errorf("Home = %s, want no channel chosen", view)
	}
	r.settled()
	r.slack.idle(t)
}

// Who is not staff, or not any more, changes and sees nothing, whatever they
// press.
func TestForgedOnHome(t *testing.T) {
	r := library(t)
	settings(r)
	view := home{staff: true, room: "C7", setting: "x"}.appendJSON(nil, r.Key)
	payloads := []string{chosen("U1", "C7")}
	for _, label := range []string{"On", "Off", "Test", askedInVain} {
		payloads = append(payloads, find(t, view, label).onHome("U1"))
	}
	for _, payload := range payloads {
		r.press(payload)
		got := r.slack.wait(t)
		if window := viewOf(t, got.body); got.method != "views.open" || !strings.Contains(window, bot.StaffOnlyAnswer().Headline) {
			t.Errorf("%s: call = %s %s, want that it is for staff", payload, got.method, got.body)
		}
	}
	for _, p := range r.desk.presses() {
		if p.Staff {
			t.Errorf("Press = %+v, want one of nobody's staff", p)
		}
	}
}

// What no Home has is not pressed.
func TestOddPressOnHome(t *testing.T) {
	r := library(t)
	r.desk.press = bot.ThanksAnswer()
	for _, b := range []button{
		{"home.data", "home.0", "", ""}, {"home.data", "home.0", "", `{"v":3,"d":"privacy"}`}, {"home.data", "home.0", "", `{"v":1,"d":"uninstalled"}`},
		{"home.data", "home.0", "", `{"v":1,"d":"stop","a":"4.9"}`}, {"home.data", "home.2", "", `{"v":1,"d":"auto_reply","a":"on"}`},
		{homeSet, "home.2", "", `{"v":1,"d":"auto_reply","a":"on"}`}, {homeSet + "C1", "home.2", "", `{"v":1,"d":"auto_reply","a":"always"}`},
	} {
		r.press(b.onHome("USTAFF"))
		if got := viewOf(t, r.slack.wait(t).body); !strings.Contains(got, oldPress) {
			t.Errorf("%+v: window = %s, want %q", b, got, oldPress)
		}
	}
	inMessage := button{"home.data", "home.0", "", `{"v":1,"d":"delete"}`}
	r.press(inMessage.pressed("U1", belowPublic)) // stands on no Home
	r.press(strings.Replace(button{"tools.", "post.0", "", r.seal(handed{Question: "pay?"}, "T1", "U1")}.onHome("U1"), `"value":""`, "", 1))
	r.settled()
	r.slack.idle(t)
	if got := r.desk.presses(); len(got) != 0 {
		t.Errorf("Presses = %+v, want none", got)
	}
}

// A desk that takes too long is not waited for: Slack opens windows for three
// seconds alone.
func TestSlowPressOnHome(t *testing.T) {
	r := library(t)
	var within bool
	r.desk.press = bot.PrivacyAnswer(nil)
	r.desk.waits = func(ctx context.Context) { _, within = ctx.Deadline() }
	r.press(find(t, home{}.appendJSON(nil, r.Key), privacyLabel).onHome("U1"))
	r.slack.wait(t)
	if !within {
		t.Error("the desk has no deadline")
	}
	r.slack.next("views.open", says(`{"ok":false,"error":"expired_trigger_id"}`))
	r.press(find(t, home{}.appendJSON(nil, r.Key), privacyLabel).onHome("U1"))
	r.slack.wait(t)
	r.settled()
	if got := r.Stats(); got.Failed != 1 || got.Presses != 1 {
		t.Errorf("Stats = %+v, want one press that failed", got)
	}
}

// The home of a real set of articles keeps all limits, and its examples are
// answered.
func TestRealHome(t *testing.T) {
	r := newRig(t, bot.Answer{})
	d := realBot(t, r.Key)
	r.Articles = d
	view := r.newHome("U1").appendJSON(nil, r.Key)
	for _, fault := range homeFaults(view) {
		t.Error(fault)
	}
	asked := 0
	for _, b := range buttonsOf(t, view) {
		if v, ok := parseButton(b.value); ok && v.Q != "" {
			asked++
			if a, _ := d.Answer(t.Context(), bot.Question{Text: v.Q, Addressed: true}); !a.Kind.Answered() {
				t.Errorf("the example %q is declined", v.Q)
			}
		}
	}
	if asked != homeExamples {
		t.Errorf("%d examples, want %d", asked, homeExamples)
	}
}

func TestLatest(t *testing.T) {
	var l latest
	l.set("a", "1")
	l.set("a", "2")
	for i := range 2*latestMax - 2 {
		l.set(fmt.Sprint(i), "x")
	}
	if got := l.get("a"); got != "2" {
		t.Errorf(`get("a") = %q, want 2`, got)
	}
	l.set("b", "x")
	l.set("c", "x")
	if n := len(l.cur) + len(l.prev); l.get("a") != "" || n > 2*latestMax {
		t.Errorf(`get("a") = %q of %d, want it forgotten`, l.get("a"), n)
	}
	l.clear()
	if l.get("b") != "" {
		t.Error("clear leaves something")
	}
}
