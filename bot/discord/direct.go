package discord

import (
	"context"
	"errors"
	"net/http"

	"careerbot/bot"
)

// deliverDirect sends the answer of a parcel to the asker as a direct message.
// Where that is refused it says in the channel how to get the answer, and
// nothing of the answer.
func (a *Adapter) deliverDirect(ctx context.Context, rest *rest, p parcel) (string, error) {
	direct := p
	direct.card = a.newCard(p.mail.Answer)
	var err error
	if direct.to, err = openDirect(ctx, rest, p); err == nil {
		var ref string
		if ref, err = a.deliver(ctx, rest, direct); err == nil {
			return direct.to.Channel + refMark + ref, nil
		}
	}
	if !takesNone(err) {
		return "", err
	}
	return a.deliver(ctx, rest, p)
}

// openDirect returns the address of the conversation with the asker; that
// nothing can be sent there shows in some cases only when it is tried.
func openDirect(ctx context.Context, rest *rest, p parcel) (address, error) {
	var room struct {
		ID string `json:"id"`
	}
	in := struct {
		Recipient string `json:"recipient_id"`
	}{p.to.User}
	err := rest.call(ctx, "open a direct conversation", http.MethodPost, "users/@me/channels", in, &room)
	refused := refusedBy(err)
	switch {
	case err == nil && isSnowflake(room.ID):
		return address{Channel: room.ID}, nil
	case err == nil:
		return address{}, errors.New("discord: open a direct conversation: no id in the answer")
	case refused != nil && refused.Status < http.StatusInternalServerError && !refused.limited() && !refused.distrusted():
		return address{}, err
	case p.again:
		return address{}, unsettled(refused, err) // an earlier try may still have arrived
	}
	return address{}, retry(refused, err)
}

// takesNone reports whether Discord refused for good to bring somebody a direct
// message.
func takesNone(err error) bool {
	var again *bot.RetryError
	refused := refusedBy(err)
	return refused != nil && !errors.As(err, &again) && !errors.Is(err, bot.ErrUnsettled)
}
