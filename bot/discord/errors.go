package discord

import (
	"fmt"
	"net/http"
	"time"
)

// An Error says that Discord refused a request. It holds no text of a
// message, so it may be logged.
type Error struct {
	Op     string        // what was asked for, "post"
	Status int           // of HTTP
	Code   int           // Discord's own code, 0 where it gave none
	After  time.Duration // how long Discord asks to wait, 0 where it does not say
	Held   string        // why the request was not made, "" where it was; the rest is then what it would have met
}

// Reasons not to make a request. One that must wait has the status 429.
const (
	heldForTurn   = "it must wait for its turn"
	heldByBreaker = "Discord has refused too much of late"
	heldAsBefore  = "not asked again"
)

func (e *Error) Error() string {
	if e.Held != "" && e.Held != heldAsBefore {
		return fmt.Sprintf("discord: %s: %s", e.Op, e.Held)
	}
	s := fmt.Sprintf("discord: %s: HTTP %d", e.Op, e.Status)
	if e.Code != 0 {
		s += fmt.Sprintf(", code %d", e.Code)
	}
	if w := e.words(); w != "" {
		s += ": " + w
	}
	if e.Held != "" {
		s += "; " + e.Held
	}
	return s
}

// limited reports whether too much was asked for; nil is no refusal. A 403 with
// a time to wait is a word of the proxy before Discord.
func (e *Error) limited() bool {
	return e != nil && (e.Status == http.StatusTooManyRequests || e.Code == openingTooFast ||
		e.Status == http.StatusForbidden && e.After > 0)
}

// Discord's codes for what is refused at the moment.
const (
	openingTooFast = 40003 // too many new direct conversations
	postNotOpen    = 40058 // the first message of a post is still to come
)

// layoutRefused reports whether Discord might take the same answer laid out in
// another way.
func layoutRefused(err error) bool {
	refused := refusedBy(err)
	if refused == nil || refused.Status != http.StatusBadRequest && refused.Status != http.StatusRequestEntityTooLarge {
		return false
	}
	switch refused.Code {
	case 50035, 50006, 50109, 50045, 40005: // a form, an empty message, JSON, a file, a request
		return true
	}
	return false
}

// distrusted reports whether Discord refused the token; nil is no refusal. What
// is left can be sent when there is a good one.
func (e *Error) distrusted() bool { return e != nil && e.Status == http.StatusUnauthorized }

// words explains the cases that an operator can do something about.
func (e *Error) words() string {
	if e.Status == http.StatusUnauthorized {
		return "Discord refuses the token: check DISCORD_TOKEN"
	}
	switch e.Code {
	case 10003, 10008:
		return "the channel or message is gone"
	case 50001:
		return "the bot may not see this channel"
	case 50013:
		return "the bot may not write in this channel"
	case 50007:
		return "this person takes no direct messages"
	case 50083:
		return "the thread is archived and locked"
	case 160002:
		return "a reply needs the permission Read Message History"
	}
	if e.limited() {
		return "too many requests"
	}
	return ""
}

// A GatewayError says that Discord closed the gateway for good.
type GatewayError struct {
	Code int // of the WebSocket's close frame
}

func (e *GatewayError) Error() string {
	return fmt.Sprintf("discord: the gateway closed for good (%d): %s", e.Code, fatalCodes[e.Code])
}

// fatalCodes are the close codes after which connecting again is of no use.
var fatalCodes = map[int]string{
	4004: "Discord refuses the token: check DISCORD_TOKEN",
	4010: "invalid shard",
	4011: "the bot is in too many servers for so few connections; the next start makes more",
	4012: "this version of the gateway is no longer served",
	4013: "invalid intents",
	4014: "the application may not use the intents it asks for: switch Message Content Intent on in the developer portal, or leave --discord-message-content out",
}
