package discord

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"careerbot/bot"
)

// acceptLimit is how long the desk may take for one question.
const acceptLimit = 10 * time.Second

// An intake takes messages to the desk, so many at a time, and lets so many
// wait, so that a flood costs neither memory nor the connection. Discord sends
// nothing again, so what the desk cannot take at the moment is tried again for
// a while. The messages of a room go one after another and keep their order;
// one that is tried again holds up those behind it, and no other room.
type intake struct {
	desk    bot.Desk
	key     bot.Key
	staff   []string
	content bool // the text of all messages is asked for
	self    *identity
	places  *places
	recent  *recents // made by start
	notes   Notebook // nil: nothing is kept over restarts
	done    once     // in place of notes
	log     *slog.Logger
	tune    tuning
	count   *counters

	// greet sends a direct message that nobody asked for, under an id; nil: none
	// is sent.
	greet func(ctx context.Context, person, id string, note bot.Answer) error

	interaction func(raw []byte) // takes an INTERACTION_CREATE event, and does not wait

	ctx     context.Context // of all tries: outlives Run's by the time to drain
	cut     context.CancelFunc
	turns   chan struct{} // a place in it is needed to be at the desk
	workers sync.WaitGroup

	mu      sync.Mutex
	closed  bool
	waiting int              // jobs that have not come to their end
	rooms   map[string][]job // those behind the one that is worked on; each room has a worker
}

// A job is something to hand to the desk.
type job struct {
	id    string                      // for the log
	since time.Time                   // when it came
	do    func(context.Context) error // hands it over
	done  *atomic.Int64               // counts that it was; nil: nobody counts
	spare bool                        // it is the first to go where many wait
}

// start makes the intake usable; stop must be called.
func (in *intake) start(ctx context.Context) {
	in.ctx, in.cut = context.WithCancel(context.WithoutCancel(ctx))
	in.turns = make(chan struct{}, in.tune.workers)
	in.rooms = make(map[string][]job)
	in.recent = newRecents()
}

// stop gives the messages that wait time to get through and returns when all
// have come to their end.
func (in *intake) stop() {
	in.mu.Lock()
	in.closed = true
	in.mu.Unlock()
	defer in.cut()
	defer time.AfterFunc(in.tune.drain, in.cut).Stop()
	in.workers.Wait()
}

// message takes a raw MESSAGE_CREATE event. It never waits: what finds too many
// others waiting is dropped with a log line. It returns what it has read.
func (in *intake) message(raw []byte) (h hearing, ok bool) {
	defer in.recovered("message")
	h, ok, err := in.ear().hear(raw)
	switch {
	case err != nil:
		in.count.malformed.Add(1)
		in.log.Warn("discord: message dropped: it cannot be read")
	case !ok:
		in.count.ignored.Add(1)
	default:
		in.recent.add(h)
		in.accept(h, &in.count.messages)
	}
	return h, ok
}

// ear returns what messages are read with at this moment.
func (in *intake) ear() ear {
	e := ear{self: in.self.get(), key: in.key, staff: in.staff, content: in.content, places: in.places}
	if d, ok := in.desk.(overhearer); ok {
		e.overhears = d.Overhears
	}
	return e
}

// An overhearer is a desk that says at once in which channels anything may come
// of what is not said to the bot. In most channels of most servers nothing does.
type overhearer interface {
	Overhears(tenant, room string) bool
}

// accept has a message taken to the desk, in its room's turn.
func (in *intake) accept(h hearing, done *atomic.Int64) {
	if h.to.Late {
		done = &in.count.overheard
	}
	to := h.to.encode()
	do := func(ctx context.Context) error { return in.desk.Accept(ctx, h.q, to) }
	in.put(h.q.Room, job{h.q.ID, time.Now(), do, done, h.to.Late})
}

// removal takes a raw GUILD_DELETE event: everything of a server that has
// removed the bot is deleted.
func (in *intake) removal(raw []byte) {
	defer in.recovered("removal")
	guild, ok := removal(raw)
	if !ok {
		return
	}
	press := func(ctx context.Context) error {
		_, err := in.desk.Press(ctx, bot.Press{Act: bot.Uninstalled, Tenant: guild})
		return err
	}
	in.put(guild, job{"discord.removal." + guild, time.Now(), press, &in.count.removals, false})
}

// beside runs work that stop waits for, and reports false where it is too late
// for any.
func (in *intake) beside(work func()) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.closed {
		return false
	}
	in.workers.Go(work)
	return true
}

// put takes a job for a room.
func (in *intake) put(room string, j job) {
	in.mu.Lock()
	defer in.mu.Unlock()
	most := in.tune.queue
	if j.spare {
		most /= 2 // what was said to the bot has the rest
	}
	if in.closed || in.waiting >= most {
		in.count.dropped.Add(1)
		in.log.Error("discord: dropped: too many wait", "id", j.id)
		return
	}
	in.waiting++
	behind, worked := in.rooms[room]
	in.rooms[room] = append(behind, j)
	if !worked {
		in.workers.Go(func() { in.work(room) })
	}
}

// work carries the jobs of a room until there are no more.
func (in *intake) work(room string) {
	for {
		j, ok := in.next(room)
		if !ok {
			return
		}
		in.carry(j)
		in.mu.Lock()
		in.waiting--
		in.mu.Unlock()
	}
}

// next takes the next job of a room. Where there is none the room has no worker
// any more.
func (in *intake) next(room string) (job, bool) {
	in.mu.Lock()
	defer in.mu.Unlock()
	behind := in.rooms[room]
	if len(behind) == 0 {
		delete(in.rooms, room)
		return job{}, false
	}
	j := behind[0]
	behind[0] = job{} // its text is not held any longer than needed
	in.rooms[room] = behind[1:]
	return j, true
}

// errPanic says that a job had a panic, whose value may quote the question.
var errPanic = errors.New("panic")

// carry brings one job to its end. It is over as well when the desk is too busy
// for it: only slash commands could be told so in private.
func (in *intake) carry(j job) {
	pause := backoff{min: in.tune.retry, max: in.tune.maxRetry}
	for {
		err := in.try(j)
		switch {
		case err == nil:
			if j.done != nil {
				j.done.Add(1)
			}
			return
		case errors.Is(err, bot.ErrBusy):
			in.count.busy.Add(1)
			in.log.Warn("discord: not taken: too much to do", "id", j.id)
			return
		}
		wait := pause.next()
		if errors.Is(err, errPanic) || time.Since(j.since)+wait > in.tune.giveUp || !sleep(in.ctx, wait) {
			in.count.failed.Add(1)
			in.log.Error("discord: given up: the desk did not take it", "id", j.id, "err", err)
			return
		}
		in.count.retries.Add(1)
	}
}

// try hands a job to the desk once. It has arrived, so the end of Run does not
// cut it off.
func (in *intake) try(j job) (err error) {
	select {
	case in.turns <- struct{}{}:
		defer func() { <-in.turns }()
	case <-in.ctx.Done():
		return in.ctx.Err()
	}
	defer func() {
		if in.panicked(recover(), j.id) {
			err = errPanic
		}
	}()
	ctx, cancel := context.WithTimeout(in.ctx, acceptLimit)
	defer cancel()
	return j.do(ctx)
}

// recovered keeps a panic in the one event that it belongs to.
func (in *intake) recovered(what string) { in.panicked(recover(), what) }

// panicked logs what recover returned, without its value.
func (in *intake) panicked(r any, id string) bool {
	if r == nil {
		return false
	}
	in.log.Error("discord: panic", "id", id, "stack", string(debug.Stack()))
	return true
}
