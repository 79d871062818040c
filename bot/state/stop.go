package state

import (
	"context"

	"careerbot/bot"
)

// stop takes back the presser's own answers in a thread that wait to be sent. A
// try that has begun goes to its end, and what arrived stays. Answers to others
// in the thread wait on.
func (d *Desk) stop(ctx context.Context, p bot.Press) error {
	l, err := d.Store.link()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	n, err := l.cancel(ctx, d.name.subject(bot.Question{Tenant: p.Tenant, Room: p.Room, Thread: p.Arg, User: p.User}), "")
	if err != nil {
		d.Store.doubt()
		return err
	}
	d.Log.Info("answers taken back: who asked has stopped them", "mails", n)
	return nil
}
