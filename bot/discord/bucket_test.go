package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWay(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		method, path string
		want         way
	}{
		{"GET", "users/@me", way{route: "GET users/@me"}},
		{"POST", "channels/12/messages", way{route: "POST channels/{}/messages", top: "channels/12", channel: "12"}},
		{"GET", "channels/12/messages?after=7&limit=50", way{route: "GET channels/{}/messages", top: "channels/12", channel: "12"}},
		{"PUT", "channels/12/messages/34/reactions/%F0%9F%91%8D/@me",
			way{route: "PUT channels/{}/messages/{}/reactions/{}/@me", top: "channels/12", channel: "12"}},
		{"GET", "guilds/12/members/34", way{route: "GET guilds/{}/members/{}", top: "guilds/12"}},
		{"PUT", "applications/12/commands", way{route: "PUT applications/{}/commands"}},
		{"PATCH", "webhooks/12/aW50/messages/@original",
			way{route: "PATCH webhooks/{}/{}/messages/@original", top: "webhooks/12/aW50", bearer: true}},
		{"POST", "webhooks/12/aW50", way{route: "POST webhooks/{}/{}", top: "webhooks/12/aW50", bearer: true}},
		{"GET", "webhooks/12", way{route: "GET webhooks/{}"}},
		{"POST", "interactions/12/aW50/callback",
			way{route: "POST interactions/{}/{}/callback", top: "interactions/12/aW50", bearer: true, reply: true}},
		{"GET", "", way{route: "GET "}},
	} {
		if got := wayOf(tt.method, tt.path); got != tt.want {
			t.Errorf("Got wayOf(%s, %s) = %+v, want %+v", tt.method, tt.path, got, tt.want)
		}
	}
}

// TestBucketsAreLearnt: the buckets go by Discord's names, not by addresses.
func TestBucketsAreLearnt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		post, patch := wayOf("POST", "channels/1/messages"), wayOf("PATCH", "channels/1/messages/5")
		other := wayOf("POST", "channels/2/messages")
		q := quota{bucket: "b1", limit: 3, left: 2, after: 10 * time.Second}
		take := func(w way) time.Duration {
			turn, wait := l.take(t.Context(), w, 0)
			if wait == 0 {
				l.done(turn, landing{answered: true})
			}
			return wait
		}
		learn := func(w way, q quota) {
			turn, wait := l.take(t.Context(), w, 0)
			if wait != 0 {
				t.Fatalf("Got a wait of %v for the first request", wait)
			}
			l.done(turn, landing{answered: true, quota: q})
		}
		learn(post, q)
		q.left = 1
		learn(patch, q) // in the same bucket: one is left
		if wait := take(post); wait != 0 {
			t.Errorf("Got a wait of %v for the third of three", wait)
		}
		for _, w := range []way{post, patch} {
			if wait := take(w); wait != 10*time.Second {
				t.Errorf("Got a wait of %v for the fourth, want 10s", wait)
			}
		}
		for n := range 3 { // of another channel, by what was learnt
			if wait := take(other); wait != 0 {
				t.Errorf("Got a wait of %v for request %d in another channel", wait, n)
			}
		}
		if wait := take(other); wait != 10*time.Second {
			t.Errorf("Got a wait of %v for the fourth in another channel, want 10s", wait)
		}
		if wait := take(wayOf("PATCH", "channels/2/messages/5")); wait != 10*time.Second {
			t.Errorf("Got a wait of %v in the same bucket by another route, want 10s", wait)
		}
		time.Sleep(10 * time.Second) // of the bubble
		if wait := take(post); wait != 0 {
			t.Errorf("Got a wait of %v in the next window", wait)
		}
	})
}

