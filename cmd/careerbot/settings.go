package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"
)

// settings are what "serve" takes from the environment.
type settings struct {
	slackToken, slackAppToken string
	slackSecret, slackURL     string
	slackClientID             string
	slackClientSecret         string
	discordToken, discordURL  string
	discordKey, discordApp    string // of the application
	key                       string
	webhooks                  string // address that platforms call
}

const webhooksDefault = "127.0.0.1:8081"

// readSettings reads the environment. Every secret may instead stand in a
// file that the variable with _FILE at its end names.
func readSettings(getenv func(string) string) (s settings, err error) {
	for _, secret := range []struct {
		into *string
		name string
	}{
		{&s.slackToken, "SLACK_BOT_TOKEN"},
		{&s.slackAppToken, "SLACK_APP_TOKEN"},
		{&s.slackSecret, "SLACK_SIGNING_SECRET"},
		{&s.slackClientID, "SLACK_CLIENT_ID"},
		{&s.slackClientSecret, "SLACK_CLIENT_SECRET"},
		{&s.discordToken, "DISCORD_TOKEN"},
		{&s.key, "CAREERBOT_KEY"},
	} {
		if *secret.into, err = readSecret(getenv, secret.name); err != nil {
			return s, err
		}
	}
	s.slackURL, s.discordURL = getenv("SLACK_API_URL"), getenv("DISCORD_API_URL")
	s.discordKey, s.discordApp = strings.TrimSpace(getenv("DISCORD_PUBLIC_KEY")), strings.TrimSpace(getenv("DISCORD_APP_ID"))
	s.webhooks = getenv("CAREERBOT_WEBHOOKS")
	if s.webhooks == "" {
		s.webhooks = webhooksDefault
	}
	return s, cmp.Or(s.checkSlack(), s.checkDiscord())
}

// checkDiscord returns an error where the application has no token.
func (s settings) checkDiscord() error {
	switch {
	case s.discordToken != "":
		return nil
	case s.discordKey != "":
		return errors.New("DISCORD_TOKEN is not set; Discord needs it beside DISCORD_PUBLIC_KEY")
	case s.discordApp != "":
		return errors.New("DISCORD_TOKEN is not set; Discord needs it beside DISCORD_APP_ID")
	}
	return nil
}

// checkSlack returns an error where a part of what Slack needs is missing.
func (s settings) checkSlack() error {
	if s.slackClientID != "" || s.slackClientSecret != "" {
		return s.checkSeveral()
	}
	switch {
	case s.slackToken != "" && s.slackAppToken == "" && s.slackSecret == "":
		return errors.New("SLACK_APP_TOKEN is not set; Slack needs it beside SLACK_BOT_TOKEN, or SLACK_SIGNING_SECRET for HTTP")
	case s.slackToken == "" && s.slackAppToken != "":
		return errors.New("SLACK_BOT_TOKEN is not set; Slack needs it beside SLACK_APP_TOKEN")
	case s.slackToken == "" && s.slackSecret != "":
		return errors.New("SLACK_BOT_TOKEN is not set; Slack needs it beside SLACK_SIGNING_SECRET")
	}
	return nil
}

// checkSeveral does so where Slack is to be in several workspaces.
func (s settings) checkSeveral() error {
	switch {
	case s.slackToken != "":
		return usageError("SLACK_BOT_TOKEN is for one workspace, and SLACK_CLIENT_ID with SLACK_CLIENT_SECRET is for several; leave one of the two out")
	case s.slackClientID == "":
		return usageError("SLACK_CLIENT_ID is not set; Slack needs it beside SLACK_CLIENT_SECRET")
	case s.slackClientSecret == "":
		return usageError("SLACK_CLIENT_SECRET is not set; Slack needs it beside SLACK_CLIENT_ID")
	case s.slackAppToken == "" && s.slackSecret == "":
		return usageError("SLACK_SIGNING_SECRET is not set; Slack needs it beside SLACK_CLIENT_ID, or SLACK_APP_TOKEN for Socket Mode")
	}
	return nil
}

// inSlack reports whether Slack is switched on.
func (s settings) inSlack() bool { return s.slackToken != "" || s.several() }

// several reports whether Slack is to be in several workspaces.
func (s settings) several() bool { return s.slackClientID != "" }

// readSecret returns the secret of a name, "" where it is not set.
func readSecret(getenv func(string) string, name string) (string, error) {
	value, file := getenv(name), getenv(name+"_FILE")
	switch {
	case file == "":
		return strings.TrimSpace(value), nil
	case value != "":
		return "", fmt.Errorf("%s and %s_FILE are both set; leave one of them out", name, name)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	value = strings.TrimSpace(string(b))
	if value == "" {
		return "", fmt.Errorf("%s_FILE: %s is empty", name, file)
	}
	return value, nil
}
