package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

// newTestREST returns the client of an adapter whose requests a handler answers.
func newTestREST(t *testing.T, h http.Handler) (*rest, *Adapter) {
	t.Helper()
	a := &Adapter{
		Token:  testToken,
		APIURL: "http://discord.example/api/v10",
		Log:    slog.New(slog.NewTextHandler(t.Output(), nil)),
		Client: &http.Client{Transport: directly{withinLimits(t, h)}},
		tune:   tuning{redo: time.Millisecond},
	}
	r, err := a.rest()
	if err != nil {
		t.Fatal(err)
	}
	return r, a
}

// A meter plays Discord's limits: so many requests in a window for each
// channel, and so many in a second in all. An answer takes some time each way.
type meter struct {
	limit  int
	window time.Duration
	silent bool // the headers do not tell of it
	global int

	mu      sync.Mutex
	windows map[string]*meterWindow
	recent  []time.Time // of the last second
	served  int
	refused int
}

type meterWindow struct {
	left int
	end  time.Time
}

func (m *meter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	time.Sleep(rand.N(40 * time.Millisecond)) // of the bubble
	status, header := m.count(strings.Split(r.URL.Path, "/")[4])
	time.Sleep(rand.N(40 * time.Millisecond))
	for k, v := range header {
		w.Header().Set(k, v)
	}
	w.WriteHeader(status)
	if status == 429 {
		fmt.Fprint(w, `{"message":"slow down"}`)
	} else {
		fmt.Fprintf(w, `{"id":"1"}`)
	}
}

// count takes one request for a channel.
func (m *meter) count(channel string) (status int, header map[string]string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	for len(m.recent) > 0 && now.Sub(m.recent[0]) >= time.Second {
		m.recent = m.recent[1:]
	}
	if m.global > 0 && len(m.recent) >= m.global {
		m.refused++
		return 429, map[string]string{"X-RateLimit-Global": "true", "Retry-After": "1"}
	}
	m.recent = append(m.recent, now)
	if m.windows == nil {
		m.windows = make(map[string]*meterWindow)
	}
	at := m.windows[channel]
	if at == nil || !now.Before(at.end) {
		at = &meterWindow{left: m.limit, end: now.Add(m.window)}
		m.windows[channel] = at
	}
	status = 200
	if at.left == 0 {
		status = 429
		m.refused++
	} else {
		at.left--
		m.served++
	}
	if m.silent {
		return status, nil
	}
	after := strconv.FormatFloat(at.end.Sub(now).Seconds(), 'f', 3, 64)
	header = map[string]string{"X-RateLimit-Bucket": "b1", "X-RateLimit-Limit": strconv.Itoa(m.limit),
		"X-RateLimit-Remaining": strconv.Itoa(at.left), "X-RateLimit-Reset-After": after}
	if status == 429 {
		header["Retry-After"] = after
	}
	return status, header
}

// storm makes many requests at once, the nth with n, and returns their errors.
func storm(many int, ask func(n int) error) []error {
	errs := make([]error, many)
	var all sync.WaitGroup
	for n := range many {
		all.Go(func() { errs[n] = ask(n) })
	}
	all.Wait()
	return errs
}

// TestManyAtOnce makes 300 requests at once, over one channel or many: none is
// refused, and none is lost.
func TestManyAtOnce(t *testing.T) {
	for name, tt := range map[string]struct {
		channels int
		meter    *meter
		most     time.Duration // that the last may take
	}{
		"ten channels":             {10, &meter{limit: 5, window: time.Second, global: 50}, 8 * time.Second},
		"one channel":              {1, &meter{limit: 10, window: 1500 * time.Millisecond, global: 50}, 55 * time.Second},
		"a channel each":           {300, &meter{limit: 5, window: time.Second, global: 50}, 8 * time.Second},
		"a long window":            {30, &meter{limit: 5, window: 20 * time.Second, global: 50}, 25 * time.Second},
		"no limit but the global ": {3, &meter{limit: 1000, window: time.Second, silent: true, global: 50}, 8 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := tt.meter
				r, _ := newTestREST(t, m)
				began := time.Now()
				errs := storm(300, func(n int) error {
					path := fmt.Sprintf("channels/%d/messages", 1000+n%tt.channels)
					return r.call(t.Context(), "look", http.MethodGet, path, nil, nil)
				})
				if err := errors.Join(errs...); err != nil {
					t.Errorf("Got errors %v", err)
				}
				if took := time.Since(began); m.served != 300 || m.refused != 0 || took > tt.most {
					t.Errorf("Got %d served and %d refused in %v, want all and none in %v", m.served, m.refused, took, tt.most)
				}
			})
		})
	}
}

// TestManySends posts 300 answers in one channel, as the outbox does: each is
// tried again after the time that Send says. No Send waits for long, and
// Discord refuses none.
func TestManySends(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newBubbleFake(t)
		m := &meter{limit: 5, window: time.Second}
		next := f.serves
		f.serves = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			status, header := m.count("1")
			for k, v := range header {
				w.Header().Set(k, v)
			}
			if status == 429 {
				w.WriteHeader(status)
				return
			}
			next.ServeHTTP(w, r)
		})
		a := f.adapter()
		mails := make([]bot.Mail, 300)
		for n := range mails {
			mails[n] = f.mail()
		}
		began := time.Now()
		errs := storm(len(mails), func(n int) error {
			for {
				tried := time.Now()
				_, retry, err := send(t, a, mails[n], false)
				if took := time.Since(tried); took > hastyWait+100*time.Millisecond {
					t.Errorf("Send took %v", took)
				}
				if retry == nil || errors.Is(err, bot.ErrUnsettled) {
					return err
				}
				time.Sleep(retry.After + rand.N(retry.After/10)) // of the bubble
			}
		})
		if err := errors.Join(errs...); err != nil || len(f.replies()) != 300 || m.refused != 0 {
			t.Errorf("Got %d replies and %d refused, %v, want 300 and none", len(f.replies()), m.refused, err)
		}
		if took := time.Since(began); took > 3*time.Minute {
			t.Errorf("All took %v, want hardly more than the minute that 300 take", took)
		}
		if got := a.Stats(); got.Held == 0 || got.Limited != 0 || got.Breaks != 0 {
			t.Errorf("Got %+v, want some held and none limited", got)
		}
	})
}

