package main

import (
	"fmt"
	"strings"

	"careerbot/bot/slack"
)

// A manifestCommand prints what a platform sets an app up from.
type manifestCommand struct {
	Slack slackManifest `cmd:"" help:"The manifest of the Slack app, to be pasted where Slack makes one."`
}

type slackManifest struct {
	Socket bool   `xor:"way" help:"For Socket Mode, where nothing of yours is called (default)."`
	HTTP   string `name:"http" xor:"way" placeholder:"HOST" help:"For HTTP: the name at which Slack reaches the webhooks, such as careerbot.example.org."`

	Install string `placeholder:"HOST" help:"For several workspaces: the name at which browsers reach the webhooks, to install the app."`
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
