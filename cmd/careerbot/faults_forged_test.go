package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// testForged sends requests that Slack never sent: with a signature of another
// secret, with a true one that is too old, cut after they were signed, and
// larger than any of Slack's. None may be answered, stored or counted as ours,
// and the second half of them may not leave the process larger than the first.
func testForged(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	bot := tr.bots[0]
	bot.start()
	bot.untilReady(true)
	n := choose(800, 10_000)
	tr.knockFalsely(n / 2)
	half := bot.resident()
	tr.knockFalsely(n / 2)
	grown := bot.resident() - half
	page := bot.await("/metrics")
	for _, name := range []string{"commands", "messages", "presses", "uninstalls", "posts"} {
		if got := counted(t, page, "careerbot_slack_"+name+"_total"); got != 0 {
			t.Errorf("careerbot_slack_%s_total = %d after forged requests alone", name, got)
		}
	}
	refused := counted(t, page, "careerbot_slack_forged_total") + counted(t, page, "careerbot_slack_malformed_total")
	if refused != int64(n) {
		t.Errorf("%d requests counted as refused, want %d", refused, n)
	}
	if calls, posts := tr.slack.seen(); len(calls)+len(posts) > 0 {
		t.Errorf("Slack was called about forged requests: %d calls", len(calls))
	}
	if *atLength && grown > 16<<20 {
		t.Errorf("%d requests left the process %d MiB larger", n, grown>>20)
	}
	tr.ask(choose(10, 100), nil) // true ones are answered as before
	tr.settle()
	tab.add("forged", tr.judge(), fmt.Sprintf("%d forged, old, cut or too large: none taken; %+.1f MiB resident", n, float64(grown)/(1<<20)))
}

// knockFalsely sends so many bad requests, 16 at a time.
func (tr *trial) knockFalsely(n int) {
	ctx, cancel := context.WithTimeout(tr.t.Context(), 5*time.Minute)
	defer cancel()
	var next atomic.Int64
	var senders sync.WaitGroup
	for range 16 {
		senders.Go(func() {
			for i := next.Add(1); i <= int64(n); i = next.Add(1) {
				if err := tr.crowd.knockFalsely(ctx, tr.bots[0].door, int(i)); err != nil {
					tr.t.Errorf("bad request %d: %v", i, err)
				}
			}
		})
	}
	senders.Wait()
}

// knockFalsely makes one delivery that must be refused, by turns to all doors.
func (c *crowd) knockFalsely(ctx context.Context, door string, i int) error {
	path := []string{"/slack/events", "/slack/commands", "/slack/interactions"}[i%3]
	body := (&question{channel: "C0FORGED", user: "U0FORGED", ts: fmt.Sprintf("1700000000.%06d", i), text: "senior devops uk"}).event(0)
	secret, at, want := faultsSecret, time.Now(), http.StatusUnauthorized
	sent := body
	switch i % 4 {
	case 0:
		secret = "another"
	case 1:
		at = at.Add(-time.Hour) // as somebody who kept a request would send it
	case 2:
		sent = body[:len(body)/2]
	case 3:
		sent, want = strings.Repeat("x", 1<<20+1), http.StatusRequestEntityTooLarge
	}
	r, err := http.NewRequestWithContext(ctx, "POST", door+path, strings.NewReader(sent))
	if err != nil {
		return err
	}
	if i%8 == 7 {
		r.ContentLength = -1 // it does not say how large it is
	}
	sign(r, secret, at, body)
	r.Header.Set("Content-Type", "application/json")
	resp, err := c.client.Do(r)
	if err != nil {
		if want == http.StatusRequestEntityTooLarge {
			return nil // it may be cut off while it is still being sent
		}
		return err
	}
	defer resp.Body.Close()
	if said, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != want && (i%8 < 7 || resp.StatusCode != http.StatusServiceUnavailable) {
		return fmt.Errorf("%s: %s %q, %v, want %d", path, resp.Status, said, err, want)
	}
	return nil
}

// counted returns a counter of the metrics page.
func counted(t *testing.T, page, name string) int64 {
	t.Helper()
	m := regexp.MustCompile(`(?m)^` + name + ` (\S+)$`).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no %s among the metrics", name)
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(n)
}

// testSteady asks at a rate far above that of any community, and measures how
// soon events are acknowledged, which is when their answers are on disk.
func testSteady(t *testing.T, tab *figures) {
	tr := newTrial(t, "--state", t.TempDir())
	tr.crowd.rate = choose(50.0, 200)
	tr.bots[0].start()
	tr.bots[0].untilReady(true)
	tr.ask(choose(150, 12_000), nil)
	tr.settle()
	f := tr.judge()
	slowest := time.Duration(0)
	for _, q := range tr.crowd.heard() {
		slowest = max(slowest, q.took)
	}
	if *atLength && slowest > time.Second {
		t.Errorf("an event was acknowledged after %v", slowest)
	}
	tab.add(fmt.Sprintf("%.0f/s", tr.crowd.rate), f, fmt.Sprintf("slowest acknowledgement %.1f ms", float64(slowest.Microseconds())/1000))
}
