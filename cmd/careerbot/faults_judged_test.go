package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"careerbot/bot"
)

// A tale is a history under construction.
type tale struct {
	history
	t   *testing.T
	key bot.Key
	at  time.Time
}

// newTale begins a history of so many questions, all acknowledged and none
// answered, one a second. Each second one follows the one before in its
// thread.
func newTale(t *testing.T, questions int) *tale {
	key, err := bot.NewKey(faultsKey)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Unix(1_800_000_000, 0)
	tl := &tale{t: t, key: key, at: from, history: history{from: from, to: from.Add(time.Duration(questions) * time.Second)}}
	for i := range questions {
		first := from.Add(time.Duration(i) * time.Second)
		q := question{channel: "C1", user: "U1", ts: fmt.Sprintf("%d.000000", first.Unix()), first: first, took: time.Millisecond}
		q.acked = first.Add(q.took)
		if i%2 == 1 {
			q.thread = tl.asked[i-1].ts
		}
		tl.asked = append(tl.asked, q)
	}
	return tl
}

// call tells of a call about question i that began so long after the question
// and took a tenth of a second.
func (tl *tale) call(i int, f fate, after time.Duration) {
	q := tl.asked[i]
	c := call{about: tl.key.Hash("slack mail", q.id()), fate: f, begin: q.first.Add(after)}
	c.end = c.begin.Add(100 * time.Millisecond)
	tl.calls = append(tl.calls, c)
	if f.posts() {
		ts := fmt.Sprintf("%d.%06d", c.begin.Unix(), c.begin.Nanosecond()/1000)
		tl.posts = append(tl.posts, post{about: c.about, mark: c.about, channel: q.channel, thread: q.root(), ts: ts, at: c.begin})
	}
}

// dies tells that the process was killed so long after question i.
func (tl *tale) dies(i int, after time.Duration) {
	at := tl.asked[i].first.Add(after)
	tl.kills = append(tl.kills, death{at, at.Add(time.Millisecond)})
}

// answers tells that all questions were answered at once.
func (tl *tale) answers() *tale {
	for i := range tl.asked {
		tl.call(i, answered, 200*time.Millisecond)
	}
	return tl
}

// without tells that question i was not answered after all.
func (tl *tale) without(i int) *tale {
	tl.calls = append(tl.calls[:i:i], tl.calls[i+1:]...)
	tl.posts = append(tl.posts[:i:i], tl.posts[i+1:]...)
	return tl
}

// unreadable tells that posts could not be read, and what careerbot counted.
func (tl *tale) unreadable(sent, unsettled int64) *tale {
	tl.secret, tl.ends = true, &ends{Sent: sent, Unsettled: unsettled}
	return tl
}

