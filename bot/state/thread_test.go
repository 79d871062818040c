package state

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// in is what somebody says in a thread of a channel, and not to the bot.
func in(thread, id, user, text string) bot.Question {
	return bot.Question{ID: id, Tenant: "T", Room: "R", Thread: thread, User: user, Text: text, Public: true, At: time.Now()}
}

// to is the same, said to the bot.
func to(thread, id, user, text string) bot.Question {
	q := in(thread, id, user, text)
	q.Addressed = true
	return q
}

// TestThread: who was answered last in a thread goes on there without a mention,
// and nobody else.
func TestThread(t *testing.T) { onEachStore(t, testThread) }

func testThread(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	opens := in("2", "x.6", "alice", "f")
	opens.Opens = true
	direct := in("3", "x.8", "alice", "h")
	direct.Public = false
	for _, q := range []bot.Question{
		to("1", "x.1", "alice", "a"),
		in("1", "x.2", "alice", "b"),
		in("1", "x.2", "alice", "b"), // delivered again
		in("1", "x.3", "bob", "c"),
		in("1", "x.4", "alice", "hush"),
		in("2", "x.5", "alice", "e"), // another thread
		opens,                        // in the channel
		to("3", "x.7", "alice", "g"),
		direct,
		to("1", "x.9", "bob", "i"),
		in("1", "x.10", "alice", "j"), // bob was answered since
		in("1", "x.11", "bob", "k"),
		to("1", "x.12", "alice", "l"),
		in("1", "x.13", "alice", "m"),
		to("1", "x.14", "bob", "decline"),
		in("1", "x.15", "alice", "n"), // hers is the last answer still
		to("1", "x.16", "alice", "delete my data"),
		in("1", "x.17", "alice", "o"),
		to("1", "x.18", "alice", "p"), // the thread itself is not hers alone
	} {
		o.accepted(t, q, "channel")
	}
	deleted := o.said()["x.16"]
	o.wantSaid(t, map[string]string{
		"x.1": "a<", "x.2": "b<a", "x.7": "g<", "x.9": "i<b", "x.11": "k<i", "x.12": "l<k", "x.13": "m<l",
		"x.14": "no A person can help.", "x.15": "n<m", "x.16": deleted, "x.18": "p<n",
	})
	for _, m := range o.post.arrived() {
		if !m.NotBefore.IsZero() {
			t.Errorf("%s waits until %v, want it sent at once", m.ID, m.NotBefore)
		}
	}
}

// TestThreadElsewhere: after a restart and in another replica, too.
func TestThreadElsewhere(t *testing.T) {
	dir := t.TempDir()
	o := openOffice(t, &Store{Folder: dir}, nil)
	o.accepted(t, to("1", "x.1", "alice", "a"), "channel")
	o.stop()
	o = openOffice(t, &Store{Folder: dir}, nil)
	o.accepted(t, in("1", "x.2", "bob", "b"), "channel")
	o.accepted(t, in("1", "x.3", "alice", "c"), "channel")
	o.wantSaid(t, map[string]string{"x.3": "c<a"})

	cluster := startCluster(t)
	a, b := openOffice(t, cluster.store(), nil), openOffice(t, cluster.store(), nil)
	a.accepted(t, to("1", "x.1", "alice", "a"), "channel")
	next := in("1", "x.2", "alice", "b")
	wait(t, "the other replica knows who was answered", func() bool { return b.continues(next) })
	b.accepted(t, next, "channel")
	if said := a.said()["x.2"] + b.said()["x.2"]; said != "b<a" {
		t.Errorf("x.2 is answered %q, want it to go on", said)
	}
	if _, err := b.Press(t.Context(), bot.Press{Act: bot.DeleteData, Tenant: "T", User: "alice"}); err != nil {
		t.Fatal(err)
	}
	wait(t, "the first replica has forgotten her", func() bool { return !a.continues(next) })
}

// TestThreadOfAutoReply: an answer that nobody asked the bot for is gone on from
// when it stands, and not when a person was quicker.
func TestThreadOfAutoReply(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), nil)
	o.Patience = 1500 * time.Millisecond
	o.set(t, "R", "on")
	o.set(t, "S", "on")
	other := func(q bot.Question) bot.Question { q.Room = "S"; return q } // where nobody else opens a thread
	opens := func(id, user string) bot.Question {
		q := in(id, id, user, "text of "+id)
		q.Opens = true
		return q
	}
	accept := func(q bot.Question) {
		t.Helper()
		if err := o.Accept(t.Context(), q, []byte("channel")); err != nil {
			t.Fatal(err)
		}
	}
	accept(opens("x.1", "alice"))
	accept(in("x.1", "x.2", "bob", "hush")) // takes it back
	accept(in("x.1", "x.3", "alice", "a"))  // not gone on from: it waits like any other
	accept(other(opens("x.4", "carol")))
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	accept(other(in("x.4", "x.5", "carol", "b")))
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	late := make(map[string]bool)
	for _, m := range o.post.arrived() {
		late[m.ID] = !m.NotBefore.IsZero()
	}
	if diff := cmp.Diff(map[string]bool{"x.3": true, "x.4": true, "x.5": false}, late); diff != "" {
		t.Errorf("sent, and whether they waited (-want +got):\n%s", diff)
	}
	if got := o.said()["x.5"]; got != "b<text of x.4" {
		t.Errorf("x.5 is answered %q, want it to go on", got)
	}
}

// TestThreadLimits: who did not ask the bot hears of no limit.
func TestThreadLimits(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	o.Limits = Limits{PerPerson: 4} // two at once
	o.accepted(t, to("1", "x.1", "alice", "a"), "channel")
	for _, id := range []string{"x.2", "x.3", "x.4"} {
		o.accepted(t, in("1", id, "alice", "hush"), "channel") // does not count
	}
	o.accepted(t, in("1", "x.5", "alice", "b"), "channel")
	o.accepted(t, in("1", "x.6", "alice", "c"), "channel")
	o.wantSaid(t, map[string]string{"x.1": "a<", "x.5": "b<a"})
	o.wantCounts(t, Counts{Accepted: 2, Sent: 2, Silent: 4, TooFast: 1})
}

// TestThreadRevise: what goes on from an answer takes its own with it when it is
// edited or deleted.
func TestThreadRevise(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	revised := func(id, of, text string) bot.Question {
		q := in("1", id, "alice", text)
		q.Revises, q.Gone = of, text == ""
		return q
	}
	for _, q := range []bot.Question{
		to("1", "x.1", "alice", "a"),
		in("1", "x.2", "alice", "b"),
		revised("x.2.1", "x.2", "c"),
		revised("x.2.2", "x.2", "hush"), // it is talk now
		in("1", "x.3", "alice", "hush"),
		revised("x.3.1", "x.3", "d"), // it never had an answer
		in("1", "x.4", "alice", "e"),
		to("1", "x.5", "bob", "f"),
		revised("x.4.1", "x.4", "hush"), // bob was answered since: it stays
		revised("x.4.2", "x.4", ""),
	} {
		o.accepted(t, q, "channel")
	}
	type change struct{ ID, Ref, Headline string }
	var got []change
	for _, m := range o.post.arrived() {
		got = append(got, change{m.ID, m.Ref, m.Answer.Headline})
	}
	want := []change{
		{"x.1", "", "a<"}, {"x.2", "", "b<a"}, {"x.2.1", "x.2", "c<b"}, {"x.2.2", "x.2", ""},
		{"x.4", "", "e<c"}, {"x.5", "", "f<e"}, {"x.4.2", "x.4", ""},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}
