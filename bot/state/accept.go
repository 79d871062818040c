package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"careerbot/bot"
)

// Accept stores the answer for Run to send. Silence is not stored, and a
// message that was not said to the bot is passed over unless it goes on from an
// answer to the same person in its thread, or staff have set auto-reply for its
// room. Its error is [bot.ErrBusy] where the message is not
// wanted again; any other means that the message was not stored.
func (d *Desk) Accept(ctx context.Context, q bot.Question, to []byte) error {
	d.setup()
	if err := ctx.Err(); err != nil {
		return err
	}
	if q.ID == "" {
		return errors.New("state: accept: the question has no ID")
	}
	defer d.working.Add(-1)
	switch busy := d.crowded(d.working.Add(1), q.Addressed); {
	case busy != nil && !q.Addressed:
		d.counts.shed.Add(1)
		return nil
	case errors.Is(busy, bot.ErrBusy):
		d.counts.shed.Add(1)
		return busy
	case busy != nil:
		return busy
	}
	l, err := d.Store.link()
	if err != nil {
		return err
	}
	if err := d.accept(ctx, l, q, to); err != nil {
		if !errors.Is(err, bot.ErrBusy) {
			d.Store.doubt()
		}
		return err
	}
	return nil
}

// errCrowded refuses a message for the moment: the platform delivers it again.
var errCrowded = errors.New("state: too many messages are being stored at this moment")

// crowded returns why there is too much to do for one more message, nil if
// there is not. Where answers pile up that is [bot.ErrBusy]. Where messages
// pile up that are being stored, state may be stuck, and a message must not be
// acknowledged for that.
func (d *Desk) crowded(working int64, addressed bool) error {
	waiting := int64(0)
	if depth := d.depth.Load(); depth != nil {
		waiting = depth.waiting
	}
	mostWaiting, mostWorking := int64(waitMost), int64(workMost)
	if !addressed {
		mostWaiting, mostWorking = waitUnasked, workUnasked
	}
	switch {
	case waiting > mostWaiting:
		return bot.ErrBusy
	case working > mostWorking:
		return errCrowded
	}
	return nil
}

// accept answers a message and stores the answer, unless it is known already.
func (d *Desk) accept(ctx context.Context, l *link, q bot.Question, to []byte) error {
	if q.Revises != "" {
		return d.revise(ctx, l, q, to)
	}
	mode := d.autoReply(q.Tenant, settingsRoom(q))
	q.Continues = d.continues(q)
	if !q.Addressed && !q.Continues && mode == bot.AutoReplyOff {
		d.counts.silent.Add(1)
		return nil
	}
	records := register{l.kv["done"]}
	key := d.name.message(q)
	switch rec, err := records.get(ctx, key); {
	case err != nil:
		return err
	case rec.revision != 0:
		d.counts.duplicates.Add(1)
		return nil
	}
	if mode != bot.AutoReplyOff {
		if err := d.spoke(ctx, l, q); err != nil {
			return err
		}
	}
	var a bot.Answer
	if !q.Behind || q.Addressed || q.Continues {
		a = shown(q, d.message(ctx, q))
	}
	if a.Kind == bot.Silence {
		d.counts.silent.Add(1)
		return nil
	}
	now := time.Now()
	p := parcel{
		Mail: bot.Mail{ID: q.ID, At: q.At, To: to, Answer: a}, Key: key, Since: now,
		Tenant: q.Tenant, Room: q.Room, Same: d.repeats(q, a),
	}
	if p.Mail.At.IsZero() {
		p.Mail.At = now
	}
	if !q.Addressed && !q.Continues {
		return d.acceptLate(ctx, l, q, p, mode)
	}
	stored, err := d.store(ctx, l, d.name.subject(q), p)
	if err != nil || !stored {
		return err
	}
	d.stored(q, p)
	d.note(q, a, p.Since)
	return nil
}

