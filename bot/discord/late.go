package discord

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"careerbot/bot"
)

const (
	lateAfter = 2 * time.Minute // from then on another may have answered
	latePage  = 50              // messages after a question that are looked at
)

// solvedTags are the names of tags by which people say that a post needs no
// answer any more.
var solvedTags = []string{"solved", "resolved", "answered", "closed"}

// needless returns in words why an answer is of no use any more, "" where it
// is. What nobody asked the bot is answered only where the message stands as it
// was and nobody else has spoken since; what comes late, only where nobody has
// replied. Where that may not be looked up, the answer is of use.
func (a *Adapter) needless(ctx context.Context, rest *rest, to address, m bot.Mail) (string, error) {
	if to.Message == "" || !to.Late && (to.Guild == "" || time.Since(m.At) < lateAfter) {
		return "", nil
	}
	if to.Post {
		if why, err := postOver(ctx, rest, to.Channel); why != "" || err != nil {
			return why, err
		}
	}
	var page []message
	path := fmt.Sprintf("channels/%s/messages?after=%s&limit=%d", to.Channel, before(to.Message), latePage)
	if err := rest.call(ctx, "look for an answer", http.MethodGet, path, nil, &page); err != nil {
		return "", passingOnly(err)
	}
	i := slices.IndexFunc(page, func(p message) bool { return p.ID == to.Message })
	switch {
	case i < 0 && to.Late:
		return "the message is gone", nil
	case i >= 0 && to.Late && page[i].Edited != "":
		return "the message was edited", nil
	case slices.ContainsFunc(page, func(p message) bool { return p.answers(to) }):
		return "a person has answered", nil
	}
	return "", nil
}

// answers reports whether a person other than the asker has answered, or where
// nobody asked the bot, spoken.
func (m *message) answers(to address) bool {
	if m.Author.Bot || m.WebhookID != "" || m.Author.ID == to.User || m.ID == to.Message || m.Author.ID == "" {
		return false
	}
	return to.Late || m.Reference.MessageID == to.Message
}

// postOver returns why a post needs no answer, "" where it does.
func postOver(ctx context.Context, rest *rest, post string) (string, error) {
	var thread, forum channel
	err := rest.call(ctx, "look at the post", http.MethodGet, "channels/"+post, nil, &thread)
	switch {
	case err != nil:
		return "", passingOnly(err)
	case thread.Thread.Archived || thread.Thread.Locked:
		return "the post is closed", nil
	case len(thread.Tags) == 0 || !isSnowflake(thread.ParentID):
		return "", nil
	}
	if err := rest.call(ctx, "look at the forum", http.MethodGet, "channels/"+thread.ParentID, nil, &forum); err != nil {
		return "", passingOnly(err)
	}
	for _, tag := range forum.Available {
		if slices.Contains(thread.Tags, tag.ID) && slices.Contains(solvedTags, strings.ToLower(strings.TrimSpace(tag.Name))) {
			return "the post is solved", nil
		}
	}
	return "", nil
}

// passingOnly makes a look that did not succeed one to try again, where that
// may help, and nothing where it was refused for good: the answer is then sent.
func passingOnly(err error) error {
	refused := refusedBy(err)
	if refused != nil && refused.Status < http.StatusInternalServerError && !refused.limited() && refused.Status != http.StatusUnauthorized {
		return nil
	}
	return retry(refused, err)
}

// before returns an id that is older than another and has none in between.
func before(id string) string { return step(id, -1) }
