package state

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

func ask(t testing.TB, d *Desk, q bot.Question) bot.Answer {
	t.Helper()
	a, err := d.Answer(t.Context(), q)
	if err != nil {
		t.Fatalf("Answer(%q) = %v, want no error", q.Text, err)
	}
	return a
}

func TestFollowUp(t *testing.T) {
	alice := bot.Question{Tenant: "T", Room: "R", User: "alice"}
	thread := bot.Question{Tenant: "T", Room: "R", User: "alice", Thread: "1"}
	nobody := bot.Question{Tenant: "T", Room: "R"}
	with := func(q bot.Question, text string) bot.Question { q.Text = text; return q }
	prior := func(q bot.Question, text, state string) bot.Question { q.Text, q.Prior = text, state; return q }
	tests := []struct {
		name string
		turn []bot.Question
		want string // headline of the last answer
	}{
		{"continues", []bot.Question{with(alice, "a"), with(alice, "b")}, "b<a"},
		{"over a decline", []bot.Question{with(alice, "a"), with(alice, "decline"), with(alice, "b")}, "b<a"},
		{"over help", []bot.Question{with(alice, "a"), with(alice, "help"), with(alice, "b")}, "b<a"},
		{"over a panic", []bot.Question{with(alice, "a"), with(alice, "panic"), with(alice, "b")}, "b<a"},
		{"over privacy", []bot.Question{with(alice, "a"), with(alice, "privacy"), with(alice, "b")}, "b<a"},
		{"not over deletion", []bot.Question{with(alice, "a"), with(alice, "delete my data"), with(alice, "b")}, "b<"},
		{"a button brings its own", []bot.Question{with(alice, "a"), prior(alice, "b", "x")}, "b<x"},
		{"another room", []bot.Question{with(alice, "a"), {Tenant: "T", Room: "S", User: "alice", Text: "b"}}, "b<"},
		{"another tenant", []bot.Question{with(alice, "a"), {Tenant: "U", Room: "R", User: "alice", Text: "b"}}, "b<"},
		{"another person", []bot.Question{with(alice, "a"), {Tenant: "T", Room: "R", User: "bob", Text: "b"}}, "b<"},
		{"a thread is shared", []bot.Question{with(thread, "a"), {Tenant: "T", Room: "R", User: "bob", Thread: "1", Text: "b"}}, "b<a"},
		{"a thread is its own", []bot.Question{with(alice, "a"), with(thread, "b")}, "b<"},
		{"strangers share nothing", []bot.Question{with(nobody, "a"), with(nobody, "b")}, "b<"},
	}
	o := openOffice(t, inFolder(t), nil)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var last bot.Answer
			for _, q := range test.turn {
				q.Tenant += fmt.Sprint(i) // a workspace for each test
				last = ask(t, o.Desk, q)
			}
			if last.Headline != test.want {
				t.Errorf("last answer = %q, want %q", last.Headline, test.want)
			}
		})
	}
}

// A restart forgets nothing, and a mention is continued like a command.
func TestFollowUpAfterRestart(t *testing.T) {
	dir := t.TempDir()
	o := openOffice(t, &Store{Folder: dir}, nil)
	q := bot.Question{Tenant: "T", Room: "R", User: "alice", Text: "a"}
	ask(t, o.Desk, q)
	o.mail(t, "x.1", "S")
	o.stop()
	o = openOffice(t, &Store{Folder: dir}, nil)
	q.Text = "b"
	if got, want := ask(t, o.Desk, q).Headline, "b<a"; got != want {
		t.Errorf("after a restart = %q, want %q", got, want)
	}
	q.Room = "S"
	if got, want := ask(t, o.Desk, q).Headline, "b<text of x.1"; got != want {
		t.Errorf("after a mention and a restart = %q, want %q", got, want)
	}
}

func TestShelf(t *testing.T) {
	now := time.Now()
	s := &shelf[int]{life: time.Hour, most: 3}
	for i := range 3 {
		s.put(fmt.Sprint(i), i, now)
	}
	s.put("0", 10, now) // put again: now the youngest
	s.put("3", 3, now)
	for key, want := range map[string]bool{"0": true, "1": false, "2": true, "3": true} {
		if _, ok := s.get(key, now); ok != want {
			t.Errorf("get(%q) found = %v, want %v", key, ok, want)
		}
	}
	now = now.Add(time.Hour)
	if _, ok := s.get("0", now); ok {
		t.Error(`get("0") found what is too old`)
	}
	s.put("4", 4, now)
	if len(s.items) != 1 || s.order.Len() != 1 {
		t.Errorf("%d items, %d in order; want the young one", len(s.items), s.order.Len())
	}
	s.remove(func(key string) bool { return key == "4" })
	if len(s.items) != 0 || s.order.Len() != 0 {
		t.Error("remove left something behind")
	}
}

