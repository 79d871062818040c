package discord

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"careerbot/bot"
)

const asking = "whats mid devops pay, asking for a friend"

func (r *rig) ask(text string, changes ...fields) heard {
	r.t.Helper()
	return r.say(append([]fields{typedCommand("career", "question", text)}, changes...)...)
}

func TestPressAsks(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("senior devops salary uk")
	next := r.press(first, "In the US")
	has(t, next, "Senior DevOps Engineer, US: $150,000–$220,000")
	if next.Type != sayInPlace {
		t.Errorf("Answered by %d, want in place", next.Type)
	}
	if q := r.desk.lastAsked(); q.Prior == "" || q.Text == "" {
		t.Errorf("Asked %+v", q)
	}
	public := r.press(first, "In the US", fields{"message": fields{"id": replyID, "flags": 0}})
	if public.Type != sayMessage || !public.private() {
		t.Errorf("Under a public reply: answered by %d, private %t", public.Type, public.private())
	}
	level := r.do(typePress, under(first, "Level", firstOption(t, first, "Level")))
	has(t, level, "DevOps Engineer, UK")
	if level.Type != sayInPlace {
		t.Errorf("A menu is answered by %d, want in place", level.Type)
	}
	r.quiet()
}

// firstOption returns the value of the first option of a menu.
func firstOption(t *testing.T, s heard, placeholder string) (value string) {
	t.Helper()
	var list []component
	if err := json.Unmarshal(s.Data.Components, &list); err != nil {
		t.Fatal(err)
	}
	for len(list) > 0 {
		c := list[0]
		if list = append(list[1:], c.Components...); c.Placeholder == placeholder {
			return c.Options[0].Value
		}
	}
	t.Fatalf("No menu %q", placeholder)
	return ""
}

func TestPressReads(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("mid software engineer salary uk")
	section := r.press(first, "Read “Salary comparison: UK and US”")
	has(t, section, "Salary comparison", "$65,000–$95,000")
	if section.Type != sayMessage || !section.private() {
		t.Errorf("Answered by %d, private %t", section.Type, section.private())
	}
}

func TestVotesAreNoted(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("senior devops salary uk")
	public := fields{"message": fields{"id": replyID, "flags": 0}}
	has(t, r.press(first, "Helpful", public), bot.ThanksAnswer().Headline)
	if p := r.desk.lastPressed(); p.Act != bot.VoteUp || p.Arg != "devops-vs-software-engineering#salaries" || p.State == "" || p.Tenant != guildID {
		t.Errorf("Pressed %+v", p)
	}
	why := r.press(first, "Not helpful", public)
	has(t, why, sayWhatWrong)
	for label, act := range map[string]bot.Act{"Wrong figure": bot.WrongFigure, "Not my question": bot.NotMyQuestion, "Too little": bot.TooLittle} {
		if got := r.press(why, label); got.Type != sayInPlace {
			t.Errorf("%s is answered by %d, want in place", label, got.Type)
		}
		if p := r.desk.lastPressed(); p.Act != act || p.Arg != "devops-vs-software-engineering#salaries" {
			t.Errorf("%s: pressed %+v", label, p)
		}
	}
}

// TestPost: what is posted restates the question, names none of its words, and
// can be taken away; the private reply says that it was posted.
func TestPost(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	if got := r.pressLater(first, "Post in #careers"); got.Type != sayNothing {
		t.Errorf("Answered by %d", got.Type)
	}
	public := r.call("POST webhooks/" + appID + "/")
	for _, want := range []string{askedHere, "Mid-level DevOps Engineer", "£60,000–£85,000", "Dismiss"} {
		if !strings.Contains(public.body, want) {
			t.Errorf("Posted %s, want %q in it", public.body, want)
		}
	}
	if strings.Contains(public.body, "friend") || strings.Contains(public.body, `"flags":64`) {
		t.Errorf("Posted %s", public.body)
	}
	if got := r.call("PATCH webhooks/" + appID + "/"); !strings.HasSuffix(got.way, "/messages/@original") || !strings.Contains(got.body, postedHere) {
		t.Errorf("Changed %+v", got)
	}
	if q := r.desk.lastAsked(); q.User != "" || !q.Aloud {
		t.Errorf("Asked %+v, want aloud and by nobody", q)
	}
	r.pressLater(first, "Post in #careers")
	if got := r.call("POST webhooks/" + appID + "/"); !strings.Contains(got.body, postedTwice) {
		t.Errorf("Posted %s the second time", got.body)
	}
	r.quiet()
}

// TestPostByProof: the buttons of a reply are of use to the person alone to
// whom it was shown, and where the answer is still the same.
func TestPostByProof(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	other := fields{"member": fields{"user": fields{"id": staffID}}}
	has(t, r.press(first, "Post in #careers", other), oldPress)
	other2 := newRig(t) // another key
	other2.Adapter.Key, _ = bot.NewKey("another")
	has(t, other2.press(first, "Post in #careers"), oldPress)
	r.quiet()
}

