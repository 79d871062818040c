package discord

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// Types of the answer to an interaction.
const (
	sayMessage = 4 // a new message
	saySoon    = 5 // a message follows
	sayNothing = 6 // what was pressed stays as it is, for the moment
	sayInPlace = 7 // the message that was pressed becomes another
	sayChoices = 8 // of an option that is being typed
	openWindow = 9
)

// answeredBefore is Discord's code for an interaction that was answered.
const answeredBefore = 40060

// What people read where there is no answer to show.
const (
	trouble  = "That did not work on my side. Please ask again in a moment."
	oldPress = "That button is from an older version of me. Please ask again."
)

// answerLimit is how long Discord waits for an answer.
const answerLimit = 3 * time.Second

// An outcome is what comes of an interaction: the answer to it, and what is to
// be done when that has arrived. The zero outcome says nothing at all.
type outcome struct {
	kind    int
	card    *card // of a message
	private bool  // the person alone sees it
	data    any   // of anything else

	after func(context.Context) // nil: nothing
}

// body returns the answer as Discord takes it.
func (o outcome) body() []byte { return o.in(v2Style) }

// in returns the answer in a style.
func (o outcome) in(s style) []byte {
	data := o.data
	switch {
	case o.card == nil:
	case o.kind == sayInPlace:
		data = o.card.body(s).edit() // who sees it stays as it was
	case o.private:
		data = o.card.body(s).private()
	default:
		data = o.card.body(s)
	}
	raw, err := json.Marshal(struct {
		Type int `json:"type"`
		Data any `json:"data,omitempty"`
	}{o.kind, data})
	if err != nil {
		return nil // unreachable: it is made of strings and numbers
	}
	return raw
}

// show returns the outcome that shows a card to the person alone: in the place
// of a reply that only they see, where that is asked for, else beside it.
func show(in *interaction, c card, inPlace bool) outcome {
	o := outcome{kind: sayMessage, card: &c, private: !in.alone()}
	if inPlace && in.onPrivate() {
		o.kind = sayInPlace
	}
	return o
}

// tell returns the outcome that says a sentence to the person alone.
func tell(in *interaction, sentence string) outcome {
	return show(in, noteCard(sentence), false)
}

// finish answers an interaction by a call, and does what remains.
func (a *Adapter) finish(ctx context.Context, in *interaction, o outcome) {
	if !a.reply(ctx, in, o) {
		return
	}
	if o.after != nil {
		o.after(ctx)
	}
}

// reply answers an interaction by a call, in the first style that Discord
// takes. It reports false where there is no way to answer it any more, which
// only a log line tells.
func (a *Adapter) reply(ctx context.Context, in *interaction, o outcome) bool {
	rest, err := a.rest()
	if err != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, answerLimit)
	defer cancel()
	for _, s := range [...]style{v2Style, classicStyle, textStyle} {
		err = rest.call(ctx, "answer an interaction", http.MethodPost, in.callbackPath(), json.RawMessage(o.in(s)), nil)
		if o.card == nil || !layoutRefused(err) {
			break
		}
		a.logger().Error("discord: layout refused", "style", s, "err", err)
	}
	if err == nil {
		return true
	}
	a.count.notDone.Add(1)
	refused := refusedBy(err)
	switch {
	case refused != nil && refused.Code == unknownReply:
		a.logger().Warn("discord: interaction not answered: it came too late", "id", in.ID)
	case refused != nil && refused.Code == answeredBefore:
		a.logger().Warn("discord: interaction not answered: it was answered before", "id", in.ID)
	default:
		a.logger().Error("discord: interaction not answered", "id", in.ID, "err", err)
	}
	return false
}
