package golden

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTally(t *testing.T) {
	pay := Label{Kind: Salary, Facts: []string{"£60,000", "£85,000"}}
	ours, theirs := pay, pay
	ours.Article, theirs.Article = "widgets", "gadgets"
	refuse := Label{Kind: Declined, Reason: "off_topic"}
	turns := []struct {
		label  Label
		answer Answer
		why    string
	}{
		{ours, reply(payHeadline, payText), ""},
		{theirs, reply(payHeadline, payText), "article widgets, not gadgets"},
		{pay, reply("Mid-level: £55,000–£80,000", "Elsewhere £60,000–£85,000."), "wrong cell"},
		{pay, declined("Not that."), "declined: off_topic"},
		{Label{Kind: Section, Facts: []string{"£60,000"}}, reply(payHeadline, payText), ""},
		{refuse, declined("Not that."), ""},
		{Label{Kind: Declined, Reason: "advice"}, declined("Not that."), ""},
		{Label{Kind: Declined}, reply(payHeadline, payText), "answered what must be declined"},
		{Label{Kind: Help}, Answer{Kind: Help}, ""},
	}
	var all, first, rest Tally
	for i, turn := range turns {
		if got := all.Add(turn.label, turn.answer); got != turn.why {
			t.Errorf("Add of turn %d = %q, want %q", i, got, turn.why)
		}
		part := &first
		if i > 3 {
			part = &rest
		}
		part.Add(turn.label, turn.answer)
	}
	want := Tally{
		Answers: Share{2, 5}, Declines: Share{2, 3}, Help: Share{1, 1}, Headlines: Share{2, 4}, Reasons: Share{1, 2},
		Turns: 9, Confident: 3, WrongCells: 1, WrongArticles: 1,
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("tally (-want +got):\n%s", diff)
	}
	first.Merge(rest)
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("tally of two parts (-want +got):\n%s", diff)
	}
}

func TestPercent(t *testing.T) {
	for share, want := range map[Share]float64{{}: 0, {1, 2}: 50, {3, 3}: 100} {
		if got := share.Percent(); got != want {
			t.Errorf("%v.Percent() = %v, want %v", share, got, want)
		}
	}
}