// TestAnswersOvertakeEachOther: what an answer of the window before says is not
// believed, and what is under way counts.
func TestAnswersOvertakeEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		w := wayOf("POST", "channels/1/messages")
		window := 10 * time.Second
		take := func() turn {
			turn, wait := l.take(t.Context(), w, 0)
			if wait != 0 {
				t.Fatalf("Got a wait of %v", wait)
			}
			return turn
		}
		first := take()
		if _, wait := l.take(t.Context(), w, 0); wait == 0 {
			t.Fatal("Two went before the limit was known")
		}
		l.done(first, landing{answered: true, quota: quota{"b1", 3, 2, window}})
		late := take()
		time.Sleep(window)
		now := take()
		l.done(now, landing{answered: true, quota: quota{"b1", 3, 2, window}})
		l.done(late, landing{answered: true, quota: quota{"b1", 3, 0, time.Millisecond}}) // sent long ago
		last := take()
		if _, wait := l.take(t.Context(), w, 0); wait != window {
			t.Errorf("Got a wait of %v, want that of the window: of three one is under way, and one may have counted late", wait)
		}
		l.done(last, landing{}) // without an answer
		time.Sleep(window)
		take()
	})
}

// TestLimitsThatComeLate: a way had no limit, and has one now.
func TestLimitsThatComeLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		w := wayOf("POST", "channels/1/messages")
		take := func(most time.Duration) (turn, time.Duration) { return l.take(t.Context(), w, most) }
		first, _ := take(0)
		l.done(first, landing{answered: true})
		first, _ = take(0)
		take(0)
		third, wait := take(0)
		if wait != 0 {
			t.Fatalf("Got a wait of %v without a limit", wait)
		}
		refused := &refusal{Error: &Error{Status: 429}}
		l.done(first, landing{answered: true, refusal: refused})
		l.done(third, landing{answered: true, quota: quota{"b1", 3, 2, time.Hour}})
		time.Sleep(bareAfter) // of the bubble
		_, wait = take(0)
		if _, more := take(0); wait != 0 || more == 0 {
			t.Errorf("Got waits of %v and %v, want one turn: of two that were left one is under way", wait, more)
		}

		l = newLimits(50)
		first, _ = take(0)
		l.done(first, landing{answered: true})
		first, _ = take(0)
		l.done(first, landing{answered: true, refusal: refused})
		time.Sleep(bareAfter)
		if _, wait := take(0); wait != 0 {
			t.Errorf("Got a wait of %v for the one that finds out", wait)
		}
		if _, wait := take(0); wait == 0 {
			t.Error("Got two turns after a refusal that told no limit")
		}
	})
}

// TestGlobalTurns: one request in a second, whichever it is about.
func TestGlobalTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(1)
		w := wayOf("POST", "channels/1/messages")
		first, _ := l.take(t.Context(), w, 0)
		l.done(first, landing{answered: true, quota: quota{"b1", 2, 2, time.Hour}})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		began := time.Now()
		if _, wait := l.take(ctx, w, time.Minute); wait == 0 || time.Since(began) != time.Second {
			t.Errorf("Got a wait of %v after %v, want it to end with its context", wait, time.Since(began))
		}
		if _, wait := l.take(ctx, w, time.Minute); wait == 0 {
			t.Error("Got a turn when the context was over")
		}
		for n := range 2 {
			if _, wait := l.take(t.Context(), w, time.Minute); wait != 0 {
				t.Errorf("Got a wait of %v for request %d of two: what was cancelled does not count", wait, n)
			}
		}
	})
}

// TestPauseWhileWaiting: Discord stops everything while a request waits for
// its turn.
func TestPauseWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(1)
		began := time.Now()
		first, _ := l.take(t.Context(), wayOf("GET", "channels/1/messages"), 0)
		time.AfterFunc(500*time.Millisecond, func() {
			l.done(first, landing{answered: true, refusal: &refusal{Error: &Error{Status: 429, After: 10 * time.Second}, global: true}})
		})
		go func() {
			if _, wait := l.take(t.Context(), wayOf("GET", "channels/2/messages"), hastyWait); wait != 10*time.Second-600*time.Millisecond {
				t.Errorf("Got a wait of %v, want the rest of the pause", wait)
			}
		}()
		synctest.Wait()
		if _, wait := l.take(t.Context(), wayOf("GET", "channels/3/messages"), time.Minute); wait != 0 {
			t.Errorf("Got a wait of %v", wait)
		}
		if took := time.Since(began); took != 10500*time.Millisecond {
			t.Errorf("It went after %v, want the end of the pause", took)
		}
	})
}

