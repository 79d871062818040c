package slack

import (
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"
)

const (
	maxPrompts  = 4
	promptTitle = "Try one of these"
)

// A tabMemory is what is remembered of the Home and of the messages with the
// bot, in this process alone.
type tabMemory struct {
	homes    latest // what tells the Home that a person sees from others
	prompted seen   // who was suggested what
	agents   seen   // workspaces in which the messages with the bot are an agent's
	waiting  seen   // threads that show that an answer is on its way
}

// suggest puts questions above the messages of who opened them, at most once a
// day. Slack takes them where it shows the bot as an agent, which it does on
// paid plans: there every message begins a thread, or stands in one, and the
// answer belongs in it. Everywhere else it refuses them, and nothing is lost.
func (a *Adapter) suggest(ctx context.Context, team string, o opening) {
	body := a.appendPrompts(nil, o.Channel)
	once := a.Key.Hash("slack prompts", team, o.User, string(body))
	if body == nil || !a.tabs.prompted.take(once) {
		return
	}
	err := a.in(team).call(ctx, "assistant.threads.setSuggestedPrompts", body)
	var refused slack.SlackErrorResponse
	switch {
	case err == nil:
		a.tabs.agents.add(team, time.Now())
		return
	case errors.As(err, &refused) && !passing(refused.Err):
		a.tabs.agents.drop(team)
	default:
		a.tabs.prompted.drop(once) // the next opening tries again
	}
	a.log.Debug("slack: no questions suggested", "err", err)
}

// appendPrompts appends a call that suggests questions, nothing where there are
// none. It names no thread: where messages are an agent's, Slack takes none.
func (a *Adapter) appendPrompts(b []byte, channel string) []byte {
	if a.Articles == nil {
		return b
	}
	examples := a.Articles.Catalogue().Examples
	if len(examples) == 0 {
		return b
	}
	b = appendString(append(b, `{"channel_id":`...), channel)
	b = appendString(append(b, `,"title":`...), promptTitle)
	b = append(b, `,"prompts":[`...)
	for _, o := range examples[:min(len(examples), maxPrompts)] {
		b = appendString(append(b, `{"title":`...), o.Label)
		b = appendString(append(b, `,"message":`...), o.Question)
		b = append(b, "},"...)
	}
	return append(b[:len(b)-1], "]}"...)
}
