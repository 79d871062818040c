package discord

import (
	"slices"

	"careerbot/bot"
)

// Types of components, as Discord numbers them.
const (
	rowType       = 1
	buttonType    = 2
	menuType      = 3
	textType      = 10
	galleryType   = 12
	separatorType = 14
	containerType = 17
)

const grayButton = 2 // style of a button that stands out from no other

// A component is a part of a message, as Discord reads it. discordgo's own
// types write lists that must be absent as null.
type component struct {
	Type        int           `json:"type"`
	Style       int           `json:"style,omitempty"`
	Label       string        `json:"label,omitempty"`
	CustomID    string        `json:"custom_id,omitempty"`
	Placeholder string        `json:"placeholder,omitempty"`
	Content     string        `json:"content,omitempty"` // of a text display
	Options     []option      `json:"options,omitempty"`
	Items       []galleryItem `json:"items,omitempty"`
	Components  []component   `json:"components,omitempty"` // of a row or a container
}

// An option is an entry of a menu.
type option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// A galleryItem is a picture in a message.
type galleryItem struct {
	Media struct {
		URL string `json:"url"`
	} `json:"media"`
	Description string `json:"description"`
}

const (
	maxLabel   = 80
	maxOption  = 100 // characters of an option's label, and of its value
	maxOptions = 25
	maxInRow   = 5 // buttons
)

// row returns a row of components, none for none.
func row(inner ...component) []component {
	if len(inner) == 0 {
		return nil
	}
	return []component{{Type: rowType, Components: inner}}
}

// buttons returns buttons for what has a label and an id.
func (c card) buttons(tools []tool) []component {
	var out []component
	for _, t := range tools {
		id, text := c.id(t.pressed), label(t.label, maxLabel)
		if id == "" || text == "" || len(out) == maxInRow {
			continue
		}
		out = append(out, component{Type: buttonType, Style: grayButton, Label: text, CustomID: id})
	}
	return out
}

// label returns a text as a label shows it, which reads no Markdown.
func label(s string, limit int) string {
	s = plain(s)
	if width(s) <= limit {
		return s
	}
	used := width("…")
	for i, r := range s {
		if used += width(string(r)); used > limit {
			return s[:i] + "…"
		}
	}
	return s
}

// rows returns what can be pressed under an answer, a row for each kind: what
// can be done with it, what it can be changed to, what to ask next, and whether
// it helped. They are five rows at most.
func (c card) rows(next []tool) []component {
	if c.adapter == nil || c.quiet() {
		return nil
	}
	rows := row(c.buttons(c.toolRow())...)
	rows = append(rows, row(c.menu("level", "Level", c.choices.Levels)...)...)
	rows = append(rows, row(c.menu("place", "Country", c.choices.Places)...)...)
	rows = append(rows, row(c.buttons(next)...)...)
	return append(rows, row(c.buttons(c.voteRow())...)...)
}

// menu returns a menu of questions to choose from.
func (c card) menu(name, placeholder string, offers []bot.Offer) []component {
	m := component{Type: menuType, Placeholder: placeholder, CustomID: c.id(pressed{does: pickDoes, state: c.State, arg: name})}
	for _, o := range offers {
		short, text := c.short(bot.Named{Question: o.Question}), label(o.Label, maxOption)
		taken := slices.ContainsFunc(m.Options, func(o option) bool { return o.Value == short })
		if short != "" && text != "" && !taken && len(m.Options) < maxOptions {
			m.Options = append(m.Options, option{text, short})
		}
	}
	if m.CustomID == "" || len(m.Options) == 0 {
		return nil
	}
	return []component{m}
}
