package slack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"careerbot/bot"
)

// tellCallback is the callback id of the window with a question for the editors.
const tellCallback = "tell"

// What people read who pass a question on to the editors.
const (
	tellLabel   = "Tell the editors"
	tellTitle   = "Pass this on to the editors, without your name? They keep it for 90 days."
	tellConfirm = "Pass it on"
	tellDeny    = "Cancel"
	tellNote    = "The editors get what stands here, without your name. It is kept for 90 days, or until you say “delete my data” to me."
	tellField   = "Question for the editors"
	leaveOut    = "Please take out figures, links, addresses and names with an @. They are not passed on."
)

// Limits of the dialog that a button asks with.
const (
	maxDialog      = 300
	maxDialogTitle = 100
)

// readFor is how long a message may take to be read before a window opens
// without it: Slack allows three seconds in all.
const readFor = 1500 * time.Millisecond

// A tellTool is the button that passes a question on to the editors. The zero
// tellTool is none. What its dialog shows is passed on, letter by letter;
// without one, a window shows it. That is where a question is too long, and the
// window has its beginning.
type tellTool struct{ value, dialog string }

// newTellTool returns the button under an answer that its asker alone sees. It
// is not for the message of somebody else, who was not asked.
func (a *Adapter) newTellTool(ans bot.Answer, text string, who person) tellTool {
	text = bot.ForEditors(text)
	if !ans.Passable() || text == "" {
		return tellTool{}
	}
	shown := shorten(text, min(maxDialog, bot.PassedOnMost))
	t := tellTool{value: a.seal(handed{Question: shown}, who.team, who.id)}
	if shown == text {
		t.dialog = text
	}
	return t
}

// directTellTool returns the button under the answer to a direct message. An
// answer on its way does not know its question, so that a press reads the
// message once more.
func (a *Adapter) directTellTool(ans bot.Answer, to address) tellTool {
	if to.Asked == "" || !ans.Passable() {
		return tellTool{}
	}
	v := buttonValue{V: buttonVersion, N: to.Asked, M: a.tellProof(to.Team, to.Channel, to.Asked)}
	return tellTool{value: string(v.append(nil))}
}

func (a *Adapter) tellProof(team, channel, ts string) string {
	return a.Key.Hash("slack editors", team, channel, ts)
}

func (t tellTool) none() bool { return t.value == "" }

func (t tellTool) length() int {
	if t.none() {
		return 0
	}
	return length(tellLabel) + length(t.value) + length(tellTitle) + length(t.dialog)
}

// appendJSON appends the button and a comma.
func (t tellTool) appendJSON(b []byte) []byte {
	if t.dialog == "" {
		return appendButton(b, writeAction, 0, tellLabel, t.value)
	}
	b = appendButton(b, tellAction, 0, tellLabel, t.value)
	return dialog{title: tellTitle, text: t.dialog, yes: tellConfirm, no: tellDeny}.appendTo(b)
}

// pressTell passes on what the dialog has shown.
func (a *Adapter) pressTell(ctx context.Context, d bot.Desk, in *interaction, act action) {
	h, ok := a.unseal(act.Value, in.team(), in.User.ID)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	a.show(ctx, in, a.toEditors(ctx, d, in, h.Question), false)
}

// toEditors passes a question on, and returns what its asker reads then.
func (a *Adapter) toEditors(ctx context.Context, d bot.Desk, in *interaction, text string) card {
	ans, err := d.Press(ctx, bot.Press{
		Act: bot.TellEditors, Arg: text,
		Tenant: in.team(), Room: in.room(), User: a.Key.Hash("slack", in.team(), in.User.ID),
	})
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: question not passed on", "err", err)
		return noteCard(trouble)
	}
	return card{Answer: ans}
}

// pressWrite opens a window with the question, which can be changed there.
func (a *Adapter) pressWrite(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	text, ok := a.questionOf(ctx, in, act)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	if err := a.openWindow(ctx, in, tellWindow(bot.ForEditors(text))); err != nil {
		a.log.Error("slack: window not opened", "err", err)
		a.tell(ctx, in, slowWindow)
		return
	}
	a.count.presses.Add(1)
}

// questionOf returns the question under whose answer the button stands, "" where
// it cannot be had, and false for a button that is not this person's.
func (a *Adapter) questionOf(ctx context.Context, in *interaction, act action) (string, bool) {
	if h, ok := a.unseal(act.Value, in.team(), in.User.ID); ok {
		return h.Question, true
	}
	v, ok := parseButton(act.Value)
	if !ok || v.N == "" || v.M != a.tellProof(in.team(), in.Channel.ID, v.N) {
		return "", false
	}
	text, err := a.in(in.team()).written(ctx, in.Channel.ID, v.N, in.User.ID)
	if err != nil {
		a.log.Warn("slack: message not read for its author", "err", err)
	}
	return plain(text), true
}

// written reads one message of a person's, for the person. Any other message is
// left alone.
func (w *workspace) written(ctx context.Context, channel, ts, user string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, readFor)
	defer cancel()
	form := url.Values{"channel": {channel}, "ts": {ts}, "limit": {"1"}}
	res, err := w.method(ctx, "conversations.replies", "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
	if err != nil {
		return "", fmt.Errorf("slack: read a message: %w", err)
	}
	defer res.Body.Close()
	var got struct {
		OK       bool   `json:"ok"`
		Error    string `json:"error"`
		Messages []struct {
			TS   string `json:"ts"`
			User string `json:"user"`
			Text string `json:"text"`
		} `json:"messages"`
	}
	switch err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&got); {
	case res.StatusCode != http.StatusOK:
		return "", fmt.Errorf("slack: read a message: %s", res.Status)
	case err != nil:
		return "", fmt.Errorf("slack: read a message: %w", err)
	case !got.OK:
		err := slack.SlackErrorResponse{Err: got.Error}
		w.heard(err)
		return "", fmt.Errorf("slack: read a message: %w", err)
	}
	for _, m := range got.Messages {
		if m.TS == ts && m.User == user {
			return m.Text, nil
		}
	}
	return "", nil
}

func tellWindow(text string) window {
	return window{
		callback: tellCallback, title: tellLabel, submit: tellConfirm,
		blocks: []block{richText{text: tellNote}},
		input:  input{label: tellField, initial: text, most: bot.PassedOnMost},
	}
}

// serveTold passes on what was typed into the window. What would not be passed
// on as it stands is to be changed first: nothing goes that its asker has not
// seen.
func (a *Adapter) serveTold(w http.ResponseWriter, r *http.Request, d bot.Desk, in *interaction, s *scratch) {
	field, text := in.typed()
	wrong := ""
	switch clean := bot.ForEditors(text); {
	case text == "":
		wrong = nothingSaid
	case clean != strings.Join(strings.Fields(text), " "):
		wrong = leaveOut
	}
	if wrong != "" {
		s.out = appendError(s.out[:0], field, wrong)
		writeJSON(w, s.out)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), replyTimeout)
	defer cancel()
	c := a.toEditors(ctx, d, in, text)
	a.count.presses.Add(1)
	s.out = append(s.out[:0], `{"response_action":"update","view":`...)
	s.out = append(a.answerWindow(in, c).appendJSON(s.out), '}')
	writeJSON(w, s.out)
}
