package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// inFlight is how long before the death of a process a call may have been
// answered without the process having recorded that.
const inFlight = time.Second / 2

// A history is all that happened in a run, as the crowd, the workspace and
// careerbot itself tell it.
type history struct {
	asked []question
	calls []call
	posts []post
	kills []death
	ends  *ends // what careerbot counted; nil: it was not asked

	secret   bool      // posts could not be read, so that an open send stays open
	from, to time.Time // while questions were asked
}

// A death is when a process that sends was killed: after from and before to.
type death struct{ from, to time.Time }

// ends is how careerbot says that deliveries ended.
type ends struct{ Sent, Late, Failed, Unsettled, Waiting int64 }

func (e ends) sum() int64 { return e.Sent + e.Late + e.Failed + e.Unsettled + e.Waiting }

// A finding is what a history comes to.
type finding struct {
	messages, acked int
	lost            []string // acknowledged, and neither posted nor excusably unsettled
	twice           []string // posted more than once
	missing         int      // acknowledged and not posted, excused or not
	repeated        int      // sent again although an earlier post may stand, where posts cannot be read
	early           int      // calls before a Retry-After was over
	disorder        int      // answers that stand before the answer to an earlier question of their thread
	strange         int      // posts that answer nothing
	calls           int      // of Slack, to post
	private         int      // questions that were answered to one person alone: "busy", "too fast"

	ends              *ends // as careerbot counted
	surely, atTheMost int64 // bounds of what is unsettled, as the workspace knows it

	gap      time.Duration // the longest time without a post while questions were asked
	p50, p99 time.Duration // of acknowledging
}

// judge compares what was asked with what was posted.
func judge(h history) (finding, error) {
	about, err := marks(h.asked)
	if err != nil {
		return finding{}, err
	}
	v := finding{messages: len(h.asked), calls: len(h.calls), ends: h.ends}
	trails := make([]trail, len(h.asked))
	for _, p := range h.posts {
		i, known := about[p.about]
		if !known || p.channel != h.asked[i].channel || p.thread != h.asked[i].root() && !p.private {
			v.strange++
			continue
		}
		trails[i].posts = append(trails[i].posts, p)
	}
	for _, c := range h.calls {
		if i, known := about[c.about]; known {
			trails[i].calls = append(trails[i].calls, c)
		}
	}
	for i, q := range h.asked {
		v.weigh(q, trails[i], h)
	}
	v.disorder = disorder(h.asked, trails)
	v.gap = gap(h.posts, h.from, h.to)
	v.p50, v.p99 = percentiles(h.asked)
	return v, nil
}

// A trail is what the workspace saw of one question.
type trail struct {
	calls []call
	posts []post
}

// weigh judges one question.
func (v *finding) weigh(q question, tr trail, h history) {
	if !q.acked.IsZero() {
		v.acked++
	}
	if len(tr.posts) > 1 {
		v.twice = append(v.twice, q.id())
	}
	if len(tr.posts) > 0 && tr.posts[0].private {
		v.private++
	}
	open := slices.ContainsFunc(tr.calls, func(c call) bool { return c.fate.open() || c.cut(h.kills) })
	perhaps := open || interrupted(q, tr.calls, h.kills)
	if h.secret && open {
		v.surely++
	}
	if h.secret && perhaps {
		v.atTheMost++
	}
	if !q.acked.IsZero() && len(tr.posts) == 0 {
		v.missing++
		if !h.secret || !perhaps {
			v.lost = append(v.lost, q.id())
		}
	}
	for i, c := range tr.calls {
		if c.early {
			v.early++
		}
		if h.secret && slices.ContainsFunc(tr.calls[:i], func(c call) bool { return c.fate.open() || c.cut(h.kills) }) {
			v.repeated++
		}
	}
}

// cut reports whether the caller died before the answer to its call left.
func (c call) cut(kills []death) bool {
	return slices.ContainsFunc(kills, func(d death) bool {
		return c.begin.Before(d.from) && (c.end.IsZero() || c.end.After(d.to))
	})
}

