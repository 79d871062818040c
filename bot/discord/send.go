package discord

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"

	"careerbot/bot"
)

const (
	flagSuppressEmbeds = 1 << 2
	nonceLength        = 25 // characters, Discord's limit
	pageSize           = 50 // messages that one look asks for
	maxPages           = 4  // looks for an earlier try of a send
)

// An outgoing is the body of a new message. discordgo's own type lacks the
// nonce and sends null for lists that must be empty.
type outgoing struct {
	Content         string          `json:"content"`
	Flags           int             `json:"flags"`
	Nonce           string          `json:"nonce"`
	EnforceNonce    bool            `json:"enforce_nonce"` // a second one within minutes is the first one again
	AllowedMentions allowedMentions `json:"allowed_mentions"`
	Reference       reference       `json:"message_reference"`
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

// Send replies to the message that the mail's address names and returns the
// id of the reply. With again it looks for an earlier try's reply first, and
// does not send where that stands. It does not wait: a refusal for the moment
// is a *bot.RetryError, which wraps bot.ErrUnsettled too where the message may
// have arrived, so that the next call must be made with again. Where the
// channel may not be read, an unsettled send stays bot.ErrUnsettled alone and
// must not be repeated. Final refusals are an *Error.
func (a *Adapter) Send(ctx context.Context, m bot.Mail, again bool) (string, error) {
	rest, err := a.rest()
	if err != nil {
		return "", err
	}
	to, err := parseAddress(m.To)
	if err != nil {
		return "", err
	}
	content := render(m.Answer, to.Guild != "")
	if content == "" {
		return "", errors.New("discord: nothing to send")
	}
	if again {
		if ref, err := a.sent(ctx, rest, to); ref != "" || err != nil {
			return ref, err
		}
	}
	return post(ctx, rest, to, outgoing{
		Content:         content,
		Flags:           flagSuppressEmbeds,
		Nonce:           nonce(m.ID),
		EnforceNonce:    true,
		AllowedMentions: allowedMentions{Parse: []string{}},
		Reference:       reference{MessageID: to.Message, ChannelID: to.Channel, GuildID: to.Guild},
	})
}

// parseAddress reads the To of a mail. The ids become parts of addresses, so
// nothing else may stand in them.
func parseAddress(b []byte) (address, error) {
	var to address
	if err := json.Unmarshal(b, &to); err != nil {
		return address{}, fmt.Errorf("discord: read an address: %w", err)
	}
	if !isSnowflake(to.Channel) || !isSnowflake(to.Message) || to.Guild != "" && !isSnowflake(to.Guild) {
		return address{}, errors.New("discord: an address without channel and message")
	}
	return to, nil
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
	var refused *Error
	var dial *net.OpError
	switch {
	case errors.As(err, &refused) && refused.Status == http.StatusTooManyRequests:
		return "", &bot.RetryError{After: refused.After, Err: err}
	case errors.As(err, &refused) && refused.Status < http.StatusInternalServerError:
		return "", err
	case errors.As(err, &dial) && dial.Op == "dial":
		return "", &bot.RetryError{Err: err} // nothing was sent
	}
	return "", unsettled(refused, err)
}

// sent looks for the bot's own reply to the message of the address and returns
// its id, "" when there is none.
func (a *Adapter) sent(ctx context.Context, rest *rest, to address) (string, error) {
	self, err := a.ownID(ctx, rest)
	if err != nil {
		return "", err
	}
	after := to.Message
	for range maxPages {
		var page []struct {
			ID     string `json:"id"`
			Author struct {
				ID string `json:"id"`
			} `json:"author"`
			Reference struct {
				MessageID string `json:"message_id"`
			} `json:"message_reference"`
		}
		path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", to.Channel, after, pageSize)
		if err := rest.call(ctx, "look for the reply", http.MethodGet, path, nil, &page); err != nil {
			return "", lookFailed(err)
		}
		next := after
		for _, m := range page {
			if m.Author.ID == self && m.Reference.MessageID == to.Message && isSnowflake(m.ID) {
				return m.ID, nil
			}
			if isSnowflake(m.ID) && later(m.ID, next) {
				next = m.ID
			}
		}
		if len(page) < pageSize || next == after {
			return "", nil
		}
		after = next
	}
	return "", fmt.Errorf("discord: look for the reply: too many messages since: %w", bot.ErrUnsettled)
}

// ownID returns the bot's user id and asks for it where nothing has told it.
func (a *Adapter) ownID(ctx context.Context, rest *rest) (string, error) {
	if self := a.self.get(); self != "" {
		return self, nil
	}
	self, err := rest.whoami(ctx)
	if err == nil {
		a.self.set(self)
		return self, nil
	}
	var refused *Error
	if errors.As(err, &refused) && refused.Status == http.StatusUnauthorized {
		return "", err
	}
	return "", unsettled(refused, err) // the gateway will tell
}

// lookFailed is the error of a Send that could not find out whether an earlier
// try arrived.
func lookFailed(err error) error {
	var refused *Error
	if !errors.As(err, &refused) || refused.Status >= http.StatusInternalServerError ||
		refused.Status == http.StatusTooManyRequests {
		return unsettled(refused, err)
	}
	if refused.Status == http.StatusUnauthorized || refused.Status == http.StatusNotFound {
		return err
	}
	return fmt.Errorf("%w: %w", bot.ErrUnsettled, err) // this channel may not be read
}

// unsettled asks for another try of a message that may have arrived.
func unsettled(refused *Error, err error) error {
	retry := &bot.RetryError{Err: fmt.Errorf("%w: %w", bot.ErrUnsettled, err)}
	if refused != nil {
		retry.After = refused.After
	}
	return retry
}

// later reports whether id a was made after id b.
func later(a, b string) bool {
	x, errX := strconv.ParseUint(a, 10, 64)
	y, errY := strconv.ParseUint(b, 10, 64)
	return errX == nil && errY == nil && x > y
}
