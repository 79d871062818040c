package state

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// saying is what alice says publicly in a room, in a thread of its own.
func saying(id, room, text string) bot.Question {
	q := message(id, room)
	q.Text, q.Public, q.Thread = text, true, id
	return q
}

// accepted accepts a question and waits until its answer is sent.
func (o *office) accepted(t *testing.T, q bot.Question, to string) {
	t.Helper()
	if err := o.Accept(t.Context(), q, []byte(to)); err != nil {
		t.Fatal(err)
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
}

// said returns what each message was answered with, in a line.
func (o *office) said() map[string]string {
	all := make(map[string]string)
	for _, m := range o.post.arrived() {
		all[m.ID] = strings.ReplaceAll(m.Answer.Plain(), "\n", " ")
	}
	return all
}

func (o *office) wantSaid(t *testing.T, want map[string]string) {
	t.Helper()
	if diff := cmp.Diff(want, o.said()); diff != "" {
		t.Errorf("said (-want +got):\n%s\n%s", diff, o.log)
	}
}

// leads is what is said in the place of an answer that was sent as id.
func leads(id string) string { return "I answered this here a few minutes ago: https://x/" + id }

// TestRepeatedAnswer: the same answer in the same room leads to where it stands,
// and only where it does.
func TestRepeatedAnswer(t *testing.T) { onEachStore(t, testRepeatedAnswer) }

func testRepeatedAnswer(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	own := func(q bot.Question, change func(*bot.Question)) bot.Question { change(&q); return q }
	private := func(q *bot.Question) { q.Public = false }
	o.accepted(t, saying("x.1", "R", "a"), "channel")
	o.accepted(t, own(saying("x.2", "R", "a"), func(q *bot.Question) { q.User = "bob" }), "channel") // others too
	o.accepted(t, saying("x.3", "S", "a"), "channel")                                                // another room
	o.accepted(t, own(saying("x.4", "R", "a"), func(q *bot.Question) { q.Tenant = "U" }), "channel") // another workspace
	o.accepted(t, saying("x.5", "R", "b"), "channel")                                                // another answer
	o.accepted(t, own(saying("x.6", "R", "a"), private), "channel")                                  // nobody reads along
	o.accepted(t, saying("x.7", "R", "decline"), "channel")
	o.accepted(t, saying("x.8", "R", "decline"), "channel") // nothing was answered
	o.accepted(t, saying("x.9", "R", "help"), "channel")
	o.accepted(t, saying("x.10", "R", "help"), "channel")
	o.accepted(t, saying("x.11", "N", "a"), "nowhere")
	o.accepted(t, saying("x.12", "N", "a"), "nowhere") // no address leads there
	o.accepted(t, own(saying("x.13", "R", "c"), func(q *bot.Question) { q.Thread = "x.2" }), "channel")
	o.wantSaid(t, map[string]string{
		"x.1": "a<", "x.2": leads("x.1"), "x.3": "a<", "x.4": "a<", "x.5": "b<", "x.6": "a<",
		"x.7": "no A person can help.", "x.8": "no A person can help.", "x.9": "help", "x.10": "help",
		"x.11": "a<", "x.12": "a<",
		"x.13": "c<a", // the thread of the link continues from what it leads to
	})
	r, err := o.Store.Report(t.Context())
	if err != nil || r.Deliveries != (Deliveries{Sent: 13}) {
		t.Errorf("the report counts %+v, %v, want 13 sent", r.Deliveries, err)
	}
}

// TestRepeatedAnswerThatIsGone: what was dismissed, edited or deleted, was never
// sent or was sent long ago leads nowhere.
func TestRepeatedAnswerThatIsGone(t *testing.T) {
	o := openOffice(t, inFolder(t), map[string][]step{"x.failed": {fail(bot.ErrAnswered)}})
	revised := func(id, revises, text string) bot.Question {
		q := saying(id, "R", text)
		q.Revises, q.Gone, q.Thread = revises, text == "", revises
		return q
	}
	o.accepted(t, saying("x.dismissed", "R", "a"), "channel")
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Removed, Arg: "x.dismissed", Tenant: "T", Room: "R"}); err != nil {
		t.Fatal(err)
	}
	o.accepted(t, saying("x.a", "R", "a"), "channel")
	o.accepted(t, saying("x.edited", "R", "b"), "channel")
	o.accepted(t, revised("x.edited.1", "x.edited", "other"), "channel")
	o.accepted(t, saying("x.b", "R", "b"), "channel")
	o.accepted(t, saying("x.deleted", "R", "c"), "channel")
	o.accepted(t, revised("x.deleted.1", "x.deleted", ""), "channel")
	o.accepted(t, saying("x.c", "R", "c"), "channel")
	o.accepted(t, saying("x.c2", "R", "c"), "channel") // the new one stands
	o.accepted(t, saying("x.failed", "R", "d"), "channel")
	o.accepted(t, saying("x.d", "R", "d"), "channel")
	o.accepted(t, saying("x.old", "R", "e"), "channel")
	o.age(t, saying("x.old", "R", "e"), repeatFor+time.Second)
	o.accepted(t, saying("x.e", "R", "e"), "channel")
	o.accepted(t, saying("x.e2", "R", "e"), "channel")
	o.wantSaid(t, map[string]string{
		"x.dismissed": "a<", "x.a": "a<", "x.edited": "b<", "x.edited.1": "other<b", "x.b": "b<",
		"x.deleted": "c<", "x.deleted.1": "", "x.c": "c<", "x.c2": leads("x.c"),
		"x.d": "d<", "x.old": "e<", "x.e": "e<", "x.e2": leads("x.e"),
	})
}

