package state

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// A Digest posts what members asked for in vain, once a week, to one room of
// the staff: by one of the replicas, and with what one of them missed made good
// by another in the same week.
type Digest struct {
	Desk *Desk // to its Staff

	// Compose makes a Report into what is posted. Silence posts nothing.
	Compose func(Report) bot.Answer
}

// Times of the digest: Mondays from nine o'clock UTC on.
const (
	digestHour  = 9 * time.Hour
	digestEvery = time.Minute // between two looks at the clock
)

// Run posts until ctx is done.
func (g *Digest) Run(ctx context.Context) error {
	return g.Desk.Store.Hold(ctx, "digest", func(ctx context.Context) error {
		tick := time.NewTicker(digestEvery)
		defer tick.Stop()
		for {
			if err := g.look(ctx, time.Now()); err != nil && ctx.Err() == nil {
				g.Desk.Log.Warn("digest not posted yet", "err", err)
			}
			select {
			case <-ctx.Done():
				return nil
			case <-tick.C:
			}
		}
	})
}

// week names the week whose digest is due.
func week(now time.Time) string {
	year, n := now.UTC().Add(-digestHour).ISOWeek()
	return fmt.Sprintf("%d-W%02d", year, n)
}

// look posts the digest of the week, unless that was done. The first week is
// only noted: there is nothing to look back on.
func (g *Digest) look(ctx context.Context, now time.Time) error {
	g.Desk.setup()
	l, err := g.Desk.Store.link()
	if err != nil {
		return err
	}
	settings, due := l.kv["settings"], week(now)
	last, err := settings.Get(ctx, "digest")
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		_, err = settings.Create(ctx, "digest", []byte(due))
		return err
	case err != nil:
		return fmt.Errorf("state: digest: %w", err)
	case string(last.Value()) == due:
		return nil
	}
	report, err := g.Desk.Store.Report(ctx)
	if err != nil {
		return err
	}
	if a := g.Compose(report); a.Kind != bot.Silence {
		q := bot.Question{ID: g.Desk.Staff.Adapter + ".digest." + due}
		p := parcel{Mail: bot.Mail{ID: q.ID, At: now, To: g.Desk.Staff.To, Answer: a}, Key: g.Desk.name.message(q), Since: time.Now()}
		// A crash after this, and before the next line, is what the message's
		// record is for.
		if _, err := g.Desk.store(ctx, l, g.Desk.name.subject(q), p); err != nil {
			return err
		}
	}
	if _, err := settings.Update(ctx, "digest", []byte(due), last.Revision()); err != nil {
		return fmt.Errorf("state: digest: %w", err)
	}
	return nil
}
