package slack

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

func TestVote(t *testing.T) {
	r := pressable(t, "salary")
	r.desk.press = bot.ThanksAnswer()
	private := r.command("mid devops pay")
	vote := func(b button, container string) call {
		t.Helper()
		r.press(b.pressed("U2", container))
		return r.slack.wait(t)
	}
	if got := vote(find(t, private, "Helpful"), belowPublic); got.method != "respond" || !strings.Contains(got.body, "Thank you") || strings.Contains(got.body, "in_channel") {
		t.Errorf("Helpful: call = %s %s, want private thanks", got.method, got.body)
	}
	down := vote(find(t, private, "Not helpful"), belowPrivate)
	if strings.Contains(down.body, `"replace_original":true`) {
		t.Errorf("Not helpful: call = %s, want it beside the answer", down.body)
	}
	for _, label := range []string{"Wrong figure", "Not my question", "Too little"} {
		if got := vote(find(t, []byte(down.body), label), belowPrivate); !strings.Contains(got.body, `"replace_original":true`) || !strings.Contains(got.body, "Thank you") {
			t.Errorf("%s: call = %s, want thanks in its place", label, got.body)
		}
	}
	if got := vote(find(t, private, "Helpful"), belowThread); got.method != "chat.postEphemeral" || got.form.Get("thread_ts") != "4.9" {
		t.Errorf("In a thread: call = %s %v, want the thanks there", got.method, got.form)
	}
	var want []bot.Press
	for _, act := range []bot.Act{bot.VoteUp, bot.VoteDown, bot.WrongFigure, bot.NotMyQuestion, bot.TooLittle, bot.VoteUp} {
		want = append(want, bot.Press{Act: act, Arg: "devops-vs-software-engineering#salaries", State: "AQIDBAUG", Tenant: "T1", Room: "C1", User: r.Key.Hash("slack", "T1", "U2")})
	}
	if diff := cmp.Diff(want, r.desk.presses()); diff != "" {
		t.Errorf("Presses (-want +got):\n%s", diff)
	}
}

func TestForgedVote(t *testing.T) {
	r := pressable(t, "salary")
	good := find(t, r.command("mid devops pay"), "Helpful")
	for _, change := range []func(string) string{
		func(v string) string { return strings.Replace(v, "salaries", "overlap", 1) },
		func(v string) string { return strings.Replace(v, "AQIDBAUG", "AQIDBAUH", 1) },
		func(v string) string { return strings.Replace(v, `"up"`, `"delete"`, 1) },
		func(v string) string { return strings.Replace(v, `"up"`, `"uninstalled"`, 1) },
		func(v string) string { return strings.Replace(v, `"v":1`, `"v":3`, 1) },
		func(string) string { return "up" },
		func(string) string { return `{"v":1,"d":"up"}` },
	} {
		b := good
		b.value = change(good.value)
		if b.value == good.value {
			t.Fatalf("%s is not changed", b.value)
		}
		r.press(b.pressed("U1", belowPrivate))
		if got := r.slack.wait(t); !strings.Contains(got.body, oldPress) {
			t.Errorf("Vote %s = %s, want %q", b.value, got.body, oldPress)
		}
	}
	if got := r.desk.presses(); len(got) != 0 {
		t.Errorf("Presses = %+v, want none", got)
	}
}

func TestVoteFails(t *testing.T) {
	r := pressable(t, "salary")
	b := find(t, r.command("mid devops pay"), "Helpful")
	r.desk.err = errors.New("state: full")
	r.press(b.pressed("U1", belowPrivate))
	if got := r.slack.wait(t); !strings.Contains(got.body, trouble) || strings.Contains(got.body, "full") {
		t.Errorf("Call = %s, want %q", got.body, trouble)
	}
}

// Only answers out of an article are voted on.
func TestVotesUnderAnswers(t *testing.T) {
	r := newRig(t, bot.Answer{})
	for name, a := range samples() {
		want := a.Kind.Answered() && a.State != "" && len(a.Sources) > 0
		if got := !r.newVotes(a).none(); got != want {
			t.Errorf("%s: votes = %t, want %t", name, got, want)
		}
	}
}
