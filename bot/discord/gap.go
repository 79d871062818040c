package discord

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync"
	"time"
)

const (
	gapMost  = 10 * time.Minute // older questions are not answered any more
	gapPage  = 100              // messages of a channel that are looked at
	gapSkew  = time.Minute      // between our clock and Discord's, and what a dead connection may have lost
	gapTries = 3                // channels in a row that cannot be read, before the rest is left
)

// A catcher looks up what a shard missed while it was not connected and its
// session could not be resumed. It looks once at a time.
type catcher struct {
	rest  *rest
	in    *intake
	trail *trail
	log   *slog.Logger

	mu     sync.Mutex
	asked  bool // another gap has come
	busy   bool
	opened bool // the trail of before this process is known, or cannot be
}

// gap has a gap looked up that has just ended. It does not wait.
func (c *catcher) gap(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = true
	if !c.busy && c.in.beside(func() { c.work(ctx) }) {
		c.busy = true
	}
}

// beat notes that the shard is connected: only when the gap before is known,
// which the note would hide.
func (c *catcher) beat(at time.Time) {
	c.mu.Lock()
	open := c.opened && !c.busy
	c.mu.Unlock()
	if open {
		c.trail.beat(at)
	}
}

// work looks up gaps until there are no more.
func (c *catcher) work(ctx context.Context) {
	defer c.in.recovered("gap")
	for c.next() {
		if err := c.recall(ctx); err != nil {
			c.log.Warn("discord: what was missed before the start is not known", "err", err)
		}
		c.fill(ctx)
	}
}

func (c *catcher) next() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	more := c.asked
	c.asked, c.busy, c.opened = false, more, c.opened || !more
	return more
}

// recall reads the trail that another process left; state may still be opening.
func (c *catcher) recall(ctx context.Context) error {
	pause := backoff{min: 100 * time.Millisecond, max: 5 * time.Second}
	for began := time.Now(); ; {
		err := c.trail.recall(ctx)
		if err == nil || time.Since(began) > time.Minute || !sleep(ctx, pause.next()) {
			return err
		}
	}
}

// fill reads the channels of recent questions since the shard was last
// connected.
func (c *catcher) fill(ctx context.Context) {
	alive, channels, rooms := c.trail.last()
	if alive.IsZero() || len(channels) == 0 {
		return
	}
	since := alive.Add(-gapSkew)
	if oldest := time.Now().Add(-gapMost); since.Before(oldest) {
		since = oldest
	}
	failed, found := 0, 0
	for _, channel := range channels {
		n, err := c.read(ctx, channel, rooms[channel], since)
		found += n
		failed++
		if err == nil {
			failed = 0
		}
		if ctx.Err() != nil || failed == gapTries {
			c.log.Warn("discord: what was missed is not known in all channels", "err", err)
			break
		}
	}
	c.log.Info("discord: looked up what was missed", "channels", len(channels), "since", since, "messages", found)
}

// read takes the messages of a channel that were said to the bot, and that it
// has not answered, and returns how many those were.
func (c *catcher) read(ctx context.Context, channel string, r room, since time.Time) (n int, err error) {
	page, err := c.page(ctx, channel, since)
	if refused := refusedBy(err); refused != nil && (refused.Status == http.StatusForbidden || refused.Status == http.StatusNotFound) {
		c.trail.leave(channel, "")
		return 0, nil // it may not be read, or is gone
	}
	if err != nil {
		return 0, err
	}
	ear := c.in.ear()
	ear.content = false
	slices.SortFunc(page, func(a, b message) int { return snowflakeTime(a.ID).Compare(snowflakeTime(b.ID)) })
	for i := range page {
		m := &page[i]
		m.ChannelID, m.GuildID = channel, r.Guild
		if snowflakeTime(m.ID).Before(since) || answered(page, m.ID, ear.self) {
			continue
		}
		if h, ok := ear.question(m); ok {
			n++
			c.in.recent.add(h)
			c.in.accept(h, &c.in.count.caughtUp)
		}
	}
	return n, nil
}

// page reads the messages of a channel since a time.
func (c *catcher) page(ctx context.Context, channel string, since time.Time) (page []message, err error) {
	path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", channel, snowflakeAt(since), gapPage)
	err = c.rest.call(ctx, "look up what was missed", http.MethodGet, path, nil, &page)
	return page, err
}

// answered reports whether a message of the bot's replies to a message.
func answered(page []message, id, self string) bool {
	return slices.ContainsFunc(page, func(m message) bool { return m.Author.ID == self && m.Reference.MessageID == id })
}
