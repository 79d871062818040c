package state

import (
	"cmp"
	"strings"

	"careerbot/bot"
)

// nobody stands in keys where there is no person.
const nobody = "_"

// A namer makes the names under which things are kept. All parts are keyed
// hashes: nothing in a name is a platform's own id.
type namer struct{ key bot.Key }

// tenant begins every key of a workspace.
func (n namer) tenant(tenant string) string { return n.key.Hash("tenant", tenant) + "." }

// person begins every key of a person; the hash of a person comes from the
// adapter.
func (n namer) person(tenant, user string) string {
	return n.tenant(tenant) + cmp.Or(clean(user), nobody) + "."
}

// message is the key of one message.
func (n namer) message(q bot.Question) string {
	return n.person(q.Tenant, q.User) + n.key.Hash("message", q.ID)
}

// conversation is the key of what a follow-up continues: a thread belongs to
// nobody, so that it outlives the data of one of those in it.
func (n namer) conversation(q bot.Question) string {
	if q.Thread != "" {
		return n.person(q.Tenant, "") + n.key.Hash("conversation", q.Conversation())
	}
	return n.person(q.Tenant, q.User) + n.key.Hash("conversation", q.Conversation())
}

// asker is the key of the last answer to a person in a thread.
func (n namer) asker(q bot.Question) string {
	return n.person(q.Tenant, q.User) + n.key.Hash("asker", q.Conversation())
}

// subject is where the mail of a question waits.
func (n namer) subject(q bot.Question) string {
	return "outbox." + n.person(q.Tenant, q.User) + n.key.Hash("conversation", q.Conversation())
}

// late is where a mail waits that a person may make needless.
func (n namer) late(q bot.Question) string { return n.lateOf(q, cmp.Or(clean(q.User), nobody)) }

// lateOf is the same for whoever asked: "*" is everybody.
func (n namer) lateOf(q bot.Question, user string) string {
	return "late." + n.tenant(q.Tenant) + user + "." + n.key.Hash("room", q.Room) + "." + n.key.Hash("thread", q.Thread)
}

// lateRoom is where mails of everybody wait in all threads of a room.
func (n namer) lateRoom(q bot.Question) string {
	return "late." + n.tenant(q.Tenant) + "*." + n.key.Hash("room", q.Room) + ".*"
}

// same is the key of answers in a room that say the same, and belong to nobody.
func (n namer) same(tenant, room, said string) string {
	return n.person(tenant, "") + n.key.Hash("same", room, said)
}

// gone is the key that says that a message of ours in a room is gone.
func (n namer) gone(tenant, room, ref string) string {
	return n.person(tenant, "") + n.key.Hash("gone", room, ref)
}

// room is the key of what is set for a room.
func (n namer) room(tenant, room string) string {
	return n.tenant(tenant) + "room." + n.key.Hash("room", room)
}

// install is the key of what gives access to a workspace.
func (n namer) install(tenant string) string { return n.tenant(tenant) + "install" }

// lane returns the pattern of the subjects whose mails are sent one after
// another with those of a subject: all of its conversation, whoever asked.
func lane(subject string) string {
	parts := strings.Split(subject, ".")
	if parts[0] == "outbox" && len(parts) == 4 {
		parts[2] = "*"
	}
	return strings.Join(parts, ".")
}

// clean keeps a hash from being more than one part of a key.
func clean(user string) string {
	if strings.ContainsAny(user, ".*> \t\r\n") {
		return ""
	}
	return user
}
