package discord

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

// newIntake returns an intake that has started; it needs no gateway.
func newIntake(t *testing.T, d bot.Desk, tune tuning) *intake {
	self := new(identity)
	self.set(selfID)
	in := &intake{desk: d, self: self, places: new(places), tune: tune.orDefaults(), count: new(counters),
		log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	in.start(t.Context())
	return in
}

// say sends a direct message in a room to an intake.
func (in *intake) say(id int, room, text string) {
	in.message(fmt.Appendf(nil, `{"id":"%d","channel_id":%q,"author":{"id":"3"},"content":%q}`, id, room, text))
}

func TestStopLetsMessagesThrough(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	entered, leave := make(chan bool, 10), make(chan bool)
	d.accept = func(bot.Question) error { entered <- true; <-leave; return nil }
	a := f.adapter()
	stop := run(t, a, d)
	c := receive(t, f.up, "connection")
	c.say("at the desk when the end comes", map[string]any{"guild_id": nil})
	receive(t, entered, "question")
	c.say("behind it", map[string]any{"guild_id": nil})
	c.say("at the desk, too", map[string]any{"guild_id": nil, "channel_id": "5"})
	receive(t, entered, "question of another room")
	time.AfterFunc(1500*time.Millisecond, func() { close(leave) }) // a close takes a second
	if err := stop(); err != nil {
		t.Fatalf("Got Run() = %v, want nil", err)
	}
	if got := a.Stats().Messages; got != 3 {
		t.Errorf("Got %d questions, want 3", got)
	}
	if code := receive(t, f.closed, "close frame"); code != 1000 {
		t.Errorf("Got close code %d, want 1000", code)
	}
}

// TestTroubleAtTheDesk has a desk that fails twice: the room's order is kept.
func TestTroubleAtTheDesk(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	failures := 2
	d.accept = func(q bot.Question) error {
		switch {
		case q.Text == "panic":
			panic("in the desk")
		case q.Text == "busy":
			return fmt.Errorf("desk: %w", bot.ErrBusy)
		case q.Text == "first" && failures > 0:
			failures--
			return errors.New("not writable")
		}
		return nil
	}
	a := f.adapter()
	a.tune.retry, a.tune.maxRetry = time.Millisecond, time.Millisecond
	stop := run(t, a, d)
	c := receive(t, f.up, "connection")
	for _, text := range []string{"panic", "busy", "first", "second", "third"} {
		c.say(text, map[string]any{"guild_id": nil})
	}
	for _, want := range []string{"first", "second", "third"} {
		if got := receive(t, d.got, "question").q.Text; got != want {
			t.Errorf("Got %q, want %q", got, want)
		}
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	want := Stats{Messages: 3, Failed: 1, Busy: 1, Retries: 2, Identifies: 1}
	got := a.Stats()
	got.Held = 0 // the commands are registered meanwhile, which may be put off
	if got != want {
		t.Errorf("Got %+v, want %+v", got, want)
	}
}

func TestGivenUpAfterAMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, tries := newDesk(), 0
		d.accept = func(q bot.Question) error {
			if q.Text == "never" {
				tries++
				return errors.New("not writable")
			}
			return nil
		}
		in := newIntake(t, d, tuning{})
		began := time.Now()
		in.say(1, "2", "never")
		in.say(2, "2", "behind it")
		in.say(3, "4", "in another room")
		if (<-d.got).q.Text != "in another room" || time.Since(began) != 0 {
			t.Errorf("The other room waited %v", time.Since(began))
		}
		if (<-d.got).q.Text != "behind it" {
			t.Error("Want what came behind")
		}
		if took := time.Since(began); took < 57*time.Second || took > time.Minute || tries < 30 || tries > 80 {
			t.Errorf("Given up after %v and %d tries, want about a minute and a try every second or two", took, tries)
		}
		in.stop()
		if c := in.count; c.failed.Load() != 1 || c.messages.Load() != 2 || c.retries.Load() != int64(tries-1) || len(in.rooms) != 0 || in.waiting != 0 {
			t.Errorf("Got %d failed, %d accepted, %d retries, want 1, 2 and %d; %d rooms, %d waiting, want none",
				c.failed.Load(), c.messages.Load(), c.retries.Load(), tries-1, len(in.rooms), in.waiting)
		}
	})
}

