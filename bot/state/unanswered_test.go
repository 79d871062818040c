package state

import (
	"context"
	"strings"
	"testing"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

func aReport() Report {
	baker := bot.Slots{Role: []string{"Baker"}, Place: []string{"UK"}, Metric: "salary"}
	return Report{
		Demand: []Demand{
			{Role: "Baker", Level: "Senior", Metric: "salary", Askers: 4, Answered: 1, Reason: bot.PlaceUnknown},
			{Askers: 3, Answered: 3},
		},
		Missing: []Tally{{Name: "role:Nurse", Askers: 5}, {Name: "other", Askers: 3}},
		Passed:  []Passed{{"2026-11-20", "will anyone hire a baker without a degree?"}, {"2026-11-02", "do nurses …?"}},
		Votes:   []VoteTally{{Passage: "bakers#pay", Act: bot.WrongFigure, Slots: baker, Votes: 2}, {Act: bot.VoteUp, Votes: 1}},
	}
}

// TestDigest: a digest is for a channel, and so has no words of members.
func TestDigestOfReport(t *testing.T) {
	want := `Unanswered questions

Figures that members call wrong:
- bakers#pay (Baker, UK: salary): 2 votes

Questions that got no answer:
- Senior Baker: salary: 3 people

Nothing is written on:
- Nurse (role): 5 people
- things on no list: 3 people

Questions that members passed on to the editors: 2. Staff who say “unanswered questions” to me can read them.

Over 90 days, shown from 3 different people on. careerbot report has all of it.`
	if diff := cmp.Diff(want, aReport().Digest().Plain()); diff != "" {
		t.Errorf("digest (-want +got):\n%s", diff)
	}
	long := Report{Missing: make([]Tally, linesMost+4)}
	if got := long.Digest().Plain(); strings.Count(got, "\n- ") != linesMost+1 || !strings.Contains(got, "- and 4 more") {
		t.Errorf("a long digest is\n%s", got)
	}
	if got := (Report{}).Digest(); got.Kind != bot.Silence {
		t.Errorf("a digest of nothing is %+v, want silence", got)
	}
}

func TestUnansweredOfReport(t *testing.T) {
	want := `What members asked for in vain, over 90 days

Passed on to the editors, without names:
- 2026-11-20: will anyone hire a baker without a degree?
- 2026-11-02: do nurses …?

Nothing is written on:
- Nurse (role): 5 people
- things on no list: 3 people

Figures that members call wrong:
- bakers#pay (Baker, UK: salary): 2 votes

Shown is what at least 3 different people asked for, and what a member passed on. “careerbot report” has all of it.

Questions that got no answer
Question              People  Why
Senior Baker: salary  3       no figures for the place`
	got := aReport().unanswered()
	if diff := cmp.Diff(want, got.Plain()); diff != "" || !got.Private || got.Kind != bot.Help {
		t.Errorf("unanswered, private %t (-want +got):\n%s", got.Private, diff)
	}
	long := Report{Demand: make([]Demand, rowsMost+3)}
	for i := range long.Demand {
		long.Demand[i].Askers = AskersLeast
	}
	if got := long.unanswered().Table; len(got.Rows) != rowsMost || !strings.Contains(got.Caption, "(3 more in the report)") {
		t.Errorf("a long table is %+v", got)
	}
	if got := (Report{}).unanswered(); got.Table != nil || !strings.HasPrefix(got.Headline, "There is nothing to show yet") || strings.Contains(got.Text, "\n") {
		t.Errorf("nothing is shown as %+v", got)
	}
}

// TestUnanswered: staff see what was asked in their own workspace, and nobody
// else sees anything.
func TestUnanswered(t *testing.T) { onEachStore(t, testUnanswered) }

func testUnanswered(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	for _, user := range []string{"a", "b", "c"} {
		ask(t, o.Desk, bot.Question{ID: "x.q", Tenant: "T", User: user, Text: "decline"})
	}
	o.tell(t, "T", "a", "what does a baker earn in Paris?")
	o.tell(t, "U", "a", "a question of another workspace?")
	o.Store.behind.flush(t.Context(), o.Store)

	staff := bot.Question{Tenant: "T", Room: "R", User: "boss", Text: "Unanswered questions", Staff: true}
	says := ask(t, o.Desk, staff)
	for _, want := range []string{"what does a baker earn in Paris?", "nurse (role): 3 people"} {
		if !strings.Contains(says.Plain(), want) {
			t.Errorf("staff read\n%s\nwithout %q", says.Plain(), want)
		}
	}
	if strings.Contains(says.Plain(), "another workspace") || !says.Private {
		t.Errorf("staff read, private %t:\n%s", says.Private, says.Plain())
	}
	staff.Staff = false
	if says := ask(t, o.Desk, staff); says.Headline != bot.StaffOnlyAnswer().Headline {
		t.Errorf("others read\n%s", says.Plain())
	}
	a, err := o.Press(t.Context(), bot.Press{Act: bot.ShowUnanswered, Tenant: "V", User: "boss", Staff: true})
	if err != nil || !strings.HasPrefix(a.Headline, "There is nothing to show") {
		t.Errorf("a new workspace reads %+v, %v", a, err)
	}
	r, err := o.Store.Report(t.Context())
	if err != nil || len(r.Passed) != 2 {
		t.Errorf("report = %+v, %v; want the questions of both workspaces", r.Passed, err)
	}
}

func TestUnansweredInTime(t *testing.T) {
	o := openOffice(t, inFolder(t), nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel() // as good as a deadline that has passed
	if got := o.unanswered(ctx, bot.Press{Staff: true, Tenant: "T"}); got.Headline != unreadable || !got.Private {
		t.Errorf("unanswered = %+v, want %q", got, unreadable)
	}
}
