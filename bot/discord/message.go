package discord

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
)

// Types of message that a person writes; all others are notices of joins,
// pins, boosts and the like.
const (
	typeDefault = 0
	typeReply   = 19
)

// epoch is the first millisecond of Discord's ids.
const epoch = 1420070400000

// A message is the part of a MESSAGE_CREATE event that matters here. It is
// decoded from the raw event, since discordgo delivers a message without id
// and author where it meets a component that it does not know.
type message struct {
	ID        string `json:"id"`
	Type      int    `json:"type"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id"` // "" in direct messages
	WebhookID string `json:"webhook_id"`
	Content   string `json:"content"`
	Author    struct {
		ID     string `json:"id"`
		Bot    bool   `json:"bot"`
		System bool   `json:"system"`
	} `json:"author"`
	Mentions []struct {
		ID string `json:"id"`
	} `json:"mentions"`
}

// An address is where an answer goes; as JSON it is the To of a Mail.
type address struct {
	Channel string `json:"channel"`
	Message string `json:"message"`
	Guild   string `json:"guild,omitempty"` // "" in direct messages
}

// question turns a raw MESSAGE_CREATE event into a question and the address
// for its answer. ok is false for everything that is not for the bot, whose
// own user id is self. A broken event is an error.
func question(raw []byte, self string, key bot.Key) (q bot.Question, to []byte, ok bool, err error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return q, nil, false, fmt.Errorf("discord: read a message: %w", err)
	}
	if !m.wellFormed() || !m.fromPerson(self) || !m.forBot(self) {
		return q, nil, false, nil
	}
	to, err = json.Marshal(address{Channel: m.ChannelID, Message: m.ID, Guild: m.GuildID})
	if err != nil {
		return q, nil, false, fmt.Errorf("discord: address of an answer: %w", err) // unreachable
	}
	return bot.Question{
		ID:        "discord." + m.ID,
		Tenant:    m.GuildID,
		Room:      m.ChannelID, // a Discord thread is a channel of its own
		User:      key.Hash("discord", m.Author.ID),
		At:        snowflakeTime(m.ID),
		Text:      withoutMention(m.Content, self),
		Addressed: true,
	}, to, true, nil
}

// wellFormed reports whether all ids are ids: they become parts of addresses.
func (m *message) wellFormed() bool {
	return isSnowflake(m.ID) && isSnowflake(m.ChannelID) && isSnowflake(m.Author.ID) &&
		(m.GuildID == "" || isSnowflake(m.GuildID))
}

func (m *message) fromPerson(self string) bool {
	return !m.Author.Bot && !m.Author.System && m.WebhookID == "" && m.Author.ID != self &&
		(m.Type == typeDefault || m.Type == typeReply)
}

// forBot reports whether the message speaks to the bot: a direct message, a
// mention, or a reply with a ping, which Discord lists as a mention too.
func (m *message) forBot(self string) bool {
	if m.GuildID == "" {
		return true
	}
	if self == "" {
		return false
	}
	for _, u := range m.Mentions {
		if u.ID == self {
			return true
		}
	}
	return strings.Contains(m.Content, "<@"+self+">") || strings.Contains(m.Content, "<@!"+self+">")
}

// withoutMention returns the text without the bot's own mentions.
func withoutMention(text, self string) string {
	if self == "" {
		return strings.TrimSpace(text)
	}
	for _, mention := range []string{"<@" + self + ">", "<@!" + self + ">"} {
		for {
			before, after, found := strings.Cut(text, mention)
			if !found {
				break
			}
			text = strings.TrimRight(before, " ") + " " + strings.TrimLeft(after, " ")
		}
	}
	return strings.TrimSpace(text)
}

// isSnowflake reports whether s is an id of Discord: a positive decimal
// number of 64 bits without leading zeros.
func isSnowflake(s string) bool {
	n, err := strconv.ParseUint(s, 10, 64)
	return err == nil && n > 0 && strconv.FormatUint(n, 10) == s
}

// snowflakeTime returns when an id was made, to the millisecond.
func snowflakeTime(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch).UTC()
}
