package slack

import (
	"iter"
	"net/url"
	"strings"
)

// fields yields the keys and the still encoded values of a form.
func fields(form string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for form != "" {
			var pair string
			pair, form, _ = strings.Cut(form, "&")
			key, value, _ := strings.Cut(pair, "=")
			if !yield(key, value) {
				return
			}
		}
	}
}

// A command is what is read of a slash command.
type command struct {
	team, channel, user string
	room                string // name of the channel, or what it is
	name, text          string
	trigger             string // unique for each command
	sslCheck            bool   // Slack only looks at the certificate
}

func parseCommand(form string) (c command, err error) {
	for key, value := range fields(form) {
		var into *string
		switch key {
		case "team_id":
			into = &c.team
		case "channel_id":
			into = &c.channel
		case "channel_name":
			into = &c.room
		case "user_id":
			into = &c.user
		case "command":
			into = &c.name
		case "text":
			into = &c.text
		case "trigger_id":
			into = &c.trigger
		case "ssl_check":
			c.sslCheck = value == "1"
			continue
		default:
			continue
		}
		if *into, err = url.QueryUnescape(value); err != nil {
			return command{}, err
		}
	}
	return c, nil
}

// payload returns the field of that name, in which interactions hide a JSON
// object; "" when there is none.
func payload(form string) (string, error) {
	for key, value := range fields(form) {
		if key == "payload" {
			return url.QueryUnescape(value)
		}
	}
	return "", nil
}
