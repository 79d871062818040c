package slack

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// dialogOf returns what the dialog of the button shows, "" where it has none.
func dialogOf(t *testing.T, message []byte) string {
	t.Helper()
	var msg struct {
		Blocks []struct {
			Elements []struct {
				Text    any
				Confirm struct{ Text struct{ Text string } }
			}
		}
	}
	if err := json.Unmarshal(message, &msg); err != nil {
		t.Fatalf("%s: %v", message, err)
	}
	for _, b := range msg.Blocks {
		for _, e := range b.Elements {
			if label, _ := e.Text.(map[string]any); label["text"] == tellLabel {
				return e.Confirm.Text.Text
			}
		}
	}
	return ""
}

// toEditorsOf is the press of U1 that passes a text on.
func (r *rig) toEditorsOf(room, text string) bot.Press {
	return bot.Press{Act: bot.TellEditors, Arg: text, Tenant: "T1", Room: room, User: r.Key.Hash("slack", "T1", "U1")}
}

// TestTell: what is passed on is what the dialog has shown, for one press.
func TestTell(t *testing.T) {
	r := pressable(t, "declined")
	r.desk.press = bot.PassedOnAnswer()
	private := r.command("no degree at 43, ask jane@example.org &amp; me: will anyone hire me?")
	for _, fault := range faults(private) {
		t.Error(fault)
	}
	shown := "no degree at … ask … & me: will anyone hire me?"
	if got := dialogOf(t, private); got != shown {
		t.Errorf("The dialog shows %q, want %q", got, shown)
	}
	r.press(find(t, private, tellLabel).pressed("U1", belowPrivate))
	got := r.slack.wait(t)
	if got.method != "respond" || !strings.Contains(got.body, "Thank you") || strings.Contains(got.body, `"replace_original":true`) || strings.Contains(got.body, "in_channel") {
		t.Errorf("Call = %s %s, want private thanks beside the reply", got.method, got.body)
	}
	if diff := cmp.Diff([]bot.Press{r.toEditorsOf("C1", shown)}, r.desk.presses()); diff != "" {
		t.Errorf("Presses (-want +got):\n%s", diff)
	}
	if log := r.logged.String(); strings.Contains(log, "degree") || strings.Contains(log, "hire") {
		t.Errorf("Logged: %s", log)
	}
}

// What is not the button that this person was shown passes nothing on.
func TestTellNothing(t *testing.T) {
	for name, test := range map[string]struct {
		user   string
		change func(*rig, *button)
	}{
		"forged":      {"U1", func(_ *rig, b *button) { b.value = b.value[:len(b.value)-2] + "AA" }},
		"old version": {"U1", func(_ *rig, b *button) { b.value = "0" + b.value[1:] }},
		"not sealed":  {"U1", func(_ *rig, b *button) { b.value = `{"v":1,"q":"who?"}` }},
		"of another":  {"U2", func(*rig, *button) {}},
		"for a window, of another": {"U2", func(_ *rig, b *button) {
			b.action = writeAction + ".0"
		}},
		"of a message, forged": {"U1", func(_ *rig, b *button) {
			b.action, b.value = writeAction+".0", `{"v":1,"n":"5.1","m":"AAAA"}`
		}},
		"of a message elsewhere": {"U1", func(r *rig, b *button) {
			v := buttonValue{V: buttonVersion, N: "5.1", M: r.tellProof("T1", "D1", "5.1")}
			b.action, b.value = writeAction+".0", string(v.append(nil))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			r := pressable(t, "declined")
			b := find(t, r.command("will anyone hire me?"), tellLabel)
			test.change(r, &b)
			r.press(b.pressed(test.user, belowPrivate))
			if got := r.slack.wait(t); got.method != "respond" || !strings.Contains(got.body, oldPress) {
				t.Errorf("Call = %s %s, want %q", got.method, got.body, oldPress)
			}
			r.settled()
			r.slack.idle(t)
			if got := r.desk.presses(); len(got) != 0 {
				t.Errorf("Presses = %+v, want none", got)
			}
		})
	}
}

