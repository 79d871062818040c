package main

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// withoutState takes the state away under load and gives it back. Meanwhile
// careerbot has to say that it is not ready, to go on answering commands, and
// to acknowledge no message that it will not answer.
func (tr *trial) withoutState(tab *figures, name string, take, give func() error) {
	t, bot := tr.t, tr.bots[0]
	var unready, ready time.Duration
	tr.during(func() {
		pause(t.Context(), time.Second)
		begin := time.Now()
		if err := take(); err != nil {
			t.Error(err)
		}
		status, lines := bot.untilReady(false)
		unready = time.Since(begin)
		if status != 503 || !strings.Contains("\n"+lines, "\nstate: ") {
			t.Errorf("/readyz without state = %d %q, want 503 and a line on the state", status, lines)
		}
		for range 5 {
			tr.command("senior devops uk")
			pause(t.Context(), choose(200*time.Millisecond, time.Second))
		}
		begin = time.Now()
		if err := give(); err != nil {
			t.Error(err)
		}
		bot.untilReady(true)
		ready = time.Since(begin)
		pause(t.Context(), time.Second)
	})
	tr.settle()
	tab.add(name, tr.judge(), fmt.Sprintf("not ready after %.1f s, ready again after %.1f s", unready.Seconds(), ready.Seconds()))
}

// testFolderTwice starts a second careerbot on a folder that is in use.
func testFolderTwice(t *testing.T, tab *figures) {
	folder := t.TempDir()
	tr := newTrial(t, "--state", folder)
	first, second := tr.bots[0], newProgram(t, tr.slack, "--state", folder)
	first.start()
	first.await("/readyz")
	second.start()
	code, ended := second.ends(limit / 2)
	if !ended {
		t.Fatal("a second careerbot runs on the same folder")
	}
	oneSentence(t, code, second.said())
	tr.ask(10, nil)
	tr.settle()
	tr.judge()
}

// oneSentence checks how careerbot ended that could not start.
func oneSentence(t *testing.T, code int, said string) {
	t.Helper()
	said = strings.TrimSpace(said)
	if code != exitError || said == "" || strings.Contains(said, "\n") {
		t.Errorf("exit code %d and\n%s\nwant %d and one sentence", code, said, exitError)
	}
	t.Log(said)
}

// command asks by slash command and wants a figure.
func (tr *trial) command(text string) {
	tr.t.Helper()
	answer, err := tr.crowd.command(tr.t.Context(), tr.bots[0].door, text)
	if err != nil || !strings.Contains(answer, "£") {
		tr.t.Errorf("/career = %q, %v, want a figure", answer, err)
	}
}
