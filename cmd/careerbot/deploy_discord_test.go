package main

import (
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A discordApp is what the tests look at of what "careerbot manifest discord"
// prints.
type discordApp struct {
	Invite      string `json:"invite_to_a_server"`
	Person      string `json:"add_for_one_person"`
	Endpoint    string `json:"interactions_endpoint_url"`
	Permissions struct {
		Meaning []string `json:"meaning"`
	} `json:"permissions"`
	Intents struct {
		Meaning    []string `json:"meaning"`
		Privileged []string `json:"privileged"`
	} `json:"intents"`
	Commands []struct {
		Name string `json:"name"`
	} `json:"commands"`
}

// printedDiscord is what the page has its reader print.
func printedDiscord(t *testing.T) (app discordApp) {
	t.Helper()
	var out strings.Builder
	none := func(string) string { return "" }
	args := []string{"manifest", "discord", "--app", "112233445566778899", "--http", "careerbot.example.org"}
	if code := run(t.Context(), args, none, strings.NewReader(""), &out, io.Discard); code != 0 {
		t.Fatalf("%v: exit code %d", args, code)
	}
	if err := json.Unmarshal([]byte(out.String()), &app); err != nil {
		t.Fatal(err)
	}
	return app
}

// pageTable returns the rows of the table whose header begins with a word, each
// as its cells.
func pageTable(t *testing.T, page, header string) (rows [][]string) {
	t.Helper()
	_, table, found := strings.Cut(page, "\n| "+header+" |")
	if !found {
		t.Fatalf("there is no table of %s", header)
	}
	table, _, _ = strings.Cut(table, "\n\n")
	for _, line := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | ")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, cells)
	}
	return rows
}

// TestDiscordPageExplainsTheManifest: discord.md names each permission that the
// bot is invited with, with the reason that the manifest gives, and each intent,
// and no other.
func TestDiscordPageExplainsTheManifest(t *testing.T) {
	page, app := deployFile(t, "discord.md"), printedDiscord(t)
	var permissions []string
	for _, row := range pageTable(t, page, "Permission") {
		permissions = append(permissions, row[0]+": "+row[1])
	}
	if diff := cmp.Diff(app.Permissions.Meaning, permissions); diff != "" {
		t.Errorf("permissions (-manifest +discord.md):\n%s", diff)
	}
	var intents, named []string
	for _, meaning := range app.Intents.Meaning {
		name, _, _ := strings.Cut(meaning, ":")
		intents = append(intents, name)
	}
	for _, row := range pageTable(t, page, "Intent") {
		named = append(named, row[0])
	}
	if diff := cmp.Diff(intents, named); diff != "" {
		t.Errorf("intents (-manifest +discord.md):\n%s", diff)
	}
	if !strings.Contains(page, "none of which is privileged") || len(app.Intents.Privileged) != 0 {
		t.Errorf("privileged intents are %v, and discord.md says that there is none", app.Intents.Privileged)
	}
	for _, address := range []string{app.Invite, app.Person, app.Endpoint} {
		if !strings.HasPrefix(address, "https://") {
			t.Errorf("an address is %q", address)
		}
	}
	for _, name := range []string{"invite_to_a_server", "add_for_one_person", "interactions_endpoint_url"} {
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("discord.md does not name %s", name)
		}
	}
}

// TestDiscordPageNamesCommands: discord.md has all commands, and no others.
func TestDiscordPageNamesCommands(t *testing.T) {
	page := deployFile(t, "discord.md")
	var registered []string
	for _, c := range printedDiscord(t).Commands {
		registered = append(registered, c.Name)
	}
	var named []string
	for _, m := range regexp.MustCompile("`/(career[a-z-]*)[^`]*`|\\*(Look up [^*]*)\\*").FindAllStringSubmatch(page, -1) {
		named = append(named, m[1]+m[2])
	}
	slices.Sort(registered)
	slices.Sort(named)
	if diff := cmp.Diff(registered, slices.Compact(named)); diff != "" {
		t.Errorf("commands (-manifest +discord.md):\n%s", diff)
	}
}

// TestDiscordPageIsTrue: its command lines, flags, variables and quoted words
// are the program's.
func TestDiscordPageIsTrue(t *testing.T) {
	page := deployFile(t, "discord.md")
	commandsAreTrue(t, "discord.md", page, 5)
	var flags []string
	for _, f := range serveFlags(t) {
		flags = append(flags, "--"+f.Name)
	}
	for _, m := range regexp.MustCompile("`(--[a-z-]+)(?: ([^`]*))?`").FindAllStringSubmatch(page, -1) {
		if !slices.Contains(flags, m[1]) {
			t.Errorf("discord.md has %s, which serve does not take", m[1])
		}
		if m[2] != "" {
			parseCommand(t, "discord.md", append([]string{"serve", m[1]}, words(m[2])...))
		}
	}
	saidByBoth(t, "discord.md", page, "Discord: on", "Discord: on; it calls http://", "Only staff can see or change that.")
}

// TestDiscordPageSentences: the sentences of Discord's that discord.md explains
// are such as the program says, around the parts that differ.
func TestDiscordPageSentences(t *testing.T) {
	source, found := programSource(t), 0
	for _, row := range pageTable(t, deployFile(t, "discord.md"), "You see") {
		for _, m := range regexp.MustCompile("`((?:discord: |Discord )[^`]+)`").FindAllStringSubmatch(row[0], -1) {
			found++
			for _, clause := range clauses(strings.Replace(m[1], "4014", "…", 1)) {
				if !strings.Contains(source, clause) {
					t.Errorf("discord.md explains %q, and the program does not say %q", m[1], clause)
				}
			}
		}
	}
	if found < 5 {
		t.Errorf("%d sentences found", found)
	}
}