// acceptLate stores the answer to what was not said to the bot: for the room,
// after a person had time to answer, or in a test for staff alone.
func (d *Desk) acceptLate(ctx context.Context, l *link, q bot.Question, p parcel, mode bot.AutoReply) error {
	p.Mail.NotBefore = p.Since.Add(cmp.Or(d.Patience, patience))
	if mode == bot.AutoReplyTest {
		if d.Staff == nil || d.Staff.Tenant != "" && d.Staff.Tenant != q.Tenant { // nothing of one workspace is shown in another
			d.counts.silent.Add(1)
			return nil
		}
		p.Mail.ID = d.Staff.Adapter + ".test." + d.Store.key.Hash("test", q.ID)
		p.Mail.To = d.Staff.To
		p.Mail.Answer, p.Same = tested(p.Mail.Answer, q.Link), ""
	} else if listens(q) {
		p.Asker = d.name.asker(q)
	}
	stored, err := d.store(ctx, l, d.name.late(q), p)
	if err != nil || !stored {
		return err
	}
	d.stored(q, p)
	return nil
}

// patience is how long a person has to answer before an auto-reply does.
const patience = 90 * time.Second

// tested is an answer as staff see it while auto-reply is tested, with a link to
// the question.
func tested(a bot.Answer, link string) bot.Answer {
	a.Text = strings.TrimSpace("Auto-reply test: I would have answered this question now. Nobody else sees it.\n\n" + a.Text)
	if link != "" {
		a.Sources = append([]bot.Source{{Heading: "The question", URL: link}}, a.Sources...)
	}
	a.Next, a.State = nil, ""
	return a
}

// stored tells of an answer that is on disk, and remembers the conversation.
func (d *Desk) stored(q bot.Question, p parcel) {
	a := p.Mail.Answer
	d.took(StageStore, time.Since(p.Since))
	d.Log.Info("stored", "id", q.ID, "kind", a.Kind, "reason", a.Reason)
	d.remember(q, a, p.Since)
	d.answered(q, a)
}

// shown is an answer as it is said where the question was.
func shown(q bot.Question, a bot.Answer) bot.Answer {
	if q.Public {
		return a.Brief()
	}
	return a
}

// message returns the answer to a message, which may be silence.
func (d *Desk) message(ctx context.Context, q bot.Question) bot.Answer {
	switch {
	case q.Addressed:
	case q.Continues:
		return d.goOn(q)
	default:
		if wait, _ := d.limiters.room(q, d.Limits.PerRoom); wait > 0 {
			return bot.Answer{}
		}
		return d.alone(q)
	}
	wait, told := d.limiters.person(q, d.Limits.PerPerson)
	if wait == 0 {
		wait, told = d.limiters.room(q, d.Limits.PerRoom)
	}
	if wait > 0 {
		d.counts.tooFast.Add(1)
		if told {
			return bot.Answer{}
		}
		return bot.TooFastAnswer(wait)
	}
	return d.reply(ctx, q)
}

// store puts a parcel into the outbox. The same message stored again within ten
// minutes leaves one parcel, since the engine knows its key; later, or after
// the engine has forgotten, it leaves two, of which the message's record names
// the one that counts as soon as the courier has taken either.
func (d *Desk) store(ctx context.Context, l *link, subject string, p parcel) (stored bool, err error) {
	sealed, err := seal(d.Store.key, p)
	if err != nil {
		return false, err
	}
	switch stored, err = l.post(ctx, subject, p.Key, sealed); {
	case errors.Is(err, errFull):
		d.counts.shed.Add(1)
		return false, fmt.Errorf("%w: %w", bot.ErrBusy, err)
	case err != nil:
		return false, err
	case !stored:
		d.counts.duplicates.Add(1)
		return false, nil
	}
	d.counts.accepted.Add(1)
	return true, nil
}

// spoke takes back replies that nobody asked for and that were to come here
// later: a person is talking. Their own words leave a person's question alone.
func (d *Desk) spoke(ctx context.Context, l *link, q bot.Question) error {
	pattern := d.name.lateOf(q, "*")
	if q.Thread == "" || q.Opens {
		pattern = d.name.lateRoom(q)
	}
	n, err := l.cancel(ctx, pattern, d.name.late(q))
	if n > 0 {
		d.Log.Info("replies taken back: a person has answered", "id", q.ID, "mails", n)
	}
	return err
}
