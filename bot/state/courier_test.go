package state

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

func TestSend(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, nil)
		o.mail(t, "x.1", "R")
		synctest.Wait()
		o.mail(t, "x.1", "R") // the platform did not hear the acknowledgement
		synctest.Wait()
		o.wantTries(t, try{ID: "x.1"})
		o.wantCounts(t, Counts{Accepted: 1, Duplicates: 1, Sent: 1})
		if got, _ := o.done.get("x.1"); got != sent {
			t.Errorf("stage after sending = %d, want %d", got, sent)
		}
		time.Sleep(25 * time.Hour)
		o.mail(t, "x.1", "S")
		synctest.Wait()
		o.wantCounts(t, Counts{Accepted: 2, Duplicates: 1, Sent: 2})
		o.stop()
		if strings.Contains(o.log.String(), "text of") || !strings.Contains(o.log.String(), "id=x.1") {
			t.Errorf("the log has message text or lacks the ID:\n%s", o.log)
		}
	})
}

func TestSendWhatWasAcceptedBeforeRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := &office{Desk: &Desk{Bot: parrot{}}, post: &postman{born: time.Now()}}
		for i := range 3 {
			o.mail(t, fmt.Sprintf("x.%d", i), fmt.Sprint(i))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := o.Run(ctx, map[string]bot.Adapter{"x": o.post}); err != nil {
			t.Errorf("Run = %v", err)
		}
		o.wantCounts(t, Counts{Accepted: 3, Sent: 3})
	})
}

func TestRetryAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, map[string][]func(context.Context) error{"x.1": {limited(30 * time.Second), limited(40 * time.Second)}})
		o.mail(t, "x.1", "R")
		time.Sleep(retryFor)
		o.wantCounts(t, Counts{Accepted: 1, Sent: 1, Retries: 2})
		tries := o.post.seen()
		if len(tries) != 3 || tries[1].After < 30*time.Second || tries[2].After < tries[1].After+40*time.Second {
			t.Errorf("tries = %v, want three with the asked time between them", tries)
		}
	})
}

func TestRetryEndsAtTheDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refuse := make([]func(context.Context) error, 1000)
		for i := range refuse {
			refuse[i] = limited(0)
		}
		o := open(t, map[string][]func(context.Context) error{"x.1": refuse, "x.2": {limited(time.Hour)}, "x.3": {limited(time.Minute)}})
		o.mail(t, "x.1", "R")
		o.mail(t, "x.2", "S")
		time.Sleep(time.Hour)
		tries := o.post.seen()
		if n := len(tries); n < 6 || n > 20 {
			t.Errorf("%d tries within two minutes, want a growing wait between them", n)
		}
		if last := tries[len(tries)-1].After; last < time.Minute || last > retryFor {
			t.Errorf("last try after %v, want it in the second of the two minutes", last)
		}
		got := o.Counts()
		if got.Late != 2 || got.Sent != 0 || got.Waiting != 0 {
			t.Errorf("counts = %+v, want 2 late", got)
		}
		o.mail(t, "x.2", "S")
		if got := o.Counts().Duplicates; got != 1 {
			t.Errorf("%d duplicates, want a given up message to stay given up", got)
		}
		// A message that the platform delivers late has its two minutes all the same.
		q := bot.Question{ID: "x.3", User: "u", Text: "a", Addressed: true, At: time.Now().Add(-time.Hour)}
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
		time.Sleep(retryFor)
		if got := o.Counts().Sent; got != 1 {
			t.Errorf("%d sent, want the late delivery retried", got)
		}
	})
}

func TestUnsettled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		both := fail(&bot.RetryError{After: time.Second, Err: bot.ErrUnsettled})
		cut := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		o := open(t, map[string][]func(context.Context) error{
			"x.settles":  {unsettled},
			"x.stays":    {unsettled, unsettled},
			"x.refused":  {unsettled, limited(time.Second)},
			"x.both":     {both},
			"x.panics":   {func(context.Context) error { panic("text of a message") }},
			"x.hangs":    {cut, cut},
			"x.too late": {unsettled, limited(time.Hour)},
		})
		o.mail(t, "x.settles", "1")
		o.mail(t, "x.stays", "2")
		o.mail(t, "x.refused", "3")
		o.mail(t, "x.both", "4")
		o.mail(t, "x.panics", "5")
		o.mail(t, "x.hangs", "6")
		o.mail(t, "x.too late", "7")
		time.Sleep(time.Hour)
		want := map[string][]bool{
			"x.settles": {false, true}, "x.stays": {false, true}, "x.refused": {false, true, true}, "x.both": {false, true},
			"x.panics": {false, true}, "x.hangs": {false, true}, "x.too late": {false, true},
		}
		got := make(map[string][]bool)
		for _, try := range o.post.seen() {
			got[try.ID] = append(got[try.ID], try.Again)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("again at each try (-want +got):\n%s", diff)
		}
		o.wantCounts(t, Counts{Accepted: 7, Sent: 4, Unsettled: 3, Retries: 8, Panics: 1})
		o.stop()
		if strings.Contains(o.log.String(), "text of") {
			t.Errorf("the log has message text:\n%s", o.log)
		}
	})
}

