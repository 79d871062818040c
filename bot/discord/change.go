package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"careerbot/bot"
)

// A posting is where an answer stands. As a reference it is the id of the
// message, behind that of the channel where it is not the asker's.
type posting struct{ channel, id string }

func (p posting) ref(to address) string {
	if p.channel == to.Channel {
		return p.id
	}
	return p.channel + "/" + p.id
}

// postingOf reads a reference.
func postingOf(ref string, to address) (p posting, ok bool) {
	p = posting{to.Channel, ref}
	if channel, id, apart := strings.Cut(ref, "/"); apart {
		p = posting{channel, id}
	}
	return p, isSnowflake(p.channel) && isSnowflake(p.id)
}

// change puts an answer in the place of the one that was posted, or deletes
// that where there is none any more. One that has become private is deleted for
// all and sent to the asker, and one that is not private any more the other way
// round. Doing it twice does no harm.
func (a *Adapter) change(ctx context.Context, rest *rest, p parcel) (string, error) {
	stands, ok := postingOf(p.mail.Ref, p.to)
	if !ok {
		return "", fmt.Errorf("discord: change an answer: no reference")
	}
	apart := stands.channel != p.to.Channel
	moves := p.to.public() && apart != p.mail.Answer.Private
	if p.mail.Answer.Kind == bot.Silence || moves {
		if err := remove(ctx, rest, stands); err != nil || !moves || p.mail.Answer.Kind == bot.Silence {
			return "", err
		}
		p.mail.Ref = ""
		return a.send(ctx, rest, p)
	}
	if !apart {
		if replied, err := a.replied(ctx, rest, stands); replied || err != nil {
			return p.mail.Ref, err // people have talked about the answer as it is
		}
	}
	c := a.newCard(p.mail.Answer)
	if !apart {
		c = a.mailCard(p.to, p.mail)
	}
	err := a.styled(c, func(b body) error {
		return rest.call(ctx, "change an answer", http.MethodPatch, stands.path(), b.edit(), nil)
	})
	return p.mail.Ref, changed(err)
}

func (p posting) path() string { return "channels/" + p.channel + "/messages/" + p.id }

// remove deletes a message of ours.
func remove(ctx context.Context, rest *rest, p posting) error {
	return changed(rest.call(ctx, "delete an answer", http.MethodDelete, p.path(), nil, nil))
}

// changed says what the end of a change means: what is gone need not be
// changed, and what did not succeed for the moment is tried again, since unlike
// a post it can be made twice.
func changed(err error) error {
	refused := refusedBy(err)
	switch {
	case err == nil, refused != nil && refused.Status == http.StatusNotFound:
		return nil
	case refused == nil, refused.Status >= http.StatusInternalServerError, refused.limited():
		return retry(refused, err)
	}
	return err
}

// replied reports whether a person has replied to an answer. Where that may not
// be read, nobody has.
func (a *Adapter) replied(ctx context.Context, rest *rest, p posting) (bool, error) {
	var page []message
	path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", p.channel, p.id, latePage)
	if err := rest.call(ctx, "look for replies", http.MethodGet, path, nil, &page); err != nil {
		return false, passingOnly(err)
	}
	for _, m := range page {
		if m.Reference.MessageID == p.id && !m.Author.Bot {
			return true, nil
		}
	}
	return false, nil
}