// TestStopIsShort stops while the desk takes nothing.
func TestStopIsShort(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		d.accept = func(bot.Question) error { return errors.New("not writable") }
		in := newIntake(t, d, tuning{})
		for i := 1; i <= 100; i++ {
			in.say(i, fmt.Sprint(i%10+1), "q")
		}
		began := time.Now()
		in.stop()
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("Stopped after %v, want 3 s", took)
		}
		if got := in.count.failed.Load(); got != 100 {
			t.Errorf("Got %d failed, want all 100", got)
		}
		in.say(101, "1", "too late")
		if got := in.count.dropped.Load(); got != 1 {
			t.Errorf("Got %d dropped after the end, want 1", got)
		}
	})
}

func TestFloodIsBounded(t *testing.T) {
	t.Parallel()
	d := newDesk()
	entered, leave := make(chan bool, 100), make(chan bool)
	d.accept = func(bot.Question) error { entered <- true; <-leave; return nil }
	in := newIntake(t, d, tuning{queue: 3, workers: 1})
	for i := 1; i <= 10; i++ {
		in.say(i, fmt.Sprint(i%2+1), "q")
	}
	receive(t, entered, "question")
	close(leave)
	in.stop()
	if got, dropped := len(d.texts()), in.count.dropped.Load(); got != 3 || dropped != 7 {
		t.Errorf("Got %d questions and %d dropped, want 3 and 7", got, dropped)
	}
}

// TestRoomKeepsItsOrder sends many messages at once: each room's come in order.
func TestRoomKeepsItsOrder(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	run(t, f.adapter(), d)
	c := receive(t, f.up, "connection")
	const rooms, each = 5, 40
	for i := range rooms * each {
		c.say(fmt.Sprint(i), map[string]any{"guild_id": nil, "channel_id": fmt.Sprint(i%rooms + 1)})
	}
	got := map[string][]string{}
	for range rooms * each {
		q := receive(t, d.got, "question").q
		got[q.Room] = append(got[q.Room], q.ID)
	}
	for room, ids := range got {
		if len(ids) != each || !slices.IsSorted(ids) {
			t.Errorf("Room %s: got %v, want %d in order", room, ids, each)
		}
	}
}

func TestServerRemovesTheBot(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	failures := 1
	d.press = func(bot.Press) error {
		if failures > 0 {
			failures--
			return errors.New("not writable")
		}
		return nil
	}
	a := f.adapter()
	a.tune.retry = time.Millisecond
	stop := run(t, a, d)
	c := receive(t, f.up, "connection")
	c.dispatch("GUILD_DELETE", map[string]any{"id": "8", "unavailable": true}) // an outage
	c.dispatch("GUILD_DELETE", map[string]any{"id": "../8"})
	c.dispatch("GUILD_DELETE", map[string]any{"id": 8})
	c.dispatch("GUILD_DELETE", nil)
	c.dispatch("GUILD_DELETE", map[string]any{"id": guildID})
	want := bot.Press{Act: bot.Uninstalled, Tenant: guildID}
	if got := receive(t, d.pressed, "press"); got != want {
		t.Errorf("Got press %+v, want %+v", got, want)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if got := a.Stats(); got.Removals != 1 || got.Retries != 1 || len(d.pressed) != 0 {
		t.Errorf("Got %+v and %d more presses, want one removal after a retry", got, len(d.pressed))
	}
}

func TestLogsQuoteNoMessage(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	d := newDesk()
	d.accept = func(q bot.Question) error {
		if q.Room == "2" {
			panic(q.Text)
		}
		return bot.ErrBusy
	}
	in := newIntake(t, d, tuning{workers: 1})
	in.log = slog.New(slog.NewJSONHandler(&log, nil))
	in.say(1, "2", "my secret words")
	in.say(2, "3", "my secret words")
	in.message([]byte(`{"content":"my secret words","id":7}`))
	in.stop()
	if got := log.String(); strings.Contains(got, "secret") || strings.Count(got, `"id":"discord.1"`) != 2 || !strings.Contains(got, `"id":"discord.2"`) {
		t.Errorf("Got log %s, want ids and no text", got)
	}
}
