package slack

import (
	"context"

	"careerbot/bot"
)

// sayRemoved tells the desk that an answer in a channel is gone, so that nobody
// is led to it.
func (a *Adapter) sayRemoved(ctx context.Context, d bot.Desk, team, channel, ts string) {
	if ts == "" {
		return
	}
	if _, err := d.Press(ctx, bot.Press{Act: bot.Removed, Arg: ts, Tenant: team, Room: channel}); err != nil {
		a.log.Warn("slack: not noted that an answer is gone", "err", err)
	}
}

// removed returns the timestamp of an answer of ours that an event says was
// deleted, "" for any other event.
func (id *identity) removed(m *message) string {
	if m.Subtype != "message_deleted" || m.Previous == nil || m.Previous.User != id.user {
		return ""
	}
	return m.Previous.TS
}
