package state

import (
	"errors"
	"math/rand/v2"
	"time"

	"careerbot/bot"
)

// The times of delivery.
const (
	lateAfter = 2 * time.Minute // after its question was said, a person may have answered it

	retryFor = time.Hour        // tries end this long after a mail was due: later it is of no use to its reader
	tryFor   = 10 * time.Second // for one try
	handFor  = 15 * time.Second // without a word from it, a replica that took a mail is given up; longer than a try

	// To note how a try ended, without which the mail is tried again. The servers
	// of a cluster may take nine seconds to elect the leader of a stream; nobody
	// else is handed the mail meanwhile.
	insistFor = 12 * time.Second
	replyFor  = time.Second // for one request of what must be known

	settleAfter = time.Second     // before a send that was cut is looked up or tried again
	arriveFor   = 3 * time.Second // after a try was begun: what a dead process sent may still appear
	backoffMin  = time.Second
	backoffMax  = 30 * time.Second
)

// begin returns the record of a mail as it must stand before a try, and
// whether an earlier try may have arrived. Its Next is for a process that finds
// the record so because this one has died.
func (rec record) begin(mail uint64, now time.Time) (next record, again bool) {
	again = rec.End == sending
	rec.End, rec.Mail, rec.Next = sending, mail, now.Add(arriveFor)
	rec.Tries++
	return rec, again
}

// after returns the record as it must stand after a try that ended with err.
// Where its End is not over, another try may be made at its Next.
//
// A try that was refused for the moment leaves things as they were before it.
// One that may have arrived is followed by another, which may know how to find
// out; where even that does not, the mail is not sent again.
func (rec record) after(err error, again bool, now, deadline time.Time) record {
	var retry *bot.RetryError
	refused, open := errors.As(err, &retry), errors.Is(err, bot.ErrUnsettled)
	var wait time.Duration
	rec.Next = time.Time{}
	switch {
	case err == nil:
		rec.End = sent
		return rec
	case refused:
		wait = delay(rec.Tries, retry.After)
		again = again || open
	case open && !again:
		wait = settleAfter
		again = true
	case open:
		rec.End = unsettled
		return rec
	case errors.Is(err, bot.ErrAnswered):
		rec.End = late
		return rec
	default:
		rec.End = failed
		return rec
	}
	rec.End, rec.Next = fresh, now.Add(wait)
	if again {
		rec.End = sending
	}
	if rec.Next.After(deadline) {
		return rec.giveUp()
	}
	return rec
}

// giveUp ends a mail whose time is over.
func (rec record) giveUp() record {
	if rec.End == sending {
		rec.End = unsettled
	} else {
		rec.End = late
	}
	return rec
}

// overtaken reports whether people have had the time to answer what a mail
// answers. An auto-reply waits for them before it is sent, and a change to an
// answer is no new one.
func overtaken(m bot.Mail, now time.Time) bool {
	return m.NotBefore.IsZero() && m.Ref == "" && now.Sub(m.At) > lateAfter
}

// delay returns how long to wait after a refused try: twice as long each time,
// and never less than the platform asks for. A platform that asks for the same
// second again and again would otherwise be called all the time about mails
// that it refuses, which come before those that were not tried yet. A little
// chance keeps mails apart.
func delay(tries int, asked time.Duration) time.Duration {
	d := min(backoffMin<<min(max(tries-1, 0), 10), backoffMax)
	d = d/2 + rand.N(d/2)
	if asked > 0 {
		d = max(d, asked+rand.N(asked/10+time.Millisecond))
	}
	return d
}
