package main

import "careerbot/bot/slack"

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
	r.counter("careerbot_slack_posts_total", "Messages posted.", func(s stats) int64 { return s.Sent })
	r.counter("careerbot_slack_posts_text_only_total", "Messages posted whose blocks Slack refused.", func(s stats) int64 { return s.TextOnly })
	m.registry.MustRegister(r)
}
