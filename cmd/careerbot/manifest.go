package main

import (
	"cmp"
	"fmt"
	"strings"

	"careerbot/bot/discord"
	"careerbot/bot/slack"
)

// A manifestCommand prints what a platform sets an app up from.
type manifestCommand struct {
	Slack   slackManifest   `cmd:"" help:"The manifest of the Slack app, to be pasted where Slack makes one."`
	Discord discordManifest `cmd:"" help:"The addresses that add the Discord application, what they ask for, and its commands."`
}

type slackManifest struct {
	Socket bool   `xor:"way" help:"For Socket Mode, where nothing of yours is called (default)."`
	HTTP   string `name:"http" xor:"way" placeholder:"HOST" help:"For HTTP: the name at which Slack reaches the webhooks, such as careerbot.example.org."`

	Install string `placeholder:"HOST" help:"For several workspaces: the name at which browsers reach the webhooks, to install the app."`
}

type discordManifest struct {
	App  string `placeholder:"ID" help:"The application's id (default: $$DISCORD_APP_ID)."`
	HTTP string `name:"http" placeholder:"HOST" help:"For HTTP: the name at which Discord reaches the webhooks, such as careerbot.example.org."`

	DiscordMessageContent bool `help:"Ask for the text of messages that are not said to the bot, too."`
}

// Run prints it as JSON.
func (c discordManifest) Run(p *process) error {
	app := strings.TrimSpace(cmp.Or(c.App, p.getenv("DISCORD_APP_ID")))
	b, err := discord.Manifest{AppID: app, Host: hostOf(c.HTTP), Content: c.DiscordMessageContent}.JSON()
	if err != nil {
		return usageError(err.Error())
	}
	_, err = fmt.Fprintf(p.out, "%s\n", b)
	return err
}

// Run prints the manifest as JSON.
func (c slackManifest) Run(p *process) error {
	b, err := slack.Manifest{Host: hostOf(c.HTTP), Install: hostOf(c.Install)}.JSON()
	if err != nil {
		return usageError(err.Error())
	}
	_, err = fmt.Fprintf(p.out, "%s\n", b)
	return err
}

// hostOf takes an address for its name.
func hostOf(s string) string { return strings.TrimSuffix(strings.TrimPrefix(s, "https://"), "/") }
