package state

import "sync/atomic"

// Counts says what became of messages since the process started.
type Counts struct {
	Accepted   int64 // stored, to be sent
	Duplicates int64 // delivered again by a platform, and not stored
	Silent     int64 // acknowledged, without an answer
	Sent       int64
	Retries    int64 // tries after the first
	Unsettled  int64 // sent, but nobody knows whether they arrived
	Late       int64 // given up: refused until the deadline, or still waiting at shutdown
	Failed     int64 // given up: the platform refused them for good
	Panics     int64
	Waiting    int64 // in the outbox now
}

type counters struct {
	accepted, duplicates, silent, sent, retries, unsettled, late, failed, panics atomic.Int64
}

// Counts returns the counts of this moment.
func (d *Desk) Counts() Counts {
	c := &d.counts
	return Counts{
		Accepted:   c.accepted.Load(),
		Duplicates: c.duplicates.Load(),
		Silent:     c.silent.Load(),
		Sent:       c.sent.Load(),
		Retries:    c.retries.Load(),
		Unsettled:  c.unsettled.Load(),
		Late:       c.late.Load(),
		Failed:     c.failed.Load(),
		Panics:     c.panics.Load(),
		Waiting:    int64(d.outbox.waiting()),
	}
}