// TestJudge holds the judge to histories of which it is known what is wrong
// with them: each finding that the harness relies on can fail.
func TestJudge(t *testing.T) {
	const second = time.Second
	tests := map[string]struct {
		tell func(tl *tale)
		want string // in a sentence of the finding; "" for no fault
	}{
		"all is well": {func(tl *tale) { tl.answers() }, ""},
		"lost":        {func(tl *tale) { tl.answers().without(2) }, "1 acknowledged questions have no answer: slack.T1.C1.1800000002.000000"},
		"lost although posts can be read and a process died": {func(tl *tale) {
			tl.answers().without(2)
			tl.dies(2, second/2)
		}, "1 acknowledged questions have no answer"},
		"doubled": {func(tl *tale) { tl.answers().call(2, answered, second) }, "1 questions were answered more than once: slack.T1.C1.1800000002.000000"},
		"doubled after a cut": {func(tl *tale) {
			tl.answers().without(2).call(2, cutAfter, second/10)
			tl.call(2, answered, second)
		}, "answered more than once"},
		"never acknowledged":                {func(tl *tale) { tl.answers().asked[1].acked = time.Time{} }, "1 of 4 questions were never acknowledged"},
		"not acknowledged and not answered": {func(tl *tale) { tl.answers().without(3).asked[3].acked = time.Time{} }, "never acknowledged"},
		"a post in another thread":          {func(tl *tale) { tl.answers().posts[0].thread = "1.1" }, "1 posts answer no question"},
		"a post about nothing":              {func(tl *tale) { tl.answers().posts[0].about = "?" }, "1 posts answer no question"},
		"turned away":                       {func(tl *tale) { tl.answers().posts[0].private = true }, "1 questions were turned away"},
		"too early":                         {func(tl *tale) { tl.answers().calls[0].early = true }, "1 calls came before"},
		"out of order": {func(tl *tale) {
			tl.answers().without(0).call(0, answered, 3*second)
		}, "1 answers stand before the answer to an earlier question"},

		"unsettled and missing": {func(tl *tale) {
			tl.answers().without(1).call(1, brokenBefore, second)
			tl.unreadable(3, 1)
		}, ""},
		"unsettled and posted": {func(tl *tale) {
			tl.answers().without(1).call(1, cutAfter, second)
			tl.unreadable(3, 1)
		}, ""},
		"unsettled and not counted": {func(tl *tale) {
			tl.answers().without(1).call(1, cutAfter, second)
			tl.unreadable(4, 0)
		}, "counts 0 answers as unsettled, want 1 to 1"},
		"settled and counted": {func(tl *tale) { tl.answers().unreadable(3, 1) }, "counts 1 answers as unsettled, want 0 to 0"},
		"repeated although it may have arrived": {func(tl *tale) {
			tl.answers().without(1).call(1, cutBefore, second)
			tl.call(1, answered, 2*second)
			tl.unreadable(3, 1)
		}, "1 calls repeat a send"},
		"killed while sending": {func(tl *tale) {
			tl.answers().without(1).call(1, limited, second)
			tl.dies(1, second+50*time.Millisecond)
			tl.unreadable(3, 1)
		}, ""},
		"killed while sending, and sent": {func(tl *tale) {
			tl.answers().without(1).call(1, answered, second)
			tl.dies(1, second+50*time.Millisecond)
			tl.unreadable(4, 0)
		}, "want 1 to 1"},
		"killed shortly after sending": {func(tl *tale) {
			tl.answers().without(1).call(1, answered, second)
			tl.dies(1, second+200*time.Millisecond)
			tl.unreadable(3, 1)
		}, ""},
		"killed long after sending": {func(tl *tale) {
			tl.answers().dies(3, 10*second)
			tl.unreadable(3, 1)
		}, "want 0 to 0"},
		"sent again after it was killed": {func(tl *tale) {
			tl.answers().without(1).call(1, limited, second)
			tl.dies(1, second+50*time.Millisecond)
			tl.call(1, answered, 3*second)
			tl.unreadable(3, 1)
		}, "1 calls repeat a send"},
		"killed before any call": {func(tl *tale) {
			tl.answers().without(1)
			tl.dies(1, 50*time.Millisecond)
			tl.unreadable(3, 1)
		}, ""},
		"killed before it was asked": {func(tl *tale) {
			tl.answers().without(3)
			tl.dies(0, 0)
			tl.unreadable(3, 1)
		}, "1 acknowledged questions have no answer"},
		"killed and not counted": {func(tl *tale) {
			tl.answers().without(1)
			tl.dies(1, 50*time.Millisecond)
			tl.unreadable(3, 0)
		}, "the 1 that are missing"},
		"counted as late": {func(tl *tale) {
			tl.answers().ends = &ends{Sent: 3, Late: 1}
		}, "none late"},
		"one that waits": {func(tl *tale) {
			tl.answers().ends = &ends{Sent: 3, Waiting: 1}
		}, "none late"},
		"one not counted": {func(tl *tale) {
			tl.answers().ends = &ends{Sent: 3}
		}, "want the 4 questions"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			tl := newTale(t, 4)
			test.tell(tl)
			v, err := judge(tl.history)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(v.faults(), "\n")
			if test.want == "" && got != "" || !strings.Contains(got, test.want) {
				t.Errorf("faults = %q, want %q", got, test.want)
			}
		})
	}
}

// TestJudgeMeasures holds the figures of the finding to a known history.
func TestJudgeMeasures(t *testing.T) {
	tl := newTale(t, 100).answers()
	tl.asked[7].took = time.Second
	tl.asked[8].took = 2 * time.Second
	for i := 40; i < 50; i++ {
		tl.posts[i].at = tl.posts[50].at
	}
	v, err := judge(tl.history)
	if err != nil {
		t.Fatal(err)
	}
	if v.messages != 100 || v.acked != 100 || v.p50 != time.Millisecond || v.p99 != 2*time.Second && v.p99 != time.Second || v.gap != 11*time.Second {
		t.Errorf("finding = %+v, want 100 of 100, 1ms, 1s or 2s, and a gap of 11s", v)
	}
}
