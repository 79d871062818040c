package state

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"careerbot/bot"
)

// What staff are shown in a message; "careerbot report" has all of it.
const (
	linesMost     = 5 // of each list
	rowsMost      = 10
	unansweredFor = 2 * time.Second // to read it: a command is answered within three
)

// unreadable is what staff read where there is too much to read in time.
const unreadable = "I could not read that in time for a reply. “careerbot report” shows it."

// unanswered shows staff what members of their workspace asked for in vain.
func (d *Desk) unanswered(ctx context.Context, p bot.Press) bot.Answer {
	if !p.Staff {
		return bot.StaffOnlyAnswer()
	}
	ctx, cancel := context.WithTimeout(ctx, unansweredFor)
	defer cancel()
	r, err := d.Store.demand(ctx, d.name.tenant(p.Tenant))
	if err != nil {
		d.Log.Error("unanswered questions could not be read", "err", err)
		return bot.Answer{Kind: bot.Help, Headline: unreadable, Private: true}
	}
	return r.unanswered()
}

// unanswered is a report as staff see it in private: with the words of what was
// passed on.
func (r Report) unanswered() bot.Answer {
	var told []string
	for _, p := range r.Passed {
		told = append(told, "- "+p.Day+": "+p.Text)
	}
	var n notes
	n.list("Passed on to the editors, without names:", told)
	n.list("Nothing is written on:", r.missing())
	n.list("Figures that members call wrong:", r.wrong())
	a := bot.Answer{Kind: bot.Help, Private: true, Headline: "What members asked for in vain, over 90 days", Table: r.table()}
	if n == nil && a.Table == nil {
		a.Headline = "There is nothing to show yet of what members asked for in vain."
	}
	n = append(n, fmt.Sprintf("Shown is what at least %d different people asked for, and what a member passed on. “careerbot report” has all of it.", AskersLeast))
	a.Text = n.String()
	return a
}

// Digest is the part of a report that staff can do something about, as a
// message to their channel. It has no words of members, and is silence where
// there is nothing to tell.
func (r Report) Digest() bot.Answer {
	var declined []string
	for _, d := range r.declined() {
		declined = append(declined, fmt.Sprintf("- %s: %d people", d, d.Askers-d.Answered))
	}
	var n notes
	n.list("Figures that members call wrong:", r.wrong())
	n.list("Questions that got no answer:", declined)
	n.list("Nothing is written on:", r.missing())
	if most := len(r.Passed); most > 0 {
		n = append(n, fmt.Sprintf("Questions that members passed on to the editors: %d. Staff who say “unanswered questions” to me can read them.", most))
	}
	if n == nil {
		return bot.Answer{}
	}
	n = append(n, fmt.Sprintf("Over 90 days, shown from %d different people on. careerbot report has all of it.", AskersLeast))
	return bot.Answer{Kind: bot.Help, Headline: "Unanswered questions", Text: n.String()}
}

// table shows the questions that got no answer, nil where there are none.
func (r Report) table() *bot.Table {
	all := r.declined()
	if len(all) == 0 {
		return nil
	}
	t := &bot.Table{Caption: "Questions that got no answer", Header: []string{"Question", "People", "Why"}}
	if more := len(all) - rowsMost; more > 0 {
		t.Caption += fmt.Sprintf(" (%d more in the report)", more)
		all = all[:rowsMost]
	}
	for _, d := range all {
		t.Rows = append(t.Rows, []string{d.String(), strconv.Itoa(d.Askers - d.Answered), why(d.Reason)})
	}
	return t
}

// declined returns the questions that enough people got no answer to.
func (r Report) declined() (all []Demand) {
	for _, d := range r.Demand {
		if d.Askers-d.Answered >= AskersLeast {
			all = append(all, d)
		}
	}
	return all
}

// missing returns what nothing is written on, a line each.
func (r Report) missing() (lines []string) {
	for _, t := range r.Missing {
		lines = append(lines, fmt.Sprintf("- %s: %d people", t.Missing(), t.Askers))
	}
	return lines
}

// wrong returns the figures that members call wrong, a line each.
func (r Report) wrong() (lines []string) {
	for _, v := range r.Votes {
		if v.Act == bot.WrongFigure {
			lines = append(lines, fmt.Sprintf("- %s (%s): %d votes", v.Passage, v.About(), v.Votes))
		}
	}
	return lines
}

// notes are the paragraphs of a message.
type notes []string

func (n notes) String() string { return strings.Join(n, "\n\n") }

// list adds a title with the first of its lines, and nothing where there are
// none.
func (n *notes) list(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	if more := len(lines) - linesMost; more > 0 {
		lines = append(lines[:linesMost:linesMost], fmt.Sprintf("- and %d more", more))
	}
	*n = append(*n, title+"\n"+strings.Join(lines, "\n"))
}

// String is a kind of question in words: "Senior Baker, UK: salary".
func (d Demand) String() string {
	name := cmp.Or(strings.TrimSpace(d.Level+" "+d.Role), "any role")
	if d.Place != "" {
		name += ", " + d.Place
	}
	return name + ": " + cmp.Or(d.Metric, "the work, the skills or the choice")
}

// About says in words how the question was read under whose answer the votes
// were given.
func (v VoteTally) About() string {
	join := func(list []string) string { return strings.Join(list, " and ") }
	return Demand{Role: join(v.Slots.Role), Place: join(v.Slots.Place), Level: join(v.Slots.Level), Metric: v.Slots.Metric}.String()
}

// Missing is the name of what nothing is written on, in words: "Nurse (role)".
func (t Tally) Missing() string {
	if t.Name == "other" {
		return "things on no list"
	}
	kind, what, _ := strings.Cut(t.Name, ":")
	return what + " (" + kind + ")"
}

// why is a reason in words for people who have not seen the code.
func why(r bot.Reason) string {
	switch r {
	case bot.NoArticle:
		return "nothing is written on it"
	case bot.RoleUnknown:
		return "no figures for the role"
	case bot.PlaceUnknown:
		return "no figures for the place"
	case bot.LevelUnknown:
		return "no figures for the level"
	case bot.HowTo:
		return "technical help"
	case bot.Advice:
		return "law, tax or visas"
	}
	return "other"
}
