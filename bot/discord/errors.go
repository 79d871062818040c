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
}

func (e *Error) Error() string {
	s := fmt.Sprintf("discord: %s: HTTP %d", e.Op, e.Status)
	if e.Code != 0 {
		s += fmt.Sprintf(", code %d", e.Code)
	}
	if w := e.words(); w != "" {
		s += ": " + w
	}
	return s
}

// limited reports whether too much was asked for; nil is no refusal.
func (e *Error) limited() bool {
	return e != nil && (e.Status == http.StatusTooManyRequests || e.Code == openingTooFast)
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
	4011: "the bot is in too many servers for one connection",
	4012: "this version of the gateway is no longer served",
	4013: "invalid intents",
	4014: "the application may not use the intents it asks for; switch them on in the developer portal",
}
