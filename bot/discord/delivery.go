package discord

import (
	"context"
	"net/http"
)

// soon returns the outcome that says that something comes, which then does: it
// takes the place of that with replace.
func soon(in *interaction, then func(context.Context)) outcome {
	o := outcome{kind: saySoon, after: then}
	if !in.alone() {
		o.data = struct {
			Flags int `json:"flags"`
		}{flagEphemeral}
	}
	return o
}

// follow posts a card beside what was answered, for all to see.
func (a *Adapter) follow(ctx context.Context, in *interaction, c card) error {
	return a.restyled(c, func(rest *rest, b body) error {
		return rest.upload(ctx, "follow an interaction", http.MethodPost, in.webhookPath(), b, b.files(), nil)
	})
}

// whisper says a sentence beside what was answered, to the person alone.
func (a *Adapter) whisper(ctx context.Context, in *interaction, sentence string) {
	err := a.restyled(noteCard(sentence), func(rest *rest, b body) error {
		if !in.alone() {
			b = b.private()
		}
		return rest.call(ctx, "follow an interaction", http.MethodPost, in.webhookPath(), b, nil)
	})
	if err != nil {
		a.notDone("nobody could be told", in, err)
	}
}

// replace shows a card in the place of what was answered, or of the message
// that was pressed.
func (a *Adapter) replace(ctx context.Context, in *interaction, c card) error {
	return a.restyled(c, func(rest *rest, b body) error {
		return rest.upload(ctx, "change a reply", http.MethodPatch, in.webhookPath()+"/messages/@original", b.edit(), b.files(), nil)
	})
}

// takeAway deletes the message that was pressed: by the interaction, or else as
// any message of the bot's.
func (a *Adapter) takeAway(ctx context.Context, in *interaction) {
	rest, err := a.rest()
	if err == nil {
		err = rest.call(ctx, "delete a reply", http.MethodDelete, in.webhookPath()+"/messages/@original", nil, nil)
	}
	if err != nil && in.Message != nil && !in.onPrivate() && in.ChannelID != "" && (in.botInServer() || in.alone()) {
		err = rest.call(ctx, "delete a reply", http.MethodDelete, "channels/"+in.ChannelID+"/messages/"+in.Message.ID, nil, nil)
	}
	if err != nil {
		a.notDone("answer not taken away", in, err)
		a.whisper(ctx, in, trouble)
	}
}

// restyled sends a card as styled does, with what sends it.
func (a *Adapter) restyled(c card, send func(*rest, body) error) error {
	rest, err := a.rest()
	if err != nil {
		return err
	}
	return a.styled(c, func(b body) error { return send(rest, b) })
}

// notDone counts and logs what could not be done for an interaction.
func (a *Adapter) notDone(what string, in *interaction, err error) {
	a.count.notDone.Add(1)
	a.logger().Error("discord: "+what, "id", in.ID, "err", err)
}

// files returns what is uploaded with a body.
func (b body) files() []file {
	var out []file
	for _, p := range b.pictures {
		out = append(out, file(p))
	}
	return out
}