func TestTellFails(t *testing.T) {
	r := pressable(t, "declined")
	b := find(t, r.command("will anyone hire me?"), tellLabel)
	r.desk.err = errors.New("state: will anyone hire me?")
	r.press(b.pressed("U1", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, trouble) || strings.Contains(got.body, "hire me") {
		t.Errorf("Call = %s, want %q", got.body, trouble)
	}
}

// The button is for what nothing is written on, and for its asker alone.
func TestNothingToTell(t *testing.T) {
	r := pressable(t, "declined")
	for name, test := range map[string]struct {
		change func(*bot.Answer)
		text   string
	}{
		"distress":      {func(a *bot.Answer) { a.Reason = bot.Personal }, "i give up"},
		"an insult":     {func(a *bot.Answer) { a.Reason = bot.Unsafe }, "you fool"},
		"law":           {func(a *bot.Answer) { a.Reason = bot.Advice }, "can they fire me?"},
		"too fast":      {func(a *bot.Answer) { a.Reason = bot.TooFast }, "again?"},
		"an offer":      {func(a *bot.Answer) { a.Private = true }, "got 45k as a nurse, fair?"},
		"an answer":     {func(a *bot.Answer) { *a = samples()["salary"] }, "pay?"},
		"no words left": {func(*bot.Answer) {}, "45,000 https://x.example"},
	} {
		r.desk.answer = samples()["declined"]
		test.change(&r.desk.answer)
		window := r.press(submitted(askCallback, "", test.text)).Body.String()
		if private := r.command(test.text); strings.Contains(string(private)+window, tellLabel) {
			t.Errorf("%s: reply = %s, window = %s, want no button", name, private, window)
		}
	}
	r.desk.answer = samples()["declined"]
	r.press(lookedUp("U1", "will anyone hire me?", ""))
	if got := r.slack.wait(t); strings.Contains(got.body, tellLabel) {
		t.Errorf("Looked up: call = %s, want no button under what another has written", got.body)
	}
	public := r.mailCard(address{Team: "T1", Channel: "C1", User: "U1"}, bot.Mail{Answer: samples()["declined"]})
	if !public.tell.none() {
		t.Error("A public answer has the button")
	}
}

func TestTellInWindow(t *testing.T) {
	r := pressable(t, "declined")
	r.desk.press = bot.PassedOnAnswer()
	view := viewOf(t, r.press(submitted(askCallback, "", "will anyone hire me?")).Body.String())
	if got := dialogOf(t, []byte(view)); got != "will anyone hire me?" {
		t.Errorf("The dialog shows %q", got)
	}
	b := find(t, []byte(view), tellLabel)
	r.press(strings.Replace(b.pressed("U1", `{"type":"view","view_id":"V1"}`), `"response_url":"%s"`, `"view":{"id":"V1","callback_id":"ask"}`, 1))
	got := r.slack.wait(t)
	if got.method != "views.update" || !strings.Contains(viewOf(t, got.body), "Thank you") {
		t.Errorf("Call = %s %s, want thanks in the window", got.method, got.body)
	}
	if diff := cmp.Diff([]bot.Press{r.toEditorsOf(windowRoom, "will anyone hire me?")}, r.desk.presses()); diff != "" {
		t.Errorf("Presses (-want +got):\n%s", diff)
	}
	long := r.press(submitted(askCallback, "", strings.Repeat("a long story ", 60))).Body.String()
	if strings.Contains(long, tellLabel) {
		t.Errorf("View = %s, want no button that opens another window", long)
	}
}

// belowDirect is a container in a direct conversation.
const belowDirect = `{"type":"message","message_ts":"5.2","channel_id":"D1","is_ephemeral":false}`

// TestTellDirect: a direct message is read once more, for its author alone, and
// shown in a window before anything is passed on.
func TestTellDirect(t *testing.T) {
	for name, test := range map[string]struct {
		history, shown string
	}{
		"there":      {`{"ok":true,"messages":[{"ts":"5.1","user":"U1","text":"no degree at 43: will <@U9> hire me?"}]}`, `"initial_value":"no degree at … will hire me?"`},
		"another's":  {`{"ok":true,"messages":[{"ts":"5.1","user":"U2","text":"secret"}]}`, ""},
		"another":    {`{"ok":true,"messages":[{"ts":"4.1","user":"U1","text":"secret"}]}`, ""},
		"gone":       {`{"ok":false,"error":"thread_not_found"}`, ""},
		"unreadable": {`{`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := pressable(t, "declined")
			r.slack.next("conversations.replies", says(test.history))
			message := appendReply(nil, r.mailCard(address{Team: "T1", Channel: "D1", Asked: "5.1"}, bot.Mail{Answer: samples()["declined"]}), reply{})
			b := find(t, message, tellLabel)
			r.press(strings.Replace(b.pressed("U1", belowDirect), `"channel":{"id":"C1"`, `"channel":{"id":"D1"`, 1))
			if got := r.slack.wait(t); got.method != "conversations.replies" || got.form.Encode() != (url.Values{"channel": {"D1"}, "ts": {"5.1"}, "limit": {"1"}}).Encode() {
				t.Errorf("Call = %s %v, want the message", got.method, got.form)
			}
			got := r.slack.wait(t)
			view := viewOf(t, got.body)
			if got.method != "views.open" || !strings.Contains(view, test.shown) || strings.Contains(view, "initial_value") != (test.shown != "") || strings.Contains(view, "secret") || !strings.Contains(view, `"max_length":300`) {
				t.Errorf("Call = %s %s, want a window with %s", got.method, got.body, test.shown)
			}
			r.settled()
			if len(r.desk.presses()) != 0 {
				t.Error("Something was passed on before its asker agreed")
			}
		})
	}
}

