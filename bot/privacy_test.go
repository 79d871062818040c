package bot

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPrivacyAnswer(t *testing.T) {
	until := time.Date(2026, 3, 1, 1, 30, 0, 0, time.FixedZone("", 2*60*60))
	tests := []struct {
		name string
		held []Held
		want string
	}{
		{"something", []Held{{"Conversations to continue", 1, until}, {"Unanswered questions, by subject", 0, until}, {"Votes on answers", 3, time.Time{}}},
			`This is what I keep about you.

- Conversations to continue: 1, until 28 February 2026, 23:30 UTC
- Votes on answers: 3, until you delete them

It is filed under a code made of your account, not under your name. I never keep your questions, except one that you pass on to the editors yourself, and never the amounts in them.

Say “delete my data” to delete all of it.`},
		{"nothing", nil,
			`I keep nothing about you at the moment.

I never keep your questions, except one that you pass on to the editors yourself, and never the amounts in them.

Should that change, say “delete my data” to delete it.`},
	}
	for _, test := range tests {
		a := PrivacyAnswer(test.held)
		if diff := cmp.Diff(test.want, a.Plain()); diff != "" {
			t.Errorf("PrivacyAnswer of %s (-want +got):\n%s", test.name, diff)
		}
		private(t, a, Help, "")
	}
	if diff := cmp.Diff(PrivacyAnswer(nil), PrivacyAnswer([]Held{{What: "Votes on answers"}})); diff != "" {
		t.Errorf("PrivacyAnswer of no votes (-none +got):\n%s", diff)
	}
}

func TestDeletedAnswer(t *testing.T) {
	for n, want := range map[int]string{
		0:  "I kept nothing about you, so there was nothing to delete.",
		1:  "Deleted: the one thing that I kept about you.",
		12: "Deleted: all 12 things that I kept about you.",
	} {
		a := DeletedAnswer(n)
		if a.Headline != want {
			t.Errorf("DeletedAnswer(%d) = %q, want %q", n, a.Headline, want)
		}
		for _, remains := range []string{"Answers that others can see stay", "Staff can delete them", "ids of messages"} {
			if !strings.Contains(a.Text, remains) {
				t.Errorf("DeletedAnswer(%d) does not say %q:\n%s", n, remains, a.Text)
			}
		}
		private(t, a, Help, "")
	}
}

func TestTooFastAnswer(t *testing.T) {
	for wait, want := range map[time.Duration]string{
		-time.Second: "in 1 second.", 0: "in 1 second.", time.Millisecond: "in 1 second.", time.Second: "in 1 second.",
		1001 * time.Millisecond: "in 2 seconds.", 12 * time.Second: "in 12 seconds.", 90 * time.Second: "in 90 seconds.",
	} {
		a := TooFastAnswer(wait)
		if !strings.HasSuffix(a.Headline, "Please ask again "+want) {
			t.Errorf("TooFastAnswer(%v) = %q, want it to end with %q", wait, a.Headline, want)
		}
		private(t, a, Declined, TooFast)
	}
}

func TestBusyAnswer(t *testing.T) { private(t, BusyAnswer(), Declined, Busy) }

// TestApologyAnswer: it is a decline for no reason of the question's, and for
// the asker alone.
func TestApologyAnswer(t *testing.T) {
	if a := ApologyAnswer(); a.Kind != Declined || a.Reason != "" || a.Headline == "" || a.State != "" || !a.Private {
		t.Errorf("ApologyAnswer = %+v", a)
	}
}

// private holds an answer to what all answers keep to, and to being for the
// asker alone.
func private(t *testing.T, a Answer, kind Kind, why Reason) {
	t.Helper()
	if a.Kind != kind || a.Reason != why || !a.Private || a.State != "" {
		t.Errorf("%q = %s %q, private %t, State %q, want %s %q, private, without a State", a.Headline, a.Kind, a.Reason, a.Private, a.State, kind, why)
	}
	for _, fault := range faults(a) {
		if strings.HasPrefix(fault, "figures") {
			continue // counts, dates and seconds, not pay
		}
		t.Errorf("%q has %s", a.Headline, fault)
	}
}
