package bot

import (
	"encoding/base64"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRecall: the State of an answer with figures stands for its Slots, as far
// as a State holds so many.
func TestRecall(t *testing.T) {
	if testing.Short() {
		t.Skip("it answers all labelled questions")
	}
	b := newBot(t)
	s := NewSwap(b)
	recalled := 0
	for _, f := range questionFiles(t) {
		if f.keptApart() {
			continue
		}
		for _, i := range f.items {
			c := talk{bot: b}
			for n, l := range i.Turns {
				a := c.say(l.Q)
				if a.Kind != Salary || len(a.Slots.Role) > stateMost[0] || len(a.Slots.Level) > stateMost[1] || len(a.Slots.Place) > stateMost[2] {
					continue
				}
				recalled++
				if diff := cmp.Diff(a.Slots, s.Recall(a.State)); diff != "" {
					t.Errorf("Recall of the answer to %s (-slots +recalled):\n%s", f.shown(i.ID, n+1, l.Q), diff)
				}
			}
		}
	}
	if recalled < 500 {
		t.Errorf("%d answers were recalled, want at least 500", recalled)
	}
}

// TestRecallOfOthers: a rate is no salary, a row has no metric, and a decline
// stands for what it keeps.
func TestRecallOfOthers(t *testing.T) {
	b := newBot(t)
	for text, want := range map[string]string{
		"contract day rate devops uk":                      "rate",
		"do devs do on call too or just devops":            "",
		"what does a devops engineer do?":                  "",
		"senior devops salary in berlin":                   "salary",
		"why do software engineers earn more than devops?": "salary",
	} {
		if a := say(b, text); a.State == "" || b.Recall(a.State).Metric != want {
			t.Errorf("Recall of the answer to %q, %s, = %+v, want the metric %q", text, a.Kind, b.Recall(a.State), want)
		}
	}
	want := Slots{Role: []string{"DevOps Engineer"}, Place: []string{}, Level: []string{"Senior"}, Metric: "salary"}
	if diff := cmp.Diff(want, b.Recall(say(b, "senior devops salary in berlin").State)); diff != "" {
		t.Errorf("Recall of a place that is not covered (-want +got):\n%s", diff)
	}
}

// TestRecallNothing: what no answer left stands for no slots.
func TestRecallNothing(t *testing.T) {
	b := newBot(t)
	state := say(b, "senior devops salary uk").State
	raw, err := base64.RawURLEncoding.DecodeString(state)
	if err != nil {
		t.Fatal(err)
	}
	body := raw[:len(raw)-tagBytes]
	older := append([]byte{stateVersion - 1}, body[1:]...)
	changed := slices.Clone(raw)
	changed[len(changed)/2] ^= 1
	encode := base64.RawURLEncoding.EncodeToString
	for name, forged := range map[string]string{
		"nothing": "", "another text": "not a state", "a longer one": state + "A",
		"changed": encode(changed), "cut": encode(raw[:len(raw)-1]),
		"an older version": encode(append(older, b.key.tag(older)...)),
		"another key's":    encode(append(slices.Clone(body), newKey(t, "another secret").tag(body)...)),
	} {
		if diff := cmp.Diff(Slots{}, b.Recall(forged)); diff != "" {
			t.Errorf("Recall of %s (-want +got):\n%s", name, diff)
		}
	}
}
