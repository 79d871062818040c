package state

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// Times and numbers of carrying.
const (
	sendsMost = 32               // tries at the same time
	askFor    = 30 * time.Second // for the next mail, before asking again
	drainAsk  = 300 * time.Millisecond
	drainFor  = 5 * time.Second  // for everything that can still be sent, at shutdown
	grace     = time.Second      // for a try that was told to stop
	absentFor = 10 * time.Second // for a replica that has the platform of a mail
	turnMin   = 50 * time.Millisecond
	turnMax   = 2 * time.Second // between two looks whether it is a mail's turn
)

// A courier carries parcels from the outbox to adapters while one Run lasts.
type courier struct {
	desk     *Desk
	adapters map[string]bot.Adapter
	asking   context.Context // for mails; done at shutdown
	send     context.Context // of all sends; done when shutdown has taken too long
}

// run carries until shutdown, and then what can still be sent.
func (c *courier) run() {
	var workers sync.WaitGroup
	for range sendsMost {
		workers.Go(c.work)
	}
	workers.Wait()
}

// work carries one mail after another.
func (c *courier) work() {
	for {
		stopping := c.asking.Err() != nil
		if c.send.Err() != nil {
			return
		}
		m, l, err := c.next(stopping)
		switch {
		case err == nil:
			c.handle(l, m)
		case stopping:
			return
		default:
			c.rest(err)
		}
	}
}

// next waits for a mail; at shutdown only for what is there.
func (c *courier) next(stopping bool) (jetstream.Msg, *link, error) {
	l, err := c.desk.Store.link()
	if err != nil {
		// Why it is not open may be a call that took too long, which is not to
		// be taken for an outbox without mails.
		return nil, nil, fmt.Errorf("%w: %v", errNotOpen, err)
	}
	parent, wait := c.asking, askFor
	if stopping {
		parent, wait = c.send, drainAsk
	}
	ctx, cancel := context.WithTimeout(parent, wait)
	defer cancel()
	defer context.AfterFunc(l.life, cancel)()
	m, err := l.mails.Next(jetstream.FetchContext(ctx))
	return m, l, err
}

// rest waits a little after an engine that gives no mails, unless that is only
// because there are none.
func (c *courier) rest(err error) {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, jetstream.ErrNoMessages) {
		return
	}
	select {
	case <-c.asking.Done():
	case <-time.After(250 * time.Millisecond):
	}
}

// handle makes one try with a mail, if it is time for one.
func (c *courier) handle(l *link, m jetstream.Msg) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.send), callFor)
	defer cancel()
	meta, err := m.Metadata()
	if err != nil {
		return // unreachable: it came from a consumer
	}
	d := &delivery{courier: c, link: l, msg: m, sequence: meta.Sequence.Stream, handed: int(meta.NumDelivered)}
	if d.parcel, err = unseal(c.desk.Store.key, m.Data()); err != nil {
		c.desk.counts.failed.Add(1)
		c.desk.Log.Error("not sent: what is stored cannot be read", "mail", d.sequence, "err", err)
		d.finish(ctx)
		return
	}
	if err := d.take(ctx); err != nil {
		c.desk.Log.Warn("mail waits: state cannot be used", "id", d.parcel.Mail.ID, "err", err)
		c.desk.Store.doubt()
		d.later(time.Second)
	}
}
