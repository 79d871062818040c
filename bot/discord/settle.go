package discord

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"careerbot/bot"
)

const (
	pageSize = 50          // messages that one look asks for
	maxPages = 4           // looks for an earlier try of a send
	skew     = time.Minute // between our clock and Discord's
)

// A posted message is the part of a message in a channel that matters here.
type posted struct {
	ID     string `json:"id"`
	Author struct {
		ID  string `json:"id"`
		Bot bool   `json:"bot"`
	} `json:"author"`
	Content    string      `json:"content"`
	Components []component `json:"components"`
	Nonce      any         `json:"nonce"` // Discord does not keep it long, and may tell it as a number
	Reference  struct {
		MessageID string `json:"message_id"`
	} `json:"message_reference"`
}

// of reports whether a message of ours is the parcel's. A reply is known by
// what it replies to, any other message by its nonce, or its text where
// Discord does not tell the nonce any more.
func (m *posted) of(p parcel) bool {
	switch {
	case m.Reference.MessageID != p.to.Message:
		return false
	case p.to.Message != "":
		return true
	case m.Nonce != nil:
		return m.Nonce == nonce(p.mail.ID)
	}
	text := said(m.Content, m.Components)
	return text == p.card.body(v2Style).said() || text == p.card.body(classicStyle).said() || text == p.card.body(textStyle).said()
}

// since returns an id that is older than any message of the parcel's.
func (p *parcel) since() string {
	if p.to.Message != "" {
		return p.to.Message
	}
	return snowflakeAt(p.mail.At.Add(-skew))
}

// sent looks for an earlier try of a parcel and returns its id, "" when there
// is none.
func (a *Adapter) sent(ctx context.Context, rest *rest, p parcel) (string, error) {
	self, err := a.ownID(ctx, rest)
	if err != nil {
		return "", err
	}
	after := p.since()
	for range maxPages {
		var page []posted
		path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", p.to.Channel, after, pageSize)
		if err := rest.call(ctx, "look for the reply", http.MethodGet, path, nil, &page); err != nil {
			return "", lookFailed(err)
		}
		next := after
		for _, m := range page {
			if m.Author.ID == self && m.of(p) && isSnowflake(m.ID) {
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
	return "", unsettled(refusedBy(err), err) // the gateway will tell
}

// lookFailed is the error of a Send that could not find out whether an earlier
// try arrived.
func lookFailed(err error) error {
	refused := refusedBy(err)
	switch {
	case refused == nil, refused.Status >= http.StatusInternalServerError, refused.limited(), refused.distrusted():
		return unsettled(refused, err)
	case refused.Status == http.StatusNotFound:
		return err
	}
	return fmt.Errorf("%w: %w", bot.ErrUnsettled, err) // this channel may not be read
}

// later reports whether id a was made after id b.
func later(a, b string) bool {
	x, errX := strconv.ParseUint(a, 10, 64)
	y, errY := strconv.ParseUint(b, 10, 64)
	return errX == nil && errY == nil && x > y
}

// step returns the id that is so many after another.
func step(id string, by int64) string {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return id
	}
	return strconv.FormatUint(n+uint64(by), 10)
}
