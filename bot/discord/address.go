package discord

import (
	"encoding/json"
	"errors"
	"fmt"
)

// An address is where an answer goes; as JSON it is the To of a Mail.
type address struct {
	Channel string `json:"channel"`
	Message string `json:"message,omitempty"` // which is replied to; "" for one that answers nobody
	Guild   string `json:"guild,omitempty"`   // "" in direct messages, and where it is not known
	User    string `json:"user,omitempty"`    // who asked, in servers alone: private answers go to them

	Late bool `json:"late,omitempty"` // it was not said to the bot: it is answered where nobody else has
	Post bool `json:"post,omitempty"` // the message opens a post of a forum
	Hint bool `json:"hint,omitempty"` // it is to be said how to ask more in the thread
}

func replyAddress(m *message) address {
	to := address{Channel: m.ChannelID, Message: m.ID, Guild: m.GuildID}
	if m.GuildID != "" {
		to.User = m.Author.ID
	}
	return to
}

// RoomAddress returns the address, as Desk.Accept takes it, of a message in a
// channel that answers nobody. The tenant may be "".
func (a *Adapter) RoomAddress(tenant, room string) []byte {
	return address{Channel: room, Guild: tenant}.encode()
}

// public reports whether others read along.
func (to address) public() bool { return to.Guild != "" || to.Message == "" }

func (to address) encode() []byte {
	b, _ := json.Marshal(to) // strings alone: it cannot fail
	return b
}

// parseAddress reads the To of a mail. The ids become parts of addresses, so
// nothing else may stand in them.
func parseAddress(b []byte) (address, error) {
	var to address
	if err := json.Unmarshal(b, &to); err != nil {
		return address{}, fmt.Errorf("discord: read an address: %w", err)
	}
	if !isSnowflake(to.Channel) {
		return address{}, errors.New("discord: an address without a channel")
	}
	for _, id := range []string{to.Message, to.Guild, to.User} {
		if id != "" && !isSnowflake(id) {
			return address{}, errors.New("discord: an address with an id that is none")
		}
	}
	return to, nil
}

// reference returns what makes a message a reply, nil for one that is none.
func (to address) reference() *reference {
	if to.Message == "" {
		return nil
	}
	return &reference{MessageID: to.Message, ChannelID: to.Channel, GuildID: to.Guild}
}
