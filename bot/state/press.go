package state

import (
	"context"
	"time"

	"careerbot/bot"
)

// Press answers an act that it does not know with the help, and knows none:
// the buttons under an answer are questions, and go to Answer.
func (d *Desk) Press(ctx context.Context, p bot.Press) (bot.Answer, error) {
	return d.Answer(ctx, bot.Question{
		Tenant: p.Tenant, Room: p.Room, User: p.User, At: time.Now(), Text: "help", Addressed: true,
	})
}
