package main

import (
	"fmt"
	"strings"

	"careerbot/bot"
	"careerbot/bot/state"
)

// digestMost is how many lines of each kind a digest has; "careerbot report"
// has all.
const digestMost = 5

// digestOf is the part of a report that staff can do something about, as a
// message to them. It is silence where there is nothing to tell.
func digestOf(r state.Report) bot.Answer {
	var parts []string
	list := func(title string, lines []string) {
		if len(lines) == 0 {
			return
		}
		more := len(lines) - digestMost
		lines = lines[:min(len(lines), digestMost)]
		if more > 0 {
			lines = append(lines, fmt.Sprintf("- and %d more", more))
		}
		parts = append(parts, title+"\n"+strings.Join(lines, "\n"))
	}
	var unanswered, missing, wrong []string
	for _, d := range r.Demand {
		if n := d.Askers - d.Answered; n >= state.AskersLeast {
			unanswered = append(unanswered, fmt.Sprintf("- %s: %d people", demandName(d), n))
		}
	}
	for _, t := range r.Missing {
		missing = append(missing, fmt.Sprintf("- %s: %d people", missingName(t.Name), t.Askers))
	}
	for _, v := range r.Votes {
		if v.Act == bot.WrongFigure {
			wrong = append(wrong, fmt.Sprintf("- %s (%s): %d votes", v.Passage, slotsName(v.Slots), v.Votes))
		}
	}
	list("Figures that members call wrong:", wrong)
	list("Questions that got no answer:", unanswered)
	list("Nothing is written on:", missing)
	if parts == nil {
		return bot.Answer{}
	}
	parts = append(parts, fmt.Sprintf("Over 90 days, shown from %d different people on. careerbot report has all of it.", state.AskersLeast))
	return bot.Answer{Kind: bot.Help, Headline: "Unanswered questions", Text: strings.Join(parts, "\n\n")}
}
