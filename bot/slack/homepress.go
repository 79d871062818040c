package slack

import (
	"context"
	"strings"

	"careerbot/bot"
)

// pressHome does what is pressed on the Home. What a person wants to know opens
// in a window; what staff choose and set shows on the Home itself. Whether they
// are staff is asked at each press, since a Home stays as it was drawn.
func (a *Adapter) pressHome(ctx context.Context, d bot.Desk, in *interaction, act action) {
	p, ok := a.homePress(in, act)
	if !ok {
		a.tell(ctx, in, oldPress)
		return
	}
	waits, cancel := context.WithTimeout(ctx, pressFor)
	defer cancel()
	ans, err := d.Press(waits, p)
	if err != nil || ans.Headline == "" {
		a.count.failed.Add(1)
		a.log.Error("slack: press on the home not done", "act", p.Act, "err", err)
		a.tell(ctx, in, trouble)
		return
	}
	if ofRoom(p.Act) && ans.Kind != bot.Declined {
		h := a.newHome(in.User.ID)
		h.room, h.setting = p.Room, shorten(ans.Headline, maxHeadline)
		if a.publish(ctx, in.team(), in.User.ID, h.appendJSON(nil, a.Key)) == nil {
			a.count.presses.Add(1)
			return
		}
	}
	a.delivered(a.openWindow(ctx, in, noticeWindow(windowTitle(p.Act), card{Answer: ans})))
}

// homePress reads what is pressed, and reports false for what no Home of this
// version has.
func (a *Adapter) homePress(in *interaction, act action) (bot.Press, bool) {
	p := bot.Press{Tenant: in.team(), Room: windowRoom, User: a.Key.Hash("slack", in.team(), in.User.ID), Staff: a.isStaff(in.User.ID)}
	if act.Conversation != "" {
		p.Act, p.Room = bot.ShowSettings, act.Conversation
		return p, true
	}
	v, ok := parseButton(act.Value)
	if !ok {
		return p, false
	}
	switch p.Act = v.D; p.Act {
	case bot.ShowPrivacy, bot.DeleteData, bot.ShowUnanswered:
		return p, true
	case bot.SetAutoReply:
		room, ok := strings.CutPrefix(act.BlockID, homeSet)
		p.Room, p.Arg = room, v.A
		return p, ok && room != "" && settable(v.A)
	}
	return p, false
}

// ofRoom reports whether an act is about a channel.
func ofRoom(act bot.Act) bool { return act == bot.ShowSettings || act == bot.SetAutoReply }

// windowTitle returns the title of the window that shows what an act answers.
func windowTitle(act bot.Act) string {
	switch act {
	case bot.ShowPrivacy:
		return privacyLabel
	case bot.DeleteData:
		return deleteLabel
	case bot.ShowUnanswered:
		return askedInVain
	}
	return "Settings"
}

// noticeWindow returns a window that shows a card, and takes nothing.
func noticeWindow(title string, c card) window {
	c.window, c.style = true, plainStyle
	return window{callback: noticeCallback, title: title, blocks: c.blocks()}
}

// noticeCallback is the callback id of a window that is only read.
const noticeCallback = "notice"
