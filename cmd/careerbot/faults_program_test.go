package main

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A program is "careerbot serve" in a process of its own, which can die and
// start again: its addresses, its state and its log stay.
type program struct {
	t        *testing.T
	console  string   // address of its page
	door     string   // address that Slack calls
	args     []string // of serve, beside the console's
	env      []string
	out, log string // files that get its standard output and standard error

	mu    sync.Mutex
	cmd   *exec.Cmd // nil: it does not run
	kills []time.Time
}

// newProgram returns a program that keeps its state as args say and calls the
// workspace. It does not run yet.
func newProgram(t *testing.T, w *workspace, args ...string) *program {
	dir := t.TempDir()
	p := &program{
		t: t, console: freeAddress(t), args: args,
		out: filepath.Join(dir, "out"), log: filepath.Join(dir, "log"),
	}
	webhooks := freeAddress(t)
	p.door = "http://" + webhooks
	p.env = []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + dir,
		"SLACK_BOT_TOKEN=xoxb-good", "SLACK_SIGNING_SECRET=" + faultsSecret, "SLACK_API_URL=" + w.URL + "/",
		"CAREERBOT_KEY=" + faultsKey, "CAREERBOT_WEBHOOKS=" + webhooks,
	}
	t.Cleanup(func() {
		p.kill()
		if t.Failed() {
			t.Logf("the end of the log:\n%s", tail(p.log))
		}
	})
	return p
}

// start starts the program; it does not wait until it answers.
func (p *program) start() {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	cmd := exec.Command("careerbot", append([]string{"serve", "--listen", p.console}, p.args...)...)
	cmd.Env = p.env
	out, log := appendTo(p.t, p.out), appendTo(p.t, p.log)
	defer out.Close()
	defer log.Close()
	cmd.Stdout, cmd.Stderr = out, log
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.cmd = cmd
}

// kill ends the program as a power cut does.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return
	}
	p.cmd.Process.Kill()
	p.cmd.Wait()
	p.kills = append(p.kills, time.Now())
	p.cmd = nil
}

// stop asks the program to end, and returns its exit code and how long that
// took; -1 is the code of one that had to be killed.
func (p *program) stop() (code int, took time.Duration) {
	p.t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		p.t.Fatal("the program does not run")
	}
	begin := time.Now()
	kill := time.AfterFunc(limit, func() { p.cmd.Process.Kill() })
	defer kill.Stop()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	err := p.cmd.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	code, p.cmd = p.cmd.ProcessState.ExitCode(), nil
	return code, time.Since(begin)
}

// deaths returns when the program was killed.
func (p *program) deaths() []time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]time.Time(nil), p.kills...)
}

// await waits for a page of the program's console.
func (p *program) await(path string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), limit)
	defer cancel()
	for {
		body, err := page(ctx, "http://"+p.console+path)
		if err == nil {
			return body
		}
		if !pause(ctx, 20*time.Millisecond) {
			p.t.Fatalf("%s: %v; the log ends with\n%s", path, err, tail(p.log))
		}
	}
}

// freeAddress returns a loopback address that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func appendTo(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.OpenFile(name, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// tail returns the last lines of a file.
func tail(name string) string {
	b, err := os.ReadFile(name)
	if err != nil {
		return err.Error()
	}
	const most = 3000
	return string(b[max(0, len(b)-most):])
}