// TestManySendsOverTheNetwork posts 300 answers at once without a limit.
func TestManySendsOverTheNetwork(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a := f.adapter()
	a.tune.rate = 1000
	mails := make([]bot.Mail, 300)
	for n := range mails {
		mails[n] = f.mail()
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	errs := storm(len(mails), func(n int) error {
		for {
			_, err := a.Send(ctx, mails[n], false)
			var retry *bot.RetryError
			if !errors.As(err, &retry) || !sleep(ctx, retry.After) {
				return err
			}
		}
	})
	if err := errors.Join(errs...); err != nil || len(f.replies()) != 300 {
		t.Errorf("Got %d replies, %v, want 300", len(f.replies()), err)
	}
}

// TestRefusedForAll: after a refusal that is about everything no other request
// is made, and after a page of the proxy not even a reply to an interaction.
func TestRefusedForAll(t *testing.T) {
	for name, tt := range map[string]struct {
		answer  func(w http.ResponseWriter)
		all     bool // it holds for other channels
		replies bool // and for replies
	}{
		"body":       {responds(429, `{"retry_after":60,"global":true}`), true, false},
		"header":     {responds(429, `{"retry_after":60}`, "X-RateLimit-Global", "true"), true, false},
		"scope":      {responds(429, ``, "X-RateLimit-Scope", "global", "Retry-After", "60"), true, false},
		"page":       {responds(429, `<html>`), true, true},
		"page 403":   {responds(403, ` <html>`), true, true},
		"one bucket": {responds(429, `{"retry_after":60,"global":false}`, "X-RateLimit-Scope", "user"), false, false},
		"no JSON":    {responds(429, `slow down`), false, false},
		"no access":  {responds(403, `{"code":50001}`), false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := &script{answers: list(tt.answer, wellDone)}
				r, _ := newTestREST(t, s)
				r = r.hurried()
				r.call(t.Context(), "look", http.MethodGet, "channels/1/messages", nil, nil)
				look := func() bool {
					err := r.call(t.Context(), "look", http.MethodGet, "channels/2/messages", nil, nil)
					return err != nil
				}
				reply := func() bool {
					err := r.call(t.Context(), "reply", http.MethodPost, "interactions/1/token/callback", rawBody(`{"type":6}`), nil)
					return err != nil
				}
				if all, replies := look(), reply(); all != tt.all || replies != tt.replies {
					t.Errorf("Got others held %t and replies held %t, want %t and %t", all, replies, tt.all, tt.replies)
				}
				time.Sleep(time.Minute) // of the bubble
				if look() || reply() {
					t.Error("Got a request held after the time")
				}
			})
		})
	}
}

// TestStormOfRefusals has Discord refuse everything with 429, in each way that
// it has. However many want to be sent, few requests are made: never so many
// that it would ban the address.
func TestStormOfRefusals(t *testing.T) {
	for name, tt := range map[string]struct {
		write    func(w http.ResponseWriter)
		channels int
		most     int // requests in an hour
	}{
		"a time":         {write429("Retry-After", "5"), 1, 1000},
		"no time at all": {write429(), 1, 2500},
		"many channels":  {write429(), 300, 2500},
		"global":         {write429("X-RateLimit-Global", "true", "Retry-After", "10"), 300, 2000},
		"page":           {writePage(429), 300, 500},
		"page at 403":    {writePage(403), 300, 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var mu sync.Mutex
				asked, window := 0, budget{max: 2000, window: 10 * time.Minute} // a fifth of what Discord bans at
				r, a := newTestREST(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					mu.Lock()
					defer mu.Unlock()
					asked++
					if window.spend(time.Now()) != 0 {
						t.Error("Too many refusals in ten minutes")
					}
					tt.write(w)
				}))
				ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
				defer cancel()
				storm(300, func(n int) error {
					path := fmt.Sprintf("channels/%d/messages", 1000+n%tt.channels)
					for ctx.Err() == nil {
						err := r.hurried().call(ctx, "look", http.MethodGet, path, nil, nil)
						if e := refusedBy(err); e == nil || !e.limited() {
							t.Errorf("Got %v, want a refusal for the moment", err)
							return err
						}
						sleep(ctx, max(refusedBy(err).After, time.Second))
					}
					return nil
				})
				if asked > tt.most || asked < 6 {
					t.Errorf("Got %d requests in an hour, want some, and at most %d", asked, tt.most)
				}
				t.Logf("%d requests, %+v", asked, a.Stats())
			})
		})
	}
}

// write429 refuses for the moment, with headers and a body of Discord's.
func write429(headers ...string) func(w http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		for i := 0; i < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(429)
		fmt.Fprint(w, `{"message":"You are being rate limited."}`)
	}
}

// writePage refuses as the proxy before Discord does.
func writePage(status int) func(w http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		fmt.Fprint(w, "<!doctype html><title>Access denied</title>")
	}
}
