package discord

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"careerbot/bot"
)

// refMark stands between channel and message in the reference to a message that
// stands elsewhere than its address says: in direct messages with the asker.
const refMark = "/"

// goneMessage and goneChannel are Discord's codes for what is not there any more.
const (
	goneChannel = 10003
	goneMessage = 10008
)

// A place is where a message of ours stands.
type place struct{ channel, message string }

func (p place) path() string { return "channels/" + p.channel + "/messages/" + p.message }

// placeOf reads the reference of a mail to that address.
func placeOf(to address, ref string) (place, error) {
	p := place{to.Channel, ref}
	if channel, message, elsewhere := strings.Cut(ref, refMark); elsewhere {
		p = place{channel, message}
	}
	if !isSnowflake(p.channel) || !isSnowflake(p.message) {
		return place{}, errors.New("discord: a reference to no message")
	}
	return p, nil
}

// change puts an answer in the place of the one that was posted, or deletes that
// where there is none any more. What has become private is deleted for all and
// sent to the asker; what the asker got alone stays there. Doing it twice does no
// harm, so an earlier try need not be looked for.
func (a *Adapter) change(ctx context.Context, rest *rest, p parcel) (string, error) {
	at, err := placeOf(p.to, p.mail.Ref)
	if err != nil {
		return "", err
	}
	direct := strings.Contains(p.mail.Ref, refMark)
	hidden := p.mail.Answer.Private && p.to.public() && !direct
	switch {
	case p.mail.Answer.Kind == bot.Silence:
		return "", again(gone(rest.call(ctx, "delete an answer", http.MethodDelete, at.path(), nil, nil)))
	case hidden:
		if err := gone(rest.call(ctx, "delete an answer", http.MethodDelete, at.path(), nil, nil)); err != nil {
			return "", again(err)
		}
		return a.deliverTo(ctx, rest, p)
	case direct:
		p.card = a.newCard(p.mail.Answer)
	}
	if p.to.public() && !direct {
		if talked, err := replied(ctx, rest, at, ""); talked || err != nil {
			return p.mail.Ref, err // people have talked about the answer as it is
		}
	}
	if err := a.rewrite(ctx, rest, at, p.card); err != nil {
		return "", again(err)
	}
	return p.mail.Ref, nil
}

// rewrite changes a message. One that has the container keeps it, and one that
// has none gets it: Discord takes that one way alone. So a refused container is
// tried once more without anything to press, before the message can only be one
// that was posted without.
func (a *Adapter) rewrite(ctx context.Context, rest *rest, at place, c card) error {
	var err error
	for i, b := range []body{c.body(v2Style), c.bare().body(v2Style), c.body(classicStyle), c.body(textStyle)} {
		err = gone(rest.call(ctx, "change an answer", http.MethodPatch, at.path(), b.edit(), nil))
		if !layoutRefused(err) {
			if err == nil && i > 0 {
				a.count.plainer.Add(1)
			}
			break
		}
		a.logger().Error("discord: layout refused", "err", err)
	}
	return err
}

// gone takes a message that is not there any more for one that need not be
// changed.
func gone(err error) error {
	if refused := refusedBy(err); refused != nil && (refused.Code == goneMessage || refused.Code == goneChannel) {
		return nil
	}
	return err
}

// again asks for another try wherever one may help: unlike a post, a change can
// be made twice.
func again(err error) error {
	refused := refusedBy(err)
	if err == nil || refused != nil && refused.Status < http.StatusInternalServerError && !refused.limited() {
		return err
	}
	return retry(refused, err)
}

// Link returns the address of the message to which Send has returned a
// reference, for all who can read its channel; "" for one in direct messages.
func (a *Adapter) Link(to []byte, ref string) string {
	at, err := parseAddress(to)
	if err != nil || !isSnowflake(ref) {
		return ""
	}
	if at.Guild == "" {
		return "" // in a direct conversation
	}
	m := message{ID: ref, ChannelID: at.Channel, GuildID: at.Guild}
	return m.link()
}
