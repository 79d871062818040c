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
}

// Run prints the manifest as JSON.
func (c slackManifest) Run(p *process) error {
	host := strings.TrimSuffix(strings.TrimPrefix(c.HTTP, "https://"), "/")
	b, err := slack.Manifest{Host: host}.JSON()
	if err != nil {
		return usageError(err.Error())
	}
	_, err = fmt.Fprintf(p.out, "%s\n", b)
	return err
}
