package slack

import (
	"encoding/json"
	"errors"
	"fmt"

	"careerbot/bot"
)

// An address says where an answer goes. It is what Desk.Accept gets and Send
// finds in the mail.
type address struct {
	Team    string `json:"team"`
	Channel string `json:"channel"`
	Thread  string `json:"thread_ts,omitempty"`
	Opens   bool   `json:"opens,omitempty"` // nobody has replied in the thread: the answer opens it
	User    string `json:"user,omitempty"`  // who asked, in channels alone: private answers go to them
	Room    bool   `json:"room,omitempty"`  // a message that answers nobody, for all in the channel
	Asked   string `json:"asked,omitempty"` // the message that asked, in direct conversations alone
}

func replyAddress(q bot.Question, m *message) address {
	to := address{Team: q.Tenant, Channel: q.Room, Thread: q.Thread}
	if m.direct() {
		to.Asked = m.TS
	} else {
		to.User = m.User
		to.Opens = m.ThreadTS == ""
	}
	return to
}

// RoomAddress returns the address, as Desk.Accept takes it, of a message in a
// channel that answers nobody. The tenant may be "" where there is one workspace.
func (a *Adapter) RoomAddress(tenant, room string) []byte {
	return address{Team: tenant, Channel: room, Room: true}.encode()
}

// alone reports whether an answer is shown to the asker alone although others
// read along where it goes.
func (to address) alone(a bot.Answer) bool { return a.Private && to.User != "" }

// thread returns the thread that an answer goes to, "" for none. What one
// person alone sees shows in a thread only where somebody has replied, so it
// does not open one.
func (to address) thread(alone bool) string {
	if alone && to.Opens {
		return ""
	}
	return to.Thread
}

// room names the channel as it is seen from its workspace: what the app may do
// in one that is shared depends on that.
func (to address) room() string { return to.Team + "/" + to.Channel }

func (to address) encode() []byte {
	b, _ := json.Marshal(to) // strings and flags alone: it cannot fail
	return b
}

func parseAddress(b []byte) (to address, err error) {
	if err := json.Unmarshal(b, &to); err != nil {
		return address{}, fmt.Errorf("slack: read address: %w", err)
	}
	if to.Channel == "" {
		return address{}, errors.New("slack: read address: no channel")
	}
	return to, nil
}
