package bot

import "testing"

// TestNotForPay: what looks like a question for pay and is none, and the other
// way round.
func TestNotForPay(t *testing.T) {
	b := newBot(t)
	for text, want := range map[string]Kind{
		"how much security lands on a devops engineer": Section, // there is much or little of it
		"how much does a devops engineer get":          Salary,
		"write my cover letter for a junior swe job":   Declined, // a level and a role are no question
		"junior swe job":                                                           Salary,
		"how is swe not the same job as devops":                                    Comparison, // nobody is turned away
		"not devops, software engineer pay in the uk":                              Salary,
		"do software engineers get stuck writing documentation":                    Section, // nobody asks for help
		"one junior devops and one junior swe, both in the uk, bands for each?":    Salary,
		"recruiting for years 🙈 what does a software engineer do, in plain words?": Section,
		"starting pay for devops, in the uk and in us both":                        Salary,
	} {
		if got := say(b, text); got.Kind != want {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Headline, want)
		}
	}
	if got := say(b, "starting pay for devops in uk and in us both please").Slots.Place; len(got) != 2 {
		t.Errorf("the places are %q, want both", got)
	}
}

// TestSharedFact: a fact that both may have is shown by its row, and what they do
// together by what is written on that.
func TestSharedFact(t *testing.T) {
	b := newBot(t)
	for text, want := range map[string]Kind{
		"which languages do devops and software engineers both use":          Comparison,
		"do devops and software engineers debug outages together":            Section,
		"can one person be a devops engineer and a software engineer in one": Section,
		"are the figures for employees or freelancers":                       Section,
	} {
		if got := say(b, text); got.Kind != want {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Headline, want)
		}
	}
}
