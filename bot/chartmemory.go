package bot

import (
	"sync"

	"careerbot/knowledge"
)

// mostDrawn is how many charts a Bot remembers, of some kilobytes each.
const mostDrawn = 512

// A chartMemory remembers the charts of one set of articles, and what has none:
// under each answer about pay somebody wants to know whether there is one. What
// is full is forgotten whole.
type chartMemory struct {
	mu    sync.Mutex
	drawn map[chartKey]drawn
}

// A chartKey is all that a chart depends on.
type chartKey struct {
	rate          bool
	roles, places [mostSeries + 1]*knowledge.Term
}

type drawn struct {
	Chart
	ok bool
}

// keyOf reports false for what names more than a chart could show.
func keyOf(m memory) (chartKey, bool) {
	k := chartKey{rate: m.kind == memRate}
	copy(k.roles[:], m.roles)
	copy(k.places[:], m.places)
	return k, len(m.roles) <= len(k.roles) && len(m.places) <= len(k.places)
}

// of returns what draw does, which is called once for each key.
func (c *chartMemory) of(m memory, draw func(memory) (Chart, bool)) (Chart, bool) {
	key, ok := keyOf(m)
	if !ok {
		return draw(m)
	}
	c.mu.Lock()
	known, ok := c.drawn[key]
	c.mu.Unlock()
	if ok {
		return known.Chart, known.ok
	}
	known.Chart, known.ok = draw(m)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.drawn == nil || len(c.drawn) >= mostDrawn {
		c.drawn = map[chartKey]drawn{}
	}
	c.drawn[key] = known
	return known.Chart, known.ok
}
