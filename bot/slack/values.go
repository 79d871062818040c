package slack

import (
	"encoding/base64"
	"encoding/json"
	"strconv"
	"strings"

	"careerbot/bot"
)

// buttonVersion is the version of what buttons carry.
const buttonVersion = 1

// A buttonValue is what a button carries: all that its press needs, since
// nothing is kept of it here.
type buttonValue struct {
	V int     `json:"v"`
	Q string  `json:"q,omitempty"` // the question that it asks
	S string  `json:"s,omitempty"` // State of the answer under which it stands
	A string  `json:"a,omitempty"` // what it is about: a passage, "article#section", or a setting
	D bot.Act `json:"d,omitempty"` // what it does
	N string  `json:"n,omitempty"` // the message under which it stands, by a name of ours
	M string  `json:"m,omitempty"` // proof that the value is ours
}

// parseButton reports false for values of another version.
func parseButton(s string) (buttonValue, bool) {
	var v buttonValue
	if json.Unmarshal([]byte(s), &v) != nil || v.V != buttonVersion {
		return buttonValue{}, false
	}
	return v, true
}

func (v buttonValue) append(b []byte) []byte {
	b = append(b, `{"v":`...)
	b = strconv.AppendInt(b, int64(v.V), 10)
	for _, f := range [...]struct{ name, value string }{
		{`,"q":`, v.Q}, {`,"s":`, v.S}, {`,"a":`, v.A}, {`,"d":`, string(v.D)}, {`,"n":`, v.N}, {`,"m":`, v.M},
	} {
		if f.value != "" {
			b = appendString(append(b, f.name...), f.value)
		}
	}
	return append(b, '}')
}

// A handed is what a button carries that shows an answer once more, to others:
// the question in the asker's words, which nobody else is to read. It is
// sealed, and opens for the person alone to whom the button was shown.
type handed struct {
	Question string `json:"q"`
	State    string `json:"s,omitempty"` // State of the answer that was shown
	Shown    string `json:"d,omitempty"` // what tells that answer from any other
	Room     string `json:"c,omitempty"` // channel of the message that was looked up, name of that to ask in; "" for none
	Thread   string `json:"t,omitempty"` // its thread
	Author   string `json:"u,omitempty"` // who wrote it
	Reply    string `json:"r,omitempty"` // response address of what was pressed
}

const (
	handedMark = "1." // version
	// maxHanded is how long a question may be, in bytes, to be carried by a
	// button: sealed and written as text it stays below Slack's 2,000.
	maxHanded = 1_200
	maxValue  = 2_000
)

// seal returns what a button carries for one person, "" where it is too long.
func (a *Adapter) seal(h handed, team, user string) string {
	if len(h.Question) > maxHanded {
		return ""
	}
	plain, _ := json.Marshal(h) // strings alone: it cannot fail
	text := handedMark + base64.RawURLEncoding.EncodeToString(a.Key.Seal(plain, handedTo(team, user)))
	if len(text) > maxValue {
		return ""
	}
	return text
}

// unseal reports false for what is forged, old, or somebody else's.
func (a *Adapter) unseal(text, team, user string) (h handed, ok bool) {
	text, ok = strings.CutPrefix(text, handedMark)
	if !ok || len(text) > 2*maxValue {
		return handed{}, false
	}
	sealed, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return handed{}, false
	}
	plain, err := a.Key.Unseal(sealed, handedTo(team, user))
	if err != nil || json.Unmarshal(plain, &h) != nil {
		return handed{}, false
	}
	return h, true
}

func handedTo(team, user string) string { return "slack button/" + team + "/" + user }

// digest tells what an answer says from what any other does: its claim, its
// table and its sources, but not the notes on how the question was read.
func (a *Adapter) digest(ans bot.Answer) string {
	b := make([]byte, 0, 1024)
	add := func(s string) { b = append(append(b, s...), 0) }
	add(string(ans.Kind))
	add(ans.Headline)
	for _, s := range ans.Sources {
		add(s.Article)
		add(s.Section)
	}
	if t := ans.Table; t != nil {
		add(t.Caption)
		for _, cell := range t.Header {
			add(cell)
		}
		for _, row := range t.Rows {
			for _, cell := range row {
				add(cell)
			}
			b = append(b, 0)
		}
	}
	return a.Key.Hash("slack answer", string(b))
}
