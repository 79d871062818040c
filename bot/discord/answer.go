package discord

import (
	"context"

	"careerbot/bot"
)

// answer answers a question to who asked it by a command, and to nobody else.
func (a *Adapter) answer(ctx context.Context, d bot.Desk, in *interaction, text string) outcome {
	ans, ok := a.ask(ctx, d, a.questionOf(in, text, ""))
	if !ok {
		return tell(in, trouble)
	}
	return show(in, a.askedCard(ans, in, text), false)
}

// askedCard returns the card of an answer for who asked text.
func (a *Adapter) askedCard(ans bot.Answer, in *interaction, text string) card {
	c := a.privateCard(ans, text, in.asker())
	if in.alone() {
		c.tools = nil // it stays where it is, and there is nobody to show it to
	}
	if act, _, ok := bot.ActOf(text); ok && act == bot.ShowPrivacy {
		c.tools = append(c.tools, forgetTool)
	}
	if !handable(ans) {
		c.tools = append(c.tools, a.declinedTools(ans, text, in)...)
	}
	return c
}

// asker returns who asks, and where.
func (in *interaction) asker() asker {
	return asker{user: in.userID(), channel: in.Channel.Name, direct: in.alone()}
}

// carryOut has the desk carry out a press of the person's.
func (a *Adapter) carryOut(ctx context.Context, d bot.Desk, in *interaction, p bot.Press, inPlace bool) outcome {
	ans, ok := a.carriedOut(ctx, d, in, p)
	if !ok {
		return tell(in, trouble)
	}
	c := card{Answer: ans, adapter: a}
	if p.Act == bot.ShowPrivacy {
		c.tools = append(c.tools, forgetTool)
	}
	return show(in, c, inPlace)
}

// carriedOut has the desk carry out a press, and reports false where it did not.
func (a *Adapter) carriedOut(ctx context.Context, d bot.Desk, in *interaction, p bot.Press) (bot.Answer, bool) {
	p.Tenant, p.Room, p.User, p.Staff = in.GuildID, in.settingsRoom(), a.person(in), in.isStaff(a.Staff)
	ctx, cancel := context.WithTimeout(ctx, replyTimeout)
	defer cancel()
	ans, err := d.Press(ctx, p)
	if err != nil {
		a.count.notDone.Add(1)
		a.logger().Error("discord: press not carried out", "id", in.ID, "act", p.Act, "err", err)
		return bot.Answer{}, false
	}
	return ans, true
}
