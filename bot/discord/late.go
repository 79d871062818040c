package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"careerbot/bot"
)

// overtaken returns bot.ErrAnswered where a mail is late and somebody other than
// the asker has replied to the question. It looks once, at the messages that came
// next: where others talk too, only a reply is known to be an answer.
func overtaken(ctx context.Context, rest *rest, p parcel) error {
	if !p.mail.Late || p.to.Guild == "" || p.to.Message == "" {
		return nil
	}
	replied, err := replied(ctx, rest, place{p.to.Channel, p.to.Message}, p.to.User)
	if err == nil && replied {
		err = fmt.Errorf("discord: %w", bot.ErrAnswered)
	}
	return err
}

// replied reports whether a person other than one has replied to a message. Where
// that may not be read, nobody has; where it cannot be read just now, the error
// asks for another try.
func replied(ctx context.Context, rest *rest, to place, other string) (bool, error) {
	var page []posted
	path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", to.channel, to.message, pageSize)
	err := again(rest.call(ctx, "look for replies", http.MethodGet, path, nil, &page))
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		return false, err
	}
	for _, m := range page {
		if m.Reference.MessageID == to.message && !m.Author.Bot && m.Author.ID != other {
			return true, nil
		}
	}
	return false, nil
}