// interrupted reports whether a process died that may have been sending the
// answer: during a call, shortly after one, or where no call ever arrived,
// after the question was delivered.
func interrupted(q question, calls []call, kills []death) bool {
	return slices.ContainsFunc(kills, func(d death) bool {
		if len(calls) == 0 {
			return q.first.Before(d.to)
		}
		return slices.ContainsFunc(calls, func(c call) bool {
			return c.begin.Before(d.to) && (c.end.IsZero() || d.from.Before(c.end.Add(inFlight)))
		})
	})
}

// faults returns what is wrong, a sentence each.
func (v finding) faults() []string {
	var out []string
	add := func(bad bool, format string, args ...any) {
		if bad {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	add(v.acked < v.messages, "%d of %d questions were never acknowledged", v.messages-v.acked, v.messages)
	add(len(v.lost) > 0, "%d acknowledged questions have no answer: %s", len(v.lost), some(v.lost))
	add(len(v.twice) > 0, "%d questions were answered more than once: %s", len(v.twice), some(v.twice))
	add(v.repeated > 0, "%d calls repeat a send that may have arrived, and cannot be looked up", v.repeated)
	add(v.early > 0, "%d calls came before their Retry-After was over", v.early)
	add(v.disorder > 0, "%d answers stand before the answer to an earlier question of their thread", v.disorder)
	add(v.strange > 0, "%d posts answer no question", v.strange)
	add(v.private > 0, "%d questions were turned away", v.private)
	return append(out, v.miscounted()...)
}

// miscounted compares careerbot's counts with the truth.
func (v finding) miscounted() []string {
	if v.ends == nil {
		return nil
	}
	var out []string
	n := v.ends.Unsettled
	if v.ends.sum() != int64(v.messages) || v.ends.Late+v.ends.Failed+v.ends.Waiting != 0 {
		out = append(out, fmt.Sprintf("careerbot counts %+v, want the %d questions, none late, failed or waiting", *v.ends, v.messages))
	}
	if n < int64(v.missing) || n < v.surely || n > v.atTheMost {
		out = append(out, fmt.Sprintf("careerbot counts %d answers as unsettled, want %d to %d, and the %d that are missing among them",
			n, v.surely, v.atTheMost, v.missing))
	}
	return out
}

// some returns the first of many IDs.
func some(ids []string) string {
	if len(ids) > 5 {
		return strings.Join(ids[:5], " ") + " …"
	}
	return strings.Join(ids, " ")
}

// disorder counts answers that stand before the answer to a question of the
// same thread that was acknowledged before theirs was asked.
func disorder(asked []question, trails []trail) (n int) {
	for i := 1; i < len(asked); i++ {
		a, b := asked[i-1], asked[i]
		if b.thread == "" || a.root() != b.root() || a.acked.IsZero() || a.acked.After(b.first) {
			continue
		}
		before, after := trails[i-1].posts, trails[i].posts
		if len(before) > 0 && len(after) > 0 && !before[0].private && !after[0].private && after[0].ts < before[0].ts {
			n++
		}
	}
	return n
}

// gap returns the longest time without a post.
func gap(posts []post, from, to time.Time) (longest time.Duration) {
	times := []time.Time{from, to}
	for _, p := range posts {
		if p.at.After(from) && p.at.Before(to) {
			times = append(times, p.at)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	for i := 1; i < len(times); i++ {
		longest = max(longest, times[i].Sub(times[i-1]))
	}
	return longest
}

// percentiles returns how long the acknowledged deliveries took.
func percentiles(asked []question) (p50, p99 time.Duration) {
	var took []time.Duration
	for _, q := range asked {
		if !q.acked.IsZero() {
			took = append(took, q.took)
		}
	}
	if len(took) == 0 {
		return 0, 0
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)*99/100]
}
