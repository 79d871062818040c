package discord

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"careerbot/bot"
)

// joinedFor is how long after it has joined a server the bot may greet.
const joinedFor = 10 * time.Minute

// A guild is the part of a GUILD_CREATE event that matters here. Discord sends
// it for each server after a connection was made, too, and when one comes back
// from an outage.
type guild struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Owner    string    `json:"owner_id"`
	Joined   time.Time `json:"joined_at"` // by the bot
	Away     bool      `json:"unavailable"`
	Channels []channel `json:"channels"`
	Threads  []channel `json:"threads"` // those that are active
}

// A roll has the servers of a shard, by which one that is new is told from one
// that Discord tells of again. The session's lock of events guards it.
type roll map[string]bool

// joined reports whether a server has just added the bot, and enters it.
func (r roll) joined(g *guild, now time.Time) bool {
	if !isSnowflake(g.ID) || r[g.ID] {
		return false
	}
	r[g.ID] = true
	age := now.Sub(g.Joined)
	return !g.Away && age < joinedFor && age > -joinedFor
}

// guild takes a raw GUILD_CREATE event.
func (s *session) guild(raw []byte) {
	defer s.g.in.recovered("guild")
	var g guild
	if json.Unmarshal(raw, &g) != nil {
		return
	}
	for _, list := range [][]channel{g.Channels, g.Threads} {
		for i := range list {
			s.g.in.places.take(&list[i])
		}
	}
	if s.roll.joined(&g, time.Now()) {
		s.g.in.join(g.ID, g.Owner, g.Name)
	}
}

// removed takes a raw GUILD_DELETE event.
func (s *session) removed(raw []byte) {
	if guild, ok := removal(raw); ok {
		delete(s.roll, guild)
		s.g.catcher.trail.leave("", guild)
		s.g.in.recent.forget(guild)
	}
	s.g.in.removal(raw)
}

// join has the owner of a server greeted.
func (in *intake) join(guild, owner, name string) {
	if in.greet == nil || !isSnowflake(owner) {
		return
	}
	id := "discord.welcome." + guild
	first := false
	in.put(guild, job{id, time.Now(), func(ctx context.Context) (err error) {
		if !first {
			if first, err = in.first(ctx, id); !first {
				return err
			}
		}
		return in.greet(ctx, owner, id, welcomeAnswer(name))
	}, nil, false})
}

// first reports whether something is done for the first time for a day.
func (in *intake) first(ctx context.Context, name string) (bool, error) {
	if in.notes == nil {
		return in.done.first(name, time.Now()), nil
	}
	return in.notes.First(ctx, name)
}

// welcomeAnswer greets who has added the bot to a server.
func welcomeAnswer(server string) bot.Answer {
	return bot.Answer{
		Kind: bot.Help, Private: true,
		Headline: "Thank you for adding me to " + server + ".",
		Text: "Members can mention me in a channel, type /career, or write to me as you can here. " +
			"I answer questions about careers and pay from articles, name the source, and say so where I have nothing." +
			"\n\nI post nothing that nobody asked me for. Say “help” to see what I can answer.",
	}
}

// greet sends a direct message that nobody asked for. It is tried again where
// Discord refuses it for the moment, and left where the person takes none.
func (a *Adapter) greet(ctx context.Context, rest *rest, owner, id string, note bot.Answer) error {
	to, err := openDirect(ctx, rest, parcel{to: address{User: owner}})
	if err == nil {
		_, err = a.tell(ctx, rest, to, note, id)
	}
	var again *bot.RetryError
	switch {
	case err == nil:
		a.count.welcomes.Add(1)
	case errors.As(err, &again):
		return err
	default:
		a.logger().Info("discord: nobody was greeted", "id", id, "reason", err)
	}
	return nil
}