func TestPanicStaysInItsQuestion(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	for _, text := range []string{"panic", "index"} {
		a := ask(t, o.Desk, bot.Question{ID: "slack.1", Text: text})
		if diff := cmp.Diff(bot.ApologyAnswer(), a); diff != "" {
			t.Errorf("Answer(%q) (-want +got):\n%s", text, diff)
		}
	}
	o.wantCounts(t, Counts{Panics: 2})
	for _, want := range []string{"id=slack.1", "what=string", "index out of range"} {
		if !o.log.has(want) {
			t.Errorf("the log has no %q:\n%s", want, o.log)
		}
	}
	if o.log.has("secret") {
		t.Errorf("the log quotes the panic:\n%s", o.log)
	}
}

// One that panics gets one apology.
func TestOneApology(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	q := message("x.1", "R")
	q.Text = "panic"
	for range 3 {
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	o.over(t, try{"x.1", false})
	if got := o.post.arrived()[0].Answer; got.Headline != bot.ApologyAnswer().Headline {
		t.Errorf("mailed %q, want the apology", got.Headline)
	}
}

func TestWhenCancelled(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := o.Answer(ctx, bot.Question{Text: "a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Answer = %v, want context.Canceled", err)
	}
	if err := o.Accept(ctx, message("x.1", "R"), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Accept = %v, want context.Canceled", err)
	}
	if _, err := o.Press(ctx, bot.Press{Act: "help"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Press = %v, want context.Canceled", err)
	}
}

func TestSilenceIsNotStored(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	for _, q := range []bot.Question{
		{ID: "x.1", Text: "hush", Addressed: true},
		{ID: "x.2", Text: "a"}, // near the bot, not to it
	} {
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Errorf("Accept(%q) = %v", q.Text, err)
		}
	}
	o.wantCounts(t, Counts{Silent: 2})
	// The same message may come again, this time as one to the bot.
	if err := o.Accept(t.Context(), bot.Question{ID: "x.2", Text: "a", Addressed: true}, nil); err != nil {
		t.Fatal(err)
	}
	o.over(t, try{"x.2", false})
	if err := o.Accept(t.Context(), bot.Question{Text: "a", Addressed: true}, nil); err == nil {
		t.Error("Accept of a question without an ID = nil, want an error")
	}
}

func TestTooFast(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	o.Limits = Limits{PerPerson: 4, PerRoom: 6} // two at once, three at once
	question := func(user string) bot.Question {
		return bot.Question{ID: "x.a", Tenant: "T", Room: "R", User: user, Text: "a"}
	}
	for i, want := range []bot.Reason{"", "", bot.TooFast, bot.TooFast} {
		if got := ask(t, o.Desk, question("alice")); got.Reason != want || want != "" && !got.Private {
			t.Errorf("command %d = %+v, want reason %q, in private", i+1, got, want)
		}
	}
	if got := ask(t, o.Desk, question("bob")); got.Reason != "" {
		t.Errorf("another person's command = %q, want an answer", got.Headline)
	}
	for i := range 6 { // of six people in one room, the first three get answers and one is told
		q := message(fmt.Sprintf("x.%d", i), "R")
		q.User = fmt.Sprint("user ", i)
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	told := 0
	for _, m := range o.post.arrived() {
		if m.Answer.Reason == bot.TooFast {
			told++
		}
	}
	if n := len(o.post.arrived()); n != 4 || told != 1 {
		t.Errorf("%d mails, %d of them say too fast; want 4 and 1", n, told)
	}
	o.wantCounts(t, Counts{Accepted: 4, Sent: 4, Silent: 2, TooFast: 5})
}

func TestTooMuchToDo(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	near := bot.Question{ID: "x.1", Text: "a"}
	to := message("x.2", "R")
	o.working.Store(workUnasked)
	if err := o.Accept(t.Context(), near, nil); err != nil {
		t.Errorf("Accept of what was not said to the bot = %v, want it passed over", err)
	}
	if err := o.Accept(t.Context(), to, nil); err != nil {
		t.Errorf("Accept of a mention = %v, want it taken", err)
	}
	o.working.Store(workMost)
	to.ID = "x.3"
	if err := o.Accept(t.Context(), to, nil); !errors.Is(err, errCrowded) {
		t.Errorf("Accept of a mention = %v, want it refused for the moment", err)
	}
	o.working.Store(0)
	o.depth.Store(&depth{waiting: waitMost + 1})
	if err := o.Accept(t.Context(), to, nil); !errors.Is(err, bot.ErrBusy) {
		t.Errorf("Accept of a mention behind many = %v, want ErrBusy", err)
	}
	if got := ask(t, o.Desk, to); got.Kind != bot.Section {
		t.Errorf("a command = %+v, want an answer", got)
	}
	o.over(t, try{"x.2", false})
	o.wantCounts(t, Counts{Accepted: 1, Sent: 1, Shed: 2})
}