// age makes where an answer stands older than it is.
func (o *office) age(t *testing.T, q bot.Question, by time.Duration) {
	t.Helper()
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	key := o.repeats(q, parrot{}.Answer(q))
	e, err := l.kv["done"].Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	var p posting
	if plain, err := o.Store.key.Unseal(e.Value(), aboutPosting); err != nil || json.Unmarshal(plain, &p) != nil {
		t.Fatalf("a posting reads %q, %v", plain, err)
	}
	if strings.Contains(string(e.Value()), "https") {
		t.Errorf("where an answer stands is kept as %q, want it sealed", e.Value())
	}
	p.At = p.At.Add(-by)
	plain, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.kv["done"].Put(t.Context(), key, o.Store.key.Seal(plain, aboutPosting)); err != nil {
		t.Fatal(err)
	}
}

// TestRepeatedAnswerElsewhere: after a restart and in another replica, too.
func TestRepeatedAnswerElsewhere(t *testing.T) {
	dir := t.TempDir()
	o := openOffice(t, &Store{Folder: dir}, nil)
	o.accepted(t, saying("x.1", "R", "a"), "channel")
	o.stop()
	o = openOffice(t, &Store{Folder: dir}, nil)
	o.accepted(t, saying("x.2", "R", "a"), "channel")
	o.wantSaid(t, map[string]string{"x.2": leads("x.1")})

	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	a.accepted(t, saying("x.1", "R", "a"), "channel")
	b.accepted(t, saying("x.2", "R", "a"), "channel")
	if _, err := a.Press(t.Context(), bot.Press{Act: bot.Removed, Arg: "x.1", Tenant: "T", Room: "R"}); err != nil {
		t.Fatal(err)
	}
	b.accepted(t, saying("x.3", "R", "a"), "channel")
	all := a.said()
	for id, said := range b.said() {
		all[id] = said
	}
	if diff := cmp.Diff(map[string]string{"x.1": "a<", "x.2": leads("x.1"), "x.3": "a<"}, all); diff != "" {
		t.Errorf("said by both (-want +got):\n%s", diff)
	}
}
