package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"careerbot/bot"
)

// solvedTags are the names of tags by which people say that a post needs no
// answer any more.
var solvedTags = []string{"solved", "resolved", "answered", "closed"}

// needless returns bot.ErrAnswered where an answer that nobody asked the bot for
// is of no use any more: the message does not stand as it was, somebody else has
// spoken since, or the post is over. Where that may not be looked up, the answer
// is of use; where it cannot be just now, the error asks for another try.
func (a *Adapter) needless(ctx context.Context, rest *rest, p parcel) error {
	if !p.to.Late || p.to.Message == "" || p.mail.NotBefore.IsZero() {
		return nil // what goes on from an answer is answered at once
	}
	why, err := passedOver(ctx, rest, p.to)
	var retry *bot.RetryError
	switch {
	case errors.As(again(err), &retry):
		return retry
	case why != "":
		a.logger().Info("discord: not answered", "id", p.mail.ID, "reason", why)
		return fmt.Errorf("discord: %s: %w", why, bot.ErrAnswered)
	}
	return nil
}

// passedOver says why an answer is of no use any more, "" where it is.
func passedOver(ctx context.Context, rest *rest, to address) (string, error) {
	if to.Post {
		if why, err := postOver(ctx, rest, to.Channel); why != "" || err != nil {
			return why, err
		}
	}
	var page []message
	path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", to.Channel, step(to.Message, -1), pageSize)
	if err := rest.call(ctx, "look for an answer", http.MethodGet, path, nil, &page); err != nil {
		return "", err
	}
	i := slices.IndexFunc(page, func(m message) bool { return m.ID == to.Message })
	switch {
	case i < 0:
		return "the message is gone", nil
	case page[i].Edited != "":
		return "the message was edited", nil
	case slices.ContainsFunc(page, func(m message) bool { return m.ofAnother(to) }):
		return "a person has spoken", nil
	}
	return "", nil
}

// ofAnother reports whether a person other than the asker has written a message.
func (m *message) ofAnother(to address) bool {
	return !m.Author.Bot && m.WebhookID == "" && m.Author.ID != to.User && m.ID != to.Message && m.Author.ID != ""
}

// postOver returns why a post needs no answer, "" where it does.
func postOver(ctx context.Context, rest *rest, post string) (string, error) {
	var thread, forum channel
	err := rest.call(ctx, "look at the post", http.MethodGet, "channels/"+post, nil, &thread)
	switch {
	case err != nil:
		return "", unlessPassing(err)
	case thread.Thread.Archived || thread.Thread.Locked:
		return "the post is closed", nil
	case len(thread.Tags) == 0 || !isSnowflake(thread.ParentID):
		return "", nil
	}
	if err := rest.call(ctx, "look at the forum", http.MethodGet, "channels/"+thread.ParentID, nil, &forum); err != nil {
		return "", unlessPassing(err)
	}
	for _, tag := range forum.Available {
		if slices.Contains(thread.Tags, tag.ID) && slices.Contains(solvedTags, strings.ToLower(strings.TrimSpace(tag.Name))) {
			return "the post is solved", nil
		}
	}
	return "", nil
}

// unlessPassing returns the error of a look that may succeed the next time, and
// nil for any other: what comes after it may tell enough.
func unlessPassing(err error) error {
	var retry *bot.RetryError
	if errors.As(again(err), &retry) {
		return err
	}
	return nil
}
