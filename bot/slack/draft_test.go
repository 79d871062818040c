package slack

import (
	"strings"
	"testing"

	"careerbot/bot"
)

func TestDraft(t *testing.T) {
	r := pressable(t, "declined")
	for text, initial := range map[string]string{
		"no xylophone degree, will anyone hire me":           `"initial_value":"no xylophone degree, will anyone hire me"`,
		"got 45k as a nurse, fair?":                          "", // no amount is in a button
		strings.Repeat("a long story without a figure ", 80): "",
	} {
		private := r.command(text)
		if rest := strings.Replace(string(private), `"text":"`+text+`"`, "", 1); strings.Contains(rest, "xylophone") {
			t.Errorf("Reply = %s, want no word of the question but in a dialog", private)
		}
		r.press(find(t, private, "Ask in #career-mentors").pressed("U1", belowPrivate))
		got := r.slack.wait(t)
		view := viewOf(t, got.body)
		if got.method != "views.open" || !strings.Contains(view, initial) || strings.Contains(view, "initial_value") != (initial != "") || !strings.Contains(view, "Nothing is posted from here") {
			t.Errorf("%.20q: call = %s %s, want a draft with %q", text, got.method, got.body, initial)
		}
	}
	if rec := r.press(submitted(draftCallback, "", "changed")); rec.Code != 200 || rec.Body.Len() != 0 {
		t.Errorf("Done is answered by %d %s, want the window closed", rec.Code, rec.Body)
	}
	r.settled()
	r.slack.idle(t)
}

func TestDraftFails(t *testing.T) {
	r := pressable(t, "declined")
	b := find(t, r.command("degrees?"), "Ask in #career-mentors")
	r.slack.next("views.open", says(`{"ok":false,"error":"trigger_expired"}`))
	r.press(b.pressed("U1", belowPrivate))
	r.slack.wait(t)
	if got := r.slack.wait(t); !strings.Contains(got.body, slowWindow) {
		t.Errorf("Call = %s, want %q", got.body, slowWindow)
	}
	r.press(b.pressed("U2", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, oldPress) {
		t.Errorf("Of another: call = %s, want %q", got.body, oldPress)
	}
}

// A draft is for what a person can help with, where a channel is named.
func TestNoDraft(t *testing.T) {
	r := newRig(t, bot.Answer{})
	declined := func(reason bot.Reason, contact string) bot.Answer {
		return bot.Answer{Kind: bot.Declined, Reason: reason, Headline: "No.", Contact: contact}
	}
	for _, a := range []bot.Answer{
		declined(bot.NoArticle, ""), declined(bot.NoArticle, "Ask Alice."), declined(bot.Personal, "#support"), declined(bot.Unsafe, "#mentors"),
		declined(bot.Ambiguous, "#mentors"), declined(bot.TooFast, "#mentors"), {Kind: bot.Salary, Contact: "#mentors"}, samples()["help"],
	} {
		if got := r.draftTool(a, bot.Question{Text: "x"}, person{"T1", "U1"}); got != nil {
			t.Errorf("draftTool(%s, %s, %q) = %v, want none", a.Kind, a.Reason, a.Contact, got)
		}
	}
}
