package slack

import "careerbot/bot"

// A revised is what is read of a message inside an event that tells of a change
// to it.
type revised struct {
	User     string `json:"user"`
	BotID    string `json:"bot_id"`
	Text     string `json:"text"`
	TS       string `json:"ts"`
	ThreadTS string `json:"thread_ts"`
	Edited   struct {
		TS string `json:"ts"`
	} `json:"edited"`
}

// revision returns the question of a message that its author has edited or
// deleted, with the message, and false for all other events: Slack also tells
// of changes that nobody made, such as the preview of a link. In a channel what
// mentions the bot, or did, is addressed to it; the desk knows whether anything
// else has an answer.
func (a *Adapter) revision(team string, m *message, self *identity) (q bot.Question, of *message, ok bool) {
	if m.Type != "message" || m.Previous == nil {
		return q, nil, false
	}
	now, was := m.Previous, m.Previous
	id := "deleted"
	switch {
	case m.Subtype == "message_changed" && m.Message != nil && m.Message.Edited.TS != "" && m.Message.Text != was.Text:
		now, id = m.Message, m.Message.Edited.TS
	case m.Subtype != "message_deleted":
		return q, nil, false
	}
	kind := "message"
	if self.mentioned(now.Text) || self.mentioned(was.Text) {
		kind = "app_mention"
	}
	of = &message{
		Type: kind, User: now.User, BotID: now.BotID, Text: now.Text, TS: now.TS, ThreadTS: now.ThreadTS,
		Channel: m.Channel, ChannelType: m.ChannelType,
	}
	q, ok = a.messageQuestion(team, of, self)
	if !ok {
		return q, nil, false
	}
	q.Revises, q.ID, q.Gone = q.ID, q.ID+"."+id, m.Subtype == "message_deleted"
	return q, of, true
}
