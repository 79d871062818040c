package slack

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"careerbot/bot"
	"careerbot/bot/golden"
	"careerbot/knowledge"
)

// A swapDesk is a desk without memory over a real bot.
type swapDesk struct{ *bot.Swap }

func (d swapDesk) Answer(_ context.Context, q bot.Question) (bot.Answer, error) {
	return d.Swap.Answer(q), nil
}
func (swapDesk) Accept(context.Context, bot.Question, []byte) error { return nil }
func (swapDesk) Press(context.Context, bot.Press) (bot.Answer, error) {
	return bot.ThanksAnswer(), nil
}

// realBot answers from the shipped article and another.
func realBot(t testing.TB, key bot.Key) swapDesk {
	t.Helper()
	set, err := knowledge.Load(false, "../testdata/articles/nurses-and-teachers.md")
	if err != nil {
		t.Fatal(err)
	}
	b, err := bot.New(set, key, nil)
	if err != nil {
		t.Fatal(err)
	}
	b.Contact, b.Support = "#career-mentors", "#support"
	return swapDesk{bot.NewSwap(b)}
}

// A said is a question of the golden files with its answer.
type said struct {
	name   string
	q      bot.Question
	answer bot.Answer
}

// goldenAnswers has a real bot answer golden questions, conversation by
// conversation.
func goldenAnswers(t testing.TB, d swapDesk) []said {
	t.Helper()
	const path = "../testdata/eval.questions.jsonl"
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	items, err := golden.Read(path, file)
	if err != nil {
		t.Fatal(err)
	}
	var out []said
	for _, item := range items {
		prior := ""
		for n, turn := range item.Turns {
			q := bot.Question{Tenant: "T1", Room: "C1", Text: turn.Q, Prior: prior, Addressed: true}
			a := d.Swap.Answer(q)
			out = append(out, said{fmt.Sprintf("%s.%d", item.ID, n+1), q, a})
			if a.State != "" {
				prior = a.State
			}
		}
	}
	return out
}

// TestRealAnswers lays out the answers to all golden questions, and every
// section, for every place where they are shown: all keep the limits, the whole
// answer stands in the text, and offer checks are shown nowhere else.
func TestRealAnswers(t *testing.T) {
	r := newRig(t, bot.Answer{})
	d := realBot(t, r.Key)
	r.Articles = d
	to := address{Team: "T1", Channel: "C1", Thread: "5.1", User: "U1"}
	checked := 0
	check := func(name string, c card) {
		checked++
		raw := appendReply(nil, c, reply{})
		for _, fault := range faults(raw) {
			t.Errorf("%s: %s", name, fault)
		}
		if plain := c.Answer.Plain(); len(plain) < maxText && !strings.Contains(c.text(), plain) {
			t.Errorf("%s: the text lacks a part of the answer", name)
		}
		for _, b := range buttonsOf(t, raw) {
			if does, _, _ := strings.Cut(b.action, "."); (does == postAction || does == sendAction) && !handable(c.Answer) {
				t.Errorf("%s: %q under %s", name, b.label, c.Kind)
			}
		}
	}
	for _, s := range goldenAnswers(t, d) {
		check(s.name+", private", r.privateCard(s.answer, s.q, person{"T1", "U1"}, "general"))
		check(s.name+", in a thread", r.mailCard(to, bot.Mail{ID: "slack.T1.C1.5.1", Answer: s.answer}))
		for _, fault := range viewFaults(r.answerWindow(&interaction{}, r.newCard(s.answer)).appendJSON(nil)) {
			t.Errorf("%s, in a window: %s", s.name, fault)
		}
		for _, src := range s.answer.Sources {
			section, ok := d.Section(src.Article, src.Section)
			if !ok {
				t.Errorf("%s: cites %s#%s, which cannot be read", s.name, src.Article, src.Section)
			}
			check(src.Section, r.newCard(section))
		}
	}
	if checked < 500 {
		t.Errorf("%d cards were checked, want 500", checked)
	}
}

// TestRealCharts shows the chart of every golden answer that offers one, by each
// way: all keep the limits, and every figure stands in the text and in the
// table.
func TestRealCharts(t *testing.T) {
	r := newRig(t, bot.Answer{})
	d := realBot(t, r.Key)
	r.Articles = d
	offered := 0
	for _, s := range goldenAnswers(t, d) {
		c := r.newCard(s.answer)
		if !c.chart {
			continue
		}
		offered++
		ch, ok := d.Chart(s.answer.State)
		if !ok || s.answer.Kind != bot.Salary || s.answer.Private {
			t.Errorf("%s: %s, private %t, offers a chart, and there is one: %t", s.name, s.answer.Kind, s.answer.Private, ok)
		}
		pictured := charted(ch, drawing{picture: &picture{file: "F0CHART01"}})
		for _, c := range []card{pictured, pictured.undrawn()} {
			raw := appendReply(nil, c, reply{})
			for _, fault := range faults(raw) {
				t.Errorf("%s: %s", s.name, fault)
			}
			for _, bar := range ch.Bars {
				if !strings.Contains(c.text(), bar.Text) || !strings.Contains(c.Table.Plain(), bar.Text) {
					t.Errorf("%s: %q is missing", s.name, bar.Text)
				}
			}
		}
	}
	if offered < 50 {
		t.Errorf("%d answers offer a chart, want 50", offered)
	}
}

// TestRealAnswersCanBePosted asks again what was answered, as a press on Post
// does. What differs then is not posted; that must stay a rare follow-up.
func TestRealAnswersCanBePosted(t *testing.T) {
	r := newRig(t, bot.Answer{})
	d := realBot(t, r.Key)
	all, failed := 0, 0
	for _, s := range goldenAnswers(t, d) {
		if !handable(s.answer) {
			continue
		}
		all++
		h := handed{Question: s.q.Text, State: s.answer.State, Shown: r.digest(s.answer)}
		again, ok := r.again(t.Context(), d, &interaction{}, action{}, h, true)
		if !ok {
			failed++
			t.Logf("%s %q behind %q", s.name, s.q.Text, s.q.Prior)
			continue
		}
		if again.Headline != s.answer.Headline || strings.Contains(again.Text, "how I read") {
			t.Errorf("%s: posted %q %q, want what was shown without words of the asker", s.name, again.Headline, again.Text)
		}
		if again.Restated() == "" {
			t.Errorf("%s: posted without saying what was asked", s.name)
		}
	}
	if all < 100 || failed*50 > all {
		t.Errorf("%d of %d answers cannot be posted, want less than one in fifty of a hundred or more", failed, all)
	}
}
