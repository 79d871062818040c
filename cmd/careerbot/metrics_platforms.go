package main

import (
	"careerbot/bot/discord"
	"careerbot/bot/slack"
)

// readSlack adds what the Slack adapter counts.
func (m *metrics) readSlack(now func() slack.Stats) {
	type stats = slack.Stats
	r := &readings[stats]{now: now}
	r.counter("careerbot_slack_commands_total", "Slash commands.", func(s stats) int64 { return s.Commands })
	r.counter("careerbot_slack_messages_total", "Mentions and direct messages accepted.", func(s stats) int64 { return s.Messages })
	r.counter("careerbot_slack_presses_total", "Buttons answered.", func(s stats) int64 { return s.Presses })
	r.counter("careerbot_slack_redelivered_total", "Events that Slack sent again.", func(s stats) int64 { return s.Redelivered })
	r.counter("careerbot_slack_duplicate_total", "Events that had been accepted before.", func(s stats) int64 { return s.Duplicate })
	r.counter("careerbot_slack_ignored_total", "Requests acknowledged that were not for the bot.", func(s stats) int64 { return s.Ignored })
	r.counter("careerbot_slack_forged_total", "Requests without a good signature.", func(s stats) int64 { return s.Forged })
	r.counter("careerbot_slack_malformed_total", "Signed requests that cannot be read, or are too large.", func(s stats) int64 { return s.Malformed })
	r.counter("careerbot_slack_failed_total", "Requests and presses that ended in an error of the bot.", func(s stats) int64 { return s.Failed })
	r.counter("careerbot_slack_busy_total", "Messages that were not taken because there was too much to do.", func(s stats) int64 { return s.Busy })
	r.counter("careerbot_slack_busy_told_total", "Of them, those whose author was told so.", func(s stats) int64 { return s.Told })
	r.counter("careerbot_slack_uninstalls_total", "Workspaces that took the app or its token away, as often as Slack said it.", func(s stats) int64 { return s.Uninstalls })
	r.counter("careerbot_slack_posts_total", "Messages posted.", func(s stats) int64 { return s.Sent })
	r.counter("careerbot_slack_posts_text_only_total", "Messages posted whose blocks Slack refused.", func(s stats) int64 { return s.TextOnly })
	r.gauge("careerbot_slack_workspaces", "Workspaces in which the app is installed, where there may be several.", func(s stats) float64 { return float64(s.Workspaces) })
	r.counter("careerbot_slack_installs_total", "Installations, those again included.", func(s stats) int64 { return s.Installed })
	r.counter("careerbot_slack_installs_refused_total", "Ways back from Slack that were refused.", func(s stats) int64 { return s.InstallRefused })
	r.gauge("careerbot_slack_connections", "Connections of Socket Mode that are up.", func(s stats) float64 { return float64(s.Connections) })
	r.counter("careerbot_slack_reconnects_total", "Connections of Socket Mode that took the place of another.", func(s stats) int64 { return s.Reconnects })
	r.counter("careerbot_slack_envelopes_total", "Events, commands and presses that came over them.", func(s stats) int64 { return s.Envelopes })
	r.counter("careerbot_slack_envelopes_malformed_total", "Messages over them that cannot be read.", func(s stats) int64 { return s.BadEnvelopes })
	r.counter("careerbot_slack_envelopes_unacknowledged_total", "Envelopes that Slack takes for undelivered.", func(s stats) int64 { return s.Unacknowledged })
	m.registry.MustRegister(r)
}

// readDiscord adds what the Discord adapter counts.
func (m *metrics) readDiscord(now func() discord.Stats) {
	type stats = discord.Stats
	r := &readings[stats]{now: now}
	r.counter("careerbot_discord_messages_total", "Mentions, replies and direct messages accepted.", func(s stats) int64 { return s.Messages })
	r.counter("careerbot_discord_ignored_total", "Messages that were not for the bot.", func(s stats) int64 { return s.Ignored })
	r.counter("careerbot_discord_malformed_total", "Events that cannot be read.", func(s stats) int64 { return s.Malformed })
	r.counter("careerbot_discord_retries_total", "Tries after the first to hand a message to the desk.", func(s stats) int64 { return s.Retries })
	r.counter("careerbot_discord_busy_total", "Messages that were not taken because there was too much to do.", func(s stats) int64 { return s.Busy })
	r.counter("careerbot_discord_dropped_total", "Messages that found too many others waiting for the desk.", func(s stats) int64 { return s.Dropped })
	r.counter("careerbot_discord_failed_total", "Messages given up because they could not be stored in time.", func(s stats) int64 { return s.Failed })
	r.counter("careerbot_discord_removals_total", "Servers that removed the bot.", func(s stats) int64 { return s.Removals })
	r.counter("careerbot_discord_overheard_total", "Messages looked at that were not said to the bot.", func(s stats) int64 { return s.Overheard })
	r.counter("careerbot_discord_revisions_total", "Edits and deletions of questions.", func(s stats) int64 { return s.Revisions })
	r.counter("careerbot_discord_caught_up_total", "Messages of a gap that were looked up.", func(s stats) int64 { return s.CaughtUp })
	r.counter("careerbot_discord_welcomes_total", "Servers whose owner was greeted.", func(s stats) int64 { return s.Welcomes })
	r.counter("careerbot_discord_posts_total", "Messages posted, or found to be posted.", func(s stats) int64 { return s.Sent })
	r.counter("careerbot_discord_posts_plainer_total", "Messages posted that Discord took in a plainer layout alone.", func(s stats) int64 { return s.Plainer })
	r.counter("careerbot_discord_identifies_total", "New sessions of the gateway.", func(s stats) int64 { return s.Identifies })
	r.counter("careerbot_discord_resumes_total", "Sessions of the gateway that were resumed.", func(s stats) int64 { return s.Resumes })
	r.counter("careerbot_discord_reconnects_total", "Connections to the gateway that came up after the first.", func(s stats) int64 { return s.Reconnects })
	r.counter("careerbot_discord_commands_total", "Commands answered.", func(s stats) int64 { return s.Commands })
	r.counter("careerbot_discord_completions_total", "Suggestions shown while somebody types.", func(s stats) int64 { return s.Completions })
	r.counter("careerbot_discord_presses_total", "Buttons, menus and windows answered.", func(s stats) int64 { return s.Presses })
	r.counter("careerbot_discord_forged_total", "Requests without a good signature.", func(s stats) int64 { return s.Forged })
	r.counter("careerbot_discord_repeated_total", "Commands and presses that came before.", func(s stats) int64 { return s.Repeated })
	r.counter("careerbot_discord_unanswered_total", "Commands and presses that ended in an error, or that Discord took no answer to.", func(s stats) int64 { return s.Unanswered })
	r.counter("careerbot_discord_registrations_total", "Times that the commands were registered.", func(s stats) int64 { return s.Registrations })
	r.counter("careerbot_discord_limited_total", "Requests that Discord refused because there were too many (429).", func(s stats) int64 { return s.Limited })
	r.counter("careerbot_discord_refused_total", "Requests that Discord did not allow (401, 403).", func(s stats) int64 { return s.Refused })
	r.counter("careerbot_discord_held_total", "Requests that were not made: their turn was too far off, or they had been refused before.", func(s stats) int64 { return s.Held })
	r.counter("careerbot_discord_redone_total", "Tries of a request after the first.", func(s stats) int64 { return s.Redone })
	r.counter("careerbot_discord_breaks_total", "Times that requests stopped because too many were refused.", func(s stats) int64 { return s.Breaks })
	m.registry.MustRegister(r)
}
