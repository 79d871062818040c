package slack

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// command runs a slash command of U1 and returns the reply.
func (r *rig) command(text string) []byte {
	return r.run(career(text)).Body.Bytes()
}

// pressable returns a rig with articles, whose desk answers by a sample.
func pressable(t testing.TB, sample string) *rig {
	t.Helper()
	r := newRig(t, samples()[sample])
	r.Articles = shelf{}
	return r
}

func TestPost(t *testing.T) {
	r := pressable(t, "salary")
	r.desk.answer.Slots = bot.Slots{Role: []string{"DevOps Engineer"}, Level: []string{"Mid-level"}, Place: []string{"UK"}, Metric: "salary"}
	private := r.command("whats mid devops pay, asking for a friend")
	r.press(find(t, private, "Post in #general").pressed("U1", belowPrivate))
	got := r.slack.wait(t)
	if got.method != "respond" || !strings.Contains(got.body, `"response_type":"in_channel"`) || !strings.Contains(got.body, `"replace_original":false`) {
		t.Errorf("First call = %s %s, want a message for all", got.method, got.body)
	}
	if !strings.Contains(got.body, "Asked in this channel: Pay, Mid-level DevOps Engineer, UK") || strings.Contains(got.body, "friend") || strings.Contains(got.body, "U1") {
		t.Errorf("Posted = %s, want how the question was read, and no word and no name of its asker", got.body)
	}
	for _, fault := range faults([]byte(got.body)) {
		t.Error(fault)
	}
	if done := r.slack.wait(t); !strings.Contains(done.body, posted) || !strings.Contains(done.body, `"replace_original":true`) {
		t.Errorf("Second call = %s, want a note in the place of the private reply", done.body)
	}
	again := r.desk.questions()[1]
	if again.User != "" || !again.Aloud || again.Prior != "" || again.Text != "whats mid devops pay, asking for a friend" {
		t.Errorf("Asked again = %+v, want the same question, aloud and of nobody", again)
	}

	r.press(find(t, private, "Post in #general").pressed("U1", belowPrivate))
	if twice := r.slack.wait(t); !strings.Contains(twice.body, postedTwice) {
		t.Errorf("Pressed twice = %s, want %q", twice.body, postedTwice)
	}
}

func TestPostInThread(t *testing.T) {
	r := pressable(t, "salary")
	b := find(t, r.command("mid devops pay"), "Post in #general")
	r.press(b.pressed("U1", `{"message_ts":"5.1","thread_ts":"4.9","is_ephemeral":true}`))
	if got := r.slack.wait(t); !strings.Contains(got.body, `"thread_ts":"4.9"`) || !strings.Contains(got.body, "in_channel") {
		t.Errorf("Posted = %s, want it in the thread", got.body)
	}
}

// What is not the answer that was shown is not posted: neither what was
// refused, nor what articles have changed since, nor what belongs to another.
func TestPostNothing(t *testing.T) {
	for name, test := range map[string]struct {
		user, want string
		change     func(*rig, *button)
	}{
		"forged":         {"U1", oldPress, func(_ *rig, b *button) { b.value = b.value[:len(b.value)-2] + "AA" }},
		"cut":            {"U1", oldPress, func(_ *rig, b *button) { b.value = b.value[:20] }},
		"old version":    {"U1", oldPress, func(_ *rig, b *button) { b.value = "0" + b.value[1:] }},
		"not sealed":     {"U1", oldPress, func(_ *rig, b *button) { b.value = `{"v":1,"q":"pay?"}` }},
		"of another":     {"U2", oldPress, func(*rig, *button) {}},
		"other figure":   {"U1", changed, func(r *rig, _ *button) { r.desk.answer.Headline = "£1" }},
		"other cell":     {"U1", changed, func(r *rig, _ *button) { r.desk.answer.Table = &bot.Table{Header: []string{"a"}} }},
		"an offer check": {"U1", changed, func(r *rig, _ *button) { r.desk.answer.Private = true }},
		"declined now":   {"U1", changed, func(r *rig, _ *button) { r.desk.answer = samples()["declined"] }},
	} {
		t.Run(name, func(t *testing.T) {
			r := pressable(t, "salary")
			private := r.command("mid devops pay")
			for _, label := range []string{"Post in #general", "Send to my DMs"} {
				b := find(t, private, label)
				test.change(r, &b)
				r.press(b.pressed(test.user, belowPrivate))
				if got := r.slack.wait(t); got.method != "respond" || !strings.Contains(got.body, test.want) || strings.Contains(got.body, "in_channel") {
					t.Errorf("%s: call = %s %s, want %q alone", label, got.method, got.body, test.want)
				}
			}
			r.settled()
			r.slack.idle(t)
		})
	}
}

