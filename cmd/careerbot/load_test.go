package main

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"careerbot/bot/golden"
)

const (
	loadConns  = 64    // connections of the load generator, which are kept
	loadPeople = 1_000 // who ask
)

// BenchmarkSlash sends signed slash commands, the labelled questions one after
// another, over 64 connections that are kept: to a process of "careerbot serve"
// with its state on disk (careerbot), and to one that only verifies the
// signature and returns an answer of middling length (limit). Compare the two
// of one run: the generator shares the machine with them.
//
//	go test ./cmd/careerbot -run '^$' -bench Slash -benchtime 100000x
//
// Beside the usual it reports requests a second, the time that the processor
// spent on one in the server's process, where the system tells, and that
// process's memory.
func BenchmarkSlash(b *testing.B) {
	questions := loadQuestions(b)
	bot := newProgram(b, newWorkspace(b), "--state", b.TempDir(), "--per-person", "0", "--per-room", "0")
	bot.start()
	bot.untilReady(true)
	host := strings.TrimPrefix(bot.door, "http://")
	sample := sampleAnswer(b, host, questions)
	limitHost, limitPID := startLimit(b, sample)
	for _, bench := range []struct {
		name, host string
		pid        int
	}{{"limit", limitHost, limitPID}, {"careerbot", host, bot.pid()}} {
		b.Run(bench.name, func(b *testing.B) {
			requests := signedCommands(bench.host, questions)
			var next atomic.Int64
			b.SetParallelism(max(1, loadConns/runtime.GOMAXPROCS(0)))
			before := processorTime(bench.pid)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				err := exchange(bench.host, pb.Next, func() []byte { return requests[int(next.Add(1))%len(requests)] })
				if err != nil {
					b.Error(err)
				}
			})
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
			if spent := processorTime(bench.pid) - before; spent > 0 {
				b.ReportMetric(float64(spent.Microseconds())/float64(b.N), "server-cpu-µs/op")
			}
			b.ReportMetric(float64(residentOf(bench.pid))/(1<<20), "server-MiB")
		})
	}
}

// loadQuestions returns all labelled questions, those of conversations one by
// one.
func loadQuestions(b *testing.B) (texts []string) {
	name := filepath.Join("..", "..", "bot", "testdata", "eval.questions.jsonl")
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	items, err := golden.Read(name, f)
	if err != nil {
		b.Fatal(err)
	}
	for _, item := range items {
		for _, turn := range item.Turns {
			texts = append(texts, turn.Q)
		}
	}
	return texts
}

// signedCommands returns a request for each question, as many times as there
// are people, or questions, whichever are more.
func signedCommands(host string, questions []string) [][]byte {
	requests := make([][]byte, max(loadPeople, len(questions)))
	for i := range requests {
		requests[i] = signedCommand(host, questions[i%len(questions)], fmt.Sprintf("U0LOAD%04d", i%loadPeople))
	}
	return requests
}

// signedCommand returns a request as it goes over the wire.
func signedCommand(host, question, user string) []byte {
	body := url.Values{
		"command": {"/career"}, "text": {question}, "team_id": {"T1"}, "channel_id": {"C0LOAD"}, "channel_name": {"general"},
		"user_id": {user}, "trigger_id": {"1.2"}, "api_app_id": {"A1"}, "response_url": {"https://hooks.example.org/commands/1"},
	}.Encode()
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	mac := hmac.New(sha256.New, []byte(faultsSecret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	return fmt.Appendf(nil, "POST /slack/commands HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"+
		"X-Slack-Request-Timestamp: %s\r\nX-Slack-Signature: v0=%x\r\nContent-Length: %d\r\n\r\n%s", host, stamp, mac.Sum(nil), len(body), body)
}

// exchange sends requests over one connection while more, and reads the
// answers.
func exchange(host string, more func() bool, next func() []byte) error {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		return err
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	for more() {
		if _, err := conn.Write(next()); err != nil {
			return err
		}
		if _, err := readAnswer(in, io.Discard); err != nil {
			return err
		}
	}
	return nil
}

// readAnswer reads an answer with as little work as can be, and copies its body.
func readAnswer(in *bufio.Reader, body io.Writer) (length int64, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil || !bytes.Contains(line, []byte(" 200 ")) {
		return 0, fmt.Errorf("answered %q, %v", line, err)
	}
	for len(line) > 2 {
		if line, err = in.ReadSlice('\n'); err != nil {
			return 0, err
		}
		if n, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			length, _ = strconv.ParseInt(string(bytes.TrimSpace(n)), 10, 64)
		}
	}
	return io.CopyN(body, in, length)
}

// sampleAnswer returns the answer whose length is next to the mean of all.
func sampleAnswer(b *testing.B, host string, questions []string) []byte {
	conn, err := net.Dial("tcp", host)
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	in := bufio.NewReader(conn)
	answers := make([][]byte, len(questions))
	sum := 0
	for i, q := range questions {
		var body bytes.Buffer
		if _, err := conn.Write(signedCommand(host, q, "U0SAMPLE")); err != nil {
			b.Fatal(err)
		}
		if _, err := readAnswer(in, &body); err != nil {
			b.Fatalf("%q: %v", q, err)
		}
		answers[i], sum = body.Bytes(), sum+body.Len()
	}
	mean, sample := sum/len(answers), answers[0]
	for _, a := range answers {
		if off(len(a), mean) < off(len(sample), mean) {
			sample = a
		}
	}
	return sample
}

func off(a, b int) int { return max(a-b, b-a) }

// startLimit starts a server that only verifies, in a process of its own.
func startLimit(b *testing.B, answer []byte) (host string, pid int) {
	name := filepath.Join(b.TempDir(), "answer")
	if err := os.WriteFile(name, answer, 0o600); err != nil {
		b.Fatal(err)
	}
	host = freeAddresses(b, 1)[0]
	cmd := exec.Command("verifier", host, name)
	cmd.Stderr = os.Stderr
	mortal(cmd)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	awaitPage(b, "http://"+host+"/", os.DevNull)
	return host, cmd.Process.Pid
}

// verifier is the command of that server: as little as one can do for a signed
// request.
func verifier() {
	answer, err := os.ReadFile(os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "verifier:", err)
		os.Exit(1)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /slack/commands", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		mac := hmac.New(sha256.New, []byte(faultsSecret))
		io.WriteString(mac, "v0:"+r.Header.Get("X-Slack-Request-Timestamp")+":")
		mac.Write(body)
		want := "v0=" + hex.EncodeToString(mac.Sum(nil))
		if err != nil || !hmac.Equal([]byte(want), []byte(r.Header.Get("X-Slack-Signature"))) {
			http.Error(w, "", http.StatusUnauthorized)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(answer)))
		w.Write(answer)
	})
	fmt.Fprintln(os.Stderr, "verifier:", http.ListenAndServe(os.Args[1], mux))
	os.Exit(1)
}

// processorTime returns the time that the processor has spent on a process, 0
// where the system does not tell. Linux counts it in hundredths of a second.
func processorTime(pid int) time.Duration {
	b, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(b), ") ") // the name before it may have spaces
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0
	}
	user, _ := strconv.ParseInt(fields[11], 10, 64)
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}
