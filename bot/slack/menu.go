package slack

import (
	"strings"

	"careerbot/bot"
)

const (
	maxOptions = 100
	maxOption  = 150  // value of an option
	optionMark = "1 " // version, before its question
)

// A menu offers questions of one kind to choose from.
type menu struct {
	name, placeholder string
	offers            []bot.Offer
}

// newMenus returns the menus of what an answer about pay can be changed to.
func newMenus(c bot.Choices) []menu {
	var menus []menu
	for _, m := range [...]menu{{"level", "Level", c.Levels}, {"place", "Country", c.Places}} {
		m.offers = options(m.offers)
		if len(m.offers) > 0 {
			menus = append(menus, m)
		}
	}
	return menus
}

// options returns the offers that fit into a menu, which is all of them but in
// articles of very many levels or places.
func options(offers []bot.Offer) []bot.Offer {
	out := make([]bot.Offer, 0, min(len(offers), maxOptions))
	for _, o := range offers {
		if strings.TrimSpace(o.Label) != "" && o.Question != "" && length(o.Label) <= maxLabel && length(optionMark+o.Question) <= maxOption && len(out) < maxOptions {
			out = append(out, o)
		}
	}
	return out
}

func (m menu) length() int {
	n := length(m.placeholder)
	for _, o := range m.offers {
		n += length(o.Label) + length(o.Question)
	}
	return n
}

func (m menu) appendJSON(b []byte) []byte {
	b = append(append(b, `{"type":"static_select","action_id":"`+pickAction+`.`...), m.name...)
	b = appendPlain(append(b, `","placeholder":`...), m.placeholder)
	b = append(b, `,"options":[`...)
	for _, o := range m.offers {
		b = appendPlain(append(b, `{"text":`...), o.Label)
		b = append(appendString(append(b, `,"value":`...), optionMark+o.Question), "},"...)
	}
	return append(b[:len(b)-1], "]}"...)
}

// parseOption returns the question that was chosen, and false for an option of
// another version.
func parseOption(value string) (string, bool) {
	q, ok := strings.CutPrefix(value, optionMark)
	return q, ok && q != ""
}