// A follow-up is asked again behind its own answer.
func TestPostFollowUp(t *testing.T) {
	r := pressable(t, "salary")
	private := r.command("and in the uk?")
	r.desk.reply = func(q bot.Question) bot.Answer {
		if q.Prior == "AQIDBAUG" {
			return samples()["salary"]
		}
		return samples()["declined"]
	}
	r.press(find(t, private, "Post in #general").pressed("U1", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, "in_channel") {
		t.Errorf("Call = %s, want the answer for all", got.body)
	}
}

func TestPostRefused(t *testing.T) {
	r := pressable(t, "salary")
	b := find(t, r.command("mid devops pay"), "Post in #general")
	for range 2 { // it can be tried again
		r.slack.next("respond", fails400("is_archived"))
		r.press(b.pressed("U1", belowPrivate))
		r.slack.wait(t)
		if got := r.slack.wait(t); !strings.Contains(got.body, notPosted) || strings.Contains(got.body, `"replace_original":true`) {
			t.Errorf("Call = %s, want a note beside the private reply", got.body)
		}
	}
}

func TestSendToDirectMessages(t *testing.T) {
	r := pressable(t, "salary")
	b := find(t, r.command("mid devops pay"), "Send to my DMs")
	r.press(b.pressed("U1", belowPrivate))
	got := r.slack.wait(t)
	if got.method != "chat.postMessage" || got.form.Get("channel") != "U1" || !strings.Contains(got.form.Get("text"), "£60,000–£85,000") {
		t.Errorf("Call = %s %v, want the answer to U1", got.method, got.form)
	}
	if strings.Contains(got.form.Get("blocks"), `"post.`) {
		t.Errorf("Blocks = %s, want no button that posts", got.form.Get("blocks"))
	}
	if note := r.slack.wait(t); !strings.Contains(note.body, sent) || strings.Contains(note.body, `"replace_original":true`) {
		t.Errorf("Call = %s, want a note beside the private reply", note.body)
	}
	r.slack.next("chat.postMessage", says(`{"ok":false,"error":"messages_tab_disabled"}`))
	r.press(b.pressed("U1", belowPrivate))
	r.slack.wait(t)
	if note := r.slack.wait(t); !strings.Contains(note.body, notSent) {
		t.Errorf("Call = %s, want %q", note.body, notSent)
	}
}

// Nothing shows an answer elsewhere that judges an amount, answers nothing,
// is for somebody in distress, or comes of a question that is too long.
func TestNothingToHandOver(t *testing.T) {
	offer := samples()["salary"]
	offer.Private = true
	long := strings.Repeat("my long story ", 100)
	for name, test := range map[string]struct {
		answer bot.Answer
		text   string
	}{
		"offer": {offer, "got 50k, fair?"}, "declined": {samples()["declined"], "degrees?"}, "personal": {samples()["personal"], "i give up"},
		"help": {samples()["help"], "help"}, "long": {samples()["salary"], long},
	} {
		r := pressable(t, "salary")
		r.desk.answer = test.answer
		for _, b := range buttonsOf(t, r.command(test.text)) {
			switch does, _, _ := strings.Cut(b.action, "."); does {
			case draftAction:
				if name != "declined" {
					t.Errorf("%s: button %q", name, b.label)
				}
			case postAction, sendAction:
				t.Errorf("%s: button %q", name, b.label)
			case pickAction:
				if name != "long" {
					t.Errorf("%s: menu %q", name, b.label)
				}
			}
		}
	}
	form := career("mid devops pay")
	form.Set("channel_id", "D1")
	r := pressable(t, "salary")
	direct := r.run(form).Body.String()
	if strings.Contains(direct, "Post in") || !strings.Contains(direct, "Send to my DMs") {
		t.Errorf("Reply in a direct conversation = %s, want no post there", direct)
	}
}

// No word of a question stands in what Slack keeps of the buttons.
func TestButtonsHideTheQuestion(t *testing.T) {
	r := pressable(t, "salary")
	if got := string(r.command("xylophone devops pay")); strings.Contains(got, "xylophone") {
		t.Errorf("Reply = %s, want no word of the question", got)
	}
}

func TestRead(t *testing.T) {
	r := pressable(t, "comparison")
	private := r.command("on call?")
	b := find(t, private, "Read section")
	r.press(b.pressed("U1", belowPrivate))
	got := r.slack.wait(t)
	if !strings.Contains(got.body, "All of it.") || strings.Contains(got.body, `"replace_original":true`) || strings.Contains(got.body, "Read section") {
		t.Errorf("Call = %s, want the section beside the answer, and no way to itself", got.body)
	}
	for value, want := range map[string]string{
		`{"v":1,"a":"gone#salaries"}`: goneSection, `{"v":1}`: oldPress, `{"v":2,"a":"a#b"}`: oldPress, ``: oldPress,
	} {
		b.value = value
		r.press(b.pressed("U1", belowPrivate))
		if got := r.slack.wait(t); !strings.Contains(got.body, want) {
			t.Errorf("Read %q = %s, want %q", value, got.body, want)
		}
	}
	r = pressable(t, "comparison")
	r.desk.answer.Sources = []bot.Source{source, {Article: source.Article, Section: "at-a-glance", Heading: "At a glance"}}
	both := r.command("pay?")
	find(t, both, "Read “At a glance”")
	find(t, both, "Read “Salary comparison: UK and US”")
	r = newRig(t, samples()["comparison"])
	if got := string(r.command("on call?")); strings.Contains(got, "Read section") {
		t.Errorf("Reply without articles = %s, want no way to a section", got)
	}
}

func TestPick(t *testing.T) {
	r := pressable(t, "salary")
	private := r.command("mid devops pay")
	for label, want := range map[string]string{"Level": "Senior DevOps Engineer salary in the UK?", "Country": "Mid-level DevOps Engineer salary in the US?"} {
		r.press(find(t, private, label).pressed("U1", belowPrivate))
		if got := r.slack.wait(t); !strings.Contains(got.body, `"replace_original":true`) {
			t.Errorf("%s: call = %s, want it in place", label, got.body)
		}
		qs := r.desk.questions()
		if q := qs[len(qs)-1]; q.Text != want || q.Prior != "AQIDBAUG" || q.User != r.Key.Hash("slack", "T1", "U1") {
			t.Errorf("%s: question = %+v, want %q behind the answer", label, q, want)
		}
	}
	b := find(t, private, "Level")
	b.value = "0 pay?"
	r.press(b.pressed("U1", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, oldPress) {
		t.Errorf("Option of another version = %s, want %q", got.body, oldPress)
	}
}

func TestDismiss(t *testing.T) {
	r := pressable(t, "section")
	if _, err := r.Send(t.Context(), mail(`{"team":"T1","channel":"C1","thread_ts":"4.9","user":"U1"}`, samples()["section"]), false); err != nil {
		t.Fatal(err)
	}
	sentForm := r.slack.wait(t).form
	b := find(t, []byte(`{"blocks":`+sentForm.Get("blocks")+`}`), "Dismiss")
	if strings.Contains(b.value, "U1") || strings.Contains(b.value, r.Key.Hash("slack", "T1", "U1")) {
		t.Errorf("Value = %s names who asked", b.value)
	}
	r.press(b.pressed("U2", belowThread))
	if got := r.slack.wait(t); got.method != "chat.postEphemeral" || got.form.Get("text") != notYours {
		t.Errorf("Of another: call = %s %v, want %q", got.method, got.form, notYours)
	}
	if got := r.desk.presses(); len(got) != 0 {
		t.Errorf("Of another: the desk was told %+v, want nothing", got)
	}
	r.press(b.pressed("U1", belowThread))
	if got := r.slack.wait(t); got.method != "respond" || got.body != `{"delete_original":true}` {
		t.Errorf("Of the asker: call = %s %s, want the message deleted", got.method, got.body)
	}
	if diff := cmp.Diff([]bot.Press{{Act: bot.Removed, Arg: "5.1", Tenant: "T1", Room: "C1"}}, r.desk.presses()); diff != "" {
		t.Errorf("Of the asker: told the desk (-want +got):\n%s", diff)
	}
	r.Staff = []string{"U9"}
	r.press(b.pressed("U9", belowThread))
	if got := r.slack.wait(t); got.body != `{"delete_original":true}` {
		t.Errorf("Of staff: call = %s %v, want the message deleted", got.method, got.form)
	}
	r.slack.next("respond", fails(404))
	r.press(b.pressed("U1", belowThread))
	r.slack.wait(t)
	if got := r.slack.wait(t); got.method != "chat.delete" || got.form.Get("ts") != "5.1" || got.form.Get("channel") != "C1" {
		t.Errorf("By an old address: call = %s %v, want chat.delete", got.method, got.form)
	}
	b.value = `{"v":1,"n":"x"}`
	r.press(b.pressed("U1", belowThread))
	if got := r.slack.wait(t); got.form.Get("text") != oldPress {
		t.Errorf("Without proof: call = %s %v, want %q", got.method, got.form, oldPress)
	}
}

// Who posts an answer for all can take it away.
func TestDismissPosted(t *testing.T) {
	r := pressable(t, "salary")
	r.press(find(t, r.command("mid devops pay"), "Post in #general").pressed("U1", belowPrivate))
	b := find(t, []byte(r.slack.wait(t).body), "Dismiss")
	r.slack.wait(t)
	r.press(b.pressed("U1", belowPublic))
	if got := r.slack.wait(t); got.body != `{"delete_original":true}` {
		t.Errorf("Call = %s, want the message deleted", got.body)
	}
}

// Answers that are for nobody, for one alone or for somebody in distress have
// nothing to dismiss.
func TestNoDismiss(t *testing.T) {
	r := pressable(t, "section")
	for to, sample := range map[string]string{
		`{"team":"T1","channel":"D1"}`: "section", `{"team":"T1","channel":"C1","room":true}`: "section", `{"team":"T1","channel":"C1","user":"U1"}`: "personal",
	} {
		at, _ := parseAddress([]byte(to))
		for _, b := range buttonsOf(t, appendReply(nil, r.mailCard(at, mail(to, samples()[sample])), reply{})) {
			if b.label == "Dismiss" {
				t.Errorf("%s to %s can be dismissed", sample, to)
			}
		}
	}
}
