package state

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"careerbot/bot"
)

// The times of delivery.
const (
	retryFor = 2 * time.Minute  // tries end this long after a mail was due: later it is of no use to its reader
	tryFor   = 20 * time.Second // for one try
	drainFor = 8 * time.Second  // for everything that waits, at shutdown
	grace    = time.Second      // for a try that was told to stop

	settleAfter = time.Second // before a send that was cut is looked up or tried again
	backoffMin  = time.Second
	backoffMax  = 30 * time.Second
)

// sendsMost is how many tries run at the same time.
const sendsMost = 32

// Run sends what Accept stores until ctx is done, then what is left for at
// most nine seconds more, and returns nil. Adapters are found by the first
// part of a mail's ID ("slack", "discord").
//
// Mails of one conversation are sent in the order in which they were accepted.
// A send that a platform refuses for the moment is tried again, after the time
// the platform names or else a growing one, up to two minutes after the mail
// was stored (or NotBefore, where that is later). A send that may have arrived
// is handed to its adapter once more, which may know how to find out; where
// that stays open it is counted and logged, and not repeated.
func (d *Desk) Run(ctx context.Context, adapters map[string]bot.Adapter) error {
	d.open()
	sendCtx, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	c := &courier{
		desk: d, adapters: adapters, ctx: sendCtx,
		closing: make(chan struct{}),
		turns:   make(chan struct{}, sendsMost),
	}
	var workers sync.WaitGroup
	d.outbox.run(func(lane string) { workers.Go(func() { c.work(lane) }) })

	<-ctx.Done()
	d.outbox.close()
	c.end = time.Now().Add(drainFor)
	close(c.closing)
	cut := time.AfterFunc(drainFor, stop)
	defer cut.Stop()

	idle := make(chan struct{})
	go func() { workers.Wait(); close(idle) }()
	select {
	case <-idle:
	case <-time.After(drainFor + grace):
		d.Log.Error("sends did not stop in time", "mails", d.outbox.waiting())
	}
	return nil
}

// A courier carries parcels to adapters while one Run lasts.
type courier struct {
	desk     *Desk
	adapters map[string]bot.Adapter
	ctx      context.Context // of all sends
	closing  chan struct{}   // closed at shutdown
	end      time.Time       // when sending stops; set before closing is closed
	turns    chan struct{}   // a place in it is needed to send
}

// work sends the parcels of one lane, one after another.
func (c *courier) work(lane string) {
	for {
		p, ok := c.desk.outbox.next(lane)
		if !ok {
			return
		}
		c.deliver(p)
		c.desk.outbox.finish()
	}
}

// deliver brings one parcel to its end, whichever that is.
func (c *courier) deliver(p parcel) {
	id := p.mail.ID
	name, _, _ := strings.Cut(id, ".")
	adapter := c.adapters[name]
	if adapter == nil {
		c.finish(p, 0, fmt.Errorf("state: no adapter %q", name))
		return
	}
	deadline := p.due().Add(retryFor)
	if !c.pause(p.due(), deadline) {
		c.finish(p, 0, errLate)
		return
	}
	before, _ := c.desk.done.get(id)
	if before == sent {
		return
	}
	c.desk.done.put(id, sending)
	c.tries(p, adapter, before == sending, deadline)
}

// tries sends a parcel until that succeeds or is of no more use; the first try
// is always made. again says that an earlier try may have arrived.
func (c *courier) tries(p parcel, adapter bot.Adapter, again bool, deadline time.Time) {
	for try := 1; ; try++ {
		err := c.send(adapter, p.mail, again)
		var retry *bot.RetryError
		var wait time.Duration
		switch unsettled := errors.Is(err, bot.ErrUnsettled); {
		case errors.As(err, &retry):
			wait = delay(try, retry.After)
			again = again || unsettled
		case unsettled && !again:
			wait = settleAfter
			again = true
		case again && errors.Is(err, errLate):
			c.finish(p, try, bot.ErrUnsettled)
			return
		default:
			c.finish(p, try, err)
			return
		}
		if !c.pause(time.Now().Add(wait), deadline) {
			err = errLate
			if again {
				err = bot.ErrUnsettled
			}
			c.finish(p, try, err)
			return
		}
		c.desk.counts.retries.Add(1)
	}
}

// errLate ends a parcel whose time is over, or the process's.
var errLate = errors.New("state: too late to send")

// send makes one try. A try that panics or is cut short may have arrived.
func (c *courier) send(adapter bot.Adapter, m bot.Mail, again bool) (err error) {
	select {
	case c.turns <- struct{}{}:
	case <-c.ctx.Done():
		return errLate
	}
	defer func() { <-c.turns }()
	ctx, cancel := context.WithTimeout(c.ctx, tryFor)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			c.desk.panicked(m.ID, r)
			err = bot.ErrUnsettled
		}
	}()
	if ctx.Err() != nil {
		return errLate
	}
	_, err = adapter.Send(ctx, m, again)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", bot.ErrUnsettled, err)
	}
	return err
}

// finish records how a parcel ended.
func (c *courier) finish(p parcel, tries int, err error) {
	d := c.desk
	d.done.put(p.mail.ID, sent)
	log := d.Log.With("id", p.mail.ID, "tries", tries, "after", time.Since(p.since).Round(time.Millisecond))
	switch {
	case err == nil:
		d.counts.sent.Add(1)
		log.Info("sent")
	case errors.Is(err, bot.ErrUnsettled):
		d.counts.unsettled.Add(1)
		log.Warn("sent, but nobody knows whether it arrived", "err", err)
	case errors.Is(err, errLate):
		d.counts.late.Add(1)
		log.Error("not sent: too late")
	default:
		d.counts.failed.Add(1)
		log.Error("not sent", "err", err)
	}
}

// pause waits until a time, and reports false at once where that lies behind
// the limit or the end of the process.
func (c *courier) pause(until, limit time.Time) bool {
	for closing := c.closing; ; {
		select {
		case <-closing:
			closing = nil
			if c.end.Before(limit) {
				limit = c.end
			}
		default:
		}
		if until.After(limit) {
			return false
		}
		select {
		case <-time.After(time.Until(until)):
			return true
		case <-closing:
		}
	}
}

// delay returns how long to wait after a refused try: what the platform asks
// for, or twice as long each time. A little chance keeps the lanes apart.
func delay(try int, asked time.Duration) time.Duration {
	if asked > 0 {
		return asked + rand.N(asked/10+time.Millisecond)
	}
	d := min(backoffMin<<min(try-1, 10), backoffMax)
	return d/2 + rand.N(d/2)
}
