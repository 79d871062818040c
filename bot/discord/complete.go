package discord

import (
	"strings"
	"unicode/utf8"
)

const (
	mostChoices = 25
	maxChoice   = 100 // characters
)

// A choice is a suggestion for an option that is being typed.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// complete suggests what may be meant while somebody types. There is nothing
// that it must be: what was typed can be sent as it stands.
func (a *Adapter) complete(in *interaction) outcome {
	c, ok := findCommand(in)
	if !ok || a.Articles == nil {
		return choices(nil)
	}
	for _, typed := range in.Data.Options {
		for _, o := range c.options {
			if typed.Focused && o.completed && o.name == typed.Name {
				return choices(a.Articles.Suggest(o.field, typed.string(), mostChoices))
			}
		}
	}
	return choices(nil)
}

// choices returns the outcome that shows suggestions, none of which may be too
// long. No suggestions are an empty list, which Discord insists on.
func choices(names []string) outcome {
	list := make([]choice, 0, len(names))
	for _, name := range names {
		if n := utf8.RuneCountInString(name); n > 0 && n <= maxChoice && len(list) < mostChoices && strings.TrimSpace(name) != "" {
			list = append(list, choice{name, name})
		}
	}
	return outcome{kind: sayChoices, data: map[string]any{"choices": list}}
}