func TestTellDirectFails(t *testing.T) {
	r := pressable(t, "declined")
	r.slack.next("conversations.replies", fails(503))
	r.slack.next("views.open", says(`{"ok":false,"error":"expired_trigger_id"}`))
	b := find(t, appendReply(nil, r.mailCard(address{Team: "T1", Channel: "D1", Asked: "5.1"}, bot.Mail{Answer: samples()["declined"]}), reply{}), tellLabel)
	r.press(strings.Replace(b.pressed("U1", belowDirect), `"channel":{"id":"C1"`, `"channel":{"id":"D1"`, 1))
	r.slack.wait(t)
	r.slack.wait(t)
	if got := r.slack.wait(t); !strings.Contains(got.body, slowWindow) {
		t.Errorf("Call = %s, want %q", got.body, slowWindow)
	}
}

// A question that is too long for the dialog is shown in a window, to be made
// shorter.
func TestTellLong(t *testing.T) {
	r := pressable(t, "declined")
	private := r.command(strings.Repeat("a long story ", 60))
	if got := dialogOf(t, private); got != "" {
		t.Errorf("The dialog shows %q, want none", got)
	}
	r.press(find(t, private, tellLabel).pressed("U1", belowPrivate))
	if got := r.slack.wait(t); got.method != "views.open" || !strings.Contains(viewOf(t, got.body), `"initial_value":"a long story`) {
		t.Errorf("Call = %s %s, want a window with the question", got.method, got.body)
	}
}

// What is typed into the window is passed on as it stands, or not at all.
func TestTold(t *testing.T) {
	r := pressable(t, "declined")
	r.desk.press = bot.PassedOnAnswer()
	for text, wrong := range map[string]string{" ": nothingSaid, "hire me at 43?": leaveOut, "ask @jane": leaveOut, "https://x.example": leaveOut} {
		if got := r.press(submitted(tellCallback, "", text)).Body.String(); got != `{"response_action":"errors","errors":{"question.":"`+wrong+`"}}` {
			t.Errorf("%q is answered by %s, want %q", text, got, wrong)
		}
	}
	if len(r.desk.presses()) != 0 {
		t.Errorf("Presses = %+v, want none", r.desk.presses())
	}
	view := viewOf(t, r.press(submitted(tellCallback, "", "will anyone\n hire me?")).Body.String())
	if !strings.Contains(view, "Thank you") {
		t.Errorf("View = %s, want thanks", view)
	}
	if got := r.desk.presses(); len(got) != 1 || bot.ForEditors(got[0].Arg) != "will anyone hire me?" || got[0].Act != bot.TellEditors {
		t.Errorf("Presses = %+v, want what was typed", got)
	}
	r.desk.err = errors.New("state: hire")
	if view := viewOf(t, r.press(submitted(tellCallback, "", "hire me?")).Body.String()); !strings.Contains(view, trouble) || strings.Contains(view, "state:") {
		t.Errorf("View = %s, want %q", view, trouble)
	}
	r.slack.idle(t)
}
