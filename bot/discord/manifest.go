package discord

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
)

// A permission is something that a server allows the bot.
type permission struct {
	bit  uint
	name string // as Discord calls it
	why  string
}

// permissions are what the bot is invited with, and nothing else.
var permissions = [...]permission{
	{bitView, "View Channels", "to be spoken to there"},
	{bitSend, "Send Messages", "to reply"},
	{bitSendInThreads, "Send Messages in Threads", "to reply in threads and in posts of forums"},
	{bitHistory, "Read Message History", "to reply to a message, and to find what was missed"},
	{bitFiles, "Attach Files", "for charts"},
}

// Bits of permissions.
const (
	bitAdministrator = 3
	bitView          = 10
	bitSend          = 11
	bitFiles         = 15
	bitHistory       = 16
	bitSendInThreads = 38
)

// A Manifest says what a Discord application is set up with.
type Manifest struct {
	AppID   string // the application's id
	Content bool   // the text of messages is asked for that are not said to the bot

	Host string // where Discord reaches the Handler over HTTPS, as "careerbot.example.org"; "" is the gateway alone
}

// A manifest as it is printed.
type printedManifest struct {
	Invite      string             `json:"invite_to_a_server"`
	Person      string             `json:"add_for_one_person"`
	Permissions printedPermissions `json:"permissions"`
	Intents     printedIntents     `json:"intents"`
	Endpoint    string             `json:"interactions_endpoint_url,omitempty"`
	Commands    []registration     `json:"commands"`
}

type printedPermissions struct {
	Integer string   `json:"integer"`
	Meaning []string `json:"meaning"`
}

type printedIntents struct {
	Integer    int      `json:"integer"`
	Meaning    []string `json:"meaning"`
	Privileged []string `json:"privileged"`
}

// JSON returns the addresses by which the bot is added, with what they ask for,
// and the commands. Its error says what of m makes no sense.
func (m Manifest) JSON() ([]byte, error) {
	if !isSnowflake(m.AppID) {
		return nil, errors.New("discord: manifest: the id of the application is missing; it is a number, and stands under General Information")
	}
	out := printedManifest{
		Person:      inviteAddress(m.AppID, url.Values{"integration_type": {"1"}, "scope": {"applications.commands"}}),
		Permissions: printedPermissions{Integer: strconv.FormatUint(permissionBits(), 10)},
		Intents: printedIntents{
			Integer: int(intents), Privileged: []string{},
			Meaning: []string{"Guilds: servers and their channels", "Guild Messages: messages that mention the bot", "Direct Messages: messages to the bot"},
		},
		Commands: registrations(),
	}
	if m.Content {
		const content = "Message Content: the text of messages that are not said to the bot"
		out.Intents.Integer = int(contentIntents)
		out.Intents.Privileged = []string{content}
	}
	out.Invite = inviteAddress(m.AppID, url.Values{"scope": {"bot applications.commands"}, "permissions": {out.Permissions.Integer}})
	for _, p := range permissions {
		out.Permissions.Meaning = append(out.Permissions.Meaning, p.name+": "+p.why)
	}
	if m.Host != "" {
		out.Endpoint = "https://" + m.Host + InteractionsPath
		if u, err := url.Parse(out.Endpoint); err != nil || u.Host != m.Host || u.Hostname() == "" {
			return nil, fmt.Errorf("discord: manifest: %q is no host, such as careerbot.example.org", m.Host)
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // addresses are there to be copied
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return nil, fmt.Errorf("discord: manifest: %w", err) // unreachable
	}
	return bytes.TrimSpace(b.Bytes()), nil
}

func inviteAddress(app string, query url.Values) string {
	query.Set("client_id", app)
	return "https://discord.com/oauth2/authorize?" + query.Encode()
}

// permissionBits are the permissions as one number.
func permissionBits() (bits uint64) {
	for _, p := range permissions {
		bits |= 1 << p.bit
	}
	return bits
}
