package discord

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"careerbot/bot"
)

func TestStopLetsMessagesThrough(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	entered, leave := make(chan bool, 10), make(chan bool)
	d.accept = func(bot.Question) error { entered <- true; <-leave; return nil }
	stop := run(t, f.adapter(), d)
	c := receive(t, f.up, "connection")
	for range 2 {
		c.say("in the desk when the end comes", map[string]any{"guild_id": nil})
		receive(t, entered, "question")
	}
	time.AfterFunc(1500*time.Millisecond, func() { close(leave) }) // a close takes a second
	if err := stop(); err != nil {
		t.Fatalf("Got Run() = %v, want nil", err)
	}
	if got := len(d.texts()); got != 2 {
		t.Errorf("Got %d questions, want 2", got)
	}
	if code := receive(t, f.closed, "close frame"); code != 1000 {
		t.Errorf("Got close code %d, want 1000", code)
	}
}

func TestTroubleAtTheDesk(t *testing.T) {
	t.Parallel()
	f, d := newFake(t), newDesk()
	d.accept = func(q bot.Question) error {
		switch q.Text {
		case "panic":
			panic("in the desk")
		case "error":
			return errors.New("full")
		}
		return nil
	}
	a := f.adapter()
	a.tune.workers = 1
	run(t, a, d)
	c := receive(t, f.up, "connection")
	for _, text := range []string{"panic", "error", "fine"} {
		c.say(text, map[string]any{"guild_id": nil})
	}
	if got := receive(t, d.got, "question").q.Text; got != "fine" {
		t.Errorf("Got %q, want %q", got, "fine")
	}
}

func TestFloodIsBounded(t *testing.T) {
	t.Parallel()
	d := newDesk()
	entered, leave := make(chan bool, 100), make(chan bool)
	d.accept = func(bot.Question) error { entered <- true; <-leave; return nil }
	var self identity
	self.set(selfID)
	in := &intake{desk: d, self: &self, log: newFake(t).adapter().Log, tune: tuning{queue: 2, workers: 1}.orDefaults()}
	in.start(t.Context())
	for i := 1; i <= 10; i++ {
		in.take(fmt.Appendf(nil, `{"id":"%d","channel_id":"2","author":{"id":"3"},"content":"q"}`, i))
		if i == 1 {
			receive(t, entered, "question")
		}
	}
	close(leave)
	in.stop()
	if got := len(d.texts()); got != 3 {
		t.Errorf("Got %d questions, want 3: one at the desk and two that waited", got)
	}
}
