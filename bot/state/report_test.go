package state

import (
	"testing"
	"time"

	"careerbot/bot"

	"github.com/google/go-cmp/cmp"
)

// wisher answers with slots and reasons by script.
type wisher map[string]bot.Answer

func (w wisher) Answer(q bot.Question) bot.Answer { return w[q.Text] }
func (wisher) Recall(string) bot.Slots            { return bot.Slots{Role: []string{"Baker"}} }

func TestReport(t *testing.T) { onEachStore(t, testReport) }

func testReport(t *testing.T, s *Store) {
	o := openOffice(t, s, map[string][]step{"x.open": {cut, cut}})
	pay := func(place string) bot.Slots {
		return bot.Slots{Role: []string{"Baker"}, Place: []string{place}, Level: []string{"Senior"}, Metric: "salary", View: "x"}
	}
	o.Bot = wisher{
		"uk":    {Kind: bot.Salary, Slots: pay("UK")},
		"fr":    {Kind: bot.Declined, Reason: bot.PlaceUnknown, Slots: bot.Slots{Role: []string{"Baker"}, Metric: "salary", Missing: []string{"place:France"}}},
		"nurse": {Kind: bot.Declined, Reason: bot.RoleUnknown, Slots: bot.Slots{Missing: []string{"role:Nurse"}}},
		"words": {Kind: bot.Declined, Reason: bot.NoArticle},
		"rare":  {Kind: bot.Declined, Reason: bot.Advice, Slots: bot.Slots{Missing: []string{"topic:rare"}}},
	}
	say := func(text string, users ...string) {
		for _, user := range users {
			for range 2 { // asking twice counts once
				ask(t, o.Desk, bot.Question{ID: "x.q", Tenant: "T", User: user, Text: text})
			}
		}
	}
	say("uk", "a", "b", "c", "d")
	say("fr", "a", "b", "c")
	say("nurse", "a", "b", "c", "d", "e")
	say("words", "a", "b", "c")
	say("rare", "a", "b")
	for _, user := range []string{"a", "b", "a"} {
		o.Press(t.Context(), bot.Press{Act: bot.WrongFigure, Arg: "bakers#pay", Tenant: "T", User: user})
	}
	o.Press(t.Context(), bot.Press{Act: bot.VoteUp, Arg: "bakers#pay", Tenant: "T", User: "c"})
	for _, id := range []string{"x.sent", "x.open"} {
		q := message(id, id)
		q.Text = "words"
		if err := o.Accept(t.Context(), q, nil); err != nil {
			t.Fatal(err)
		}
	}
	wait(t, "the outbox is empty", func() bool { return o.waiting(t) == 0 })
	o.Store.behind.flush(t.Context(), o.Store)

	got, err := o.Store.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if age := time.Since(got.At); age < -time.Second || age > limit {
		t.Errorf("the report is of %v", got.At)
	}
	got.At = time.Time{}
	baker := bot.Slots{Role: []string{"Baker"}}
	want := Report{
		Demand: []Demand{
			{Role: "Baker", Metric: "salary", Askers: 3, Reason: bot.PlaceUnknown},
			{Role: "Baker", Place: "UK", Level: "Senior", Metric: "salary", Askers: 4, Answered: 4},
		},
		Missing:    []Tally{{"role:Nurse", 5}, {"other", 4}, {"place:France", 3}},
		Reasons:    []Tally{{"role_unknown", 5}, {"no_article", 4}, {"place_unknown", 3}},
		Passed:     []Passed{},
		Votes:      []VoteTally{{"bakers#pay", bot.WrongFigure, baker, 2}, {"bakers#pay", bot.VoteUp, baker, 1}},
		Deliveries: Deliveries{Sent: 1, Unsettled: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
}
