package discord

import "careerbot/bot"

// A Library is what the loaded articles give beside answers; *bot.Bot and
// *bot.Swap are one. It must be safe for concurrent use.
type Library interface {
	// Section returns a whole section, by the names that a bot.Source has.
	Section(article, anchor string) (bot.Answer, bool)

	// Choices returns what the answer that carries a State can be changed to.
	Choices(state string) bot.Choices

	// Chart returns the chart of the pay that a State stands for, and false
	// where there is none.
	Chart(state string) (bot.Chart, bool)

	// Catalogue returns what can be asked about, at no cost.
	Catalogue() bot.Catalogue

	// ShortName returns a short name for a question that is offered or for a
	// section, and Named gives back what it stands for.
	ShortName(n bot.Named) string
	Named(short string) (bot.Named, bool)

	// Suggest returns what somebody who has typed so far may want.
	Suggest(f bot.Field, typed string, most int) []string
}

var _ Library = (*bot.Swap)(nil)
