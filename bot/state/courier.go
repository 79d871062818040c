package state

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
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

// A delivery is one mail in the hands of a worker.
type delivery struct {
	*courier
	link     *link
	msg      jetstream.Msg
	sequence uint64
	handed   int // how often it was handed out, this time included
	parcel   parcel
}

// take finds out whether a try may be made now, and makes it.
func (d *delivery) take(ctx context.Context) error {
	now := time.Now()
	if wait := d.parcel.due().Sub(now); wait > 0 {
		return d.later(wait)
	}
	records := register{d.link.kv["done"]}
	rec, err := records.get(ctx, d.parcel.Key)
	switch {
	case err != nil:
		return err
	case rec.End.over(), rec.revision != 0 && rec.Mail != d.sequence:
		return d.finish(ctx) // it is done with, or another copy of it counts
	case rec.Next.After(now):
		return d.later(rec.Next.Sub(now))
	}
	if first, err := d.link.first(ctx, lane(d.msg.Subject()), d.sequence); err != nil {
		return err
	} else if !first {
		return d.later(min(turnMin<<min(d.handed, 6), turnMax))
	}
	if changes, err := d.revised(ctx, records); err != nil {
		return err
	} else if !changes {
		return d.finish(ctx)
	}
	if rec.End != sending && now.After(d.deadline()) {
		return d.expire(ctx, records, rec)
	}
	next, again := rec.begin(d.sequence, now)
	if next, err = records.put(ctx, d.parcel.Key, next); errors.Is(err, errTaken) {
		return d.later(time.Second)
	} else if err != nil {
		return err
	}
	if err := d.msg.InProgress(); err != nil {
		return err
	}
	return d.try(records, next, again)
}

// try makes a try and notes how it ended. A shutdown that cuts it leaves the
// record as it is: the next process finds out.
func (d *delivery) try(records register, rec record, again bool) error {
	desk := d.desk
	if rec.Tries == 1 {
		desk.took(StageWait, time.Since(d.parcel.due()))
	} else {
		desk.counts.retries.Add(1)
	}
	ref, err := d.sendOnce(again)
	if d.send.Err() != nil && err != nil {
		return d.later(0)
	}
	after := rec.after(err, again, time.Now(), d.deadline())
	if ref != "" {
		after.Ref = base64.StdEncoding.EncodeToString(d.desk.Store.key.Seal([]byte(ref), aboutRef))
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.send), callFor)
	defer cancel()
	if err := errors.Join(d.msg.InProgress(), records.insist(ctx, d.parcel.Key, after)); err != nil {
		return err
	}
	d.tell(after, err)
	if after.End.over() {
		return d.finish(ctx)
	}
	return d.later(time.Until(after.Next))
}

// aboutRef binds a sealed reference to what it is.
const aboutRef = "ref"

// revised finds the message that the mail is to change, and reports false where
// there is none: it never arrived, or cannot be changed.
func (d *delivery) revised(ctx context.Context, records register) (bool, error) {
	if d.parcel.Revises == "" {
		return true, nil
	}
	rec, err := records.get(ctx, d.parcel.Revises)
	if err != nil || rec.Ref == "" {
		return false, err
	}
	sealed, err := base64.StdEncoding.DecodeString(rec.Ref)
	if err != nil {
		return false, nil
	}
	ref, err := d.desk.Store.key.Unseal(sealed, aboutRef)
	d.parcel.Mail.Ref = string(ref)
	return err == nil, nil
}

// deadline is when the mail is of no more use.
func (d *delivery) deadline() time.Time { return d.parcel.due().Add(retryFor) }

// expire gives up a mail whose time is over, and which never left: nobody was
// there to send it.
func (d *delivery) expire(ctx context.Context, records register, rec record) error {
	rec.Mail = d.sequence
	rec, err := records.put(ctx, d.parcel.Key, rec.giveUp())
	if errors.Is(err, errTaken) {
		return d.later(time.Second)
	} else if err != nil {
		return err
	}
	d.tell(rec, nil)
	return d.finish(ctx)
}

// sendOnce is one call of the adapter. A try that panics or is cut short may
// have arrived.
func (d *delivery) sendOnce(again bool) (ref string, err error) {
	mail := d.parcel.Mail
	name, _, _ := strings.Cut(mail.ID, ".")
	adapter := d.adapters[name]
	if adapter == nil {
		return "", &bot.RetryError{After: absentFor, Err: fmt.Errorf("state: the platform %q is switched off", name)}
	}
	ctx, cancel := context.WithTimeout(d.send, tryFor)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			d.desk.panicked(mail.ID, r)
			err = bot.ErrUnsettled
		}
	}()
	began := time.Now()
	ref, err = adapter.Send(ctx, mail, again)
	d.desk.took(StageSend, time.Since(began))
	var retry *bot.RetryError
	if errors.As(err, &retry) && retry.Limited {
		d.desk.counts.limited.Add(1)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return "", fmt.Errorf("%w: %w", bot.ErrUnsettled, err)
	}
	return ref, err
}

// tell counts and logs how a try ended.
func (d *delivery) tell(rec record, err error) {
	counts := &d.desk.counts
	log := d.desk.Log.With("id", d.parcel.Mail.ID, "tries", rec.Tries, "after", time.Since(d.parcel.Since).Round(time.Millisecond))
	switch rec.End {
	case sent:
		counts.sent.Add(1)
		log.Info("sent")
	case unsettled:
		counts.unsettled.Add(1)
		log.Warn("sent, but nobody knows whether it arrived", "err", err)
	case late:
		counts.late.Add(1)
		log.Error("not sent: too late", "err", err)
	case failed:
		counts.failed.Add(1)
		log.Error("not sent", "err", err)
	default:
		log.Warn("not sent yet", "err", err, "next", time.Until(rec.Next).Round(time.Millisecond))
	}
}

// finish takes the mail out of the outbox.
func (d *delivery) finish(ctx context.Context) error {
	if err := d.msg.DoubleAck(ctx); err != nil {
		return fmt.Errorf("state: take out of the outbox: %w", err)
	}
	return nil
}

// later has the mail handed out again after a while, to any replica.
func (d *delivery) later(wait time.Duration) error {
	var err error
	if wait > 0 {
		err = d.msg.NakWithDelay(wait)
	} else {
		err = d.msg.Nak()
	}
	if err != nil {
		return fmt.Errorf("state: put back into the outbox: %w", err)
	}
	return nil
}
