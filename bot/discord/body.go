package discord

import "strings"

// A style is how much of Discord's layout a message uses. What Discord refuses
// is sent again in the next style.
type style uint8

const (
	v2Style      style = iota // a container
	classicStyle              // content, and rows below it
	textStyle                 // content alone
)

// Flags of a message.
const (
	flagSuppressEmbeds = 1 << 2
	flagEphemeral      = 1 << 6 // of an interaction's reply: the asker alone sees it
	flagV2             = 1 << 15
)

// A body is what a message consists of: in a new message, and in the data of an
// interaction's reply. It pings nobody.
type body struct {
	Content         string          `json:"content,omitempty"` // "" with flagV2
	Flags           int             `json:"flags"`
	Components      []component     `json:"components,omitempty"`
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Attachments     []attachment    `json:"attachments,omitempty"`

	pictures []picture // what the attachments name, to be uploaded with it
}

// allowedMentions is always the zero list: nobody is pinged.
type allowedMentions struct {
	Parse       []string `json:"parse"` // never nil: null would mean everybody
	RepliedUser bool     `json:"replied_user"`
}

// An attachment names a file that comes along.
type attachment struct {
	ID          int    `json:"id"` // its number among those that come along
	Filename    string `json:"filename"`
	Description string `json:"description"`
}

// private returns a body that, in an interaction's reply, the asker alone sees.
func (b body) private() body {
	b.Flags |= flagEphemeral
	return b
}

// An edited is a body in the place of what a message consists of: nothing of
// that stays.
type edited struct {
	body
	Content     *string      `json:"content"` // null with flagV2
	Embeds      []struct{}   `json:"embeds"`
	Components  []component  `json:"components"`
	Attachments []attachment `json:"attachments"`
}

// edit returns the body for a message that stands there.
func (b body) edit() edited {
	e := edited{body: b, Embeds: []struct{}{}, Components: b.Components, Attachments: b.Attachments}
	if b.Flags&flagV2 == 0 {
		e.Content = &b.Content
	}
	if e.Components == nil {
		e.Components = []component{}
	}
	if e.Attachments == nil {
		e.Attachments = []attachment{}
	}
	return e
}

// said returns the text of a body as a person reads it in any style.
func (b body) said() string { return said(b.Content, b.Components) }

// said joins the texts of a message.
func said(content string, list []component) string {
	texts := []string{content}
	for _, c := range list {
		texts = append(texts, c.Content, said("", c.Components))
	}
	return strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
}
