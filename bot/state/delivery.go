package state

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// A delivery is one mail in the hands of a worker.
type delivery struct {
	*courier
	link     *link
	msg      jetstream.Msg
	sequence uint64
	handed   int // how often it was handed out, this time included
	taken    time.Time
	parcel   parcel
}

// take finds out whether a try may be made now, and makes it.
func (d *delivery) take(ctx context.Context) error {
	now := time.Now()
	d.taken = now
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
	switch first, err := d.link.first(ctx, lane(d.msg.Subject()), d.sequence); {
	case errors.Is(err, errGone):
		return d.later(time.Second) // to never, unless it is a server that does not know it yet
	case err != nil:
		return err
	case !first:
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
	if next, err = records.insist(ctx, d.parcel.Key, next); errors.Is(err, errTaken) {
		return d.later(time.Second)
	} else if err != nil {
		return err
	}
	if gone, err := d.link.gone(ctx, d.sequence); err == nil && gone {
		return errors.Join(d.erase(ctx), d.later(time.Second))
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
	d.opened()
	d.shorten()
	ref, err := d.sendOnce(again)
	if d.send.Err() != nil && err != nil {
		return d.later(0)
	}
	after := rec.after(err, again, time.Now(), d.deadline())
	if ref != "" {
		after.Ref = base64.StdEncoding.EncodeToString(d.desk.Store.key.Seal([]byte(ref), aboutRef))
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(d.send), insistFor)
	defer cancel()
	defer context.AfterFunc(d.link.life, cancel)()
	progress := d.msg.InProgress()
	after, noted := records.insist(ctx, d.parcel.Key, after)
	deleted, looked := d.obey(ctx)
	if err := errors.Join(progress, noted); err != nil && !deleted {
		return err
	}
	d.tell(after, err)
	if after.End == sent {
		d.posted(ctx, ref)
	}
	if looked != nil {
		return looked
	}
	if after.End.over() {
		return d.finish(ctx)
	}
	return d.later(time.Until(after.Next))
}

// obey erases the record, and reports true, where everything of the mail's person
// was deleted while it was written: mails go before records, so that one that is
// written too late finds its mail gone. Where a mail was only taken back the record
// of what was sent stands.
func (d *delivery) obey(ctx context.Context) (deleted bool, err error) {
	if gone, err := d.link.gone(ctx, d.sequence); err != nil || !gone {
		return false, err
	}
	if deleted, err = d.link.announced(ctx, d.parcel.Key); err != nil || !deleted {
		return false, err
	}
	err = d.erase(ctx)
	return err == nil, err
}

// erase leaves nothing of the record.
func (d *delivery) erase(ctx context.Context) error {
	_, err := d.link.purge(ctx, "KV_done", "$KV.done."+d.parcel.Key)
	return err
}

// aboutRef binds a sealed reference to what it is.
const aboutRef = "ref"

// revised finds the message that the mail is to change, and reports false where
// there is none: it never arrived, or cannot be changed. From here on nothing leads
// to it any more as the answer that it was.
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
	if err != nil {
		return false, nil
	}
	d.parcel.Mail.Ref = string(ref)
	return true, d.desk.removed(ctx, d.link, d.parcel.Tenant, d.parcel.Room, string(ref))
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
	} else if err == nil {
		_, err = d.obey(ctx)
	}
	if err != nil {
		return err
	}
	d.tell(rec, nil)
	return d.finish(ctx)
}

// adapter returns that of the mail's platform, nil where there is none.
func (d *delivery) adapter() bot.Adapter {
	name, _, _ := strings.Cut(d.parcel.Mail.ID, ".")
	return d.adapters[name]
}

// sendOnce is one call of the adapter. A try that panics or is cut short may
// have arrived.
func (d *delivery) sendOnce(again bool) (ref string, err error) {
	mail := d.parcel.Mail
	adapter := d.adapter()
	if adapter == nil {
		return "", &bot.RetryError{After: absentFor, Err: errors.New("state: the platform of the mail is switched off")}
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
	mail.Late = overtaken(mail, began)
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
	switch answered := errors.Is(err, bot.ErrAnswered); {
	case rec.End == sent:
		counts.sent.Add(1)
		log.Info("sent")
	case rec.End == unsettled:
		counts.unsettled.Add(1)
		log.Warn("sent, but nobody knows whether it arrived", "err", err)
	case rec.End == late && answered:
		counts.answered.Add(1)
		log.Info("not sent: a person has answered")
	case rec.End == late:
		counts.late.Add(1)
		log.Error("not sent: too late", "err", err)
	case rec.End == failed:
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
