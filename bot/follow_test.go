package bot

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFollowUps: a further message changes what it names and keeps the rest.
func TestFollowUps(t *testing.T) {
	dev, ops := []string{"Software Engineer"}, []string{"DevOps Engineer"}
	junior, mid, senior, staff := []string{"Entry-level"}, []string{"Mid-level"}, []string{"Senior"}, []string{"Staff/Principal"}
	uk, us, none := []string{"UK"}, []string{"US"}, []string{}
	both, ukus := []string{"DevOps Engineer", "Software Engineer"}, []string{"UK", "US"}
	pay := func(role, level, place []string) Slots {
		return Slots{Role: role, Level: level, Place: place, Metric: "salary"}
	}
	const first = "mid level devops salary uk"
	tests := []struct {
		turns []string
		want  Slots // of the last answer
	}{
		{[]string{first, "and senior?"}, pay(ops, senior, uk)},
		{[]string{first, "senior"}, pay(ops, senior, uk)},
		{[]string{first, "what about staff level"}, pay(ops, staff, uk)},
		{[]string{first, "and in the us?"}, pay(ops, mid, us)},
		{[]string{first, "only the US"}, pay(ops, mid, us)},
		{[]string{first, "london?"}, pay(ops, mid, uk)},
		{[]string{first, "what about the other one"}, pay(dev, mid, uk)},
		{[]string{first, "and for software engineers"}, pay(dev, mid, uk)},
		{[]string{first, "no i meant entry level"}, pay(ops, junior, uk)},
		{[]string{first, "not the uk, the us"}, pay(ops, mid, us)},
		{[]string{first, "and with 6 years of experience?"}, pay(ops, senior, uk)},
		{[]string{first, "and with 5 years?"}, pay(ops, append(mid, senior...), uk)},
		{[]string{first, "and if i go for software engineering instead?"}, pay(dev, mid, uk)},
		{[]string{first, "senior swe in the us"}, pay(dev, senior, us)},
		{[]string{first, "and senior?", "and in the us?", "what about software engineering"}, pay(dev, senior, us)},
		{[]string{first, "thanks!", "and senior?"}, pay(ops, senior, uk)},
		{[]string{first, "you are useless", "and senior?"}, pay(ops, senior, uk)},
		{[]string{first, "and in germany?", "and senior?"}, pay(ops, senior, uk)},
		{[]string{"who earns more at mid level in the uk, devops or developers?", "and in the us?"}, pay(both, mid, us)},
		{[]string{"senior software engineer pay", "just the uk"}, pay(dev, senior, uk)},
		{[]string{"senior software engineer pay in the uk and the us", "and entry level"}, pay(dev, junior, ukus)},
		{[]string{"8 years in retail, now devops in london. what salary?", "entry level"}, pay(ops, junior, uk)},
		{[]string{"what does a devops engineer do all day", "and what do they earn in the uk?"}, pay(ops, none, uk)},
		{[]string{"what skills does a devops engineer need", "and a software engineer?"}, Slots{Role: dev}},
		{[]string{first, "what do they do all day"}, Slots{Role: ops}},
		{[]string{"what's the day rate of devops contractors in the uk", "and in the us?"}, Slots{Role: ops, Place: us, Metric: "rate"}},
		{[]string{first, "what skills does a software engineer need"}, Slots{Role: dev}},
		{[]string{first, "and the ceiling?"}, pay(ops, mid, uk)},
		{[]string{first, "and the career ceiling?"}, Slots{Role: ops}},
		{[]string{first, "devops or software engineer: ceiling and on-call"}, Slots{Role: both}},
	}
	b := newBot(t)
	for _, test := range tests {
		c := talk{bot: b}
		var got Answer
		for _, text := range test.turns {
			got = c.say(text)
		}
		got.Slots.View = ""
		if diff := cmp.Diff(fill(test.want), fill(got.Slots)); diff != "" {
			t.Errorf("Answer(%q).Slots (-want +got):\n%s", test.turns, diff)
		}
	}
}

var kept = regexp.MustCompile(`Kept from your last question: [^.]*\.`)

