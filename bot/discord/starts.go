package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// A plan is what Discord says of its gateway: where it is, in how many parts
// the bot is to connect, and how often it may begin a session.
type plan struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Total       int   `json:"total"`
		Remaining   int   `json:"remaining"`
		ResetAfter  int64 `json:"reset_after"`     // milliseconds
		Concurrency int   `json:"max_concurrency"` // sessions that may begin at once
	} `json:"session_start_limit"` // all zero: not said
}

// Bounds of a plan. Discord itself has bots of a few thousand shards.
const (
	maxShards      = 4096
	maxConcurrency = 1024
	sparePart      = 20 // a twentieth of the sessions is left to other replicas
)

// askPlan asks Discord for the plan.
func askPlan(ctx context.Context, rest *rest) (p plan, err error) {
	const op = "find the gateway"
	if err := rest.call(ctx, op, http.MethodGet, "gateway/bot", nil, &p); err != nil {
		return p, err
	}
	u, err := url.Parse(p.URL)
	if err != nil || u.Host == "" || u.Scheme != "ws" && u.Scheme != "wss" {
		return p, fmt.Errorf("discord: %s: no address in the answer", op)
	}
	p.Shards = min(max(p.Shards, 1), maxShards)
	p.Limit.Concurrency = min(max(p.Limit.Concurrency, 1), maxConcurrency)
	return p, nil
}

// spent returns how long no session may begin, because nearly all that may be
// begun in a day have been.
func (p plan) spent() time.Duration {
	if p.Limit.Total <= 0 || p.Limit.Remaining > p.Limit.Total/sparePart {
		return 0
	}
	return max(time.Duration(min(max(p.Limit.ResetAfter, 0), day.Milliseconds()))*time.Millisecond, time.Second)
}

// starts sees to it that the sessions of all shards begin no oftener than
// Discord allows. Safe for concurrent use.
type starts struct {
	rest  *rest
	log   *slog.Logger
	apart time.Duration // between two of one turn
	spent budget

	mu   sync.Mutex
	plan plan
	told bool              // that another number of shards is recommended
	next map[int]time.Time // by turn, when the next may begin
}

func newStarts(rest *rest, log *slog.Logger, tune tuning, p plan) *starts {
	return &starts{
		rest: rest, log: log, apart: tune.apart, plan: p, next: make(map[int]time.Time),
		spent: budget{max: identifiesADay, window: day},
	}
}

// address returns where the gateway is.
func (s *starts) address() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.plan.URL
}

// wait returns true when a shard may begin a session, and false when ctx is
// done first, or an error where Discord refuses the token.
func (s *starts) wait(ctx context.Context, shard int) (bool, error) {
	for {
		pause := s.spent.spend(time.Now())
		if pause == 0 {
			break
		}
		s.log.Error("discord: too many new sessions in a day", "wait", pause)
		if !sleep(ctx, pause) {
			return false, nil
		}
	}
	for {
		pause, err := s.renew(ctx)
		if err != nil {
			return false, err
		}
		if pause == 0 {
			return sleep(ctx, time.Until(s.turn(shard, time.Now()))), nil
		}
		s.log.Error("discord: too many new sessions in a day, says Discord", "wait", pause)
		if !sleep(ctx, pause) {
			return false, nil
		}
	}
}

// renew asks for the plan again, and returns how long to wait for what it
// allows. Where it cannot be had now, what was said before holds.
func (s *starts) renew(ctx context.Context) (time.Duration, error) {
	p, err := askPlan(ctx, s.rest)
	if err != nil {
		if refused := refusedBy(err); refused != nil && refused.Status == http.StatusUnauthorized {
			return 0, err
		}
		s.log.Warn("discord: how often a session may begin is not known now", "err", err)
		return 0, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Shards != s.plan.Shards && !s.told {
		s.told = true
		s.log.Warn("discord: another number of shards is recommended; it is used from the next start on", "shards", s.plan.Shards, "recommended", p.Shards)
	}
	p.Shards = s.plan.Shards
	s.plan = p
	return p.spent(), nil
}

// turn takes the next moment at which a shard may begin: those of one turn come
// one after another.
func (s *starts) turn(shard int, now time.Time) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := shard % s.plan.Limit.Concurrency
	at := s.next[key]
	if at.Before(now) {
		at = now
	}
	s.next[key] = at.Add(s.apart)
	return at
}

// firstPlan asks for the plan until there is one. Its error is final; ok is
// false when ctx is done first.
func firstPlan(ctx context.Context, rest *rest, log *slog.Logger, tune tuning) (p plan, ok bool, err error) {
	pause := backoff{min: tune.pause, max: tune.maxPause}
	for {
		p, err = askPlan(ctx, rest)
		var refused *Error
		switch {
		case err == nil:
			return p, true, nil
		case ctx.Err() != nil:
			return p, false, nil
		case errors.As(err, &refused) && refused.Status == http.StatusUnauthorized:
			return p, false, err
		}
		wait := pause.next()
		log.Warn("discord: not connected", "reason", err, "wait", wait)
		if !sleep(ctx, wait) {
			return p, false, nil
		}
	}
}
