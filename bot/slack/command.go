package slack

import (
	"net/http"
	"time"

	"careerbot/bot"
)

// serveCommand answers a slash command in the response: privately, from
// memory. Whatever goes wrong after the form is read is said with status 200,
// since people see any other status as a failure of Slack.
func (a *Adapter) serveCommand(w http.ResponseWriter, r *http.Request, d bot.Desk, s *scratch) {
	c, err := parseCommand(s.in.String())
	if err != nil {
		a.malformed(w)
		return
	}
	if c.sslCheck {
		return
	}
	if c.name != a.command() {
		a.count.ignored.Add(1)
		s.out = appendNote(s.out[:0], "I only answer "+a.command()+".", reply{})
		writeJSON(w, s.out)
		return
	}
	if !a.installed(c.team) {
		a.passOver(c.team)
		s.out = appendNote(s.out[:0], notInstalled, reply{})
		writeJSON(w, s.out)
		return
	}
	a.count.commands.Add(1)
	q := a.commandQuestion(c, time.Now())
	ans, ok := a.ask(r.Context(), d, q)
	switch {
	case !ok:
		s.out = appendNote(s.out[:0], trouble, reply{})
	case ans.Kind == bot.Silence:
		return
	default:
		s.out = appendReply(s.out[:0], a.commandCard(ans, q, c), reply{})
	}
	writeJSON(w, s.out)
}

// commandCard returns the card of an answer to a command. Slack does not say
// whether it takes the response, so there is nothing in it that has not been
// taken before, or is as old as tables.
func (a *Adapter) commandCard(ans bot.Answer, q bot.Question, from command) card {
	c := a.privateCard(ans, q, person{from.team, from.user}, from.room)
	c.wholeTable = c.wholeTable || !a.cards.pages.Load()
	return c
}

func (a *Adapter) commandQuestion(c command, now time.Time) bot.Question {
	text := plain(c.text)
	if text == "" {
		text = "help"
	}
	return bot.Question{
		ID:        "slack." + c.team + "." + c.channel + "." + c.trigger,
		Tenant:    c.team,
		Room:      c.channel,
		User:      a.Key.Hash("slack", c.team, c.user),
		At:        now,
		Text:      text,
		Addressed: true,
		Staff:     a.isStaff(c.user),
	}
}
