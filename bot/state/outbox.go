package state

import (
	"sync"
	"time"

	"careerbot/bot"
)

// A parcel is a mail that waits in the outbox.
type parcel struct {
	mail  bot.Mail
	lane  string    // mails of one lane are sent one after another
	since time.Time // when it was stored
}

// due returns when the parcel may be sent first.
func (p parcel) due() time.Time {
	if p.mail.NotBefore.After(p.since) {
		return p.mail.NotBefore
	}
	return p.since
}

// An outbox holds parcels in lanes. Every lane that has parcels has one
// worker, once run was called.
type outbox struct {
	mu     sync.Mutex
	lanes  map[string][]parcel // a lane stands here as long as it has parcels or a worker
	count  int                 // parcels, those being sent included
	closed bool
	work   func(lane string) // starts a worker; nil before run
}

// put adds a parcel at the end of its lane. A delayed one has a lane to
// itself, so that it holds up nobody.
func (o *outbox) put(p parcel) error {
	if !p.mail.NotBefore.IsZero() {
		p.lane = "delayed " + p.mail.ID
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return ErrClosed
	}
	if o.count >= mailsMost {
		return ErrFull
	}
	o.count++
	if o.lanes == nil {
		o.lanes = make(map[string][]parcel)
	}
	parcels, busy := o.lanes[p.lane]
	o.lanes[p.lane] = append(parcels, p)
	if !busy && o.work != nil {
		o.work(p.lane)
	}
	return nil
}

// run has work start a worker for every lane that has parcels, now and later.
func (o *outbox) run(work func(lane string)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.work = work
	for lane := range o.lanes {
		work(lane)
	}
}

// next takes the first parcel out of a lane; finish is to be called for it.
// When there is none, the lane has no worker any more.
func (o *outbox) next(lane string) (p parcel, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	parcels := o.lanes[lane]
	if len(parcels) == 0 {
		delete(o.lanes, lane)
		return p, false
	}
	o.lanes[lane] = parcels[1:]
	return parcels[0], true
}

// finish says that a parcel is done with.
func (o *outbox) finish() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.count--
}

// close refuses parcels from now on. After it no worker is started.
func (o *outbox) close() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
}

// waiting returns how many parcels are not done with.
func (o *outbox) waiting() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.count
}
