package state

import (
	"sync/atomic"
	"time"
)

// Counts says what became of messages since the process started.
type Counts struct {
	Accepted   int64 // stored, to be sent
	Duplicates int64 // delivered again by a platform, and not stored
	Silent     int64 // acknowledged, without an answer
	Sent       int64
	Retries    int64 // tries after the first
	Limited    int64 // tries refused because too much was sent
	Unsettled  int64 // sent, but nobody knows whether they arrived
	Late       int64 // given up: refused until the deadline
	Answered   int64 // late, and not sent: a person had answered
	Failed     int64 // given up: the platform refused them for good
	Panics     int64
	Shed       int64 // messages not answered because there was too much to do
	TooFast    int64 // questions not answered because too many came from one person or room

	Waiting int64         // mails in the outbox now, those of all replicas
	Oldest  time.Duration // age of the oldest of them
}

type counters struct {
	accepted, duplicates, silent, sent, retries, limited, unsettled, late, answered, failed, panics, shed, tooFast atomic.Int64
}

// Counts returns the counts of this moment; the outbox as it was seen last,
// within a second or so.
func (d *Desk) Counts() Counts {
	c := &d.counts
	n := Counts{
		Accepted:   c.accepted.Load(),
		Duplicates: c.duplicates.Load(),
		Silent:     c.silent.Load(),
		Sent:       c.sent.Load(),
		Retries:    c.retries.Load(),
		Limited:    c.limited.Load(),
		Unsettled:  c.unsettled.Load(),
		Late:       c.late.Load(),
		Answered:   c.answered.Load(),
		Failed:     c.failed.Load(),
		Panics:     c.panics.Load(),
		Shed:       c.shed.Load(),
		TooFast:    c.tooFast.Load(),
	}
	if depth := d.depth.Load(); depth != nil {
		n.Waiting = depth.waiting
		if depth.waiting > 0 {
			n.Oldest = time.Since(depth.oldest)
		}
	}
	return n
}

// A depth says how full the outbox was.
type depth struct {
	waiting int64
	oldest  time.Time // of the mails that waited; zero for none
}
