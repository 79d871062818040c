package discord

import (
	"context"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"careerbot/bot"
)

const (
	acceptLimit = 10 * time.Second // for the desk to take one question
	readyLimit  = 5 * time.Second  // for a message to wait until the bot knows its own id
)

// An intake takes messages to the desk with a fixed number of workers, so that
// a flood costs neither memory nor the connection.
type intake struct {
	desk bot.Desk
	key  bot.Key
	self *identity
	log  *slog.Logger
	tune tuning

	ctx     context.Context // of Run
	queue   chan job
	closing chan struct{}
	workers sync.WaitGroup
}

type job struct {
	q  bot.Question
	to []byte
}

// start starts the workers; stop must be called.
func (in *intake) start(ctx context.Context) {
	in.ctx = ctx
	in.queue = make(chan job, in.tune.queue)
	in.closing = make(chan struct{})
	for range in.tune.workers {
		in.workers.Go(in.work)
	}
}

// stop lets the messages that wait through and returns when all are done.
func (in *intake) stop() {
	close(in.closing)
	in.workers.Wait()
}

// take takes a raw MESSAGE_CREATE event. It never waits for the desk: what
// finds the queue full is dropped with a log line.
func (in *intake) take(raw []byte) {
	defer in.recovered("message")
	q, to, ok, err := question(raw, in.self.wait(in.ctx, readyLimit), in.key)
	if err != nil {
		in.log.Warn("discord: message dropped: it cannot be read")
	}
	if !ok {
		return
	}
	select {
	case in.queue <- job{q, to}:
	default:
		in.log.Warn("discord: message dropped: too many wait", "question", q.ID)
	}
}

func (in *intake) work() {
	for {
		select {
		case j := <-in.queue:
			in.accept(j)
		case <-in.closing:
			for {
				select {
				case j := <-in.queue:
					in.accept(j)
				default:
					return
				}
			}
		}
	}
}

// accept hands one question over. The question has arrived, so the end of Run
// does not cut it off.
func (in *intake) accept(j job) {
	defer in.recovered(j.q.ID)
	ctx, cancel := context.WithTimeout(context.WithoutCancel(in.ctx), acceptLimit)
	defer cancel()
	if err := in.desk.Accept(ctx, j.q, j.to); err != nil {
		in.log.Error("discord: question not accepted", "question", j.q.ID, "err", err)
	}
}

// recovered keeps a panic in the one question that it belongs to. Its value is
// not logged, for it may quote the question.
func (in *intake) recovered(what string) {
	if r := recover(); r != nil {
		in.log.Error("discord: panic", "question", what, "stack", string(debug.Stack()))
	}
}
