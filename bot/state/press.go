package state

import (
	"context"
	"time"

	"careerbot/bot"
)

// unavailable is what people read when an act needs what is stored, and that
// cannot be had.
const unavailable = "I cannot get at what I keep just now. Please try again in a minute."

// Press carries out votes, keeps what is passed on to the editors, and tells or
// deletes what is held about a person; staff it tells what members asked for in
// vain. An act that it does not know is answered with the help: the buttons
// under an answer are questions, and go to Answer. Uninstalled deletes
// everything of a workspace, Removed notes that an answer is gone, and Stop takes
// back answers that wait; all return an error where that did not succeed.
func (d *Desk) Press(ctx context.Context, p bot.Press) (bot.Answer, error) {
	d.setup()
	if err := ctx.Err(); err != nil {
		return bot.Answer{}, err
	}
	return d.press(ctx, p)
}

func (d *Desk) press(ctx context.Context, p bot.Press) (bot.Answer, error) {
	switch p.Act {
	case bot.VoteUp, bot.VoteDown, bot.WrongFigure, bot.NotMyQuestion, bot.TooLittle:
		d.vote(p)
		return bot.ThanksAnswer(), nil
	case bot.ShowPrivacy:
		held, err := d.held(ctx, d.name.person(p.Tenant, p.User))
		if err != nil {
			d.Log.Error("what is held could not be read", "err", err)
			return sorry(), nil
		}
		return bot.PrivacyAnswer(held), nil
	case bot.DeleteData:
		n, err := d.forget(ctx, d.name.person(p.Tenant, p.User))
		if err != nil {
			d.Log.Error("data could not be deleted", "err", err)
			return sorry(), nil
		}
		return bot.DeletedAnswer(n), nil
	case bot.TellEditors:
		return d.tell(ctx, p), nil
	case bot.ShowUnanswered:
		return d.unanswered(ctx, p), nil
	case bot.ShowSettings, bot.SetAutoReply:
		return d.settings(ctx, p), nil
	case bot.Removed:
		return bot.Answer{}, d.pressRemoved(ctx, p)
	case bot.Stop:
		return bot.Answer{}, d.stop(ctx, p)
	case bot.Uninstalled:
		n, err := d.forget(ctx, d.name.tenant(p.Tenant))
		if err == nil {
			d.Log.Info("uninstalled: everything of the workspace is deleted", "records", n)
		}
		return bot.Answer{}, err
	}
	return d.compose(bot.Question{Tenant: p.Tenant, Room: p.Room, User: p.User, At: time.Now(), Text: "help", Addressed: true}), nil
}

func sorry() bot.Answer {
	return bot.Answer{Kind: bot.Declined, Headline: unavailable, Private: true}
}

// settings shows staff what is set for a room, and sets it.
func (d *Desk) settings(ctx context.Context, p bot.Press) bot.Answer {
	if !p.Staff {
		return bot.StaffOnlyAnswer()
	}
	if p.Act == bot.SetAutoReply {
		to := bot.AutoReply(p.Arg)
		if to != bot.AutoReplyOff && to != bot.AutoReplyOn && to != bot.AutoReplyTest {
			return bot.SettingsAnswer(d.autoReply(p.Tenant, p.Room)) // from another version
		}
		if err := d.setAutoReply(ctx, p.Tenant, p.Room, to); err != nil {
			d.Log.Error("setting not stored", "err", err)
			return sorry()
		}
	}
	return bot.SettingsAnswer(d.autoReply(p.Tenant, p.Room))
}
