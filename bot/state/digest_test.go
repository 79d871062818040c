package state

import (
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

func TestDigest(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	ask(t, o.Desk, bot.Question{Tenant: "T", User: "alice", Text: "decline"})
	empty := false
	o.Staff = &Room{Adapter: "x", To: []byte("staff")}
	g := &Digest{Desk: o.Desk, Compose: func(Report) bot.Answer {
		if empty {
			return bot.Answer{}
		}
		return bot.Answer{Kind: bot.Help, Headline: "digest"}
	}}
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	look := func(now time.Time) {
		t.Helper()
		if err := g.look(t.Context(), now); err != nil {
			t.Errorf("look at %v = %v", now, err)
		}
	}
	look(monday.Add(-5 * 24 * time.Hour)) // the first week is noted
	look(monday.Add(-time.Second))        // not yet
	look(monday)
	look(monday.Add(time.Hour))          // done
	look(monday.Add(9 * 24 * time.Hour)) // the next one was missed on Monday
	empty = true
	look(monday.Add(14 * 24 * time.Hour)) // nothing to tell
	empty = false
	look(monday.Add(15 * 24 * time.Hour))
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	var got []string
	for _, m := range o.post.arrived() {
		got = append(got, m.ID+" "+string(m.To)+" "+m.Answer.Headline)
	}
	if diff := cmp.Diff([]string{"x.digest.2026-W48 staff digest", "x.digest.2026-W49 staff digest"}, got); diff != "" {
		t.Errorf("posted (-want +got):\n%s", diff)
	}
}
