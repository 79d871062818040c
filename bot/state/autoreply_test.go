package state

import (
	"strings"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// set has staff set auto-reply for a room.
func (o *office) set(t *testing.T, room, words string) {
	t.Helper()
	a := ask(t, o.Desk, bot.Question{Tenant: "T", Room: room, User: "staff", Staff: true, Text: "auto-reply " + words})
	if a.Headline != "Auto-reply in this channel: "+words {
		t.Fatalf("setting auto-reply %s says %q", words, a.Headline)
	}
}

// say accepts what alice or, "talks", a person who asks nothing says in a room,
// and not to the bot.
func (o *office) say(t *testing.T, id, room, thread, user string) {
	t.Helper()
	q := bot.Question{ID: id, Tenant: "T", Room: room, Thread: thread, User: user, Text: "text of " + id, Link: "https://x/" + id}
	switch user {
	case "talks":
		q.Text, q.User = "hush", "bob"
	case "opens":
		q.Text, q.User, q.Opens = "hush", "bob", true
	}
	if err := o.Accept(t.Context(), q, []byte("room")); err != nil {
		t.Fatal(err)
	}
}

func TestAutoReply(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), nil)
	o.Patience = 1500 * time.Millisecond
	for _, room := range []string{"A", "B", "C", "D"} {
		o.set(t, room, "on")
	}
	o.set(t, "off", "on")
	o.set(t, "off", "off")
	o.say(t, "x.never", "never", "1", "alice")
	o.say(t, "x.off", "off", "1", "alice")
	o.say(t, "x.kept", "A", "1", "alice")
	o.say(t, "x.gone", "B", "1", "alice")
	o.say(t, "x.thread", "C", "1", "alice")
	o.say(t, "x.opened", "D", "1", "alice")
	o.say(t, "x.other", "A", "9", "talks") // another thread
	o.say(t, "x.opens", "D", "2", "opens") // in the room, where an answer would open another thread
	o.say(t, "x.own", "A", "1", "alice")   // her own words do not answer her
	o.say(t, "x.room", "B", "", "talks")   // in the room, for all of its threads
	o.say(t, "x.in", "C", "1", "talks")    // in the thread
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	if diff := cmp.Diff([]try{{"x.kept", false}, {"x.own", false}}, o.post.seen()); diff != "" {
		t.Errorf("tries (-want +got):\n%s\n%s", diff, o.log)
	}
	if left := o.keys(t, o.name.person("T", "alice")+"counts"); len(left) > 0 {
		t.Errorf("what was not said to the bot is counted: %v", left)
	}
}

// What is set for a channel holds in its parts, and what staff say in a part is
// set for the channel.
func TestAutoReplyOfAChannelHoldsInItsParts(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), nil)
	o.Patience = time.Millisecond
	in := func(id, room, parent, text string, addressed bool) bot.Question {
		return bot.Question{
			ID: id, Tenant: "T", Room: room, Parent: parent, Thread: room, User: "staff", Staff: true, Text: text, Addressed: addressed,
		}
	}
	if a := ask(t, o.Desk, in("x.set", "post 1", "forum", "auto-reply on", true)); a.Headline != "Auto-reply in this channel: on" {
		t.Fatalf("setting it says %q", a.Headline)
	}
	if !o.Overhears("T", "forum") || o.Overhears("T", "another") {
		t.Error("the desk does not say where it overhears")
	}
	for _, q := range []bot.Question{
		in("x.post", "post 2", "forum", "text", false), in("x.other", "post 3", "another", "text", false), in("x.same", "post 1", "", "text", false),
	} {
		if err := o.Accept(t.Context(), q, []byte("room")); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	if diff := cmp.Diff([]try{{"x.post", false}}, o.post.seen()); diff != "" {
		t.Errorf("tries (-want +got):\n%s", diff)
	}
}

