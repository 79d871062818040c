package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadSettings(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name string
		env  map[string]string
		want settings
		err  string // begins so
	}{
		{name: "nothing", want: settings{webhooks: "127.0.0.1:8081"}},
		{
			name: "everything",
			env: map[string]string{
				"SLACK_BOT_TOKEN": " token ", "SLACK_APP_TOKEN": "app", "SLACK_SIGNING_SECRET": "secret", "SLACK_API_URL": "http://slack/",
				"DISCORD_TOKEN": "discord", "DISCORD_API_URL": "http://discord/", "DISCORD_PUBLIC_KEY": " ab ", "DISCORD_APP_ID": "12 ",
				"CAREERBOT_KEY": "key", "CAREERBOT_WEBHOOKS": ":9",
			},
			want: settings{"token", "app", "secret", "http://slack/", "", "", "discord", "http://discord/", "ab", "12", "key", ":9"},
		},
		{
			name: "files",
			env: map[string]string{
				"SLACK_BOT_TOKEN_FILE": file("a", "token\n"), "SLACK_APP_TOKEN_FILE": file("f", "app\n"), "SLACK_SIGNING_SECRET_FILE": file("b", " secret\r\n"),
				"DISCORD_TOKEN_FILE": file("c", "discord"), "CAREERBOT_KEY_FILE": file("d", "key"),
			},
			want: settings{slackToken: "token", slackAppToken: "app", slackSecret: "secret", discordToken: "discord", key: "key", webhooks: "127.0.0.1:8081"},
		},
		{
			name: "Socket Mode",
			env:  map[string]string{"SLACK_BOT_TOKEN": "token", "SLACK_APP_TOKEN": "app"},
			want: settings{slackToken: "token", slackAppToken: "app", webhooks: "127.0.0.1:8081"},
		},
		{
			name: "several workspaces",
			env:  map[string]string{"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET_FILE": file("g", "client\n"), "SLACK_SIGNING_SECRET": "secret"},
			want: settings{slackClientID: "1.2", slackClientSecret: "client", slackSecret: "secret", webhooks: "127.0.0.1:8081"},
		},
		{
			name: "several workspaces by Socket Mode",
			env:  map[string]string{"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "client", "SLACK_APP_TOKEN": "app"},
			want: settings{slackClientID: "1.2", slackClientSecret: "client", slackAppToken: "app", webhooks: "127.0.0.1:8081"},
		},
		{name: "one workspace and several", env: map[string]string{"SLACK_BOT_TOKEN": "x", "SLACK_APP_TOKEN": "x", "SLACK_CLIENT_ID": "x"}, err: "SLACK_BOT_TOKEN is for one workspace, and SLACK_CLIENT_ID"},
		{name: "no client secret", env: map[string]string{"SLACK_CLIENT_ID": "x", "SLACK_SIGNING_SECRET": "x"}, err: "SLACK_CLIENT_SECRET is not set; Slack needs it beside SLACK_CLIENT_ID"},
		{name: "no client id", env: map[string]string{"SLACK_CLIENT_SECRET": "x", "SLACK_SIGNING_SECRET": "x"}, err: "SLACK_CLIENT_ID is not set; Slack needs it beside SLACK_CLIENT_SECRET"},
		{name: "several workspaces and no way in", env: map[string]string{"SLACK_CLIENT_ID": "x", "SLACK_CLIENT_SECRET": "x"}, err: "SLACK_SIGNING_SECRET is not set; Slack needs it beside SLACK_CLIENT_ID"},
		{name: "half of Slack", env: map[string]string{"SLACK_BOT_TOKEN": "x"}, err: "SLACK_APP_TOKEN is not set"},
		{name: "half of Socket Mode", env: map[string]string{"SLACK_APP_TOKEN": "x"}, err: "SLACK_BOT_TOKEN is not set; Slack needs it beside SLACK_APP_TOKEN"},
		{name: "the other half", env: map[string]string{"SLACK_SIGNING_SECRET": "x"}, err: "SLACK_BOT_TOKEN is not set"},
		{name: "twice", env: map[string]string{"DISCORD_TOKEN": "x", "DISCORD_TOKEN_FILE": "y"}, err: "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set"},
		{name: "no file", env: map[string]string{"CAREERBOT_KEY_FILE": filepath.Join(dir, "none")}, err: "CAREERBOT_KEY_FILE: open "},
		{name: "key of no bot", env: map[string]string{"DISCORD_PUBLIC_KEY": "x"}, err: "DISCORD_TOKEN is not set; Discord needs it beside DISCORD_PUBLIC_KEY"},
		{name: "id of no bot", env: map[string]string{"DISCORD_APP_ID": "x"}, err: "DISCORD_TOKEN is not set; Discord needs it beside DISCORD_APP_ID"},
		{name: "empty file", env: map[string]string{"DISCORD_TOKEN_FILE": file("e", " \n")}, err: "DISCORD_TOKEN_FILE: " + filepath.Join(dir, "e") + " is empty"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := readSettings(func(name string) string { return test.env[name] })
			if test.err != "" {
				if err == nil || !strings.HasPrefix(err.Error(), test.err) {
					t.Errorf("readSettings = %v, want %q", err, test.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(settings{})); diff != "" {
				t.Errorf("readSettings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoopback(t *testing.T) {
	for addr, want := range map[string]bool{
		"127.0.0.1:8080": true, "localhost:0": true, "[::1]:80": true, "127.9.9.9:1": true,
		"0.0.0.0:8080": false, ":8080": false, "192.0.2.1:80": false, "localhost": false, "localhost.example:1": false, "": false,
	} {
		if got := loopback(addr); got != want {
			t.Errorf("loopback(%q) = %v, want %v", addr, got, want)
		}
	}
}
