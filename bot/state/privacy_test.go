package state

import (
	"strings"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/nats-io/nats.go/jetstream"
)

// keys returns the subjects of all streams that have a part of a key.
func (o *office) keys(t *testing.T, part string) (found []string) {
	t.Helper()
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range streams(1) {
		s, err := l.js.Stream(t.Context(), c.Name)
		if err != nil {
			t.Fatal(err)
		}
		info, err := s.Info(t.Context(), jetstream.WithSubjectFilter(">"))
		if err != nil {
			t.Fatal(err)
		}
		for subject := range info.State.Subjects {
			if strings.Contains(subject, part) && !strings.HasSuffix(subject, "."+forgotten) {
				found = append(found, subject)
			}
		}
	}
	return found
}

// use leaves something of a person in every bucket.
func (o *office) use(t *testing.T, tenant, user string) {
	t.Helper()
	id := tenant + "." + user
	for _, q := range []bot.Question{
		{ID: "x.sent." + id, Text: "a"},
		{ID: "x.waits." + id, Text: "b"},
		{ID: "x.decline." + id, Text: "decline"},
	} {
		q.Tenant, q.User, q.Room, q.Addressed = tenant, user, "R", true
		before := o.waiting(t)
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
		switch q.Text {
		case "a":
			wait(t, "it is sent", func() bool { return o.record(t, q).End == sent && o.waiting(t) == before })
		case "b":
			wait(t, "it is refused", func() bool { return o.record(t, q).End == fresh })
		}
	}
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.WrongFigure, Arg: "article#section", State: "a", Tenant: tenant, User: user}); err != nil {
		t.Fatal(err)
	}
	wait(t, "everything is written", func() bool {
		o.Store.behind.mu.Lock()
		defer o.Store.behind.mu.Unlock()
		return len(o.Store.behind.waiting) == 0
	})
}

func TestPrivacy(t *testing.T) { onEachStore(t, testPrivacy) }

func testPrivacy(t *testing.T, s *Store) {
	script := make(map[string][]step)
	for _, id := range []string{"T.alice", "T.bob", "U.alice"} {
		script["x.waits."+id] = []step{refused(30 * time.Minute)}
	}
	o := openOffice(t, s, script)
	o.use(t, "T", "alice")
	o.use(t, "T", "bob")
	o.use(t, "U", "alice")

	alice := bot.Question{ID: "x.0", Tenant: "T", User: "alice", Room: "R", Text: "Privacy"}
	says := ask(t, o.Desk, alice).Plain()
	for _, want := range []string{"Answers on their way to you, sealed: 2,", "Messages that were dealt with, by a code: 2, until ", "Votes on answers: 1, until ", "Conversations that ", "Kinds of question "} {
		if !strings.Contains(says, want) {
			t.Errorf("privacy says\n%s\nwithout %q", says, want)
		}
	}
	if strings.Contains(says, "until you delete") {
		t.Errorf("privacy says\n%s\nwith things that never end", says)
	}

	alice.Text = "delete my data"
	gone := ask(t, o.Desk, alice)
	if !gone.Private || !strings.Contains(gone.Plain(), "all 8 things") {
		t.Errorf("deletion says, in private %v:\n%s", gone.Private, gone.Plain())
	}
	// Of a cluster another node may be asked, which is a moment behind.
	wait(t, "nothing is left of alice", func() bool { return len(o.keys(t, o.name.person("T", "alice"))) == 0 })
	for _, other := range []string{o.name.person("T", "bob"), o.name.person("U", "alice")} {
		if n := len(o.keys(t, other)); n != 7 {
			t.Errorf("%d keys of another person, want all 7", n)
		}
	}
	alice.Text = "privacy"
	if says := ask(t, o.Desk, alice).Plain(); !strings.Contains(says, "nothing about you") {
		t.Errorf("privacy after deletion says\n%s", says)
	}

	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Uninstalled, Tenant: "T"}); err != nil {
		t.Fatal(err)
	}
	wait(t, "nothing is left of the workspace", func() bool { return len(o.keys(t, o.name.tenant("T"))) == 0 })
	if n := len(o.keys(t, o.name.tenant("U"))); n != 7 {
		t.Errorf("%d keys of another workspace, want all 7", n)
	}
}

// A message of these words is answered in private like a command, and what is
// asked afterwards is kept as ever.
func TestDeletionByMessage(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	o.mail(t, "x.1", "R")
	wait(t, "x.1 is done with", func() bool { return o.waiting(t) == 0 })
	q := message("x.2", "R")
	q.Text = "delete my data"
	if err := o.Accept(t.Context(), q, nil); err != nil {
		t.Fatal(err)
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	mails := o.post.arrived()
	if last := mails[len(mails)-1]; last.ID != "x.2" || !last.Answer.Private {
		t.Errorf("the last mail is %+v, want the private one", last)
	}
	if n := len(o.keys(t, o.name.person("T", "alice"))); n != 1 {
		t.Errorf("%d keys, want the record of the message that asked", n)
	}
}

// Nothing of a person in distress, and nothing about who is unknown, is
// counted.
func TestWhatIsNotCounted(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	ask(t, o.Desk, bot.Question{Tenant: "T", User: "alice", Text: "distress"})
	ask(t, o.Desk, bot.Question{Tenant: "T", User: "alice", Text: "help"})
	ask(t, o.Desk, bot.Question{Text: "a"})
	o.Store.behind.mu.Lock()
	defer o.Store.behind.mu.Unlock()
	for e := range o.Store.behind.waiting {
		if e.bucket == "counts" {
			t.Errorf("counted: %v", e)
		}
	}
}

func TestPressWhileStateIsAway(t *testing.T) {
	o := openOffice(t, &Store{Addresses: "127.0.0.1:1", Secret: "x"}, nil)
	for _, act := range []bot.Act{bot.ShowPrivacy, bot.DeleteData} {
		a, err := o.Press(t.Context(), bot.Press{Act: act, Tenant: "T", User: "alice"})
		if err != nil || !a.Private || !strings.Contains(a.Headline, "try again") {
			t.Errorf("Press(%s) = %+v, %v; want a private sentence", act, a, err)
		}
	}
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Uninstalled, Tenant: "T"}); err == nil {
		t.Error("Press(uninstalled) = nil, want an error: it must come again")
	}
}

func TestUnknownPressIsAnsweredWithHelp(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	for _, press := range []bot.Press{{Act: "help"}, {Act: "from a newer version", Arg: "b"}, {}} {
		ask(t, o.Desk, bot.Question{User: "alice", Text: "a"})
		a, err := o.Press(t.Context(), press)
		if err != nil || a.Headline != "help" {
			t.Errorf("Press(%+v) = %q, %v; want help", press, a.Headline, err)
		}
	}
}
