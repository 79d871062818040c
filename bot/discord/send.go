package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"

	"careerbot/bot"
)

const (
	flagSuppressEmbeds = 1 << 2
	nonceLength        = 25 // characters, Discord's limit
)

// An outgoing is the body of a new message. discordgo's own type lacks the
// nonce and sends null for lists that must be empty.
type outgoing struct {
	Content         string          `json:"content"`
	Flags           int             `json:"flags"`
	Nonce           string          `json:"nonce"`
	EnforceNonce    bool            `json:"enforce_nonce"` // a second one within minutes is the first one again
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Reference       *reference      `json:"message_reference,omitempty"`
}

// allowedMentions is always the zero list: nobody is pinged.
type allowedMentions struct {
	Parse       []string `json:"parse"` // never nil: null would mean everybody
	RepliedUser bool     `json:"replied_user"`
}

type reference struct {
	MessageID       string `json:"message_id"`
	ChannelID       string `json:"channel_id,omitempty"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

// A parcel is an answer on its way to one channel.
type parcel struct {
	mail    bot.Mail
	to      address
	content string
	again   bool // an earlier try may have arrived
}

// Send replies to the message that the mail's address names, or posts a message
// where it names a channel alone, and returns the id of what it posted. A
// private answer to a question in a server goes to the asker as a direct
// message. With again Send looks for an earlier try's message first, and does
// not post where that stands. It does not wait: a refusal for the moment is a
// *bot.RetryError, which wraps bot.ErrUnsettled too where the message may have
// arrived, so that the next call must be made with again. Where the channel may
// not be read, an unsettled send stays bot.ErrUnsettled alone and must not be
// repeated. Final refusals are an *Error. No lease is needed.
func (a *Adapter) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	rest, err := a.rest()
	if err != nil {
		return "", err
	}
	to, err := parseAddress(m.To)
	if err != nil {
		return "", err
	}
	if to.Hint {
		m.Answer = withHint(m.Answer)
	}
	p := parcel{mail: m, to: to, again: again}
	if m.Ref != "" {
		return a.change(ctx, rest, p)
	}
	if !again {
		why, err := a.needless(ctx, rest, to, m)
		if err != nil {
			return "", err
		}
		if why != "" {
			a.count.withheld.Add(1)
			a.logger().Info("discord: not answered", "id", m.ID, "reason", why)
			return "", nil
		}
	}
	return a.send(ctx, rest, p)
}

// send sends a parcel to where it belongs.
func (a *Adapter) send(ctx context.Context, rest *rest, p parcel) (string, error) {
	m, to := p.mail, p.to
	p.content = render(m.Answer, to.public())
	send := a.deliver
	switch private := m.Answer.Private && to.public(); {
	case p.content == "":
		return "", errors.New("discord: nothing to send")
	case private && to.Message == "":
		return "", errors.New("discord: a private answer is not for a whole channel")
	case private && to.User != "":
		send = a.deliverDirect
	}
	ref, err := send(ctx, rest, p)
	if err != nil {
		a.tellDenied(ctx, rest, p, err)
		return "", err
	}
	a.count.sent.Add(1)
	return ref, nil
}

// deliver posts a parcel, unless an earlier try of it stands there.
func (a *Adapter) deliver(ctx context.Context, rest *rest, p parcel) (string, error) {
	if p.again {
		if ref, err := a.sent(ctx, rest, p); ref != "" || err != nil {
			return ref, err
		}
	}
	return post(ctx, rest, p.to, outgoing{
		Content:         p.content,
		Flags:           flagSuppressEmbeds,
		Nonce:           nonce(p.mail.ID),
		EnforceNonce:    true,
		AllowedMentions: allowedMentions{Parse: []string{}},
		Reference:       p.to.reference(),
	})
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
	case refused.limited(), refused != nil && refused.Code == postNotOpen:
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
