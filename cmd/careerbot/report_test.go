package main

import (
	"bytes"
	"testing"
	"time"

	"careerbot/bot"
	"careerbot/bot/state"

	"github.com/google/go-cmp/cmp"
)

func aReport() state.Report {
	baker := bot.Slots{Role: []string{"Baker"}, Place: []string{"UK"}, Metric: "salary"}
	return state.Report{
		At: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		Demand: []state.Demand{
			{Role: "Baker", Level: "Senior", Metric: "salary", Askers: 4, Answered: 1, Reason: bot.PlaceUnknown},
			{Askers: 3, Answered: 3},
		},
		Missing:    []state.Tally{{Name: "role:Nurse", Askers: 5}, {Name: "other", Askers: 3}},
		Reasons:    []state.Tally{{Name: "role_unknown", Askers: 5}},
		Passed:     []state.Passed{{Day: "2026-11-20", Text: "=will anyone hire a baker without a degree?"}, {Day: "2026-11-02", Text: "do nurses …?"}},
		Votes:      []state.VoteTally{{Passage: "=bakers#pay", Act: bot.WrongFigure, Slots: baker, Votes: 2}, {Act: bot.VoteUp, Votes: 1}},
		Deliveries: state.Deliveries{Sent: 7, Unsettled: 1},
	}
}

func TestReportText(t *testing.T) {
	want := `What members asked for, 90 days to 23 November 2026, 09:00 UTC
Shown from 3 different people on; no words of theirs but what they passed on.

Questions by what they were about
  Senior Baker: salary                                         4 people, 1 answered (place_unknown)
  any role: the work, the skills or the choice                 3 people, 3 answered

Asked for, and nothing is written on it
  Nurse (role)                                                 5 people
  things on no list                                            3 people

Why questions were declined
  role_unknown                                                 5 people

Passed on to the editors, without names
  2026-11-20  =will anyone hire a baker without a degree?
  2026-11-02  do nurses …?

Votes
  =bakers#pay, Baker, UK: salary                               2 × wrong figure
  unknown passage, any role: the work, the skills or the choice 1 × helpful

Messages of the last 25 hours
  7 sent, 0 waiting, 0 too late, 0 failed, 1 sent without knowing whether they arrived
`
	if diff := cmp.Diff(want, reportText(aReport())); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}

func TestReportCSV(t *testing.T) {
	var out bytes.Buffer
	if err := reportCSV(&out, aReport()); err != nil {
		t.Fatal(err)
	}
	want := `what,name,role,place,level,metric,people,answered,reason,day
question,,Baker,,Senior,salary,4,1,place_unknown,
question,,,,,,3,3,,
missing,role:Nurse,,,,,5,,,
missing,other,,,,,3,,,
declined,role_unknown,,,,,5,,,
passed on,'=will anyone hire a baker without a degree?,,,,,,,,2026-11-20
passed on,do nurses …?,,,,,,,,2026-11-02
vote,'=bakers#pay,Baker,UK,,salary,2,,wrong_figure,
vote,,,,,,1,,up,
message,sent,,,,,7,,,
message,waiting,,,,,0,,,
message,late,,,,,0,,,
message,failed,,,,,0,,,
message,unsettled,,,,,1,,,
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}