func TestGlobal(t *testing.T) {
	t.Parallel()
	now := time.Now()
	g := global{slots: make([]time.Time, 2)}
	for n, want := range []time.Duration{0, 0, globalWindow, globalWindow} {
		if wait, ok := g.reserve(now, now.Add(time.Minute)); wait != want || !ok {
			t.Errorf("Got a wait of %v, %t for request %d, want %v", wait, ok, n, want)
		}
	}
	for range 2 { // none is taken
		if wait, ok := g.reserve(now, now.Add(time.Second)); wait != 2*globalWindow || ok {
			t.Errorf("Got a wait of %v, %t, want %v and false", wait, ok, 2*globalWindow)
		}
	}
	g.until = now.Add(time.Hour)
	if wait, ok := g.reserve(now, now.Add(time.Minute)); wait != time.Hour || ok {
		t.Errorf("Got a wait of %v, %t in a pause, want an hour and false", wait, ok)
	}
}

// TestQueueIsNotJoinedInVain: who would wait too long learns at once for how
// long, behind all that wait already.
func TestQueueIsNotJoinedInVain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		w := wayOf("POST", "channels/1/messages")
		turn, _ := l.take(t.Context(), w, 0)
		l.done(turn, landing{answered: true, quota: quota{"b1", 2, 0, time.Second}})
		for range 10 {
			go func() {
				turn, _ := l.take(t.Context(), w, time.Minute)
				l.done(turn, landing{answered: true})
			}()
			synctest.Wait()
		}
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		for _, most := range []time.Duration{2 * time.Second, time.Minute} {
			began := time.Now()
			if _, wait := l.take(ctx, w, most); wait != 6*time.Second || time.Since(began) != 0 {
				t.Errorf("Got a wait of %v after %v, want 6s at once", wait, time.Since(began))
			}
		}
		time.Sleep(time.Minute) // all ten have gone by then
		if _, wait := l.take(t.Context(), w, 0); wait != 0 {
			t.Errorf("Got a wait of %v", wait)
		}
	})
}

// TestBucketsAreForgotten: the memory does not grow with the channels, and
// those that limit something are kept before those that do not.
func TestBucketsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		kept := wayOf("POST", "channels/1/messages")
		turn, _ := l.take(t.Context(), kept, 0)
		l.done(turn, landing{answered: true, quota: quota{"b1", 1, 0, 2 * time.Minute}})
		for n := range 50_000 {
			time.Sleep(30 * time.Millisecond / 10)
			w := wayOf("GET", fmt.Sprintf("channels/%d/messages", 10+n))
			turn, wait := l.take(t.Context(), w, time.Second)
			if wait != 0 {
				t.Fatalf("Got a wait of %v for channel %d", wait, n)
			}
			l.done(turn, landing{answered: true, quota: quota{fmt.Sprintf("b%d", n%3), 5, 4, time.Second}})
			if len(l.ways) > maxBuckets || len(l.named) > maxBuckets || len(l.learnt) > maxRoutes {
				t.Fatalf("Got %d ways, %d names and %d routes after %d channels", len(l.ways), len(l.named), len(l.learnt), n)
			}
			if n == 1000 {
				if _, wait := l.take(t.Context(), kept, 0); wait == 0 {
					t.Error("The bucket that was used up is forgotten")
				}
			}
		}
		for n := range 2 * maxRoutes {
			turn, _ := l.take(t.Context(), way{route: fmt.Sprint("GET route", n)}, time.Minute)
			l.done(turn, landing{answered: true})
		}
		if len(l.learnt) > maxRoutes {
			t.Errorf("Got %d routes, want at most %d", len(l.learnt), maxRoutes)
		}
	})
}

// TestLiveBucketsAreBounded: even those that limit something are forgotten
// where there are too many.
func TestLiveBucketsAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLimits(50)
		for n := range 3 * maxBuckets {
			turn, _ := l.take(t.Context(), wayOf("GET", fmt.Sprintf("channels/%d/messages", 1+n)), time.Hour)
			l.done(turn, landing{answered: true, quota: quota{"b1", 5, 4, time.Hour}})
		}
		if len(l.ways) > maxBuckets || len(l.named) > maxBuckets {
			t.Errorf("Got %d ways and %d names, want at most %d", len(l.ways), len(l.named), maxBuckets)
		}
	})
}

