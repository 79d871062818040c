package discord

import (
	"crypto/subtle"
	"strings"

	"careerbot/bot"
)

// What a press does, as a custom_id names it.
const (
	askDoes     = "ask"     // asks a question: arg is its short name
	pickDoes    = "pick"    // asks the question that was chosen in a menu: its short name is the value
	readDoes    = "read"    // shows a whole section: arg is its short name
	chartDoes   = "chart"   // shows a chart
	postDoes    = "post"    // shows a private answer to all; arg is a part of what was handed
	sendDoes    = "send"    // sends a private answer to the asker's direct messages; likewise
	tellDoes    = "tell"    // passes a question on to the editors; likewise
	draftDoes   = "draft"   // opens a question to copy; likewise
	dismissDoes = "dismiss" // takes a public answer away: arg proves who asked
)

const (
	idVersion = "1"
	idMark    = "." // between the parts of a custom_id
	idProof   = 11  // characters
	maxID     = 100 // characters of a custom_id; Discord's
)

// A pressed is what a button or a menu carries: all that its press needs, since
// nothing is kept of it here. No part of it has a dot.
type pressed struct {
	does  string // one of the constants, or of a vote
	state string // State of the answer under which it stands, "" for none
	arg   string // what else it needs
}

// customID returns a pressed as a custom_id, and "" where it is too long for
// one or cannot be one. Discord wants the ids of one message to differ, and
// they do where what they carry does.
func (a *Adapter) customID(p pressed) string {
	if p.does == "" || strings.Contains(p.does+p.state+p.arg, idMark) {
		return ""
	}
	body := strings.Join([]string{idVersion, p.does, p.state, p.arg, ""}, idMark)
	id := body + a.idProof(body)
	if width(id) > maxID {
		return ""
	}
	return id
}

// parseCustomID reads a custom_id. It reports false for one that is forged, of
// another version or made under another key.
func (a *Adapter) parseCustomID(s string) (pressed, bool) {
	end := strings.LastIndex(s, idMark) + 1
	parts := strings.Split(s[:end], idMark)
	if len(parts) != 5 || parts[0] != idVersion || parts[1] == "" {
		return pressed{}, false
	}
	if subtle.ConstantTimeCompare([]byte(s[end:]), []byte(a.idProof(s[:end]))) != 1 {
		return pressed{}, false
	}
	return pressed{does: parts[1], state: parts[2], arg: parts[3]}, true
}

func (a *Adapter) idProof(body string) string { return a.Key.Hash("discord button", body)[:idProof] }

// dismissal returns what takes a public answer away: for the asker, whom it
// does not name, in that channel.
func (a *Adapter) dismissal(channel, user string) pressed {
	return pressed{does: dismissDoes, arg: a.Key.Hash("discord dismiss", channel, user)}
}

// mayDismiss reports whether a person may press what dismissal returned.
func (a *Adapter) mayDismiss(p pressed, channel, user string) bool {
	return p.does == dismissDoes && p == a.dismissal(channel, user)
}

// A vote is a button by which readers say whether an answer helped. Its arg is
// the short name of the section that the answer came from.
type vote struct {
	does, label string
	act         bot.Act
}

// votes are the two under an answer, and what the second can mean.
var (
	votes   = [...]vote{{"up", "Helpful", bot.VoteUp}, {"down", "Not helpful", bot.VoteDown}}
	reasons = [...]vote{{"wrong", "Wrong figure", bot.WrongFigure}, {"other", "Not my question", bot.NotMyQuestion}, {"little", "Too little", bot.TooLittle}}
)

// voteOf returns the act of a vote, "" for what is none.
func voteOf(does string) bot.Act {
	for _, list := range [][]vote{votes[:], reasons[:]} {
		for _, v := range list {
			if v.does == does {
				return v.act
			}
		}
	}
	return ""
}