// A post of a forum is answered once: what others say behind it takes the answer
// back that was about to come, and gets none itself. Who was answered goes on.
func TestPostIsAnsweredOnce(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), nil)
	o.Patience = 500 * time.Millisecond
	o.set(t, "forum", "on")
	say := func(id, post, user, text string) {
		t.Helper()
		q := bot.Question{ID: id, Tenant: "T", Room: post, Parent: "forum", Thread: post, User: user, Text: text, Public: true, At: time.Now()}
		q.Behind = !strings.HasPrefix(id, "x.post")
		if err := o.Accept(t.Context(), q, []byte("post")); err != nil {
			t.Fatal(err)
		}
	}
	say("x.post1", "1", "alice", "a")
	say("x.post2", "2", "alice", "b")
	say("x.said2", "2", "bob", "c")
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	say("x.said1", "1", "bob", "d")
	say("x.asks1", "1", "alice", "e")
	wait(t, "the outbox is empty again", func() bool { return o.waiting(t) == 0 })
	if diff := cmp.Diff([]try{{"x.post1", false}, {"x.asks1", false}}, o.post.seen()); diff != "" {
		t.Errorf("tries (-want +got):\n%s\n%s", diff, o.log)
	}
}

// In a test staff see the answer and where it belongs, and nobody else does.
func TestAutoReplyTest(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), nil)
	o.Patience = time.Millisecond
	o.set(t, "A", "test")
	o.say(t, "x.nowhere", "A", "1", "alice") // no staff channel is set
	o.Staff = &Room{Adapter: "x", Tenant: "U", To: []byte("staff")}
	o.say(t, "x.elsewhere", "A", "1", "alice") // it is of another workspace
	o.Staff = &Room{Adapter: "x", Tenant: "T", To: []byte("staff")}
	o.say(t, "x.1", "A", "1", "alice")
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 && len(o.post.arrived()) > 0 })
	mails := o.post.arrived()
	if len(mails) != 1 || string(mails[0].To) != "staff" || mails[0].Answer.Sources[0].URL != "https://x/x.1" || !strings.HasPrefix(mails[0].Answer.Text, "Auto-reply test: ") || mails[0].Answer.Headline != "text of x.1<" {
		t.Errorf("mails = %+v, want one to staff with the link and the answer", mails)
	}
}

func TestSettingsAreForStaff(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	for _, text := range []string{"settings", "auto-reply on"} {
		a := ask(t, o.Desk, bot.Question{Tenant: "T", Room: "A", User: "alice", Text: text})
		if a.Headline != bot.StaffOnlyAnswer().Headline || !a.Private {
			t.Errorf("%q says %+v, want that it is for staff", text, a)
		}
	}
	a, err := o.Press(t.Context(), bot.Press{Act: bot.SetAutoReply, Arg: "from a newer version", Tenant: "T", Room: "A", Staff: true})
	if err != nil || a.Headline != "Auto-reply in this channel: off" {
		t.Errorf("an unknown setting gives %q, %v; want it left off", a.Headline, err)
	}
}

// What staff set holds in every replica, over restarts, until the workspace
// uninstalls.
func TestSettingsInReplicas(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	is := func(o *office, want bot.AutoReply) func() bool {
		return func() bool { return o.autoReply("T", "A") == want }
	}
	a.set(t, "A", "on")
	wait(t, "the other replica knows", is(b, bot.AutoReplyOn))
	third := openOffice(t, c.store(), nil)
	wait(t, "a new replica knows", is(third, bot.AutoReplyOn))
	b.set(t, "A", "off")
	wait(t, "the first replica knows", is(a, bot.AutoReplyOff))
	b.set(t, "A", "test")
	wait(t, "the first replica knows", is(a, bot.AutoReplyTest))
	if _, err := b.Press(t.Context(), bot.Press{Act: bot.Uninstalled, Tenant: "T"}); err != nil {
		t.Fatal(err)
	}
	for _, o := range []*office{a, b, third} {
		wait(t, "a replica has forgotten", is(o, bot.AutoReplyOff))
	}
}