func TestFinalErrors(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, map[string][]func(context.Context) error{"x.1": {fail(errors.New("channel_not_found"))}})
		o.mail(t, "x.1", "R")
		o.mail(t, "y.1", "R")
		o.mail(t, "x.2", "R")
		synctest.Wait()
		o.wantTries(t, try{ID: "x.1"}, try{ID: "x.2", Text: "text of x.2<text of y.1"})
		o.wantCounts(t, Counts{Accepted: 3, Sent: 1, Failed: 2})
	})
}

func TestOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const rooms, each = 20, 10
		script := make(map[string][]func(context.Context) error)
		for room := range rooms {
			script[fmt.Sprintf("x.%d.3", room)] = []func(context.Context) error{limited(time.Second), limited(0)}
		}
		o := open(t, script)
		var rs sync.WaitGroup
		for room := range rooms {
			rs.Go(func() {
				for i := range each {
					o.mail(t, fmt.Sprintf("x.%d.%d", room, i), fmt.Sprint(room))
				}
			})
		}
		rs.Wait()
		time.Sleep(time.Minute)
		seen := make(map[string][]string)
		for _, try := range o.post.seen() {
			parts := strings.Split(try.ID, ".")
			if ids := seen[parts[1]]; len(ids) == 0 || ids[len(ids)-1] != parts[2] {
				seen[parts[1]] = append(ids, parts[2])
			}
		}
		for room := range rooms {
			if got := strings.Join(seen[fmt.Sprint(room)], ""); got != "0123456789" {
				t.Errorf("room %d got %s, want the order of the questions", room, got)
			}
		}
		o.wantCounts(t, Counts{Accepted: rooms * each, Sent: rooms * each, Retries: 2 * rooms})
		o.stop()
		if n := len(o.outbox.lanes); n != 0 {
			t.Errorf("%d lanes are left over", n)
		}
	})
}

func TestOneRoomHoldsUpNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, map[string][]func(context.Context) error{"x.1": {limited(time.Minute)}})
		o.mail(t, "x.1", "R")
		synctest.Wait()
		o.mail(t, "x.2", "S")
		synctest.Wait()
		o.wantTries(t, try{ID: "x.1"}, try{ID: "x.2"})
	})
}

func TestNotBefore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, nil)
		delayed := func(id string, after time.Duration) {
			m := bot.Mail{ID: id, At: time.Now(), NotBefore: time.Now().Add(after), Answer: bot.Answer{Headline: "delayed"}}
			if _, err := o.store(parcel{mail: m, lane: "T/alice/R", since: time.Now()}); err != nil {
				t.Fatal(err)
			}
		}
		delayed("x.1", 90*time.Second)
		o.mail(t, "x.2", "R") // the same conversation does not wait
		time.Sleep(2 * time.Minute)
		delayed("x.3", 5*time.Second)
		delayed("x.4", time.Hour)
		o.stop()
		o.wantTries(t,
			try{ID: "x.2"},
			try{ID: "x.1", Text: "delayed", After: 90 * time.Second},
			try{ID: "x.3", Text: "delayed", After: 125 * time.Second})
		o.wantCounts(t, Counts{Accepted: 4, Sent: 3, Late: 1})
	})
}

func TestStageIsCheckedBeforeSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// What another process left behind: one sent, one cut in its middle.
		o := &office{Desk: &Desk{Bot: parrot{}}, post: &postman{born: time.Now()}}
		o.mail(t, "x.1", "R")
		o.mail(t, "x.2", "S")
		o.done.put("x.1", sent)
		o.done.put("x.2", sending)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := o.Run(ctx, map[string]bot.Adapter{"x": o.post}); err != nil {
			t.Errorf("Run = %v", err)
		}
		o.wantTries(t, try{ID: "x.2", Again: true})
	})
}

func TestManyAtOnce(t *testing.T) {
	d := &Desk{Bot: parrot{}}
	post := &postman{born: time.Now()}
	ctx, cancel := context.WithCancel(t.Context())
	ran := make(chan error, 1)
	go func() { ran <- d.Run(ctx, map[string]bot.Adapter{"x": post}) }()
	var callers sync.WaitGroup
	for c := range 8 {
		callers.Go(func() {
			for i := range 500 {
				q := bot.Question{ID: fmt.Sprintf("x.%d", i), Tenant: "T", Room: fmt.Sprint(i % 7), User: fmt.Sprint(c), Text: "a", Addressed: true}
				if err := d.Accept(t.Context(), q, nil); err != nil {
					t.Errorf("Accept = %v", err)
				}
			}
		})
	}
	callers.Wait()
	cancel()
	if err := <-ran; err != nil {
		t.Errorf("Run = %v", err)
	}
	if diff := cmp.Diff(Counts{Accepted: 500, Duplicates: 3500, Sent: 500}, d.Counts()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}
