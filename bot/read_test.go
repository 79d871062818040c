package bot

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestYears: years are read with what they were spent in; ages and times ago
// are no experience.
func TestYears(t *testing.T) {
	const dev, ops = "Software Engineer", "DevOps Engineer"
	tests := []struct {
		text string
		want string // from–to, and in what
	}{
		{"4 yoe as a dev", "4–4 as " + dev},
		{"3yoe swe", "3–3 as " + dev},
		{"3-4 years as devops", "3–4 as " + ops},
		{"3–4 years of devops", "3–4 as " + ops},
		{"2 or 3 years of devops", "2–3 as " + ops},
		{"5 to 7 years as a developer", "5–7 as " + dev},
		{"10+ yrs devops", "10–10 as " + ops},
		{"two years in devops", "2–2 as " + ops},
		{"1.5 years as a dev", "1–2 as " + dev},
		{"dev for 7 years", "7–7 as " + dev},
		{"i was a chef for 6 years", "6–6 in chef"},
		{"18 months as a dev", "1–2 as " + dev},
		{"two and a half years as a dev", "2–3 as " + dev},
		{"3 and a half years experience", "3–4"},
		{"a couple of years as a dev", "2–2 as " + dev},
		{"over a decade as a dev", "10–10 as " + dev},
		{"two decades as a dev", "20–20 as " + dev},
		{"what does it pay a year", ""},
		{"five years experience", "5–5"},
		{"0 years", "0–0"},
		{"8 years in retail", "8–8 in retail"},
		{"3–4 years in retail", "3–4 in retail"},
		{"20 years in marketing, 2 years as a dev", "20–20 in marketing; 2–2 as " + dev},
		{"35 years old dev", ""},
		{"aged 35 years", ""},
		{"started 2 years ago", ""},
		{"where will I be in 10 years", ""},
		{"2nd year student", ""},
		{"in my fourth year as a dev", "3–4 as " + dev},
		{"3rd year as devops", "2–3 as " + ops},
		{"third year of my degree", ""},
		{"99 years", ""},
		{"years and years", ""},
	}
	b := newBot(t)
	for _, test := range tests {
		var got []string
		for _, e := range b.read(test.text).years {
			s := fmt.Sprintf("%d–%d", e.from, e.to)
			if e.role != nil {
				s += " as " + e.role.Name
			}
			if e.elsewhere != "" {
				s += " in " + e.elsewhere
			}
			got = append(got, s)
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("read(%q).years = %q, want %q", test.text, got, test.want)
		}
	}
}

// TestAmounts: the asker's own money is told from other numbers.
func TestAmounts(t *testing.T) {
	tests := []struct{ text, want string }{
		{"£45k", "GBP 45000"},
		{"offered £45,000 a year", "GBP 45000"},
		{"€52.000", "EUR 52000"},
		{"$1.2m", "USD 1200000"},
		{"£45", "GBP 45"},
		{"£500 a day", "GBP 500"},
		{"USD 120k", "USD 120000"},
		{"120k usd", "USD 120000"},
		{"120k dollars", "USD 120000"},
		{"45k offer", "45000"},
		{"45,000", "45000"},
		{"45 grand", "45000"},
		{"12 lakh", "INR 1200000"},
		{"making 135", "135"},
		{"90-100k", "90000–100000"},
		{"$120-150k", "USD 120000–150000"},
		{"£45k or £60k", "GBP 45000; GBP 60000"},
		{"135 people", ""},
		{"in 2026", ""},
		{"making 247", ""},
		{"top 10", ""},
		{"10% more", ""},
		{"k8s and c# 8", ""},
		{"ran 5k", ""},
		{"5 years, 24/7", ""},
	}
	b := newBot(t)
	for _, test := range tests {
		var got []string
		for _, m := range b.read(test.text).amounts {
			s := fmt.Sprint(m.Low / 100)
			if m.High > m.Low {
				s += fmt.Sprintf("–%d", m.High/100)
			}
			got = append(got, strings.TrimSpace(m.Currency+" "+s))
		}
		if got := strings.Join(got, "; "); got != test.want {
			t.Errorf("read(%q).amounts = %q, want %q", test.text, got, test.want)
		}
	}
}

