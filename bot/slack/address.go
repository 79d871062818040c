package slack

import (
	"encoding/json"
	"fmt"

	"careerbot/bot"
)

// An address says where an answer goes. It is what Desk.Accept gets and Send
// finds in the mail.
type address struct {
	Team    string `json:"team"`
	Channel string `json:"channel"`
	Thread  string `json:"thread_ts,omitempty"`
	User    string `json:"user,omitempty"` // who asked, in channels alone: private answers go to them
}

func replyAddress(q bot.Question, m *message) address {
	to := address{Team: q.Tenant, Channel: q.Room, Thread: q.Thread}
	if !m.direct() {
		to.User = m.User
	}
	return to
}

func (to address) encode() []byte {
	b, _ := json.Marshal(to) // strings alone: it cannot fail
	return b
}

func parseAddress(b []byte) (to address, err error) {
	if err := json.Unmarshal(b, &to); err != nil {
		return address{}, fmt.Errorf("slack: read address: %w", err)
	}
	if to.Channel == "" {
		return address{}, fmt.Errorf("slack: read address: no channel")
	}
	return to, nil
}
