package discord

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// held is a Hold that notes the names of leases.
func held(names chan<- string) func(context.Context, string, func(context.Context) error) error {
	return func(ctx context.Context, name string, work func(context.Context) error) error {
		names <- name
		return work(ctx)
	}
}

func TestShards(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	f.more.shards, f.more.concurrency = 3, 2
	a := f.adapter()
	leases := make(chan string, 10)
	a.Hold = held(leases)
	stop := run(t, a, d)
	conns := map[int]*fakeConn{}
	for range 3 {
		c := receive(t, f.up, "connection")
		conns[c.shard] = c
	}
	got := map[[2]int]bool{}
	names := map[string]bool{}
	for range 3 {
		got[receive(t, f.more.identified, "identify")] = true
		names[receive(t, leases, "lease")] = true
	}
	if want := map[[2]int]bool{{0, 3}: true, {1, 3}: true, {2, 3}: true}; !maps.Equal(got, want) {
		t.Errorf("Got identifies %v, want %v", got, want)
	}
	if want := map[string]bool{"discord.0": true, "discord.1": true, "discord.2": true}; !maps.Equal(names, want) {
		t.Errorf("Got leases %v, want %v", names, want)
	}
	isReady(t, a, "connected, 3 of 3 connections here", true)
	conns[0].say("direct", map[string]any{"guild_id": nil})
	receive(t, d.got, "question of shard 0")
	conns[2].say("<@"+selfID+"> hello", nil)
	receive(t, d.got, "question of shard 2")
	if err := stop(); err != nil {
		t.Error(err)
	}
}

// TestOneShardFails has Discord refuse one shard for good: all end.
func TestOneShardFails(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	f.more.shards = 2
	go func() {
		for c := range f.up {
			if c.shard == 1 {
				c.close(4014)
				return
			}
		}
	}()
	var closed *GatewayError
	if err := runUntilError(t, f.adapter()); !errors.As(err, &closed) || closed.Code != 4014 {
		t.Errorf("Got Run() = %v, want a GatewayError 4014", err)
	}
}

func TestReadyOfManyShards(t *testing.T) {
	for _, tt := range []struct {
		all  []condition
		want string
		ok   bool
	}{
		{nil, "not connected", false},
		{[]condition{connected}, "connected", true},
		{[]condition{unconnected, unconnected}, "not connected", false},
		{[]condition{connected, unconnected, elsewhere}, "2 of 3 connections are up", false},
		{[]condition{connected, elsewhere}, "connected, 1 of 2 connections here", true},
		{[]condition{elsewhere, elsewhere}, otherHolds, true},
		{[]condition{connected, unheld}, "it cannot be found out which replica holds the connection", false},
	} {
		a := new(Adapter)
		for i, c := range tt.all {
			a.health.of(i).set(c)
		}
		if got, ok := a.Ready(); got != tt.want || ok != tt.ok {
			t.Errorf("%v: got Ready() = %q, %v, want %q, %v", tt.all, got, ok, tt.want, tt.ok)
		}
	}
}

// TestTurns has sixteen shards begin at once: those of a turn follow one another
// by five seconds, and turns do not wait for each other.
func TestTurns(t *testing.T) {
	s := newStarts(nil, slog.New(slog.DiscardHandler), tuning{}.orDefaults(), plan{})
	s.plan.Limit.Concurrency = 4
	now := time.Now()
	var waits []int
	for shard := range 16 {
		waits = append(waits, int(s.turn(shard, now).Sub(now).Seconds()))
	}
	if want := []int{0, 0, 0, 0, 5, 5, 5, 5, 10, 10, 10, 10, 15, 15, 15, 15}; !slices.Equal(waits, want) {
		t.Errorf("Got waits of %v seconds, want %v", waits, want)
	}
	if at := s.turn(3, now.Add(time.Minute)); !at.Equal(now.Add(time.Minute)) {
		t.Errorf("Got a wait of %v after a minute, want none", at.Sub(now.Add(time.Minute)))
	}
}