// TestNegated: what is turned away does not count.
func TestNegated(t *testing.T) {
	const dev, ops = "Software Engineer", "DevOps Engineer"
	tests := []struct {
		text string
		want []string // what is left
	}{
		{"devops pay", []string{ops}},
		{"not devops", nil},
		{"not the devops one", nil},
		{"no devops pls", nil},
		{"everything except devops", nil},
		{"without devops", nil},
		{"developer, not devops", []string{dev}},
		{"devops, not a developer", []string{ops}},
		{"developer rather than devops", []string{dev}},
		{"developer instead of devops", []string{dev}},
		{"not a devops engineer but a developer", []string{dev}},
		{"not sure, devops", []string{ops}},
		{"devops, not the US, the UK", []string{ops, "UK"}},
		{"devops in the UK and not in the US", []string{ops, "UK"}},
	}
	b := newBot(t)
	for _, test := range tests {
		var got []string
		r := b.read(test.text)
		for _, m := range append(r.roles, r.places...) {
			if !m.negated {
				got = append(got, m.term.Name)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("read(%q) (-want +got):\n%s", test.text, diff)
		}
	}
}

// TestSentencesThatAsk: a question stands out of the story around it.
func TestSentencesThatAsk(t *testing.T) {
	tests := []struct {
		text     string
		want     string // tokens of the sentences that ask
		question bool
	}{
		{"I work in a shop. What does a tester earn? Thanks", "what does a tester earn", true},
		{"hi all. so how much do testers make in the uk. cheers", "so how much do testers make in the uk", true},
		{"what about skills? and the pay?", "what about skills and the pay", true},
		{"Is it hard? I like linux.", "is it hard", true},
		{"i wonder how much they earn", "i wonder how much they earn", true},
		{"could you tell me the pay", "could you tell me the pay", true},
		{"Tester. UK. Senior", "senior", false},
		{"I am a tester. I like it.", "i like it", false},
		{"", "", false},
	}
	b := newBot(t)
	for _, test := range tests {
		r := b.read(test.text)
		var asking []string
		for i, tok := range r.toks {
			if r.asking[i] {
				asking = append(asking, tok.Raw)
			}
		}
		if got := strings.Join(asking, " "); got != test.want || r.question != test.question {
			t.Errorf("read(%q) asks %q, question %v; want %q, %v", test.text, got, r.question, test.want, test.question)
		}
	}
}

func TestSqueeze(t *testing.T) {
	tests := []struct{ word, want string }{
		{"", ""}, {"a", "a"}, {"sooo", "so"}, {"heyyyyy", "hey"}, {"zzzz", "z"}, {"bookkeeper", "bookkeeper"}, {"aab", "aab"}, {"üüü", "üüü"},
	}
	for _, test := range tests {
		if got := squeeze(test.word); got != test.want {
			t.Errorf("squeeze(%q) = %q, want %q", test.word, got, test.want)
		}
	}
}

// TestSlots: how whole questions are read, corrections and misspellings too.
func TestSlots(t *testing.T) {
	dev, ops := []string{"Software Engineer"}, []string{"DevOps Engineer"}
	uk, us := []string{"UK"}, []string{"US"}
	pay := func(role, level, place []string) Slots {
		return Slots{Role: role, Level: level, Place: place, Metric: "salary"}
	}
	junior, mid, senior, staff := []string{"Entry-level"}, []string{"Mid-level"}, []string{"Senior"}, []string{"Staff/Principal"}
	tests := []struct {
		text string
		want Slots
	}{
		{"senior devops salary uk", pay(ops, senior, uk)},
		{"SENIOR DEVOPS SALARY UK", pay(ops, senior, uk)},
		{"seniordevops salary uk", pay(ops, senior, uk)},
		{"snr dev ops engneer salry manchester", pay(ops, senior, uk)},
		{"how much does a junior swe make in nyc", pay(dev, junior, us)},
		{"junior, no sorry i meant mid level devops salary uk", pay(ops, mid, uk)},
		{"junior devops salary in the US, scratch that, UK", pay(ops, junior, uk)},
		{"mid level devops salary, not the US, the UK", pay(ops, mid, uk)},
		{"4 years as a dev in london, what should i earn", pay(dev, mid, uk)},
		{"2 years as a dev in london, what should i earn", pay(dev, append(junior, mid...), uk)},
		{"12 years as a developer in texas, what should i earn", pay(dev, staff, us)},
		{"devops or developer, who earns more at senior level in the us", pay(append(ops, dev...), senior, us)},
		{"devops and developer, senior, uk: what does the former earn?", pay(ops, senior, uk)},
		{"devops and developer, senior, uk: what does the latter earn?", pay(dev, senior, uk)},
		{"pay from junior to senior as a dev in the us", pay(dev, append(append(junior, mid...), senior...), us)},
		{"de\u200bvops senior salary uk", pay(ops, senior, uk)},
		{"what's the hourly rate of devops contractors in the us", Slots{Role: ops, Place: us, Metric: "rate"}},
		{"what does a devops engineer do all day", Slots{Role: ops}},
	}
	b := newBot(t)
	for _, test := range tests {
		got := say(b, test.text).Slots
		got.View = ""
		if diff := cmp.Diff(fill(test.want), fill(got)); diff != "" {
			t.Errorf("Answer(%q).Slots (-want +got):\n%s", test.text, diff)
		}
	}
}

// fill makes nil lists empty ones.
func fill(s Slots) Slots {
	for _, list := range []*[]string{&s.Role, &s.Place, &s.Level} {
		if *list == nil {
			*list = []string{}
		}
	}
	return s
}
