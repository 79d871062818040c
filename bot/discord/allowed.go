package discord

import (
	"strconv"
	"strings"
)

// lacking says in a sentence which permissions the bot lacks to post where it
// was pressed, "" for none. Where it is not said what it may, it is tried.
func (in *interaction) lacking() string {
	bits, err := strconv.ParseUint(in.Permissions, 10, 64)
	if err != nil || in.GuildID == "" || bits&(1<<bitAdministrator) != 0 {
		return ""
	}
	send := uint(bitSend)
	if in.inThread() {
		send = bitSendInThreads
	}
	var names []string
	for _, p := range permissions {
		if (p.bit == bitView || p.bit == send) && bits&(1<<p.bit) == 0 {
			names = append(names, p.name)
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return "I can't post here: I lack the permission " + names[0] + ". Whoever manages the server can give it to me."
	}
	return "I can't post here: I lack the permissions " + strings.Join(names, " and ") + ". Whoever manages the server can give them to me."
}

// inThread reports whether it happened in a thread, or in a post of a forum.
func (in *interaction) inThread() bool { return in.Channel.Type >= 10 && in.Channel.Type <= 12 }
