package slack

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"careerbot/bot"
)

// overtaken returns bot.ErrAnswered where a mail is late and somebody other
// than the asker has answered in its thread since the question. It looks once.
// Where that may not be read, nobody has; where Slack cannot be asked at the
// moment, its error is a *bot.RetryError. What one person alone sees takes
// nobody's place.
func (a *Adapter) overtaken(ctx context.Context, to address, m bot.Mail) error {
	if !m.Late || to.Thread == "" || to.User == "" || to.Room || to.alone(m.Answer) {
		return nil
	}
	spoken, err := a.spoken(ctx, to, m.At, to.User)
	switch {
	case err != nil:
		return fmt.Errorf("slack: look for answers: %w", err)
	case spoken:
		return fmt.Errorf("slack: %w", bot.ErrAnswered)
	}
	return nil
}

// spoken reports whether a person other than one has said something in the
// thread of an address after a moment. Where that may not be read, nobody has.
// Its error is a *bot.RetryError.
func (a *Adapter) spoken(ctx context.Context, to address, after time.Time, other string) (bool, error) {
	if a.unreadable.has(to.room(), time.Now()) {
		return false, nil
	}
	w := a.in(to.Team)
	h, err := w.history(ctx, "conversations.replies", url.Values{
		"channel": {to.Channel}, "ts": {to.Thread}, "oldest": {timestamp(after)}, "limit": {strconv.Itoa(pageSize)},
	})
	w.heard(err)
	var retry *bot.RetryError
	if errors.As(err, &retry) {
		return false, err
	}
	if err != nil {
		a.lookFailed(to, err)
		return false, nil
	}
	for _, msg := range h.Messages {
		at, ok := parseTS(msg.TS)
		if ok && at.After(after) && msg.User != other && fromPerson(msg.User, msg.BotID, msg.Subtype) {
			return true, nil
		}
	}
	return false, nil
}

// fromPerson reports whether a person has written a message, and it is not a
// notice of Slack's, such as that they have joined.
func fromPerson(user, botID, subtype string) bool {
	switch subtype {
	case "", "file_share", "thread_broadcast", "me_message":
		return user != "" && user != "USLACKBOT" && botID == ""
	}
	return false
}

// timestamp writes a moment as Slack does.
func timestamp(t time.Time) string {
	return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000)
}
