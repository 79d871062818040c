package state

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

func TestDelivery(t *testing.T) { onEachStore(t, testDelivery) }

func testDelivery(t *testing.T, s *Store) {
	o := openOffice(t, s, map[string][]step{
		"x.limited": {refused(10 * time.Millisecond), refused(0)},
		"x.cut":     {cut},
		"x.open":    {cut, cut},
		"x.wrong":   {fail(errors.New("no such channel"))},
		"x.panics":  {func(context.Context) error { panic("text of x.panics") }},
		"x.hangs":   {fail(context.DeadlineExceeded)},
	})
	tests := []struct {
		id    string
		tries []try
		end   end
	}{
		{"x.plain", []try{{"x.plain", false}}, sent},
		{"x.limited", []try{{"x.limited", false}, {"x.limited", false}, {"x.limited", false}}, sent},
		{"x.cut", []try{{"x.cut", false}, {"x.cut", true}}, sent},
		{"x.open", []try{{"x.open", false}, {"x.open", true}}, unsettled},
		{"x.wrong", []try{{"x.wrong", false}}, failed},
		{"x.panics", []try{{"x.panics", false}, {"x.panics", true}}, sent},
		{"x.hangs", []try{{"x.hangs", false}, {"x.hangs", true}}, sent},
	}
	for _, test := range tests {
		o.mail(t, test.id, "room of "+test.id)
		o.mail(t, test.id, "room of "+test.id) // the platform delivers it twice
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	tries := make(map[string][]try)
	for _, try := range o.post.seen() {
		tries[try.ID] = append(tries[try.ID], try)
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.tries, tries[test.id]); diff != "" {
			t.Errorf("%s: tries (-want +got):\n%s", test.id, diff)
		}
		want := record{End: test.end, Tries: len(test.tries)}
		if diff := cmp.Diff(want, o.record(t, message(test.id, "")), cmp.AllowUnexported(record{})); diff != "" {
			t.Errorf("%s: record (-want +got):\n%s", test.id, diff)
		}
	}
	o.wantCounts(t, Counts{Accepted: 7, Duplicates: 7, Sent: 5, Retries: 6, Limited: 2, Unsettled: 1, Failed: 1, Panics: 1})
	if o.log.has("text of") {
		t.Errorf("the log quotes a question:\n%s", o.log)
	}
}

func TestMailArrivesAsItWas(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	q := message("x.1", "R")
	q.At = time.Now().Add(-time.Minute).Truncate(0)
	if err := o.Accept(t.Context(), q, []byte("address")); err != nil {
		t.Fatal(err)
	}
	o.over(t, try{"x.1", false})
	want := []bot.Mail{{ID: "x.1", At: q.At, To: []byte("address"), Answer: parrot{}.Answer(q)}}
	if diff := cmp.Diff(want, o.post.arrived()); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

// Mails of one conversation keep their order, also while the first of them is
// refused; others do not wait for them.
func TestOrderWithinAConversation(t *testing.T) { onEachStore(t, testOrder) }

func testOrder(t *testing.T, s *Store) {
	var o *office
	others := func(context.Context) error {
		for _, id := range []string{"x.b1", "x.b2", "x.b3"} {
			if !slices.ContainsFunc(o.post.arrived(), func(m bot.Mail) bool { return m.ID == id }) {
				return &bot.RetryError{After: 50 * time.Millisecond, Err: errors.New("429")}
			}
		}
		return nil
	}
	o = openOffice(t, s, map[string][]step{"x.a1": slices.Repeat([]step{others}, 100)})
	for i := range 3 {
		o.mail(t, fmt.Sprintf("x.a%d", i+1), "A")
		o.mail(t, fmt.Sprintf("x.b%d", i+1), "B")
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	var got []string
	for _, m := range o.post.arrived() {
		got = append(got, m.ID)
	}
	if diff := cmp.Diff([]string{"x.b1", "x.b2", "x.b3", "x.a1", "x.a2", "x.a3"}, got); diff != "" {
		t.Errorf("arrived (-want +got):\n%s", diff)
	}
}

func TestRetryAfterIsObeyed(t *testing.T) {
	t.Parallel()
	o := openOffice(t, inFolder(t), map[string][]step{"x.1": {refused(1200 * time.Millisecond)}})
	o.mail(t, "x.1", "R")
	o.over(t, try{"x.1", false}, try{"x.1", false})
	if waited := o.post.times[1].Sub(o.post.times[0]); waited < 1200*time.Millisecond {
		t.Errorf("tried again after %v, want 1.2 s at least", waited)
	}
}

// What waits when a process stops is sent by the next one, and what was being
// sent is looked for.
func TestNextProcessGoesOn(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	o := openOffice(t, &Store{Folder: dir}, map[string][]step{
		"x.1": {refused(time.Minute)},
		"x.2": {func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }},
	})
	o.mail(t, "x.1", "R")
	o.mail(t, "x.2", "S")
	wait(t, "both were tried", func() bool { return len(o.post.seen()) == 2 })
	if err := o.Accept(t.Context(), message("x.3", "R"), nil); err != nil { // behind x.1
		t.Fatal(err)
	}
	start := time.Now()
	o.stop()
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("stopping took %v, want 10 s at most", took)
	}

	o = openOffice(t, &Store{Folder: dir}, nil)
	// Left are x.1, which the platform wants later, and x.3 behind it.
	wait(t, "x.2 is settled", func() bool { return len(o.post.seen()) == 1 && o.waiting(t) == 2 })
	if diff := cmp.Diff([]try{{"x.2", true}}, o.post.seen()); diff != "" {
		t.Errorf("tries of the next process (-want +got):\n%s", diff)
	}
	if err := o.Accept(t.Context(), message("x.2", "S"), nil); err != nil || o.Counts().Duplicates != 1 {
		t.Errorf("Accept of what was answered before = %v, %+v; want a duplicate", err, o.Counts())
	}
}

// A crash between the outbox and the record leaves a mail without a record;
// the platform then delivers the message again.
func TestTwoCopiesAreSentOnce(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	q := message("x.1", "R")
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	p := parcel{Mail: bot.Mail{ID: q.ID, NotBefore: time.Now().Add(400 * time.Millisecond)}, Key: o.name.message(q), Since: time.Now()}
	for i := range 2 {
		sealed, err := seal(o.Store.key, p)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.js.Publish(t.Context(), fmt.Sprintf("outbox.a.b.c%d", i), sealed); err != nil {
			t.Fatal(err)
		}
	}
	o.over(t, try{"x.1", false})
}

// An answer that waited for hours while nobody ran is not sent any more.
func TestOldMailsAreGivenUp(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	q := message("x.1", "R")
	l, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	p := parcel{Mail: bot.Mail{ID: q.ID}, Key: o.name.message(q), Since: time.Now().Add(-retryFor - time.Minute)}
	sealed, err := seal(o.Store.key, p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.post(t.Context(), "outbox.a.b.c", p.Key, sealed); err != nil {
		t.Fatal(err)
	}
	o.over(t)
	if got := o.record(t, q).End; got != late {
		t.Errorf("the record says %q, want late", got)
	}
	o.wantCounts(t, Counts{Late: 1})
}
