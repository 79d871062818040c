package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"careerbot/bot"
)

const nonceLength = 25 // characters, Discord's limit

// What is said in public instead of an answer that is for the asker alone.
var inPrivate = bot.Answer{
	Kind: bot.Help,
	Text: "I can only tell you that in a direct message: please write to me there.",
}

// An outgoing is the body of a new message. discordgo's own type lacks the
// nonce and sends null for lists that must be empty.
type outgoing struct {
	body
	Nonce        string     `json:"nonce"`
	EnforceNonce bool       `json:"enforce_nonce"` // a second one within minutes is the first one again
	Reference    *reference `json:"message_reference,omitempty"`
}

type reference struct {
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id,omitempty"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// A parcel is an answer on its way to one channel.
type parcel struct {
	mail  bot.Mail
	to    address
	card  card
	again bool // an earlier try may have arrived
}

// Send replies to the message that the mail's address names, or posts a message
// where it names a channel alone, and returns a reference to what it posted. A
// private answer to a question in a server goes to the asker as a direct
// message. A mail with a reference changes or deletes that message. What Discord
// does not take as a card is sent in a plainer layout. With again Send looks for
// an earlier try's message first, and does not post where that stands. It does
// not wait for long, which is two seconds for each request that Discord's limits
// hold up: a refusal for the moment, and of the token, is a *bot.RetryError,
// which wraps bot.ErrUnsettled too where the message may have
// arrived, so that the next call must be made with again. Where the channel may
// not be read, an unsettled send stays bot.ErrUnsettled alone and must not be
// repeated. A late answer is not posted where a person has given one, which is
// bot.ErrAnswered. Final refusals are an *Error. No lease is needed.
func (a *Adapter) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	rest, err := a.rest()
	if err != nil {
		return "", err
	}
	rest = rest.hurried()
	to, err := parseAddress(m.To)
	if err != nil {
		return "", err
	}
	var hint bool
	m.Answer, hint = a.hinted(to, m.Answer)
	p := parcel{mail: m, to: to, card: a.mailCard(to, m), again: again}
	send := a.deliverTo
	switch {
	case m.Ref != "":
		send = a.change
	case p.card.body(textStyle).Content == "":
		return "", errors.New("discord: nothing to send")
	}
	ref, err := send(ctx, rest, p)
	if err != nil {
		a.tellDenied(ctx, rest, p, err)
		return "", err
	}
	if hint {
		a.hints.first(to.Channel, time.Now())
	}
	a.count.sent.Add(1)
	return ref, nil
}

// deliverTo posts a parcel where its answer may be read.
func (a *Adapter) deliverTo(ctx context.Context, rest *rest, p parcel) (string, error) {
	switch private := p.mail.Answer.Private && p.to.public(); {
	case private && p.to.Message == "":
		return "", errors.New("discord: a private answer is not for a whole channel")
	case private && p.to.User != "":
		return a.deliverDirect(ctx, rest, p)
	}
	return a.deliver(ctx, rest, p)
}

// deliver posts a parcel, unless an earlier try of it stands there.
func (a *Adapter) deliver(ctx context.Context, rest *rest, p parcel) (string, error) {
	if p.again {
		if ref, err := a.sent(ctx, rest, p); ref != "" || err != nil {
			return ref, err
		}
	}
	if err := overtaken(ctx, rest, p); err != nil {
		return "", err
	}
	if err := a.needless(ctx, rest, p); err != nil {
		return "", err
	}
	var ref string
	err := a.styled(p.card, func(b body) (err error) {
		ref, err = post(ctx, rest, p.to, outgoing{b, nonce(p.mail.ID), true, p.to.reference()})
		return err
	})
	return ref, err
}

// mailCard returns the card of a mail. Who asked in a server can dismiss what
// all of it sees; a message that answers nobody is not voted on.
func (a *Adapter) mailCard(to address, m bot.Mail) card {
	if to.public() && m.Answer.Private {
		return a.newCard(inPrivate)
	}
	c := a.newCard(m.Answer)
	if to.Message == "" && to.public() {
		c.voted, c.read = false, false
	}
	if to.Guild != "" && to.User != "" && to.Message != "" {
		c.tools = append(c.tools, tool{a.dismissal(to.Channel, to.User), "Dismiss"})
	}
	return c
}

// styled sends a card, in the next style where Discord refuses one.
func (a *Adapter) styled(c card, send func(body) error) error {
	var err error
	for s := v2Style; s <= textStyle; s++ {
		b := c.body(s)
		if s == classicStyle && b.Components == nil && b.Attachments == nil {
			continue // that is text alone
		}
		if err = send(b); !layoutRefused(err) {
			if err == nil && s != v2Style {
				a.count.plainer.Add(1)
			}
			break
		}
		a.logger().Error("discord: layout refused", "style", s, "err", err)
	}
	return err
}

// nonce is the same for the same mail.
func nonce(id string) string {
	sum := sha256.Sum256([]byte(id))
	return base64.RawURLEncoding.EncodeToString(sum[:])[:nonceLength]
}

// post sends a message once.
func post(ctx context.Context, rest *rest, to address, out outgoing) (string, error) {
	var made struct {
		ID string `json:"id"`
	}
	err := rest.call(ctx, "post", http.MethodPost, "channels/"+to.Channel+"/messages", out, &made)
	if err == nil {
		return made.ID, nil
	}
	refused := refusedBy(err)
	switch {
	case refused.limited(), refused.distrusted(), refused != nil && refused.Code == postNotOpen:
		return "", retry(refused, err)
	case refused != nil && refused.Status < http.StatusInternalServerError:
		return "", err
	case refused == nil && notDialled(err):
		return "", retry(nil, err) // nothing was sent
	}
	return "", unsettled(refused, err)
}

// refusedBy returns what Discord answered, nil where no answer arrived whole.
func refusedBy(err error) *Error {
	var refused *Error
	errors.As(err, &refused)
	return refused
}

// notDialled reports whether a call ended before anything of it was sent.
func notDialled(err error) bool {
	var dial *net.OpError
	return errors.As(err, &dial) && dial.Op == "dial"
}

// retry asks for another try.
func retry(refused *Error, err error) *bot.RetryError {
	r := &bot.RetryError{Limited: refused.limited(), Err: err}
	if refused != nil {
		r.After = refused.After
	}
	return r
}

// unsettled asks for another try of a message that may have arrived.
func unsettled(refused *Error, err error) error {
	return retry(refused, fmt.Errorf("%w: %w", bot.ErrUnsettled, err))
}
