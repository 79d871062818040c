package slack

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"careerbot/bot"
	"careerbot/bot/chart"
)

const (
	maxDrawn    = 2           // pictures drawn at the same time, of some 10 MB each
	maxPictures = 512         // that are remembered
	pictureRest = time.Minute // before one that failed is tried again
)

// A picture is a chart in one workspace, uploaded or on its way.
type picture struct {
	key   string
	done  chan struct{} // closed when what follows is set
	file  string        // Slack's id of it
	err   error
	tried time.Time

	shown atomic.Bool // Slack has taken a message with it
}

// fresh reports whether the picture can still be used, or is coming.
func (p *picture) fresh(now time.Time) bool {
	select {
	case <-p.done:
		return p.err == nil || now.Sub(p.tried) < pictureRest
	default:
		return true
	}
}

// pictures remembers by chart and workspace what was uploaded, so that however
// many people press, a picture is drawn and uploaded once. What fails is not
// tried again at once. The zero value is empty; it holds ids and no pictures,
// the latest maxPictures of them.
type pictures struct {
	mu    sync.Mutex
	by    map[string]*picture
	order []string // keys, the oldest first
}

// take returns the picture of a key, and whether the caller is to make it.
func (m *pictures) take(key string, now time.Time) (p *picture, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p := m.by[key]; p != nil && p.fresh(now) {
		return p, false
	}
	m.forget(key)
	for len(m.order) >= maxPictures {
		m.forget(m.order[0])
	}
	if m.by == nil {
		m.by = make(map[string]*picture)
	}
	p = &picture{key: key, done: make(chan struct{}), tried: now}
	m.by[key], m.order = p, append(m.order, key)
	return p, true
}

// drop forgets a picture that is of no use any more.
func (m *pictures) drop(p *picture) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.by[p.key] == p {
		m.forget(p.key)
	}
}

// forget forgets what a key has, with the lock held.
func (m *pictures) forget(key string) {
	if _, ok := m.by[key]; !ok {
		return
	}
	delete(m.by, key)
	for i, k := range m.order {
		if k == key {
			m.order = append(m.order[:i], m.order[i+1:]...)
			return
		}
	}
}

var errUnfinished = errors.New("slack: a picture was not finished")

// picture returns the picture of a chart in a workspace, which it draws and
// uploads where that is not done yet.
func (a *Adapter) picture(ctx context.Context, team string, ch bot.Chart) (*picture, error) {
	p, mine := a.cards.pictures.take(a.chartKey(team, ch), time.Now())
	if mine {
		a.fill(ctx, a.in(team), p, ch)
	}
	select {
	case <-p.done:
		return p, p.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// fill draws and uploads a picture. Whoever waits for it hears how that ended,
// whatever happens.
func (a *Adapter) fill(ctx context.Context, w *workspace, p *picture, ch bot.Chart) {
	p.err = errUnfinished
	defer close(p.done)
	png, err := a.draw(ctx, ch)
	if err == nil {
		p.file, err = w.upload(ctx, png)
	}
	p.err = err
}

// draw draws a chart, when it is its turn.
func (a *Adapter) draw(ctx context.Context, ch bot.Chart) ([]byte, error) {
	select {
	case a.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-a.turns }()
	var png bytes.Buffer
	if err := chart.PNG(&png, ch); err != nil {
		return nil, err
	}
	return png.Bytes(), nil
}
