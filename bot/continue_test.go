package bot

import (
	"os"
	"strings"
	"testing"
)

// A follower is what somebody says in a thread behind an answer to them.
type follower struct {
	after, text string
	answered    bool
}

// followers reads testdata/thread-messages.txt.
func followers(t *testing.T) (all []follower) {
	t.Helper()
	file, err := os.ReadFile("testdata/thread-messages.txt")
	if err != nil {
		t.Fatal(err)
	}
	after := ""
	for line := range strings.Lines(string(file)) {
		sign, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch sign {
		case "?":
			after = text
		case "+", "-":
			all = append(all, follower{after, text, sign == "+"})
		case "", "#":
		default:
			t.Fatalf("thread-messages.txt: %q begins with none of ? + - #", line)
		}
	}
	return all
}

// TestContinues: in a thread, what goes on from the answer is answered, and
// nothing that people say to each other.
func TestContinues(t *testing.T) {
	b := newBot(t)
	count := map[bool]int{}
	for _, f := range followers(t) {
		q := Question{Text: f.text, Prior: say(b, f.after).State, Continues: true}
		a := b.Answer(q)
		count[f.answered]++
		if (a.Kind != Silence) != f.answered {
			t.Errorf("after %q: %q is answered %q, want an answer: %v", f.after, f.text, a.Headline, f.answered)
		}
		if a.Kind != Silence && (!a.Kind.Answered() || a.Private) {
			t.Errorf("after %q: %q is answered %+v, want figures or passages for all", f.after, f.text, a)
		}
	}
	if count[true] < 30 || count[false] < 100 {
		t.Errorf("%d messages to answer and %d others read, want more", count[true], count[false])
	}
}

// TestContinuesNothingElse: nor is what people say in channels, of which two
// messages are follow-ups.
func TestContinuesNothingElse(t *testing.T) {
	b := newBot(t)
	all := readLines[message](t, "testdata/channel-messages.jsonl")
	for _, first := range []string{"mid level devops salary uk", "what skills does a devops engineer need", "on-call: devops or software engineer?"} {
		prior := say(b, first).State
		for _, m := range all {
			a := b.Answer(Question{Text: m.Q, Prior: prior, Continues: true})
			if follows := m.Q == "and in the UK?" || m.Q == "and senior?"; a.Kind != Silence && !m.Speak && !follows {
				t.Errorf("after %q: %q is answered %q, want silence", first, m.Q, a.Headline)
			}
		}
	}
}