func TestLapsing(t *testing.T) {
	t.Parallel()
	l := newLapsing[int, string](time.Hour, 3)
	now := time.Now()
	if !l.put(1, "a", now) || l.put(1, "b", now) {
		t.Error("Want the first value kept, and the second not")
	}
	for k := 2; k <= 4; k++ {
		l.put(k, "c", now.Add(time.Minute))
	}
	if _, ok := l.get(1, now); ok || len(l.held) != 3 {
		t.Errorf("Got %d held, want three without the oldest", len(l.held))
	}
	if v, ok := l.get(4, now.Add(time.Hour)); !ok || v != "c" {
		t.Errorf("Got %q, %t before its end", v, ok)
	}
	if _, ok := l.get(4, now.Add(time.Hour+time.Minute)); ok {
		t.Error("Got a value after its end")
	}
	if !l.put(4, "d", now.Add(2*time.Hour)) || len(l.held) != 1 || len(l.order) != 1 {
		t.Errorf("Got %d held, want the new one alone", len(l.held))
	}
}

// FuzzAnswers reads answers of any kind: nothing makes the limits wait for
// longer than an hour, or go on for ever.
func FuzzAnswers(f *testing.F) {
	f.Add(429, `{"retry_after":1.5,"global":false}`, "b1", "5", "0", "1.5", "3", "user")
	f.Add(429, `{"retry_after":-1e300,"code":1e9}`, "", "NaN", "-1", "Inf", "-Inf", "global")
	f.Add(403, `<html>`, "b1", "1", "99", "1", "", "")
	f.Add(200, ``, "b1", "1", "1", "1e400", "", "")
	f.Add(200, ``, "b1", "0", "0", "0", "0x10", "shared")
	f.Fuzz(func(t *testing.T, status int, body, bucket, limit, left, after, retry, scope string) {
		resp := &http.Response{StatusCode: status, Header: http.Header{}, Body: http.NoBody}
		for k, v := range map[string]string{"Bucket": bucket, "Limit": limit, "Remaining": left, "Reset-After": after, "Scope": scope} {
			resp.Header.Set("X-RateLimit-"+k, v)
		}
		resp.Header.Set("Retry-After", retry)
		q := readQuota(resp.Header)
		if q != (quota{}) && (q.limit < 1 || q.left < 0 || q.left > q.limit || q.after < 0 || q.after > maxAfter || len(q.bucket) > maxBucketName) {
			t.Fatalf("Got quota %+v", q)
		}
		answer := readRefusal("x", resp, strings.NewReader(body))
		if answer.After < 0 || answer.After > maxAfter || answer.Status != status {
			t.Fatalf("Got refusal %+v", answer.Error)
		}
		l := newLimits(50)
		w := wayOf("POST", "channels/1/messages")
		for range 3 {
			turn, wait := l.take(t.Context(), w, 0)
			if wait < 0 || wait > maxAfter {
				t.Fatalf("Got a wait of %v", wait)
			}
			if wait == 0 {
				l.done(turn, landing{answered: true, quota: q, refusal: &answer})
			}
		}
	})
}

// FuzzWay has paths of any kind.
func FuzzWay(f *testing.F) {
	f.Add("channels/12/messages/34?x=1")
	f.Add("webhooks/12/token/messages/@original")
	f.Add("interactions//")
	f.Fuzz(func(t *testing.T, path string) {
		w := wayOf("GET", path)
		if again := wayOf("GET", path); w != again || w.reply && !w.bearer || w.channel != "" && w.top == "" {
			t.Errorf("Got %+v and %+v", w, again)
		}
	})
}

// BenchmarkLimits takes turns in one bucket, without a limit that is reached.
func BenchmarkLimits(b *testing.B) {
	l := newLimits(2_000_000)
	q := quota{bucket: "b1", limit: maxQuota, left: maxQuota, after: time.Millisecond}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		w := wayOf("POST", "channels/1/messages")
		for pb.Next() {
			turn, wait := l.take(context.Background(), w, time.Minute)
			if wait != 0 {
				b.Errorf("Got a wait of %v", wait)
				return
			}
			l.done(turn, landing{answered: true, quota: q})
		}
	})
}
