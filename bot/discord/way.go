package discord

import "strings"

// A way is what Discord's limits and refusals go by: which request it is, and
// about which resource.
type way struct {
	route   string // method and path, with {} for what differs
	top     string // the channel, server or webhook that it is about, "" for none
	channel string // the channel that it is about, "" for none
	bearer  bool   // the path itself holds the token that allows it
	reply   bool   // the first response to an interaction, which counts for no limit
}

// wayOf returns the way of a request. path is below the base and may carry a
// query.
func wayOf(method, path string) way {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	var w way
	switch kind := parts[0]; {
	case kind == "channels" && len(parts) > 1:
		w.channel, w.top = parts[1], kind+"/"+parts[1]
	case kind == "guilds" && len(parts) > 1:
		w.top = kind + "/" + parts[1]
	case (kind == "webhooks" || kind == "interactions") && len(parts) > 2:
		w.top, w.bearer = kind+"/"+parts[1]+"/"+parts[2], true
		w.reply = kind == "interactions"
		parts[2] = "{}"
	}
	for i, part := range parts {
		if isSnowflake(part) || i > 0 && parts[i-1] == "reactions" {
			parts[i] = "{}"
		}
	}
	w.route = method + " " + strings.Join(parts, "/")
	return w
}
