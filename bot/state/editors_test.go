package state

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// tell passes a question on, as a press does.
func (o *office) tell(t *testing.T, tenant, user, text string) bot.Answer {
	t.Helper()
	a, err := o.Press(t.Context(), bot.Press{Act: bot.TellEditors, Arg: text, Tenant: tenant, Room: "R", User: user})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// told returns the texts that the report has.
func (o *office) told(t *testing.T) (texts []string) {
	t.Helper()
	r, err := o.Store.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range r.Passed {
		texts = append(texts, p.Text)
	}
	return texts
}

func TestTellEditors(t *testing.T) { onEachStore(t, testTellEditors) }

func testTellEditors(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	thanks, before, enough, not := bot.PassedOnAnswer(), bot.PassedOnBeforeAnswer(), bot.PassedOnEnoughAnswer(passedMost), bot.NotPassedOnAnswer()
	for _, step := range []struct {
		user, text string
		want       bot.Answer
	}{
		{"alice", "Will anyone hire a baker\nof 51? Mail a@example.org.", thanks},
		{"alice", "Will anyone hire a baker of 52? Mail b@example.org.", before}, // what is kept is the same
		{"bob", "Will anyone hire a baker of 51? Mail a@example.org.", thanks},
		{"alice", strings.Repeat("a", bot.PassedOnMost), thanks},
		{"alice", strings.Repeat("a", bot.PassedOnMost+1), not},
		{"alice", "45,000", not},
		{"", "who am I?", not},
		{"alice", "distress", bot.Answer{Kind: bot.Declined, Reason: bot.Personal, Headline: "kind words", Contact: "A person can listen.", Private: true}},
		{"alice", "three?", thanks}, {"alice", "four?", thanks}, {"alice", "five?", thanks},
		{"alice", "six?", enough}, {"alice", "five?", before},
	} {
		if diff := cmp.Diff(step.want, o.tell(t, "T", step.user, step.text)); diff != "" {
			t.Errorf("%s passes %.60q on (-want +got):\n%s", step.user, step.text, diff)
		}
	}
	hire := "Will anyone hire a baker of … Mail …"
	got := o.told(t)
	if want := []string{hire, hire, strings.Repeat("a", bot.PassedOnMost), "five?", "four?", "three?"}; len(got) != len(want) {
		t.Errorf("passed on = %q, want in any order %q", got, want)
	}
	if n := len(o.keys(t, o.name.person("T", "alice"))); n != passedMost {
		t.Errorf("%d keys of alice, want %d", n, passedMost)
	}
	if o.log.has("baker") || o.log.has("five") {
		t.Errorf("the log has words of a question:\n%s", o.log)
	}
}

// Of many presses at once, as many are kept as one person may pass on, and
// each text once.
func TestTellEditorsAtOnce(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	var all sync.WaitGroup
	for i := range 4 * passedMost {
		all.Go(func() { o.tell(t, "T", "alice", "question "+strings.Repeat("x", 1+i%(passedMost-1))) })
	}
	all.Wait()
	if got := o.told(t); len(got) != passedMost-1 {
		t.Errorf("passed on = %q, want each of %d once", got, passedMost-1)
	}
	for i := range 2 * passedMost {
		all.Go(func() { o.tell(t, "T", "bob", "question "+strings.Repeat("y", 1+i)) })
	}
	all.Wait()
	if n := len(o.keys(t, o.name.person("T", "bob"))); n != passedMost {
		t.Errorf("%d keys of bob, want %d", n, passedMost)
	}
}

// What was passed on is listed among what is held, and ends when its asker, or
// the workspace, wants it.
func TestPassedOnIsDeleted(t *testing.T) { onEachStore(t, testPassedOnIsDeleted) }

func testPassedOnIsDeleted(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	for _, who := range [][2]string{{"T", "alice"}, {"T", "bob"}, {"U", "alice"}} {
		o.tell(t, who[0], who[1], fmt.Sprintf("does %s of %s earn more?", who[1], who[0]))
	}
	alice := bot.Question{Tenant: "T", User: "alice", Room: "R", Text: "privacy"}
	until := time.Now().Add(tellFor).UTC().Format("2 January 2006")
	if says := ask(t, o.Desk, alice).Plain(); !strings.Contains(says, "Questions you passed on to the editors: 1, until "+until) {
		t.Errorf("privacy says\n%s\nwithout what was passed on until %s", says, until)
	}
	alice.Text = "delete my data"
	if says := ask(t, o.Desk, alice); !strings.Contains(says.Headline, "the one thing") {
		t.Errorf("deletion says %q", says.Headline)
	}
	if diff := cmp.Diff([]string{"does alice of U earn more?", "does bob of T earn more?"}, o.told(t)); diff != "" {
		t.Errorf("left after a deletion (-want +got):\n%s", diff)
	}
	if got := o.tell(t, "T", "alice", "does alice of T earn more?"); got.Headline != bot.PassedOnAnswer().Headline {
		t.Errorf("passed on again after a deletion: %q", got.Headline)
	}
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Uninstalled, Tenant: "T"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"does alice of U earn more?"}, o.told(t)); diff != "" {
		t.Errorf("left after uninstalling (-want +got):\n%s", diff)
	}
}

// State of the layout before gets the bucket.
func TestEditorsInOlderState(t *testing.T) {
	dir := t.TempDir()
	t.Run("folder", func(t *testing.T) {
		testOlderState(t, func() *Store { return &Store{Folder: dir} }, func() { write(t, filepath.Join(dir, "version"), "1\n") })
	})
	t.Run("cluster", func(t *testing.T) {
		if testing.Short() {
			t.Skip("a cluster takes a while to start")
		}
		testOlderState(t, startCluster(t).store, func() {})
	})
}

func testOlderState(t *testing.T, store func() *Store, stopped func()) {
	o := openOffice(t, store(), nil)
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	if err := l.js.DeleteStream(t.Context(), "KV_editors"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.kv["settings"].Put(t.Context(), ownerKey, []byte(owner{1, o.Store.key.Check()}.String())); err != nil {
		t.Fatal(err)
	}
	o.stop()
	stopped()
	o = openOffice(t, store(), nil)
	o.tell(t, "T", "alice", "is it here?")
	if got := o.told(t); len(got) != 1 {
		t.Errorf("passed on = %q, want one", got)
	}
	l, err = o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	if have, _, err := ownerIn(t.Context(), l.kv["settings"]); err != nil || have.layout != layout {
		t.Errorf("owner = %v, %v; want layout %d", have, err, layout)
	}
}
