package state

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

func TestShutdownDrains(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(context.Context) error { time.Sleep(2900 * time.Millisecond); return nil }
		o := open(t, map[string][]func(context.Context) error{
			"x.1": {slow},
			"x.2": {slow},
			"x.3": {slow}, // ends after the eight seconds
			"x.4": {limited(5 * time.Second)},
			"x.5": {limited(time.Minute)},
		})
		for i, room := range []string{"R", "R", "R", "S", "T", "R"} {
			o.mail(t, fmt.Sprintf("x.%d", i+1), room)
		}
		synctest.Wait()
		start := time.Now()
		o.stop()
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("shutdown took %v, want at most 10 s", took)
		}
		o.wantCounts(t, Counts{Accepted: 6, Sent: 4, Retries: 1, Late: 2})
		err := o.Accept(t.Context(), bot.Question{ID: "x.9", Text: "a", Addressed: true}, nil)
		if !errors.Is(err, ErrClosed) {
			t.Errorf("Accept after shutdown = %v, want ErrClosed", err)
		}
	})
}

func TestShutdownCutsASendThatHangs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o := open(t, map[string][]func(context.Context) error{
			"x.1": {func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }},
			"x.2": {func(context.Context) error { time.Sleep(time.Hour); return nil }}, // hears nothing
		})
		o.mail(t, "x.1", "R")
		o.mail(t, "x.2", "S")
		synctest.Wait()
		start := time.Now()
		o.stop()
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("shutdown took %v, want at most 10 s", took)
		}
		o.wantCounts(t, Counts{Accepted: 2, Unsettled: 1, Waiting: 1})
		time.Sleep(time.Hour)
	})
}

// A send that was cut, and whose second try finds no time any more, may have
// arrived: that is not the same as too late.
func TestShutdownBeforeSettling(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hangs := func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		script := map[string][]func(context.Context) error{"x.cut": {unsettled}}
		for i := range sendsMost {
			script[fmt.Sprintf("x.%d", i)] = []func(context.Context) error{hangs}
		}
		o := open(t, script)
		o.mail(t, "x.cut", "R")
		synctest.Wait()
		for i := range sendsMost {
			o.mail(t, fmt.Sprintf("x.%d", i), fmt.Sprint(i))
		}
		synctest.Wait()
		o.mail(t, "x.last", "S")
		synctest.Wait()
		o.stop()
		o.wantCounts(t, Counts{Accepted: sendsMost + 2, Unsettled: sendsMost + 1, Late: 1, Retries: 1})
	})
}
