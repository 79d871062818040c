package state

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// A parrot answers a question with what it was asked and continues from, as
// the real bot never would: it panics, is silent and declines on demand.
type parrot struct{}

func (parrot) Answer(q bot.Question) bot.Answer {
	switch q.Text {
	case "panic":
		panic("what the secret question said")
	case "index":
		var none []int
		_ = none[len(q.Text)]
	case "hush":
		return bot.Answer{}
	case "decline":
		return bot.Answer{Kind: bot.Declined, Reason: bot.OffTopic, Headline: "no"}
	case "help":
		return bot.Answer{Kind: bot.Help, Headline: "help"}
	}
	return bot.Answer{Kind: bot.Section, Headline: q.Text + "<" + q.Prior, State: q.Text}
}

func ask1(t *testing.T, d *Desk, q bot.Question) bot.Answer {
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
		{"a button brings its own", []bot.Question{with(alice, "a"), prior(alice, "b", "x")}, "b<x"},
		{"another room", []bot.Question{with(alice, "a"), {Tenant: "T", Room: "S", User: "alice", Text: "b"}}, "b<"},
		{"another tenant", []bot.Question{with(alice, "a"), {Tenant: "U", Room: "R", User: "alice", Text: "b"}}, "b<"},
		{"another person", []bot.Question{with(alice, "a"), {Tenant: "T", Room: "R", User: "bob", Text: "b"}}, "b<"},
		{"a thread is shared", []bot.Question{with(thread, "a"), {Tenant: "T", Room: "R", User: "bob", Thread: "1", Text: "b"}}, "b<a"},
		{"a thread is its own", []bot.Question{with(alice, "a"), with(thread, "b")}, "b<"},
		{"strangers share nothing", []bot.Question{with(nobody, "a"), with(nobody, "b")}, "b<"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := &Desk{Bot: parrot{}}
			var last bot.Answer
			for _, q := range test.turn {
				last = ask1(t, d, q)
			}
			if last.Headline != test.want {
				t.Errorf("last answer = %q, want %q", last.Headline, test.want)
			}
		})
	}
}

func TestFollowUpEndsAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &Desk{Bot: parrot{}}
		q := func(text string) bot.Question { return bot.Question{User: "alice", Text: text} }
		ask1(t, d, q("a"))
		time.Sleep(24*time.Hour - time.Second)
		if got := ask1(t, d, q("decline")); got.Kind != bot.Declined {
			t.Fatalf("Answer(decline) = %v", got)
		}
		if got, want := ask1(t, d, q("b")).Headline, "b<a"; got != want {
			t.Errorf("after a day less a second: %q, want %q", got, want)
		}
		time.Sleep(24 * time.Hour)
		if got, want := ask1(t, d, q("c")).Headline, "c<"; got != want {
			t.Errorf("after a day: %q, want %q", got, want)
		}
	})
}

func TestShelfIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf[int]{life: time.Hour, most: 3}
		for i := range 3 {
			s.put(fmt.Sprint(i), i)
		}
		s.put("0", 10) // touched: now the youngest
		s.put("3", 3)
		for key, want := range map[string]bool{"0": true, "1": false, "2": true, "3": true} {
			if _, ok := s.get(key); ok != want {
				t.Errorf("get(%q) found = %v, want %v", key, ok, want)
			}
		}
		if s.add("0", 11) {
			t.Error(`add("0") = true for a key that is there`)
		}
		time.Sleep(time.Hour)
		if !s.add("0", 12) {
			t.Error(`add("0") = false for a key that is too old`)
		}
		s.put("4", 4)
		if len(s.items) != 2 || s.order.Len() != 2 {
			t.Errorf("%d items, %d in order; want the 2 young ones", len(s.items), s.order.Len())
		}
		s.remove("4")
		s.remove("4")
		if _, ok := s.get("4"); ok || len(s.items) != 1 || s.order.Len() != 1 {
			t.Error("remove left something behind")
		}
	})
}

