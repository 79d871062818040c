package discord

import (
	"encoding/json"
	"sync"
)

// Types of channel.
const (
	channelForum = 15
	channelMedia = 16
	firstThread  = 10 // 10, 11 and 12 are threads
	lastThread   = 12
)

const (
	mostPlaces = 16_384 // threads of one generation, and forums
	mostTitles = 256    // of posts whose first message is still to come
	longTitle  = 200    // bytes
)

// A channel is what is read of a channel or thread.
type channel struct {
	ID       string `json:"id"`
	Type     int    `json:"type"`
	ParentID string `json:"parent_id"`
	Name     string `json:"name"`
	New      bool   `json:"newly_created"` // of a thread alone

	Thread struct {
		Archived bool `json:"archived"`
		Locked   bool `json:"locked"`
	} `json:"thread_metadata"`
	Tags      []string `json:"applied_tags"`
	Available []struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	} `json:"available_tags"` // of a forum
}

func (c *channel) isThread() bool { return c.Type >= firstThread && c.Type <= lastThread }
func (c *channel) isForum() bool  { return c.Type == channelForum || c.Type == channelMedia }

// places remembers which channels are threads, and of what. It holds two
// generations of threads: a full one becomes the previous one, and the previous
// one is forgotten whole; Discord tells of a thread again when something
// happens to it. The zero value is empty. Safe for concurrent use.
type places struct {
	mu        sync.Mutex
	cur, prev map[string]string // thread to the channel that it is a part of
	forums    map[string]bool
	titles    map[string]string // of posts whose first message is still to come
}

// A spot is what is known of the channel of a message.
type spot struct {
	parent string // of a thread, "" for any other channel
	post   bool   // it is a post of a forum
}

// of returns what is known of a channel.
func (p *places) of(id string) spot {
	p.mu.Lock()
	defer p.mu.Unlock()
	parent := p.cur[id]
	if parent == "" {
		parent = p.prev[id]
	}
	return spot{parent: parent, post: parent != "" && p.forums[parent]}
}

// title returns the title of a post whose first message has come, and forgets
// it.
func (p *places) title(post string) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	title := p.titles[post]
	delete(p.titles, post)
	return title
}

// take remembers a channel where that matters.
func (p *places) take(c *channel) {
	if !isSnowflake(c.ID) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case c.isForum() && len(p.forums) < mostPlaces:
		if p.forums == nil {
			p.forums = make(map[string]bool)
		}
		p.forums[c.ID] = true
	case c.isThread() && isSnowflake(c.ParentID):
		if p.cur == nil || len(p.cur) >= mostPlaces {
			p.prev, p.cur = p.cur, make(map[string]string)
		}
		p.cur[c.ID] = c.ParentID
		if c.New && p.forums[c.ParentID] {
			p.expect(c)
		}
	}
}

// expect keeps the title of a new post for its first message.
func (p *places) expect(c *channel) {
	if p.titles == nil || len(p.titles) >= mostTitles {
		p.titles = make(map[string]string)
	}
	if len(c.Name) <= longTitle {
		p.titles[c.ID] = c.Name
	}
}

// drop forgets a channel.
func (p *places) drop(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range []map[string]string{p.cur, p.prev, p.titles} {
		delete(m, id)
	}
	delete(p.forums, id)
}

// event takes a raw event about a channel or a thread; gone says that it is
// about its end.
func (p *places) event(raw []byte, gone bool) {
	var c channel
	if json.Unmarshal(raw, &c) != nil {
		return
	}
	if gone {
		p.drop(c.ID)
		return
	}
	p.take(&c)
}

// list takes a raw event that has several channels or threads.
func (p *places) list(raw []byte) {
	var e struct {
		Channels []channel `json:"channels"`
		Threads  []channel `json:"threads"`
	}
	if json.Unmarshal(raw, &e) != nil {
		return
	}
	for i := range e.Channels {
		p.take(&e.Channels[i])
	}
	for i := range e.Threads {
		p.take(&e.Threads[i])
	}
}