func TestPlanSaysHowManySessionsAreLeft(t *testing.T) {
	for _, tt := range []struct {
		total, remaining int
		after            int64
		want             time.Duration
	}{
		{0, 0, 0, 0}, {1000, 1000, 1, 0}, {1000, 51, 1, 0},
		{1000, 50, 3600_000, time.Hour}, {1000, 0, 0, time.Second}, {1000, -1, 1 << 60, day},
	} {
		var p plan
		p.Limit.Total, p.Limit.Remaining, p.Limit.ResetAfter = tt.total, tt.remaining, tt.after
		if got := p.spent(); got != tt.want {
			t.Errorf("Got a wait of %v for %+v, want %v", got, tt, tt.want)
		}
	}
}

// TestSessionsAreSpared has nearly all sessions of the day used up by others:
// none is begun before Discord counts anew.
func TestSessionsAreSpared(t *testing.T) {
	t.Parallel()
	f, log := newFake(t), new(lockedLog)
	f.more.scarce = 2
	a := f.adapter()
	a.Log = slog.New(slog.NewTextHandler(log, nil))
	run(t, a, newDesk())
	receive(t, f.up, "connection")
	if !strings.Contains(log.String(), "too many new sessions in a day, says Discord") {
		t.Errorf("Got log %s, want that it waited", log)
	}
}

// TestAnotherNumberOfShards has Discord recommend more after the start: nothing
// changes but a line in the log.
func TestAnotherNumberOfShards(t *testing.T) {
	t.Parallel()
	f, log := newFake(t), new(lockedLog)
	f.noOld = true
	a := f.adapter()
	a.Log = slog.New(slog.NewTextHandler(log, nil))
	run(t, a, newDesk())
	c := receive(t, f.up, "connection")
	f.more.recommended.Store(2)
	for range 2 {
		c.ws.NetConn().Close()
		c = receive(t, f.up, "another connection")
	}
	for range 3 {
		if got := receive(t, f.more.identified, "identify"); got != [2]int{0, 1} {
			t.Errorf("Got shard %v, want the only one", got)
		}
	}
	if n := strings.Count(log.String(), "another number of shards is recommended"); n != 1 {
		t.Errorf("Got %d lines on it, want one:\n%s", n, log)
	}
}

// A lockedLog is a log that is read while it is written.
type lockedLog struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// until waits for something that happens in another goroutine.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !is() {
		if time.Now().After(deadline) {
			t.Fatalf("Waited in vain until %s", what)
		}
		time.Sleep(time.Millisecond)
	}
}

// A flaky transport fails so many times.
type flaky struct {
	left atomic.Int32
	next http.RoundTripper
}

func (t *flaky) RoundTrip(r *http.Request) (*http.Response, error) {
	if t.left.Add(-1) >= 0 {
		return nil, errors.New("no network")
	}
	return t.next.RoundTrip(r)
}

// TestPlanIsWaitedFor starts while Discord cannot be reached.
func TestPlanIsWaitedFor(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a := f.adapter()
	network := &flaky{next: a.Client.Transport}
	network.left.Store(5)
	a.Client.Transport = network
	run(t, a, newDesk())
	receive(t, f.up, "connection")
}

func TestUselessPlans(t *testing.T) {
	for _, body := range []string{`{}`, `{"url":"https://x/"}`, `{"url":":"}`, `[]`, `<html>`} {
		f := newFake(t)
		srv := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(body)) })
		f.srv.Config.Handler = srv
		rest, err := f.adapter().rest()
		if err != nil {
			t.Fatal(err)
		}
		if p, err := askPlan(t.Context(), rest); err == nil {
			t.Errorf("Got plan %+v from %s", p, body)
		}
	}
}