func TestPanicStaysInItsQuestion(t *testing.T) {
	var log bytes.Buffer
	d := &Desk{Bot: parrot{}, Log: slog.New(slog.NewTextHandler(&log, nil))}
	for _, text := range []string{"panic", "index"} {
		a := ask1(t, d, bot.Question{ID: "slack.1", Text: text})
		if diff := cmp.Diff(bot.Answer{Kind: bot.Declined, Headline: apology}, a); diff != "" {
			t.Errorf("Answer(%q) (-want +got):\n%s", text, diff)
		}
	}
	if got := d.Counts().Panics; got != 2 {
		t.Errorf("%d panics counted, want 2", got)
	}
	for _, want := range []string{"id=slack.1", "what=string", "index out of range"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log has no %q:\n%s", want, log.String())
		}
	}
	if strings.Contains(log.String(), "secret") {
		t.Errorf("the log quotes the panic:\n%s", log.String())
	}
}

func TestAnswerWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d := &Desk{Bot: parrot{}}
	if _, err := d.Answer(ctx, bot.Question{Text: "a"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Answer = %v, want context.Canceled", err)
	}
	if err := d.Accept(ctx, bot.Question{ID: "x.1", Text: "a", Addressed: true}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("Accept = %v, want context.Canceled", err)
	}
	if _, err := d.Press(ctx, bot.Press{Act: "help"}); !errors.Is(err, context.Canceled) {
		t.Errorf("Press = %v, want context.Canceled", err)
	}
}

func TestPress(t *testing.T) {
	for _, test := range []struct {
		press bot.Press
		want  string
	}{
		{bot.Press{Act: "help"}, "help"},
		{bot.Press{Act: "from a newer version", Arg: "b"}, "help"},
		{bot.Press{}, "help"},
	} {
		d := &Desk{Bot: parrot{}}
		ask1(t, d, bot.Question{User: "alice", Text: "a"})
		a, err := d.Press(t.Context(), test.press)
		if err != nil || a.Headline != test.want {
			t.Errorf("Press(%+v) = %q, %v, want %q", test.press, a.Headline, err, test.want)
		}
	}
}

func TestAcceptStoresNoSilence(t *testing.T) {
	d := &Desk{Bot: parrot{}}
	for _, q := range []bot.Question{
		{ID: "slack.1", Text: "hush", Addressed: true},
		{ID: "slack.2", Text: "a"}, // near the bot, not to it
	} {
		if err := d.Accept(t.Context(), q, nil); err != nil {
			t.Errorf("Accept(%q) = %v", q.Text, err)
		}
	}
	if diff := cmp.Diff(Counts{Silent: 2}, d.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	// The same message may come again, this time as one to the bot.
	if err := d.Accept(t.Context(), bot.Question{ID: "slack.2", Text: "a", Addressed: true}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Counts{Silent: 2, Accepted: 1, Waiting: 1}, d.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestAcceptRefuses(t *testing.T) {
	d := &Desk{Bot: parrot{}}
	if err := d.Accept(t.Context(), bot.Question{Text: "a", Addressed: true}, nil); err == nil {
		t.Error("Accept took a question without an ID")
	}
	for i := range mailsMost {
		q := bot.Question{ID: fmt.Sprintf("slack.%d", i), Text: "a", Addressed: true}
		if err := d.Accept(t.Context(), q, nil); err != nil {
			t.Fatalf("Accept of mail %d = %v", i, err)
		}
	}
	late := bot.Question{ID: "slack.late", Text: "a", Addressed: true}
	for range 2 { // a refused message stays new
		if err := d.Accept(t.Context(), late, nil); !errors.Is(err, ErrFull) {
			t.Errorf("Accept of one too many = %v, want ErrFull", err)
		}
	}
	d.outbox.close()
	if err := d.Accept(t.Context(), late, nil); !errors.Is(err, ErrClosed) {
		t.Errorf("Accept after the end = %v, want ErrClosed", err)
	}
	if err := d.Accept(t.Context(), bot.Question{ID: "slack.1", Text: "a", Addressed: true}, nil); err != nil {
		t.Errorf("Accept of a known message after the end = %v", err)
	}
}

func TestAcceptOnce(t *testing.T) {
	d := &Desk{Bot: parrot{}}
	var callers sync.WaitGroup
	for range 50 {
		callers.Go(func() {
			q := bot.Question{ID: "slack.1", User: "alice", Text: "a", Addressed: true}
			if err := d.Accept(t.Context(), q, nil); err != nil {
				t.Errorf("Accept = %v", err)
			}
		})
	}
	callers.Wait()
	if diff := cmp.Diff(Counts{Accepted: 1, Duplicates: 49, Waiting: 1}, d.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}
