package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A program is "careerbot serve" in a process of its own, which can die and
// start again: its addresses, its state and its log stay.
type program struct {
	t        testing.TB
	console  string   // address of its page
	door     string   // address that Slack calls
	args     []string // of serve, beside the console's
	env      []string
	prepare  func(*exec.Cmd) // changes the command before it starts; may be nil
	out, log string          // files that get its standard output and standard error

	mu     sync.Mutex
	cmd    *exec.Cmd     // nil: it does not run
	exited chan struct{} // closed when cmd has ended
	kills  []death
}

// newProgram returns a program that keeps its state as args say and calls the
// workspace. It does not run yet.
func newProgram(t testing.TB, w *workspace, args ...string) *program {
	dir := t.TempDir()
	free := freeAddresses(t, 2)
	console, webhooks := free[0], free[1]
	p := &program{
		t: t, console: console, args: args,
		out: filepath.Join(dir, "out"), log: filepath.Join(dir, "log"),
	}
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
	if p.prepare != nil {
		p.prepare(cmd)
	}
	mortal(cmd)
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	exited := make(chan struct{})
	go func() { defer close(exited); cmd.Wait() }()
	p.cmd, p.exited = cmd, exited
}

// kill ends the program, if it runs, as a power cut does.
func (p *program) kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cmd == nil {
		return
	}
	from := time.Now()
	p.cmd.Process.Kill()
	<-p.exited
	p.kills = append(p.kills, death{from, time.Now()})
	p.cmd = nil
}

// stop asks the program to end, and returns its exit code and how long that
// took; -1 is the code of one that had to be killed.
func (p *program) stop() (code int, took time.Duration) {
	p.t.Helper()
	begin := time.Now()
	p.mu.Lock()
	err := p.cmd.Process.Signal(syscall.SIGTERM)
	p.mu.Unlock()
	if err != nil {
		p.t.Errorf("SIGTERM: %v", err)
	}
	code, ended := p.ends(limit)
	if !ended {
		p.kill()
		code = -1
	}
	return code, time.Since(begin)
}

// ends waits for the program to end, and returns its exit code; false when it
// runs on.
func (p *program) ends(within time.Duration) (code int, ended bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.exited:
		code, p.cmd = p.cmd.ProcessState.ExitCode(), nil
		return code, true
	case <-time.After(within):
		return 0, false
	}
}

// runs reports whether the program was started and not ended.
func (p *program) runs() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cmd != nil
}

// run runs another command in the program's surroundings, and returns its
// standard output.
func (p *program) run(command string, args ...string) []byte {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "careerbot", append([]string{command}, args...)...)
	cmd.Env = p.env
	out, err := cmd.Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		p.t.Fatalf("careerbot %s: %v\n%s", command, err, exit.Stderr)
	}
	return out
}

// said returns all that the program wrote to standard error.
func (p *program) said() string {
	p.t.Helper()
	b, err := os.ReadFile(p.log)
	if err != nil {
		p.t.Fatal(err)
	}
	return string(b)
}

// pid returns the number of the process.
func (p *program) pid() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.cmd.Process.Pid
}

// untilReady waits until the program says that it is ready, or that it is not,
// and returns what it says.
func (p *program) untilReady(want bool) (status int, lines string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), limit)
	defer cancel()
	for {
		status, lines, err := p.get(ctx, "/readyz")
		if err == nil && (status == http.StatusOK) == want {
			return status, lines
		}
		if !pause(ctx, look) {
			p.t.Fatalf("/readyz = %d %q, %v, want ready: %v; the log ends with\n%s", status, lines, err, want, tail(p.log))
		}
	}
}

// get asks for a page of the console.
func (p *program) get(ctx context.Context, path string) (status int, body string, err error) {
	r, err := http.NewRequestWithContext(ctx, "GET", "http://"+p.console+path, nil)
	if err != nil {
		return 0, "", err
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b), err
}

// deaths returns when the program was killed.
func (p *program) deaths() []death {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.kills)
}

// await waits for a page of the program's console.
func (p *program) await(path string) string {
	p.t.Helper()
	return awaitPage(p.t, "http://"+p.console+path, p.log)
}

// look is how long to wait between two looks at something.
const look = 20 * time.Millisecond

// awaitPage waits until a page is there and says so with 200.
func awaitPage(t testing.TB, address, log string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for {
		body, err := page(ctx, address)
		if err == nil {
			return body
		}
		if !pause(ctx, look) {
			t.Fatalf("%s: %v; the log ends with\n%s", address, err, tail(log))
		}
	}
}

func appendTo(t testing.TB, name string) *os.File {
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
