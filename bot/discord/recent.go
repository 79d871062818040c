package discord

import (
	"hash/maphash"
	"sync"

	"careerbot/bot"
)

// recentMost is how many messages one generation remembers: a deletion comes
// with nothing but the id of what is gone.
const recentMost = 2048

// recents remembers recent messages that went to the desk, without their text,
// so that what becomes of them can be told it. Those that were not said to the
// bot have a memory of their own, which a busy server fills quickly. Safe for
// concurrent use.
type recents struct {
	seed maphash.Seed // of this process

	mu          sync.Mutex
	asked, near generations
}

// generations are the messages of now and those before: a full one becomes the
// previous one, and the previous one is forgotten whole.
type generations struct{ cur, prev map[string]remembered }

// A remembered message is a hearing without its text.
type remembered struct {
	hearing
	words uint64 // a hash of the text, which is of use in this process alone
}

func newRecents() *recents { return &recents{seed: maphash.MakeSeed()} }

// words returns a hash of a text.
func (r *recents) words(text string) uint64 { return maphash.String(r.seed, text) }

// add remembers a message in place of what was known of it.
func (r *recents) add(h hearing) {
	m := remembered{hearing: h, words: r.words(h.q.Text)}
	m.q.Text = ""
	m.to.Hint = false
	r.mu.Lock()
	defer r.mu.Unlock()
	g := &r.asked
	if h.to.Late {
		g = &r.near
	}
	if g.cur == nil || len(g.cur) >= recentMost {
		g.prev, g.cur = g.cur, make(map[string]remembered)
	}
	g.cur[h.to.Message] = m
}

// get returns what is known of a message.
func (r *recents) get(id string) (m remembered, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, g := range []map[string]remembered{r.asked.cur, r.asked.prev, r.near.cur, r.near.prev} {
		if m, ok = g[id]; ok {
			return m, true
		}
	}
	return m, false
}

// forget drops the messages of a server.
func (r *recents) forget(guild string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, g := range []map[string]remembered{r.asked.cur, r.asked.prev, r.near.cur, r.near.prev} {
		for id, m := range g {
			if m.to.Guild == guild {
				delete(g, id)
			}
		}
	}
}

// gone returns the question that says that a message is gone.
func (m remembered) gone() bot.Question {
	q := m.q
	q.Revises, q.ID, q.Gone = q.ID, q.ID+".deleted", true
	return q
}
