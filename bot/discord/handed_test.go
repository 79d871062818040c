package discord

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"careerbot/bot"
)

// handedTools returns the ids of a message's buttons for a question, and what
// the first of them carries.
func handedTools(a *Adapter, h handed, user string, does ...string) (ids []string, first pressed) {
	c := card{adapter: a, Answer: bot.Answer{Kind: bot.Salary, State: h.state}, chart: h.state != ""}
	for _, p := range a.hand(h, user, does...) {
		c.tools = append(c.tools, tool{p, p.does})
	}
	ids = idsOf(c.rows(nil))
	p, _ := a.parseCustomID(ids[len(ids)-1])
	return ids, p
}

// TestHandedComesBack: any process gives back the question that the buttons of a
// message carry, for the person alone to whom they were shown.
func TestHandedComesBack(t *testing.T) {
	a := &Adapter{Key: testKey(t), Articles: newLibrary(t, false)}
	for _, does := range [][]string{{sendDoes}, {postDoes, sendDoes}, {tellDoes, draftDoes}} {
		for _, q := range []string{"", "and in the us?", "für 開発者", strings.Repeat("x", 50*len(does)-30)} {
			h := handed{question: q, state: "AgEREQAAs0lzgMSxPU0594Qx6jQULA", shown: "AbCd-_12"}
			ids, p := handedTools(a, h, aliceID, does...)
			if p.does != does[len(does)-1] || strings.HasPrefix(p.arg, stashMark) {
				t.Fatalf("Got %+v for %q, want it in the buttons", p, q)
			}
			for _, process := range []*Adapter{a, {Key: testKey(t)}} {
				if got, ok := process.handedBack(p, ids, aliceID); !ok || got != h {
					t.Errorf("Got %+v, %v, want %+v", got, ok, h)
				}
			}
			if got, ok := a.handedBack(p, ids, "100000000000000077"); ok {
				t.Errorf("Got %+v for somebody else, want nothing", got)
			}
			if got, ok := a.handedBack(p, ids[:len(ids)-1], aliceID); ok && len(does) > 1 {
				t.Errorf("Got %+v from some of the buttons, want nothing", got)
			}
		}
	}
}

// TestLongQuestionsStayAWhile: a question that no button holds is given back by
// this process alone, for a while, and to its asker.
func TestLongQuestionsStayAWhile(t *testing.T) {
	key := testKey(t)
	synctest.Test(t, func(t *testing.T) {
		a := &Adapter{Key: key}
		h := handed{question: strings.Repeat("a long question ", 200), state: "AgEREQAAs0lzgMSxPU0594Qx6jQULA", shown: "AbCd-_12"}
		ids, p := handedTools(a, h, aliceID, postDoes, sendDoes)
		time.Sleep(stashFor - time.Second)
		a.hand(handed{question: strings.Repeat("another ", 100)}, aliceID, postDoes)
		if got, ok := a.handedBack(p, ids, aliceID); !ok || got != h {
			t.Errorf("Got %q, %v, want the question", got.question, ok)
		}
		if got, ok := a.handedBack(p, ids, "100000000000000077"); ok {
			t.Errorf("Got %q for somebody else, want nothing", got.question)
		}
		if got, ok := (&Adapter{Key: key}).handedBack(p, ids, aliceID); ok {
			t.Errorf("Got %q in another process, want nothing", got.question)
		}
		time.Sleep(stashFor + 2*time.Second)
		if h, ok := a.handedBack(p, ids, aliceID); ok || len(a.longer.cur)+len(a.longer.prev) != 0 {
			t.Errorf("Got %q after twice the time, want nothing left", h.question)
		}
	})
}

// TestStashIsBounded: many long questions do not fill the memory.
func TestStashIsBounded(t *testing.T) {
	var s stash
	name := func(n int) string { return strings.Repeat("n", n) }
	for n := range 5 * stashMax {
		s.keep(name(n), handed{})
	}
	if n := len(s.cur) + len(s.prev); n > 2*stashMax {
		t.Errorf("Got %d questions, want at most %d", n, 2*stashMax)
	}
	if _, ok := s.get(name(5*stashMax - 1)); !ok {
		t.Error("The last question is gone")
	}
	if _, ok := s.get(name(0)); ok {
		t.Error("The first question is still there")
	}
}

// TestDigest: it tells answers apart, but not their notes.
func TestDigest(t *testing.T) {
	a := &Adapter{Key: testKey(t)}
	ans := answers["wide"]
	noted := ans
	noted.Text = "Kept from your last question: DevOps."
	if a.digest(ans) != a.digest(noted) || len(a.digest(ans)) != shownLength {
		t.Error("A note makes another answer of it")
	}
	for name, other := range answers {
		if name != "wide" && a.digest(other) == a.digest(ans) {
			t.Errorf("The answer %q is the same", name)
		}
	}
}
