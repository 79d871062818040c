package discord

import (
	"bytes"
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

// A message is the part of a message, in an event or in a list of them, that
// matters here. It is decoded from the raw event, since discordgo delivers a
// message without id and author where it meets a component that it does not
// know.
type message struct {
	ID        string `json:"id"`
	Type      int    `json:"type"`
	ChannelID string `json:"channel_id"`
	GuildID   string `json:"guild_id"` // "" in direct messages
	WebhookID string `json:"webhook_id"`
	Content   string `json:"content"`
	Edited    string `json:"edited_timestamp"` // "" for one that is as it was first said
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
	Reference struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
	Replied struct {
		Author struct {
			ID string `json:"id"`
		} `json:"author"`
	} `json:"referenced_message"` // what it replies to
}

// An ear is what messages are read with.
type ear struct {
	self    string // the bot's own user id, "" while it is unknown
	key     bot.Key
	staff   []string
	content bool    // what is not said to the bot is read, too
	places  *places // nil: nothing is known of channels

	// overhears reports whether anything may come of a message in a channel that
	// is not said to the bot; nil: it always may.
	overhears func(guild, channel string) bool
}

// A hearing is a message as the desk takes it.
type hearing struct {
	q  bot.Question
	to address
}

// hear turns a raw MESSAGE_CREATE event into a question and the address for its
// answer. ok is false for everything that is not for the bot. A broken event is
// an error.
func (e ear) hear(raw []byte) (h hearing, ok bool, err error) {
	if !e.mayConcern(raw) {
		return h, false, nil
	}
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		return h, false, fmt.Errorf("discord: read a message: %w", err)
	}
	h, ok = e.question(&m)
	return h, ok, nil
}

// mayConcern reports whether a message can be for the bot: most are not, and
// need not be decoded. A key with its quotes stands in no text.
func (e ear) mayConcern(raw []byte) bool {
	switch {
	case e.self == "", bytes.Contains(raw, []byte(e.self)), bytes.Contains(raw, []byte(`"message_reference":{`)):
		return true
	case !e.content:
		return !bytes.Contains(raw, []byte(`"guild_id":"`))
	}
	guild, channel := only(raw, `"guild_id":"`), only(raw, `"channel_id":"`)
	if e.overhears == nil || guild == "" || channel == "" || e.places != nil && e.places.of(channel).parent != "" {
		return true // in threads people go on from an answer
	}
	return e.overhears(guild, channel)
}

// only returns the value of a key that stands in an event once, "" of any other.
func only(raw []byte, key string) string {
	_, after, ok := bytes.Cut(raw, []byte(key))
	if !ok || bytes.Contains(after, []byte(key)) {
		return ""
	}
	value, _, _ := bytes.Cut(after[:min(len(after), 24)], []byte(`"`))
	return string(value)
}

// question returns the question of a message, and false for one that is not
// for the bot.
func (e ear) question(m *message) (h hearing, ok bool) {
	if !m.wellFormed() || !m.fromPerson(e.self) {
		return h, false
	}
	addressed := m.forBot(e.self) || e.content && m.repliesTo(e.self)
	if !addressed && !e.content {
		return h, false
	}
	h.q = bot.Question{
		ID:        "discord." + m.ID,
		Tenant:    m.GuildID,
		Room:      m.ChannelID, // a Discord thread is a channel of its own
		User:      e.key.Hash("discord", m.Author.ID),
		At:        snowflakeTime(m.ID),
		Text:      withoutMention(m.Content, e.self),
		Public:    m.GuildID != "",
		Addressed: addressed,
		Staff:     m.fromStaff(e.staff),
		Link:      m.link(),
	}
	h.to = replyAddress(m)
	h.to.Late = !addressed
	e.place(&h, m)
	return h, true
}

// place adds what is known of the channel of a message.
func (e ear) place(h *hearing, m *message) {
	if e.places == nil || m.GuildID == "" {
		return
	}
	at := e.places.of(m.ChannelID)
	if at.parent == "" {
		return
	}
	h.q.Thread, h.q.Parent = m.ChannelID, at.parent
	if m.opensPost() {
		h.q.Text = strings.TrimSpace(e.places.title(m.ChannelID) + "\n" + h.q.Text)
		h.to.Post = h.to.Late
	} else {
		h.q.Behind = at.post && h.to.Late
	}
	h.to.Hint = !e.content
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

// opensPost reports whether the message is the first one of a post, which has
// its id.
func (m *message) opensPost() bool { return m.ID == m.ChannelID }

// repliesTo reports whether the message is a reply to one of that user's.
func (m *message) repliesTo(user string) bool {
	return user != "" && m.Type == typeReply && m.Replied.Author.ID == user
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