func TestPostRefused(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	r.web.refuse = func(w http.ResponseWriter, req *http.Request, body []byte) bool {
		if !strings.Contains(req.URL.Path, "/webhooks/") || strings.Contains(string(body), notPosted) {
			return false
		}
		w.WriteHeader(http.StatusForbidden)
		io.WriteString(w, `{"code":50013,"message":"Missing Permissions"}`)
		return true
	}
	first := r.ask(asking)
	r.pressLater(first, "Post in #careers")
	if got := r.call("POST webhooks/"); !strings.Contains(got.body, notPosted) || !strings.Contains(got.body, `"flags":32832`) {
		t.Errorf("Said %s, want privately that nothing was posted", got.body)
	}
	r.quiet()
	r.web.refuse = nil
	r.pressLater(first, "Post in #careers") // it can be tried again
	r.call("POST webhooks/")
	r.call("PATCH webhooks/")
}

// TestPostPermission: where the server does not let the bot write, nothing is
// posted, and the permission is named.
func TestPostPermission(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	thread := fields{"id": channelID, "type": 11}
	for _, tt := range []struct {
		bits    string
		channel any
		want    string
	}{
		{"1024", nil, "I lack the permission Send Messages."},
		{"0", nil, "View Channels and Send Messages."},
		{"3072", thread, "I lack the permission Send Messages in Threads."},
	} {
		change := fields{"app_permissions": tt.bits}
		if tt.channel != nil {
			change["channel"] = tt.channel
		}
		has(t, r.press(first, "Post in #careers", change), tt.want)
	}
	r.quiet()
	for i, bits := range []any{"8", "3072", nil, "?"} {
		change := under(first, "Post in #careers")
		change["message"].(fields)["id"] = "40000000000000000" + string(rune('0'+i))
		change["app_permissions"] = bits
		if rec := r.post(r.event(typePress, change)); rec.Code != http.StatusAccepted {
			t.Errorf("Permissions %v: status %d, want 202", bits, rec.Code)
		}
	}
}

func TestSendToDMs(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	if got := r.pressLater(first, "Send to my DMs"); got.Type != saySoon || !got.private() {
		t.Errorf("Answered by %+v", got)
	}
	if got := r.call("POST users/@me/channels"); !strings.Contains(got.body, aliceID) {
		t.Errorf("Opened %s", got.body)
	}
	if got := r.call("POST channels/"); !strings.Contains(got.body, "£60,000–£85,000") || !strings.Contains(got.body, `"enforce_nonce":true`) {
		t.Errorf("Sent %s", got.body)
	}
	if got := r.call("PATCH webhooks/"); !strings.Contains(got.body, sentToDMs) {
		t.Errorf("Said %s", got.body)
	}
	r.web.refuse = func(w http.ResponseWriter, req *http.Request, _ []byte) bool {
		if strings.Contains(req.URL.Path, "/users/") {
			w.WriteHeader(http.StatusForbidden)
			io.WriteString(w, `{"code":50007,"message":"Cannot send messages to this user"}`)
			return true
		}
		return false
	}
	r.pressLater(first, "Send to my DMs")
	if got := r.call("PATCH webhooks/"); !strings.Contains(got.body, "I could not send you a direct message") {
		t.Errorf("Said %s", got.body)
	}
}

func TestChart(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask("devops pay uk by level")
	if got := r.pressLater(first, "Chart"); got.Type != saySoon || !got.private() {
		t.Errorf("Answered by %+v", got)
	}
	got := r.call("PATCH webhooks/")
	for _, want := range []string{"PNG\r\n", `"description":"`, "attachment://chart.png", "£60,000–£85,000"} {
		if !strings.Contains(got.body, want) {
			t.Errorf("Shown %.300q, want %q in it", got.body, want)
		}
	}
	gone := fields{"data": fields{"custom_id": r.customID(pressed{does: chartDoes, state: "AAAA"})}}
	if rec := r.post(r.event(typePress, gone)); rec.Code != http.StatusAccepted {
		t.Fatalf("Status = %d", rec.Code)
	}
	r.call("POST interactions/")
	if got := r.call("PATCH webhooks/"); !strings.Contains(got.body, noChart) {
		t.Errorf("Said %s", got.body)
	}
}

func TestDismiss(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	answer := func(user string) fields {
		return fields{
			"data":    fields{"custom_id": r.customID(r.dismissal(channelID, user))},
			"message": fields{"id": replyID, "flags": 0},
		}
	}
	has(t, r.do(typePress, answer(staffID)), notYours)
	r.quiet()
	for _, change := range []fields{answer(aliceID), answer(staffID)} {
		if rec := r.post(r.event(typePress, change, staffMember)); rec.Code != http.StatusAccepted {
			t.Fatalf("Status = %d", rec.Code)
		}
		r.call("POST interactions/")
		if got := r.call("DELETE webhooks/"); !strings.HasSuffix(got.way, "/messages/@original") {
			t.Errorf("Deleted %s", got.way)
		}
	}
	r.web.refuse = func(w http.ResponseWriter, req *http.Request, _ []byte) bool {
		if !strings.Contains(req.URL.Path, "/webhooks/") {
			return false
		}
		w.WriteHeader(http.StatusNotFound)
		return true
	}
	r.post(r.event(typePress, answer(aliceID)))
	r.call("POST interactions/")
	if got := r.call("DELETE channels/"); got.way != "DELETE channels/"+channelID+"/messages/"+replyID {
		t.Errorf("Deleted %s", got.way)
	}
}
