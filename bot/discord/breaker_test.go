package discord

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestBreaker refuses posts in one channel after another, which no memory of
// channels stops.
func TestBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newBubbleFake(t)
		f.onPost = func(_ int, w http.ResponseWriter, _ func()) bool { return refuses(w, 403, 40001) }
		a := f.adapter()
		refusedMany(t, f, a, sendsBreak)
		_, retry, _ := send(t, a, f.mail(), false)
		if retry == nil || retry.After != minBreak || f.posts != sendsBreak {
			t.Fatalf("Got %v and %d requests, want a retry after %v and %d", retry, f.posts, minBreak, sendsBreak)
		}
		const want = "Discord has refused too much of late; sending goes on in 1m0s"
		if state, ok := a.Ready(); ok || state != want {
			t.Errorf("Got Ready() = %q, %t, want %q", state, ok, want)
		}
		time.Sleep(minBreak) // of the bubble
		if state, ok := a.Ready(); state != "not connected" {
			t.Errorf("Got Ready() = %q, %t when the pause is over", state, ok)
		}
		refusedMany(t, f, a, sendsBreak)
		if _, retry, _ := send(t, a, f.mail(), false); retry == nil || retry.After != 2*minBreak {
			t.Errorf("Got %v, want twice the time", retry)
		}
		if got := a.Stats(); got.Breaks != 2 || got.Refused != 2*sendsBreak || got.Held != 2 {
			t.Errorf("Got %+v, want 2 breaks", got)
		}
		time.Sleep(2*minBreak + allWindow)
		f.onPost = nil
		if _, _, err := send(t, a, f.mail(), false); err != nil {
			t.Errorf("Got Send() = %v later", err)
		}
		f.onPost = func(_ int, w http.ResponseWriter, _ func()) bool { return refuses(w, 403, 40001) }
		refusedMany(t, f, a, sendsBreak)
		if _, retry, _ := send(t, a, f.mail(), false); retry == nil || retry.After != minBreak {
			t.Errorf("Got %v, want the first pause again", retry)
		}
	})
}

// refusedMany sends so many answers that are refused for good.
func refusedMany(t *testing.T, f *fake, a *Adapter, many int) {
	t.Helper()
	for n := range many {
		if _, retry, err := send(t, a, f.mail(), false); err == nil || retry != nil {
			t.Fatalf("Got Send() = %v for mail %d, want a final refusal", err, n)
		}
	}
}

// TestBreakerIsForMany: what is refused now and then stops nothing.
func TestBreakerIsForMany(t *testing.T) {
	b := new(breaker)
	now := time.Now()
	for n := range 10 * allBreak {
		if wait := b.note(now); wait != 0 || b.wait(now, false) != 0 && n < allBreak {
			t.Fatalf("Refusal %d stopped all for %v", n, b.wait(now, false))
		}
		now = now.Add(sendsWindow/(sendsBreak-1) + allWindow/allBreak)
	}
}

// TestBreakerStopsRepliesLate: what people wait for is stopped at last as well,
// by refusals of its own.
func TestBreakerStopsRepliesLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: list(responds(403, `{"code":50001}`))}
		r, a := newTestREST(t, s)
		for n := range allBreak + 10 {
			err := r.call(t.Context(), "reply", http.MethodPost, fmt.Sprintf("interactions/%d/token/callback", n+1), rawBody(`{"type":6}`), nil)
			if e := refusedBy(err); e == nil || (e.Held == heldByBreaker) != (n >= allBreak) {
				t.Fatalf("Got %v for reply %d, want it held after %d", err, n, allBreak)
			}
		}
		if len(s.asked) != allBreak {
			t.Errorf("Got %d requests, want %d", len(s.asked), allBreak)
		}
		if state, ok := a.Ready(); ok || !strings.Contains(state, "in 10m0s") {
			t.Errorf("Got Ready() = %q, %t", state, ok)
		}
	})
}

// TestSharedRefusalsDoNotCount: what others have used up is not held against
// the bot.
func TestSharedRefusalsDoNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &script{answers: list(responds(429, `{"retry_after":0.1}`, "X-RateLimit-Scope", "shared"))}
		r, a := newTestREST(t, s)
		for range 2 * sendsBreak {
			r.hurried().call(t.Context(), "look", http.MethodGet, "users/@me", nil, nil)
			time.Sleep(bareAfter)
		}
		if got := a.Stats(); got.Breaks != 0 || got.Limited != 2*sendsBreak {
			t.Errorf("Got %+v, want all limited and no break", got)
		}
	})
}
