package slack

import (
	"context"
	"net/http"
	"strings"
	"time"

	"careerbot/bot"
)

// servePress acknowledges a press and answers it afterwards, to the presser
// alone. What is typed into a window is answered at once, since the window
// closes otherwise. Other interactions and components are acknowledged.
func (a *Adapter) servePress(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch) {
	in, ok := parseInteraction(s.in.String())
	if !ok {
		a.malformed(w)
		return
	}
	if team := in.team(); team != "" && !a.installed(team) {
		a.passOver(team)
		return
	}
	if in.Type == "view_submission" && in.View.CallbackID == askCallback {
		a.serveAsked(w, r, d, in, s)
		return
	}
	if in.Type == "view_submission" && in.View.CallbackID == tellCallback {
		a.serveTold(w, r, d, in, s)
		return
	}
	if field, text := in.typed(); in.Type == "view_submission" && in.View.CallbackID == lookUpCallback && text == "" {
		s.out = appendError(s.out[:0], field, nothingSaid)
		writeJSON(w, s.out)
		return
	}
	work := a.pressed(in)
	if work == nil {
		a.count.ignored.Add(1)
		a.log.Debug("slack: ignored", "type", in.Type)
		return
	}
	if !a.begin(r.Context(), func(ctx context.Context) { work(ctx, d) }) {
		http.Error(w, "busy", http.StatusServiceUnavailable)
	}
}

// pressed returns what answers an interaction, nil for one that is not ours.
func (a *Adapter) pressed(in *interaction) func(context.Context, bot.Desk) {
	switch in.Type {
	case "block_actions":
		return a.pressedButton(in)
	case "message_action":
		if in.CallbackID == lookUpCallback && in.answerable() {
			return func(ctx context.Context, d bot.Desk) { a.lookUp(ctx, d, in) }
		}
	case "shortcut":
		if in.CallbackID == askCallback {
			return func(ctx context.Context, _ bot.Desk) { a.openAsk(ctx, in) }
		}
	case "view_submission":
		if in.View.CallbackID == lookUpCallback {
			return func(ctx context.Context, d bot.Desk) { a.edited(ctx, d, in) }
		}
	}
	return nil
}

// pressedButton returns what answers a press of a button or in a menu. In a
// window and on the Home there is nothing to post, to send or to vote on.
func (a *Adapter) pressedButton(in *interaction) func(context.Context, bot.Desk) {
	act, does := in.action()
	answers := map[string]func(context.Context, bot.Desk, *interaction, action){askAction: a.pressAsk, readAction: a.pressRead, tellAction: a.pressTell}
	switch {
	case in.inHome():
		answers[homeAction] = a.pressHome
	case in.inWindow():
	case !in.answerable():
		return nil
	default:
		answers[pickAction] = a.pressPick
		answers[chartAction] = a.pressChart
		answers[figuresAction] = a.pressFigures
		answers[postAction] = a.pressPost
		answers[sendAction] = a.pressSend
		answers[voteAction] = a.pressVote
		answers[dismissAction] = a.pressDismiss
		answers[editAction] = a.pressEdit
		answers[discardAction] = a.pressDiscard
		answers[draftAction] = a.pressDraft
		answers[writeAction] = a.pressWrite
	}
	answer := answers[does]
	if answer == nil {
		return nil
	}
	return func(ctx context.Context, d bot.Desk) { answer(ctx, d, in, act) }
}

// begin has work done when the request is acknowledged. It reports false where
// there is too much of it: Slack marks the button as failed, and it can be
// pressed again.
func (a *Adapter) begin(ctx context.Context, work func(context.Context)) bool {
	select {
	case a.work <- struct{}{}:
	default:
		a.count.failed.Add(1)
		return false
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), callTimeout)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
			}
			cancel()
			<-a.work
		}()
		work(ctx)
	}()
	return true
}

// pressAsk asks the question of a button.
func (a *Adapter) pressAsk(ctx context.Context, d bot.Desk, in *interaction, act action) {
	v, ok := parseButton(act.Value)
	if !ok || v.Q == "" {
		a.tell(ctx, in, oldPress)
		return
	}
	a.answerPress(ctx, d, in, act, v.Q, v.S)
}

// pressPick asks the question that was chosen in a menu.
func (a *Adapter) pressPick(ctx context.Context, d bot.Desk, in *interaction, act action) {
	text, ok := parseOption(act.Selected.Value)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	a.answerPress(ctx, d, in, act, text, strings.TrimPrefix(act.BlockID, toolsBlock))
}

// answerPress answers a question to the presser alone. The answer takes the
// place of a message that only the presser sees, and stands beside any other.
// The question belongs to no thread, so that what one person looks up does not
// change what a follow-up of the others means.
func (a *Adapter) answerPress(ctx context.Context, d bot.Desk, in *interaction, act action, text, prior string) {
	q := a.pressQuestion(in, act, text, prior)
	ans, ok := a.ask(ctx, d, q)
	switch {
	case !ok:
		a.tell(ctx, in, trouble)
	case ans.Kind == bot.Silence:
	case in.inWindow():
		a.show(ctx, in, a.windowCard(ans, text, in.who()), true)
	default:
		a.show(ctx, in, a.privateCard(ans, q, in.who(), in.Channel.Name), true)
	}
}

// pressQuestion returns the question of a press.
func (a *Adapter) pressQuestion(in *interaction, act action, text, prior string) bot.Question {
	return bot.Question{
		ID:        "slack." + in.team() + "." + in.room() + "." + act.ActionTS,
		Tenant:    in.team(),
		Room:      in.room(),
		User:      a.Key.Hash("slack", in.team(), in.User.ID),
		At:        time.Now(),
		Text:      text,
		Prior:     prior,
		Addressed: true,
		Staff:     a.isStaff(in.User.ID),
	}
}

// pressRead shows a whole section beside the answer that cites it.
func (a *Adapter) pressRead(ctx context.Context, _ bot.Desk, in *interaction, act action) {
	v, ok := parseButton(act.Value)
	article, section, named := strings.Cut(v.A, "#")
	if !ok || !named || a.Articles == nil {
		a.tell(ctx, in, oldPress)
		return
	}
	ans, ok := a.Articles.Section(article, section)
	if !ok {
		a.tell(ctx, in, goneSection)
		return
	}
	c := a.newCard(ans)
	c.read = len(ans.Sources) > 1 // there is no more of the section itself
	a.show(ctx, in, c, false)
}