// TestSaysWhatItKept: an answer names what it carried over, and only that.
func TestSaysWhatItKept(t *testing.T) {
	tests := []struct {
		turns []string
		want  string // in the text; "" for no word of it
	}{
		{[]string{"mid level devops salary uk"}, ""},
		{[]string{"mid level devops salary uk", "and in the us?"}, "Kept from your last question: DevOps Engineer and Mid-level."},
		{[]string{"mid level devops salary uk", "and senior?"}, "Kept from your last question: DevOps Engineer and UK."},
		{[]string{"mid level devops salary uk", "senior software engineer salary in the us"}, ""},
	}
	b := newBot(t)
	for _, test := range tests {
		c := talk{bot: b}
		var a Answer
		for _, text := range test.turns {
			a = c.say(text)
		}
		if got := kept.FindString(a.Text); got != test.want {
			t.Errorf("Answer(%q) says %q, want %q", test.turns, got, test.want)
		}
	}
}

// TestNobodyContinuesAnothersQuestion: without a State there is nothing to
// continue, and somebody else's key seals nothing that counts.
func TestNobodyContinuesAnothersQuestion(t *testing.T) {
	b, stranger := newBot(t), newBot(t)
	stranger.key = newKey(t, "another secret")
	state := say(stranger, "mid level devops salary uk").State
	alone := say(b, "and senior?")
	got := b.Answer(Question{Text: "and senior?", Prior: state, Addressed: true})
	if diff := cmp.Diff(alone, got); diff != "" {
		t.Errorf("Answer behind a stranger's State (-alone +got):\n%s", diff)
	}
	if own := b.Answer(Question{Text: "and senior?", Prior: say(b, "mid level devops salary uk").State, Addressed: true}); own.Headline == alone.Headline {
		t.Errorf("Answer behind its own State = %q, as without one", own.Headline)
	}
}

// TestConversation: a thread is everybody's, other rooms are each person's own.
func TestConversation(t *testing.T) {
	base := Question{Tenant: "T", Room: "R", User: "U"}
	with := func(change func(*Question)) Question { q := base; change(&q); return q }
	tests := []struct {
		name string
		q    Question
		same bool
	}{
		{"another message", with(func(q *Question) { q.ID = "x" }), true},
		{"another person", with(func(q *Question) { q.User = "V" }), false},
		{"another room", with(func(q *Question) { q.Room = "S" }), false},
		{"another tenant", with(func(q *Question) { q.Tenant = "S" }), false},
		{"a thread", with(func(q *Question) { q.Thread = "1" }), false},
	}
	for _, test := range tests {
		if got := test.q.Conversation() == base.Conversation(); got != test.same {
			t.Errorf("Conversation of %s: same %v, want %v", test.name, got, test.same)
		}
	}
	a, b := with(func(q *Question) { q.Thread = "1" }), with(func(q *Question) { q.Thread, q.User = "1", "V" })
	if a.Conversation() != b.Conversation() {
		t.Errorf("Conversation in a thread = %q for one and %q for another, want the same", a.Conversation(), b.Conversation())
	}
}

// TestBareYears: a number alone behind an answer on pay is years of experience,
// and behind any other answer it is nothing.
func TestBareYears(t *testing.T) {
	c := talk{bot: newBot(t)}
	c.say("software engineer, uk, 3 years in")
	for text, want := range map[string]string{
		"and after 9":  "Staff/Principal",
		"what about 6": "Senior",
		"and with 1?":  "Entry-level",
	} {
		if got := c.say(text); got.Kind != Salary || len(got.Slots.Level) != 1 || got.Slots.Level[0] != want {
			t.Errorf("Answer(%q) = %q, %q, want the pay of %s", text, got.Kind, got.Slots.Level, want)
		}
	}
	c = talk{bot: newBot(t)}
	c.say("what does a devops engineer do")
	if got := c.say("and after 9"); got.Kind == Salary {
		t.Errorf("behind no answer on pay: %q", got.Headline)
	}
}

// TestCountedBehindPay: what is counted behind an answer on pay is no pay.
func TestCountedBehindPay(t *testing.T) {
	c := talk{bot: newBot(t)}
	c.say("entry-level software engineer pay in the us")
	if got := c.say("how many hours a week is it"); got.Kind == Salary {
		t.Errorf("hours are answered with %q", got.Headline)
	}
}
