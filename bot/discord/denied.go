package discord

import (
	"context"
	"time"

	"careerbot/bot"
)

// noHistory is Discord's code for a reply where the bot may not read the history.
const noHistory = 160002

// lacking returns the permission that a refusal is about, by the name that
// Discord's settings give it, "" for any other refusal.
func (e *Error) lacking() string {
	if e == nil {
		return ""
	}
	switch e.Code {
	case noAccess:
		return "View Channel"
	case noPermission:
		return "Send Messages, or in a thread Send Messages in Threads"
	case noHistory:
		return "Read Message History"
	}
	return ""
}

// deniedAnswer tells an asker why there is no answer where they asked.
func deniedAnswer(channel, permission string) bot.Answer {
	return bot.Answer{
		Kind: bot.Help, Private: true,
		Headline: "I could not answer you in the channel where you asked.",
		Text: "I lack a permission there: " + permission + ". Whoever manages the server can give it to me. Here I can answer you: please ask me again." +
			"\n\nhttps://discord.com/channels/" + channel,
	}
}

// tellDenied tells the asker, as a direct message, which permission the bot
// lacks to answer: once a day for a channel, since everybody who asks there
// would hear the same. What cannot be said is logged.
func (a *Adapter) tellDenied(ctx context.Context, rest *rest, p parcel, err error) {
	permission := refusedBy(err).lacking()
	if permission == "" {
		return
	}
	log := a.logger().With("id", p.mail.ID, "channel", p.to.Channel, "permission", permission)
	if p.to.User == "" || p.to.Late || p.to.Guild == "" {
		log.Warn("discord: a permission is missing")
		return
	}
	if !a.denied.first(p.to.Channel, time.Now()) {
		return
	}
	direct, err := openDirect(ctx, rest, p)
	if err == nil {
		_, err = a.tell(ctx, rest, direct, deniedAnswer(p.to.Guild+"/"+p.to.Channel, permission), "denied."+p.mail.ID)
	}
	if err != nil {
		log.Warn("discord: a permission is missing, and its asker cannot be told", "err", err)
		return
	}
	log.Warn("discord: a permission is missing; its asker was told")
}

// tell posts a message of ours to a conversation: once, however often it is
// called with the same id within some minutes.
func (a *Adapter) tell(ctx context.Context, rest *rest, to address, note bot.Answer, id string) (ref string, err error) {
	c := a.newCard(note)
	c.voted, c.read = false, false
	err = a.styled(c, func(b body) (err error) {
		ref, err = post(ctx, rest, to, outgoing{b, nonce(id), true, nil})
		return err
	})
	return ref, err
}