func FuzzPlan(f *testing.F) {
	f.Add(`{"url":"wss://gateway.discord.gg","shards":9,"session_start_limit":{"total":1000,"remaining":3,"reset_after":14400000,"max_concurrency":1}}`)
	f.Add(`{"url":"wss://x","shards":-1,"session_start_limit":{"max_concurrency":1e9}}`)
	f.Fuzz(func(t *testing.T, body string) {
		answer := roundTrip(func(r *http.Request) (*http.Response, error) { return signpost("").answer(r, body), nil })
		rest, err := (&Adapter{Token: "t", APIURL: "http://x/", Client: &http.Client{Transport: answer}}).rest()
		if err != nil {
			t.Fatal(err)
		}
		p, err := askPlan(t.Context(), rest)
		if err != nil {
			return
		}
		if p.Shards < 1 || p.Shards > maxShards || p.Limit.Concurrency < 1 || p.spent() < 0 || p.spent() > day {
			t.Fatalf("Got plan %+v from %s", p, body)
		}
	})
}

type roundTrip func(*http.Request) (*http.Response, error)

func (t roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }

func TestResumeAddress(t *testing.T) {
	for _, tt := range []struct{ named, want string }{
		{"wss://gateway-us-east1-b.discord.gg", "wss://gateway-us-east1-b.discord.gg"},
		{"", ""}, {"ws://plain.example", ""}, {"https://x", ""}, {"wss://", ""}, {"wss://u:p@x", ""}, {":", ""},
	} {
		if got := resumable(tt.named, "wss://gateway.discord.gg"); got != tt.want {
			t.Errorf("Got resumable(%q) = %q, want %q", tt.named, got, tt.want)
		}
	}
}

// TestResumesWhereDiscordSays follows the address of READY, and goes back to
// the first one where nobody is there.
func TestResumesWhereDiscordSays(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, resume, path string
	}{
		{"another address", "/resume", "/resume/"},
		{"nobody there", "", "/ws/"},
	} {
		f, d := newFake(t), newDesk()
		f.more.resume = "ws://127.0.0.1:1/"
		if tt.resume != "" {
			f.more.resume = f.socketURL(tt.resume)
		}
		a := f.adapter()
		stop := run(t, a, d)
		first := receive(t, f.up, "connection")
		first.ws.NetConn().Close()
		first.say("<@"+selfID+"> said in the gap", nil)
		second := receive(t, f.up, "second connection")
		if first.path != "/ws/" || second.path != tt.path {
			t.Errorf("%s: got connections at %s and %s, want /ws/ and %s", tt.name, first.path, second.path, tt.path)
		}
		receive(t, d.got, "question of the gap")
		until(t, "the connection is counted", func() bool { return a.Stats().Reconnects == 1 })
		if err := stop(); err != nil {
			t.Error(err)
		}
		got := a.Stats()
		got.Held = 0 // the commands are registered meanwhile, which may be put off
		want := Stats{Messages: 1, Identifies: 1, Resumes: 1, Reconnects: 1}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: stats differ (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestNoStartBeforeItsTime has the identifies of a minute wait for each other.
func TestNoStartBeforeItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answer := roundTrip(func(r *http.Request) (*http.Response, error) {
			return signpost("").answer(r, `{"url":"wss://x","session_start_limit":{"max_concurrency":1}}`), nil
		})
		rest, err := (&Adapter{Token: "t", APIURL: "http://x/", Client: &http.Client{Transport: answer}}).rest()
		if err != nil {
			t.Fatal(err)
		}
		p, err := askPlan(t.Context(), rest)
		if err != nil {
			t.Fatal(err)
		}
		s := newStarts(rest, slog.New(slog.DiscardHandler), tuning{}.orDefaults(), p)
		began := time.Now()
		for range 13 {
			if ok, err := s.wait(t.Context(), 0); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		if took := time.Since(began); took != time.Minute {
			t.Errorf("Thirteen sessions began in %v, want a minute", took)
		}
		s.spent.max = 13
		ctx, cancel := context.WithTimeout(t.Context(), 23*time.Hour)
		defer cancel()
		if ok, err := s.wait(ctx, 0); ok || err != nil {
			t.Errorf("Got %v, %v when the day's are spent", ok, err)
		}
	})
}
