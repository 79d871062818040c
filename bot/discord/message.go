package discord

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
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
	Member struct {
		Roles []string `json:"roles"`
	} `json:"member"`
	Mentions []struct {
		ID string `json:"id"`
	} `json:"mentions"`
}

// question turns a raw MESSAGE_CREATE event into a question and the address
// for its answer. ok is false for everything that is not for the bot, whose
// own user id is self. A broken event is an error.
func question(raw []byte, self string, key bot.Key, staff []string) (q bot.Question, to []byte, ok bool, err error) {
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return q, nil, false, fmt.Errorf("discord: read a message: %w", err)
	}
	if !m.wellFormed() || !m.fromPerson(self) || !m.forBot(self) {
		return q, nil, false, nil
	}
	return bot.Question{
		ID:        "discord." + m.ID,
		Tenant:    m.GuildID,
		Room:      m.ChannelID, // a Discord thread is a channel of its own
		User:      key.Hash("discord", m.Author.ID),
		At:        snowflakeTime(m.ID),
		Text:      withoutMention(m.Content, self),
		Public:    m.GuildID != "",
		Addressed: true,
		Staff:     m.fromStaff(staff),
		Link:      m.link(),
	}, replyAddress(&m).encode(), true, nil
}

// removal returns the server that a raw GUILD_DELETE event says has removed the
// bot. ok is false for one that is only out of reach for the moment.
func removal(raw []byte) (guild string, ok bool) {
	var e struct {
		ID          string `json:"id"`
		Unavailable bool   `json:"unavailable"`
	}
	if json.Unmarshal(raw, &e) != nil || e.Unavailable || !isSnowflake(e.ID) {
		return "", false
	}
	return e.ID, true
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

// fromStaff reports whether the author, or one of the author's roles, is on the
// list of staff.
func (m *message) fromStaff(staff []string) bool {
	return slices.ContainsFunc(staff, func(id string) bool { return id == m.Author.ID || slices.Contains(m.Member.Roles, id) })
}

// link returns the address of the message.
func (m *message) link() string {
	return "https://discord.com/channels/" + cmp.Or(m.GuildID, "@me") + "/" + m.ChannelID + "/" + m.ID
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

// snowflakeAt returns the id that is older than all that are made from then on.
func snowflakeAt(t time.Time) string {
	return strconv.FormatInt(max(0, t.UnixMilli()-epoch)<<22, 10)
}
