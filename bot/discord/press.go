package discord

import (
	"context"

	"careerbot/bot"
)

// What a press does that no answer of Send's carries.
const (
	editDoes    = "edit"    // opens a question that was looked up, to be changed
	discardDoes = "discard" // takes away what was looked up: arg says what that was
	forgetDoes  = "forget"  // asks whether everything about the person is to be deleted
	deleteDoes  = "delete"  // deletes it
	keepDoes    = "keep"    // deletes nothing
)

// What people read who press something.
const (
	goneSection  = "That section is no longer in my articles. Please ask again."
	goneQuestion = "My articles have changed since. Please ask again."
	notKept      = "Nothing was deleted."
	reallyDelete = "Delete everything that I keep about you?"
	deleteIsFull = "This cannot be undone."
	sayWhatWrong = "You can say what was wrong with it."
)

// What stands under what is held about a person.
var (
	forgetTool = tool{pressed{does: forgetDoes}, "Delete my data"}
	deleteTool = tool{pressed{does: deleteDoes}, "Delete my data"}
	keepTool   = tool{pressed{does: keepDoes}, "Keep it"}
)

// press answers a press of a button, or in a menu.
func (a *Adapter) press(ctx context.Context, d bot.Desk, in *interaction) outcome {
	p, ok := a.parseCustomID(in.Data.CustomID)
	if !ok {
		a.logger().Info("discord: press of another version, or forged", "id", in.ID)
		return tell(in, oldPress)
	}
	if act := voteOf(p.does); act != "" {
		return a.pressVote(ctx, d, in, p, act)
	}
	switch p.does {
	case askDoes:
		return a.pressAsk(ctx, d, in, p.arg, p.state)
	case pickDoes:
		if len(in.Data.Values) != 1 {
			return tell(in, oldPress)
		}
		return a.pressAsk(ctx, d, in, in.Data.Values[0], p.state)
	case readDoes:
		return a.pressRead(in, p)
	case chartDoes:
		return a.pressChart(in, p)
	case postDoes:
		return a.pressPost(ctx, d, in, p)
	case sendDoes:
		return a.pressSend(ctx, d, in, p)
	case dismissDoes:
		return a.pressDismiss(in, p)
	case tellDoes:
		return a.pressTell(in, p)
	case draftDoes:
		return a.pressDraft(in, p)
	case editDoes:
		return a.pressEdit(in, p)
	case discardDoes:
		return outcome{kind: sayNothing, after: func(ctx context.Context) { a.takeAway(ctx, in) }}
	case forgetDoes:
		ask := card{Answer: bot.Answer{Kind: bot.Help, Headline: reallyDelete, Text: deleteIsFull}, adapter: a, tools: []tool{deleteTool, keepTool}}
		return show(in, ask, true)
	case deleteDoes:
		return a.carryOut(ctx, d, in, bot.Press{Act: bot.DeleteData}, true)
	case keepDoes:
		return show(in, noteCard(notKept), true)
	}
	return tell(in, oldPress)
}

// pressAsk asks the question of a button, by its short name. The answer takes
// the place of a reply that the presser alone sees, and stands beside any other.
func (a *Adapter) pressAsk(ctx context.Context, d bot.Desk, in *interaction, short, prior string) outcome {
	if a.Articles == nil {
		return tell(in, oldPress)
	}
	n, ok := a.Articles.Named(short)
	if !ok || n.Question == "" {
		return tell(in, goneQuestion)
	}
	ans, ok := a.ask(ctx, d, a.questionOf(in, n.Question, prior))
	if !ok {
		return tell(in, trouble)
	}
	return show(in, a.askedCard(ans, in, n.Question), true)
}

// pressRead shows a whole section beside the answer that cites it.
func (a *Adapter) pressRead(in *interaction, p pressed) outcome {
	if a.Articles == nil {
		return tell(in, oldPress)
	}
	n, ok := a.Articles.Named(p.arg)
	if !ok || n.Section == "" {
		return tell(in, goneSection)
	}
	ans, ok := a.Articles.Section(n.Article, n.Section)
	if !ok {
		return tell(in, goneSection)
	}
	c := a.newCard(ans)
	c.read = len(ans.Sources) > 1 // there is no more of the section itself
	return show(in, c, false)
}

// pressVote notes a vote. Who found an answer not helpful is asked why, and need
// not say.
func (a *Adapter) pressVote(ctx context.Context, d bot.Desk, in *interaction, p pressed, act bot.Act) outcome {
	var passage string
	if a.Articles != nil {
		if n, ok := a.Articles.Named(p.arg); ok {
			passage = n.Article + "#" + n.Section
		}
	}
	if passage == "" {
		return tell(in, oldPress)
	}
	ans, ok := a.carriedOut(ctx, d, in, bot.Press{Act: act, Arg: passage, State: p.state})
	if !ok {
		return tell(in, trouble)
	}
	c := card{Answer: ans, adapter: a}
	switch act {
	case bot.VoteDown:
		c.Text, c.tools = sayWhatWrong, voteTools(reasons[:], pressed{state: p.state, arg: p.arg})
		return show(in, c, false)
	case bot.VoteUp:
		return show(in, c, false)
	}
	return show(in, c, true) // in the place of the question why
}
