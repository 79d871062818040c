package slack

import (
	"context"

	"careerbot/bot"
)

// pressVote notes a vote. Who found an answer not helpful is asked why, and
// need not say.
func (a *Adapter) pressVote(ctx context.Context, d bot.Desk, in *interaction, act action) {
	v, ok := parseButton(act.Value)
	if !ok || !isVote(v.D) || v.M != a.voteProof(v) {
		a.tell(ctx, in, oldPress)
		return
	}
	ans, err := d.Press(ctx, bot.Press{
		Act: v.D, Arg: v.A, State: v.S,
		Tenant: in.team(), Room: in.Channel.ID, User: a.Key.Hash("slack", in.team(), in.User.ID),
	})
	if err != nil {
		a.count.failed.Add(1)
		a.log.Error("slack: vote not noted", "err", err)
		a.tell(ctx, in, trouble)
		return
	}
	c := card{Answer: ans}
	switch v.D {
	case bot.VoteDown:
		c.Text, c.tools = "You can say what was wrong with it.", reasons(v)
		a.show(ctx, in, c, false)
	case bot.VoteUp:
		a.show(ctx, in, c, false)
	default:
		a.show(ctx, in, c, true) // in the place of the question why
	}
}
