package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
)

// confine has a program start inside "confined".
func confine(p *program, mode ...string) {
	p.t.Helper()
	path, err := exec.LookPath("confined")
	if err != nil {
		p.t.Fatal(err)
	}
	p.prepare = func(cmd *exec.Cmd) {
		args := slices.Concat([]string{"confined"}, mode, cmd.Args)
		*cmd = exec.Cmd{Path: path, Args: args, Env: cmd.Env, Stdout: cmd.Stdout, Stderr: cmd.Stderr}
		if mode[0] != "limited" {
			namespaces(cmd)
		}
	}
}

// testFolderFull fills the file system of the state under load, and makes room
// again.
func testFolderFull(t *testing.T, tab *figures) {
	needNamespaces(t)
	folder := t.TempDir()
	tr := newTrial(t, "--state", folder)
	bot := tr.bots[0]
	confine(bot, "small", folder)
	tr.hidden = true
	bot.start()
	bot.await("/readyz")
	filler := filepath.Join(fmt.Sprintf("/proc/%d/root", bot.pid()), folder, "filler")
	var filling sync.WaitGroup
	stop := make(chan struct{})
	tr.withoutState(tab, "state folder full",
		func() error {
			filling.Go(func() { fill(t, filler, stop) })
			return nil
		},
		func() error {
			close(stop)
			filling.Wait()
			return os.Remove(filler)
		})
}

// testFolderUnwritable makes every write to a file fail under load, and lets
// them through again.
func testFolderUnwritable(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	bot := tr.bots[0]
	confine(bot, "limited")
	bot.start()
	bot.await("/readyz")
	tr.withoutState(tab, "state folder unwritable",
		func() error { return limitFiles(bot.pid(), 0) },
		func() error { return limitFiles(bot.pid(), ^uint64(0)) })
}

// fill writes a file for which there is no room, and takes every byte that
// comes free, until stop is closed.
func fill(t *testing.T, name string, stop <-chan struct{}) {
	f, err := os.Create(name)
	if err != nil {
		t.Error(err)
		return
	}
	defer f.Close()
	for {
		select {
		case <-stop:
			return
		default:
		}
		for size := 1 << 20; size > 0; {
			if _, err = f.Write(make([]byte, size)); err != nil {
				size /= 2
			}
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Error(err)
			return
		}
		pause(t.Context(), look)
	}
}

// testFolderReadOnly starts careerbot on a folder that it may only read: it
// has to say so and end, or to run without acknowledging anything.
func testFolderReadOnly(t *testing.T, tab *figures) {
	needNamespaces(t)
	folder := t.TempDir()
	tr := newTrial(t, "--state", folder)
	bot := tr.bots[0]
	bot.start()
	bot.await("/readyz")
	bot.stop()
	before := len(bot.said())
	confine(bot, "readonly", folder)
	bot.start()
	code, ended := bot.ends(limit / 2)
	if !ended {
		if status, lines := bot.untilReady(false); status != 503 {
			t.Errorf("/readyz on a folder that cannot be written = %d %q, want 503", status, lines)
		}
		if _, err := tr.crowd.knock(t.Context(), bot.door+"/slack/events", "application/json", tr.crowd.next().event(0), 0); err == nil {
			t.Error("a message was acknowledged that cannot be stored")
		}
		tr.command("senior devops uk")
		return
	}
	oneSentence(t, code, bot.said()[before:])
}
