package state

import (
	"context"
	"time"

	"careerbot/bot"
)

// reviseFor is how long after it was said a message can be edited and have
// its answer changed; later, others have read it.
const reviseFor = 5 * time.Minute

// revise stores what becomes of the answer to a message that its author has
// edited or deleted. A message that has no answer gets none by this, and what goes
// on from an answer loses its own where it does not any more.
func (d *Desk) revise(ctx context.Context, l *link, q bot.Question, to []byte) error {
	q.Continues = d.continues(q)
	records := register{l.kv["done"]}
	first := q
	first.ID = q.Revises
	original := d.name.message(first)
	switch rec, err := records.get(ctx, original); {
	case err != nil:
		return err
	case rec.revision == 0, !q.Gone && (time.Since(q.At) > reviseFor || !q.Addressed && !q.Continues):
		d.counts.silent.Add(1)
		return nil
	}
	var a bot.Answer
	if !q.Gone {
		a = shown(q, d.compose(q))
	}
	p := parcel{
		Mail: bot.Mail{ID: q.ID, At: q.At, To: to, Answer: a}, Key: d.name.message(q), Since: time.Now(), Revises: original,
		Tenant: q.Tenant, Room: q.Room,
	}
	stored, err := d.store(ctx, l, d.name.subject(q), p)
	if err == nil && stored {
		d.stored(q, p)
	}
	return err
}
