package discord

import (
	"context"
	"encoding/json"
	"strings"

	"careerbot/bot"
)

// Types of components of a window, as Discord numbers them.
const (
	inputType = 4
	labelType = 18
)

const (
	longInput = 2 // style of an input of several lines
	inputID   = "text"
	maxTitle  = 45
)

const nothingSaid = "Please type a question."

// A window is what Discord opens to be typed into: a note, and one field.
type window struct {
	id, title string
	note      string // "" for none
	label     string // of the field
	value     string // what stands in it at first
	most      int    // characters it takes
}

// outcome returns the outcome that opens the window.
func (w window) outcome() outcome {
	value := strings.TrimSpace(strings.ToValidUTF8(w.value, ""))
	if r := []rune(value); len(r) > w.most {
		value = string(r[:w.most])
	}
	var parts []any
	if w.note != "" {
		parts = append(parts, component{Type: textType, Content: escape(w.note)})
	}
	parts = append(parts, map[string]any{
		"type": labelType, "label": label(w.label, maxTitle),
		"component": map[string]any{
			"type": inputType, "custom_id": inputID, "style": longInput, "value": value, "max_length": w.most, "required": true,
		},
	})
	return outcome{kind: openWindow, data: map[string]any{"custom_id": w.id, "title": label(w.title, maxTitle), "components": parts}}
}

// typed answers what was typed into a window.
func (a *Adapter) typed(ctx context.Context, d bot.Desk, in *interaction) outcome {
	p, ok := a.parseCustomID(in.Data.CustomID)
	if !ok {
		a.logger().Info("discord: window of another version, or forged", "id", in.ID)
		return tell(in, oldPress)
	}
	text := strings.TrimSpace(in.inputText())
	switch p.does {
	case editDoes:
		return a.edited(ctx, d, in, p, text)
	case tellDoes:
		return a.told(ctx, d, in, text)
	}
	return tell(in, oldPress)
}

// A part is what is read of a component that came in, whatever it is.
type part struct {
	CustomID   string            `json:"custom_id"`
	Value      string            `json:"value"`
	Component  json.RawMessage   `json:"component"`
	Components []json.RawMessage `json:"components"`
}

// maxDeep is deeper than components stand in each other.
const maxDeep = 6

// walk calls visit for each component of a list. What cannot be read is passed
// over.
func walk(list []json.RawMessage, depth int, visit func(part)) {
	if depth > maxDeep {
		return
	}
	for _, raw := range list {
		var p part
		if json.Unmarshal(raw, &p) != nil {
			continue
		}
		visit(p)
		if p.Component != nil {
			walk([]json.RawMessage{p.Component}, depth+1, visit)
		}
		walk(p.Components, depth+1, visit)
	}
}

// inputText returns what was typed into the window.
func (in *interaction) inputText() (text string) {
	var list []json.RawMessage
	if json.Unmarshal(in.Data.Components, &list) != nil {
		return ""
	}
	walk(list, 0, func(p part) {
		if p.CustomID == inputID {
			text = p.Value
		}
	})
	return text
}

// customIDs returns what can be pressed under the message that was pressed.
func (in *interaction) customIDs() (ids []string) {
	var list []json.RawMessage
	if in.Message == nil || json.Unmarshal(in.Message.Components, &list) != nil {
		return nil
	}
	walk(list, 0, func(p part) {
		if p.CustomID != "" {
			ids = append(ids, p.CustomID)
		}
	})
	return ids
}
