package discord

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
)

// Types of interaction.
const (
	typePing         = 1
	typeCommand      = 2
	typePress        = 3
	typeAutocomplete = 4
	typeWindow       = 5 // what was typed into a window
)

// Where an interaction takes place.
const (
	inServer   = 0
	inOwnDM    = 1 // the direct messages with the bot
	inOthersDM = 2 // direct messages of other people, which the bot does not see
)

// maxToken is more than an interaction's token ever is, in bytes.
const maxToken = 1024

// An interaction is the part of an INTERACTION_CREATE event, or of what Discord
// posts, that matters here. Everything that may be missing may be.
type interaction struct {
	ID            string `json:"id"`
	ApplicationID string `json:"application_id"`
	Type          int    `json:"type"`
	Token         string `json:"token"` // as good as a password for a quarter of an hour
	GuildID       string `json:"guild_id"`
	ChannelID     string `json:"channel_id"`
	Channel       struct {
		Name     string `json:"name"`
		Type     int    `json:"type"`
		ParentID string `json:"parent_id"`
	} `json:"channel"`
	Member *struct {
		User  *person  `json:"user"`
		Roles []string `json:"roles"`
	} `json:"member"` // in servers alone
	User        *person                    `json:"user"` // elsewhere
	Message     *pressedMessage            `json:"message"`
	Permissions string                     `json:"app_permissions"`
	Owners      map[string]json.RawMessage `json:"authorizing_integration_owners"`
	Context     *int                       `json:"context"`
	Data        interactionData            `json:"data"`
}

type person struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

// A pressedMessage is the message under which something was pressed.
type pressedMessage struct {
	ID         string          `json:"id"`
	Flags      int             `json:"flags"`
	Components json.RawMessage `json:"components"`
}

// An interactionData is what was typed, pressed or chosen.
type interactionData struct {
	Name       string          `json:"name"` // of a command
	Type       int             `json:"type"` // of a command
	Options    []typedOption   `json:"options"`
	TargetID   string          `json:"target_id"` // the message of a menu
	Resolved   resolved        `json:"resolved"`
	CustomID   string          `json:"custom_id"`
	Values     []string        `json:"values"`     // chosen in a menu
	Components json.RawMessage `json:"components"` // fields of a window
}

// A typedOption is something that was typed behind a command.
type typedOption struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"` // text, a number or a truth value
	Focused bool            `json:"focused"`
}

type resolved struct {
	Messages map[string]*struct {
		ID        string  `json:"id"`
		Content   string  `json:"content"`
		Author    *person `json:"author"`
		ChannelID string  `json:"channel_id"`
	} `json:"messages"`
}

// parseInteraction reads an interaction. Its error quotes nothing of it.
func parseInteraction(raw []byte) (*interaction, error) {
	in := new(interaction)
	if json.Unmarshal(raw, in) != nil {
		return nil, errors.New("it cannot be read")
	}
	if in.Type == typePing {
		return in, nil
	}
	if in.Type < typeCommand || in.Type > typeWindow {
		return nil, fmt.Errorf("its type %d is not known", in.Type)
	}
	if !in.wellFormed() {
		return nil, errors.New("it has no proper ids")
	}
	return in, nil
}

// wellFormed reports whether all ids are ids: they become parts of addresses.
func (in *interaction) wellFormed() bool {
	if !isSnowflake(in.ID) || !isSnowflake(in.ApplicationID) || !isSnowflake(in.userID()) || in.Token == "" || len(in.Token) > maxToken {
		return false
	}
	ids := []string{in.GuildID, in.ChannelID, in.Channel.ParentID, in.Data.TargetID}
	if in.Message != nil {
		ids = append(ids, in.Message.ID)
	}
	return !slices.ContainsFunc(ids, func(id string) bool { return id != "" && !isSnowflake(id) })
}

// userID returns who did it, "" where that is not said.
func (in *interaction) userID() string {
	switch {
	case in.Member != nil && in.Member.User != nil:
		return in.Member.User.ID
	case in.User != nil:
		return in.User.ID
	}
	return ""
}

// isStaff reports whether the person, or one of the person's roles, is on the
// list of staff.
func (in *interaction) isStaff(staff []string) bool {
	return slices.ContainsFunc(staff, func(id string) bool {
		return id == in.userID() || in.Member != nil && slices.Contains(in.Member.Roles, id)
	})
}

// where returns in which kind of place it happened.
func (in *interaction) where() int {
	switch {
	case in.Context != nil:
		return *in.Context
	case in.GuildID != "":
		return inServer
	}
	return inOwnDM
}

// alone reports whether nobody else reads along, so that there is no need to
// hide an answer.
func (in *interaction) alone() bool { return in.where() == inOwnDM }

// onPrivate reports whether it was pressed under a reply that one person alone
// sees.
func (in *interaction) onPrivate() bool {
	return in.Message != nil && in.Message.Flags&flagEphemeral != 0
}

// settingsRoom returns the room that settings are about: a thread has those of
// its channel.
func (in *interaction) settingsRoom() string {
	if in.inThread() {
		return cmp.Or(in.Channel.ParentID, in.ChannelID)
	}
	return in.ChannelID
}

// botInServer reports whether the bot is a member of the server, and not just
// brought along by who uses it.
func (in *interaction) botInServer() bool {
	if in.GuildID == "" {
		return false
	}
	if len(in.Owners) == 0 {
		return true // it is said since commands can be brought along at all
	}
	_, ok := in.Owners["0"]
	return ok
}

// callbackPath is where it can be answered, once.
func (in *interaction) callbackPath() string {
	return "interactions/" + in.ID + "/" + url.PathEscape(in.Token) + "/callback"
}

// webhookPath is where more can be said, and what was said be changed.
func (in *interaction) webhookPath() string {
	return "webhooks/" + in.ApplicationID + "/" + url.PathEscape(in.Token)
}

// text returns what was typed for an option, "" for nothing.
func (in *interaction) text(name string) string {
	for _, o := range in.Data.Options {
		if o.Name == name {
			return strings.TrimSpace(o.string())
		}
	}
	return ""
}

// string returns the value as text: Discord sends text for all options of ours,
// and anything else is shown as it stands.
func (o typedOption) string() string {
	var s string
	if json.Unmarshal(o.Value, &s) == nil {
		return s
	}
	if n, err := strconv.ParseFloat(string(o.Value), 64); err == nil {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return ""
}

// questionOf returns a question of the person's.
func (a *Adapter) questionOf(in *interaction, text, prior string) bot.Question {
	return bot.Question{
		ID:        "discord." + in.ID,
		Tenant:    in.GuildID,
		Room:      in.ChannelID,
		User:      a.person(in),
		At:        time.Now(),
		Text:      text,
		Prior:     prior,
		Addressed: true,
		Staff:     in.isStaff(a.Staff),
	}
}

// person returns the pseudonym of who did it.
func (a *Adapter) person(in *interaction) string { return a.Key.Hash("discord", in.userID()) }
