package discord

import (
	"context"
	"strings"

	"careerbot/bot"
)

// Types of command.
const (
	slashCommand = 1
	messageMenu  = 3
)

// lookUpName is what the menu of a message has.
const lookUpName = "Look up in career articles"

// maxTyped is how long a question may be, in characters, that is typed here.
const maxTyped = 4000

// A command is something that can be typed, or chosen in the menu of a message.
type command struct {
	name    string
	does    string // in the list of commands, and in the help; "" for a menu
	kind    int
	options []commandOption
	staff   bool // for staff, in servers alone; Discord shows it to who manages the server
	run     func(*Adapter, context.Context, bot.Desk, *interaction) outcome
}

// A commandOption is something that is typed behind a command.
type commandOption struct {
	name, does string
	required   bool
	completed  bool      // suggestions are shown while it is typed
	field      bot.Field // of which
	choices    []string  // all there are; nil: anything
	most       int       // characters; 0: not said
}

// commands are all of them: what is registered, what the manifest lists, what
// the help says and what is answered are made of them.
func commands() []command {
	return []command{
		{
			name: "career", kind: slashCommand, does: "Ask a career question; only you see the answer", run: (*Adapter).runCareer,
			options: []commandOption{{name: "question", does: "Your question, in your own words", required: true, completed: true, most: maxTyped}},
		},
		{
			name: "career-pay", kind: slashCommand, does: "What a role is paid; only you see the answer", run: (*Adapter).runPay,
			options: []commandOption{
				{name: "role", does: "The role, such as one of the list", required: true, completed: true, field: bot.RoleField, most: maxName},
				{name: "level", does: "The level; leave it out for all", completed: true, field: bot.LevelField, most: maxName},
				{name: "country", does: "The country; leave it out for all", completed: true, field: bot.PlaceField, most: maxName},
			},
		},
		{
			name: "career-compare", kind: slashCommand, does: "How roles differ in one thing; only you see the answer", run: (*Adapter).runCompare,
			options: []commandOption{{name: "feature", does: "What they are compared in", required: true, completed: true, field: bot.FeatureField, most: maxName}},
		},
		{name: "career-help", kind: slashCommand, does: "What I can answer, and how to ask", run: (*Adapter).runHelp},
		{name: "career-privacy", kind: slashCommand, does: "What I keep about you, and how to delete it", run: (*Adapter).runPrivacy},
		{
			name: "career-settings", kind: slashCommand, does: "For staff: auto-reply in this channel", staff: true, run: (*Adapter).runSettings,
			options: []commandOption{{name: "auto-reply", does: "What becomes of questions here that nobody says to me", choices: []string{"on", "off", "test"}}},
		},
		{name: "career-unanswered", kind: slashCommand, does: "For staff: what members asked for in vain", staff: true, run: (*Adapter).runUnanswered},
		{name: lookUpName, kind: messageMenu, run: (*Adapter).runLookUp},
	}
}

// maxName is how long the name of a role, a level, a country or a feature may
// be: as long as the longest suggestion.
const maxName = 100

// findCommand returns the command of an interaction.
func findCommand(in *interaction) (command, bool) {
	for _, c := range commands() {
		if c.name == in.Data.Name && (c.kind == in.Data.Type || in.Data.Type == 0) {
			return c, true
		}
	}
	return command{}, false
}

// What people read who use a command that there is not.
const oldCommand = "I don't know that command any more. Please type / and choose one from the list."

// command answers a command. One that is not known was registered by another
// version.
func (a *Adapter) command(ctx context.Context, d bot.Desk, in *interaction) outcome {
	c, ok := findCommand(in)
	switch {
	case !ok:
		a.logger().Warn("discord: unknown command", "id", in.ID)
		return tell(in, oldCommand)
	case c.staff && !in.isStaff(a.Staff):
		return show(in, card{Answer: bot.StaffOnlyAnswer()}, false)
	}
	return c.run(a, ctx, d, in)
}

// runCareer answers a question in the asker's words.
func (a *Adapter) runCareer(ctx context.Context, d bot.Desk, in *interaction) outcome {
	text := in.text("question")
	if text == "" || strings.EqualFold(text, "help") {
		return a.runHelp(ctx, d, in)
	}
	return a.answer(ctx, d, in, text)
}

// runPay asks for the pay of what was chosen, or typed.
func (a *Adapter) runPay(ctx context.Context, d bot.Desk, in *interaction) outcome {
	role := in.text("role")
	if role == "" {
		return a.runHelp(ctx, d, in)
	}
	text := strings.TrimSpace(in.text("level")+" "+role) + " salary"
	if country := in.text("country"); country != "" {
		text += " in " + country
	}
	return a.answer(ctx, d, in, text+"?")
}

// runCompare asks how the roles differ in a feature.
func (a *Adapter) runCompare(ctx context.Context, d bot.Desk, in *interaction) outcome {
	feature := in.text("feature")
	if feature == "" {
		return a.runHelp(ctx, d, in)
	}
	ans, ok := a.ask(ctx, d, a.questionOf(in, feature, ""))
	switch {
	case !ok:
		return tell(in, trouble)
	case !ans.Kind.Answered() && a.Articles != nil:
		return tell(in, notCompared+strings.Join(a.Articles.Suggest(bot.FeatureField, "", mostChoices), ", ")+".")
	}
	return show(in, a.askedCard(ans, in, feature), false)
}

// notCompared is what people read who want to compare roles in something else.
const notCompared = "I can't compare the roles in that. I can in: "

// runHelp says what can be asked, and which commands there are.
func (a *Adapter) runHelp(ctx context.Context, d bot.Desk, in *interaction) outcome {
	ans, ok := a.ask(ctx, d, a.questionOf(in, "help", ""))
	if !ok {
		return tell(in, trouble)
	}
	ans.Text = strings.TrimSpace(ans.Text + "\n\n" + commandHelp(in.isStaff(a.Staff)))
	return show(in, a.askedCard(ans, in, "help"), false)
}

// commandHelp lists the commands, those of staff for staff.
func commandHelp(staff bool) string {
	lines := []string{"What you can type:"}
	for _, c := range commands() {
		if c.kind != slashCommand || c.staff && !staff {
			continue
		}
		line := "- /" + c.name
		for _, o := range c.options {
			line += " " + o.name
		}
		lines = append(lines, line+": "+c.does+".")
	}
	return strings.Join(append(lines, "- Under Apps in the menu of a message: "+lookUpName+"."), "\n")
}

// runPrivacy says what is held about the person.
func (a *Adapter) runPrivacy(ctx context.Context, d bot.Desk, in *interaction) outcome {
	return a.carryOut(ctx, d, in, bot.Press{Act: bot.ShowPrivacy}, false)
}

// runSettings shows staff what is set for the channel, or sets it.
func (a *Adapter) runSettings(ctx context.Context, d bot.Desk, in *interaction) outcome {
	p := bot.Press{Act: bot.ShowSettings}
	if to := in.text("auto-reply"); to != "" {
		p = bot.Press{Act: bot.SetAutoReply, Arg: to}
		if to == "off" {
			p.Arg = string(bot.AutoReplyOff)
		}
	}
	return a.carryOut(ctx, d, in, p, false)
}

// runUnanswered tells staff what members asked for in vain.
func (a *Adapter) runUnanswered(ctx context.Context, d bot.Desk, in *interaction) outcome {
	return a.carryOut(ctx, d, in, bot.Press{Act: bot.ShowUnanswered}, false)
}
