package slack

import (
	"context"
	"net/http"

	"careerbot/bot"
)

// askCallback is the callback id of the global shortcut, and of its window.
const askCallback = "ask"

// What people read in windows.
const (
	askTitle    = "Ask a career question"
	nothingSaid = "Please type a question."
	slowWindow  = "That took too long to open. Please press it again."
)

// openAsk opens a window for a question. There is no address to say at that it
// did not open.
func (a *Adapter) openAsk(ctx context.Context, in *interaction) {
	w := window{callback: askCallback, title: askTitle, submit: "Ask", input: input{label: "Your question"}}
	if err := a.openWindow(ctx, in, w); err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: window not opened", "err", err)
		return
	}
	a.count.presses.Add(1)
}

// openWindow opens a window. Slack allows three seconds for it.
func (a *Adapter) openWindow(ctx context.Context, in *interaction, w window) error {
	body := appendString([]byte(`{"trigger_id":`), in.TriggerID)
	return a.in(in.team()).call(ctx, "views.open", append(w.appendJSON(append(body, `,"view":`...)), '}'))
}

// serveAsked answers the question of a window in the window, as the answer to
// the submission.
func (a *Adapter) serveAsked(w http.ResponseWriter, r *http.Request, d bot.Desk, in *interaction, s *scratch) {
	field, text := in.typed()
	if text == "" {
		s.out = appendError(s.out[:0], field, nothingSaid)
		writeJSON(w, s.out)
		return
	}
	q := a.pressQuestion(in, action{ActionTS: in.View.ID + "." + in.TriggerID}, text, in.View.PrivateMetadata)
	ans, ok := a.ask(r.Context(), d, q)
	c := noteCard(trouble)
	if ok && ans.Kind != bot.Silence {
		c = a.windowCard(ans, text, in.who())
	}
	a.count.presses.Add(1)
	s.out = append(s.out[:0], `{"response_action":"update","view":`...)
	s.out = append(a.answerWindow(in, c).appendJSON(s.out), '}')
	writeJSON(w, s.out)
}

// windowCard returns the card of an answer in a window, from which no other
// window opens.
func (a *Adapter) windowCard(ans bot.Answer, text string, who person) card {
	c := a.newCard(ans)
	if c.tell = a.newTellTool(ans, text, who); c.tell.dialog == "" {
		c.tell = tellTool{}
	}
	return c
}

// windowRoom is where a conversation in windows takes place.
const windowRoom = "window"

// appendError appends the answer to a submission that says what is wrong with a
// field.
func appendError(b []byte, field, sentence string) []byte {
	b = appendString(append(b, `{"response_action":"errors","errors":{`...), field)
	return append(appendString(append(b, ':'), sentence), "}}"...)
}

// answerWindow returns a window that shows a card, and takes the next question.
func (a *Adapter) answerWindow(in *interaction, c card) window {
	c.window, c.style = true, plainStyle
	return window{
		callback: askCallback, title: askTitle, submit: "Ask", metadata: c.State, blocks: c.blocks(),
		input: input{id: a.Key.Hash("slack window", in.View.ID, in.TriggerID), label: "Your next question", below: true},
	}
}

// updateWindow shows a card in the window in which something was pressed.
func (a *Adapter) updateWindow(ctx context.Context, in *interaction, c card) error {
	body := appendString([]byte(`{"view_id":`), in.View.ID)
	return a.in(in.team()).call(ctx, "views.update", append(a.answerWindow(in, c).appendJSON(append(body, `,"view":`...)), '}'))
}
