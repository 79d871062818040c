package slack

import (
	"net/http"
	"slices"
	"strings"
)

// A scope is a permission that a workspace grants to the app.
type scope struct {
	name     string
	optional bool   // may be left out when the app is installed
	without  string // what does not work where it is missing
}

// scopes are all that the app asks for, and no more.
var scopes = []scope{
	{name: "commands", without: "Slack does not take the slash command"},
	{name: "chat:write", without: "mentions and direct messages are not answered"},
	{name: "app_mentions:read", without: "mentions do not arrive"},
	{name: "im:history", without: "direct messages do not arrive"},
	{name: "assistant:write", without: "no questions are suggested above direct messages, and nothing shows that an answer is late"},
	{name: "channels:history", optional: true, without: "in public channels " + unread},
	{name: "groups:history", optional: true, without: "in private channels " + unread},
	{name: "files:write", optional: true, without: "charts are shown as tables"},
}

// unread is what does not work in channels that may not be read.
const unread = "there is no auto-reply, members must mention the bot to ask on in a thread, edits and deletions of questions are not noticed, and an answer that may have got lost is not sent again"

// sentence says what is missing and what then does not work.
func (s scope) sentence() string {
	if s.optional {
		return "the optional scope " + s.name + " is not granted; " + s.without
	}
	return "the scope " + s.name + " is missing; " + s.without
}

// scopeNames are the names of all of them, with commas between them.
func scopeNames() string {
	var names []string
	for _, s := range scopes {
		names = append(names, s.name)
	}
	return strings.Join(names, ",")
}

// missing returns the scopes that are not among those granted, which stand
// with commas between them.
func missing(granted string) []scope {
	have := strings.FieldsFunc(granted, func(r rune) bool { return r == ',' || r == ' ' })
	return slices.DeleteFunc(slices.Clone(scopes), func(s scope) bool { return slices.Contains(have, s.name) })
}

// checkScopes says what the workspace has not granted, as the header of an
// answer of Slack's tells. Where that does not, nothing is known and said.
func (a *Adapter) checkScopes(h http.Header) {
	granted := h.Values("X-Oauth-Scopes")
	if len(granted) == 0 {
		return
	}
	lacks := missing(strings.Join(granted, ","))
	a.logMissing(lacks, "")
	for _, s := range lacks {
		if a.Tell != nil {
			a.Tell(s.sentence())
		}
	}
}

// logMissing says in the log what a workspace has not granted; "" is the only
// one.
func (a *Adapter) logMissing(lacks []scope, team string) {
	log := a.log
	if team != "" {
		log = log.With("team", team)
	}
	for _, s := range lacks {
		if s.optional {
			log.Info("slack: an optional scope is not granted", "scope", s.name, "without", s.without)
		} else {
			log.Warn("slack: a scope is missing", "scope", s.name, "without", s.without)
		}
	}
}
