package state

import (
	"testing"
	"time"

	"careerbot/bot"
)

// TestPublicDecline: where others read along, an answer that declines is one
// line, and so is one that takes the place of another.
func TestPublicDecline(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	say := func(id, revises, text string, public bool) string {
		t.Helper()
		q := message(id, "R")
		q.Text, q.Revises, q.Public, q.At = text, revises, public, time.Now()
		if err := o.Accept(t.Context(), q, []byte("address")); err != nil {
			t.Fatal(err)
		}
		wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
		mails := o.post.arrived()
		return mails[len(mails)-1].Answer.Plain()
	}
	for _, test := range []struct {
		id, revises, text string
		public            bool
		want              string
	}{
		{"x.1", "", "decline", true, "no A person can help."},
		{"x.2", "", "decline", false, "no\n\nwhy not\n\nA person can help."},
		{"x.3", "", "distress", true, "kind words\n\nA person can listen."},
		{"x.4", "", "a", true, "a<"},
		{"x.4.1", "x.4", "decline", true, "no A person can help."},
	} {
		if got := say(test.id, test.revises, test.text, test.public); got != test.want {
			t.Errorf("%s: %q, public %v, is answered %q, want %q", test.id, test.text, test.public, got, test.want)
		}
	}
	if a := ask(t, o.Desk, bot.Question{User: "alice", Text: "decline"}); a.Text == "" {
		t.Errorf("a command is answered %q, want all of it", a.Plain())
	}
}
