package slack

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"careerbot/bot"
)

// askAction begins the action ids of buttons that ask a question. The rest of
// the id only tells the buttons of one message apart.
const askAction = "ask."

// buttonVersion is the version of what a button carries.
const buttonVersion = 1

// A buttonValue is what a button carries: the question that it asks, and the
// state of the answer under which it stands.
type buttonValue struct {
	V int    `json:"v"`
	Q string `json:"q"`
	S string `json:"s,omitempty"`
}

// parseButton reports false for values of another version.
func parseButton(s string) (buttonValue, bool) {
	var v buttonValue
	if json.Unmarshal([]byte(s), &v) != nil || v.V != buttonVersion || v.Q == "" {
		return buttonValue{}, false
	}
	return v, true
}

func (v buttonValue) append(b []byte) []byte {
	b = append(b, `{"v":`...)
	b = strconv.AppendInt(b, int64(v.V), 10)
	b = appendString(append(b, `,"q":`...), v.Q)
	if v.S != "" {
		b = appendString(append(b, `,"s":`...), v.S)
	}
	return append(b, '}')
}

// A buttonRow is a row of buttons that ask the next questions.
type buttonRow struct {
	offers []bot.Offer
	state  string
}

// newButtons returns the buttons of an answer. Someone in distress gets none.
func newButtons(a bot.Answer) buttonRow {
	if a.Kind == bot.Declined && a.Reason == bot.Personal || len(a.State) > maxState {
		return buttonRow{}
	}
	row := buttonRow{offers: make([]bot.Offer, 0, maxOffers), state: a.State}
	for _, o := range a.Next {
		o.Question = strings.TrimSpace(o.Question)
		if o.Question == "" || length(o.Question) > maxQuestion || len(row.offers) == maxOffers {
			continue
		}
		o.Label = shorten(cmp.Or(strings.TrimSpace(o.Label), o.Question), maxLabel)
		row.offers = append(row.offers, o)
	}
	return row
}

func (r buttonRow) length() (n int) {
	for _, o := range r.offers {
		n += length(o.Label) + length(o.Question) + length(r.state)
	}
	return n
}

func (r buttonRow) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"actions","block_id":"next","elements":[`...)
	value := make([]byte, 0, 256)
	for i, o := range r.offers {
		value = buttonValue{buttonVersion, o.Question, r.state}.append(value[:0])
		b = append(b, `{"type":"button","action_id":"`+askAction...)
		b = strconv.AppendInt(b, int64(i), 10)
		b = append(b, `","text":{"type":"plain_text","text":`...)
		b = appendString(b, o.Label)
		b = appendString(append(b, `,"emoji":false},"value":`...), string(value))
		b = append(b, "},"...)
	}
	return append(b[:len(b)-1], "]}"...)
}
