package discord

import (
	"encoding/json"
	"time"

	"github.com/bwmarrin/discordgo"
)

// event receives every event, one after another, and must not wait: the
// connection is not read meanwhile. The intake recovers from its own panics.
func (s *session) event(_ *discordgo.Session, e *discordgo.Event) {
	if e == nil {
		return
	}
	s.events.Lock()
	defer s.events.Unlock()
	in := s.g.in
	switch e.Type {
	case "READY":
		s.ready(e.RawData)
	case "RESUMED":
		s.g.count.resumes.Add(1)
		s.signalUp()
	case "MESSAGE_CREATE":
		if h, ok := in.message(e.RawData); ok && h.q.Addressed {
			s.g.catcher.trail.visit(h.q.Room, h.q.Tenant, h.q.At)
		}
	case "INTERACTION_CREATE":
		in.interaction(e.RawData)
	case "MESSAGE_UPDATE":
		in.edit(e.RawData)
	case "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		in.deletion(e.RawData)
	case "GUILD_CREATE":
		s.guild(e.RawData)
	case "THREAD_LIST_SYNC":
		in.places.list(e.RawData)
	case "CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE":
		in.places.event(e.RawData, false)
	case "CHANNEL_DELETE", "THREAD_DELETE":
		in.places.event(e.RawData, true)
	case "GUILD_DELETE":
		s.removed(e.RawData)
	}
}

// ready takes a READY event: the session is a new one.
func (s *session) ready(raw []byte) {
	var ready struct {
		User struct {
			ID string `json:"id"`
		} `json:"user"`
		Resume string `json:"resume_gateway_url"`
		Guilds []struct {
			ID string `json:"id"`
		} `json:"guilds"`
	}
	if json.Unmarshal(raw, &ready) == nil && isSnowflake(ready.User.ID) {
		s.g.self.set(ready.User.ID)
	}
	if address := resumable(ready.Resume, s.g.address()); address != "" {
		s.resume.Store(&address)
	}
	if !s.fresh.Swap(false) {
		s.g.starts.spent.note(time.Now()) // it was identified again
	}
	s.roll = make(roll, len(ready.Guilds))
	for _, g := range ready.Guilds {
		s.roll[g.ID] = true
	}
	s.g.count.identifies.Add(1)
	s.g.catcher.gap(s.g.life)
	s.signalUp()
}
