package slack

import (
	"cmp"
	"strconv"
	"strings"

	"careerbot/bot"
)

// Action ids begin with what a press does. What follows a dot tells the
// buttons of one message apart, and no more.
const (
	askAction     = "ask"     // asks the question of a button
	pickAction    = "pick"    // asks the question that was chosen in a menu
	readAction    = "read"    // shows a whole section
	chartAction   = "chart"   // shows a chart
	figuresAction = "figures" // shows the figures of a chart in its place
	postAction    = "post"    // shows a private answer to all
	sendAction    = "send"    // sends a private answer to the asker's direct messages
	voteAction    = "vote"    // says whether an answer helped
	dismissAction = "dismiss" // takes a public answer away
	editAction    = "edit"    // changes a question that was looked up
	discardAction = "discard" // takes away what was looked up
	draftAction   = "draft"   // opens a question to copy
	tellAction    = "tell"    // passes a question on to the editors, which a dialog has shown
	writeAction   = "write"   // opens a question to pass on to the editors
	homeAction    = "home"    // does something on the Home
)

// A buttonRow is a row of buttons that ask the next questions.
type buttonRow struct {
	offers []bot.Offer
	state  string
}

// newButtons returns the buttons of an answer, as many as there may be. Someone
// in distress gets none.
func newButtons(a bot.Answer, most int) buttonRow {
	if a.Kind == bot.Declined && a.Reason == bot.Personal || len(a.State) > maxState {
		return buttonRow{}
	}
	row := buttonRow{offers: make([]bot.Offer, 0, most), state: a.State}
	for _, o := range a.Next {
		o.Question = strings.TrimSpace(o.Question)
		if o.Question == "" || length(o.Question) > maxQuestion || len(row.offers) == most {
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
		value = buttonValue{V: buttonVersion, Q: o.Question, S: r.state}.append(value[:0])
		b = appendButton(b, askAction, i, o.Label, string(value))
	}
	return append(b[:len(b)-1], "]}"...)
}

// appendButton appends a button and a comma.
func appendButton(b []byte, action string, number int, label, value string) []byte {
	b = append(append(b, `{"type":"button","action_id":"`...), action...)
	b = strconv.AppendInt(append(b, '.'), int64(number), 10)
	b = append(appendPlain(append(b, `","text":`...), label), `,"value":`...)
	return append(appendString(b, value), "},"...)
}

// A dialog is what Slack asks before a press counts.
type dialog struct {
	title, text string
	yes, no     string // its buttons
	danger      bool   // what is done cannot be undone
}

// appendTo appends the dialog to the button that was appended last.
func (d dialog) appendTo(b []byte) []byte {
	b = appendPlain(append(b[:len(b)-len("},")], `,"confirm":{"title":`...), shorten(d.title, maxDialogTitle))
	b = appendPlain(append(b, `,"text":`...), d.text)
	b = appendPlain(append(b, `,"confirm":`...), d.yes)
	b = appendPlain(append(b, `,"deny":`...), d.no)
	if d.danger {
		b = append(b, `,"style":"danger"`...)
	}
	return append(b, "}},"...)
}

// appendPlain appends a text object in which nothing is markup.
func appendPlain(b []byte, text string) []byte {
	b = appendString(append(b, `{"type":"plain_text","text":`...), text)
	return append(b, `,"emoji":false}`...)
}

// A tool is a button that does something with an answer.
type tool struct{ action, label, value string }

// A toolRow is a row of what can be done with an answer.
type toolRow struct {
	before []tool // stand before the menus
	menus  []menu
	after  []tool
	tell   tellTool // stands last
	state  string   // State of the answer, for the menus
}

func (r toolRow) empty() bool { return len(r.before)+len(r.menus)+len(r.after) == 0 && r.tell.none() }

func (r toolRow) length() (n int) {
	for _, tools := range [...][]tool{r.before, r.after} {
		for _, t := range tools {
			n += length(t.label) + length(t.value)
		}
	}
	for _, m := range r.menus {
		n += m.length()
	}
	return n + r.tell.length()
}

// appendJSON appends the row. Its id has the State, which the options of a menu
// are too short for; that it is another one in another answer also makes Slack
// forget what was chosen before.
func (r toolRow) appendJSON(b []byte) []byte {
	b = append(b, `{"type":"actions","block_id":`...)
	b = append(appendString(b, toolsBlock+r.state), `,"elements":[`...)
	for i, t := range r.before {
		b = appendButton(b, t.action, i, t.label, t.value)
	}
	for _, m := range r.menus {
		b = append(m.appendJSON(b), ',')
	}
	for i, t := range r.after {
		b = appendButton(b, t.action, i, t.label, t.value)
	}
	if !r.tell.none() {
		b = r.tell.appendJSON(b)
	}
	return append(b[:len(b)-1], "]}"...)
}

// toolsBlock begins the id of a toolRow.
const toolsBlock = "tools."
