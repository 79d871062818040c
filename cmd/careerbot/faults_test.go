package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"text/tabwriter"
)

var atLength = flag.Bool("faults", false, "run TestFaults at its full length, one scenario after another")

// TestFaults puts real processes of careerbot under load and under faults: it
// kills them, has Slack refuse and cut, fills their disk. Every message that
// was acknowledged has to be answered, once. Without the flag -faults each
// scenario is a short one; with it, this takes a quarter of an hour and ends
// with a table of figures, in which lost answers are those that nothing excuses,
// missing ones were never posted, and unsettled ones are those of which
// "careerbot report" says that nobody knows whether they arrived:
//
//	go test ./cmd/careerbot -run TestFaults -faults -v -timeout 60m
func TestFaults(t *testing.T) {
	if testing.Short() || runtime.GOOS == "windows" {
		t.Skip("needs half a minute, and signals that end processes")
	}
	tab := new(figures)
	defer func() { t.Log(tab) }()
	if *atLength {
		t.Setenv("PATH", build(t)+string(filepath.ListSeparator)+os.Getenv("PATH"))
	}
	var running sync.WaitGroup
	places := make(chan struct{}, choose(4, 1)) // short ones mostly wait, so that several fit beside each other
	for _, s := range []struct {
		name string
		run  func(*testing.T, *figures)
	}{
		{"cluster", testCluster},
		{"killed", testKilled},
		{"killed and unreadable", testKilledUnreadable},
		{"refused", testRefused},
		{"refused and unreadable", testRefusedUnreadable},
		{"delivered again", testDeliveredAgain},
		{"folder full", testFolderFull},
		{"folder unwritable", testFolderUnwritable},
		{"folder read-only", testFolderReadOnly},
		{"folder in use", testFolderTwice},
		{"told to stop", testToldToStop},
		{"keeps no questions", testKeepsNoQuestions},
		{"forged", testForged},
		{"steady", testSteady},
		{"large state", testLargeState},
	} {
		places <- struct{}{}
		running.Go(func() {
			defer func() { <-places }()
			t.Run(s.name, func(t *testing.T) { s.run(t, tab) })
		})
	}
	running.Wait()
}

// build builds careerbot as it is shipped, and returns the folder that it is
// in. Short runs do without: there the test binary stands in for it.
func build(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-o", filepath.Join(dir, "careerbot"), ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return dir
}

// choose returns the figure for a short run or for one at full length.
func choose[T any](short, full T) T {
	if *atLength {
		return full
	}
	return short
}

// figures are the lines of the table, as scenarios end.
type figures struct {
	mu    sync.Mutex
	lines []string
}

func (f *figures) add(name string, v finding, more string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	unsettled := "-"
	if v.ends != nil {
		unsettled = fmt.Sprint(v.ends.Unsettled)
	}
	f.lines = append(f.lines, fmt.Sprintf("%s\t%d\t%d\t%d\t%d\t%d\t%s\t%.1f\t%.1f\t%.1f\t%s",
		name, v.messages, v.acked, len(v.lost), len(v.twice), v.missing, unsettled,
		v.gap.Seconds(), float64(v.p50.Microseconds())/1000, float64(v.p99.Microseconds())/1000, more))
}

func (f *figures) String() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var b bytes.Buffer
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nscenario\tmessages\tacked\tlost\ttwice\tmissing\tunsettled\tgap s\tack p50 ms\tp99 ms\t")
	for _, l := range f.lines {
		fmt.Fprintln(w, l)
	}
	w.Flush()
	return b.String()
}
