package bot

import (
	"strings"
	"testing"

	"careerbot/knowledge"
)

// TestRemarks: clauses that only tell something beside what is asked are told
// from those that ask.
func TestRemarks(t *testing.T) {
	tests := []struct{ text, want string }{
		{"what tools does devops use, i need it for a talk", "i need it for a talk"},
		{"my english is bad, what does a developer do", "my english is bad"},
		{"hello i am new here, what does a developer do", "hello i am new here"},
		{"what does a developer do, and what does it pay", ""},
		{"devops, london, senior", ""},
		{"i like puzzles", ""},
		{"before i hand in my notice, what does a developer do", "before i hand in my notice"},
		{"what is on-call, is it bad", ""},
	}
	b := newBot(t)
	for _, test := range tests {
		r := b.read(test.text)
		var got []string
		for i, tok := range r.toks {
			if r.remark[i] {
				got = append(got, tok.Raw)
			}
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("read(%q): remarks %q, want %q", test.text, got, test.want)
		}
	}
}

// TestOccupationsInStories: an occupation that somebody has left, or that only
// speaks in the story, is not what is asked about; one that is weighed is.
func TestOccupationsInStories(t *testing.T) {
	tests := []struct {
		text    string
		refused bool
	}{
		{"ex paramedic here, which of the two jobs has more on-call", false},
		{"my teacher says devops is hard, what skills does devops need", false},
		{"maths teacher here, what does a devops engineer do", false},
		{"im torn between software engineer and data scientist, which pays more", true},
		{"what does a teacher earn in the uk", true},
		{"sysadmin knowledge for devops, y n", false},
	}
	b := newBot(t)
	for _, test := range tests {
		a := b.Answer(Question{Text: test.text, Addressed: true})
		if got := a.Reason == RoleUnknown; got != test.refused {
			t.Errorf("Answer(%q): %s %s, want role_unknown: %v", test.text, a.Kind, a.Reason, test.refused)
		}
	}
}

// TestWhatIsAsked: forms of questions that name no feature, or two roles, and
// what they ask for.
func TestWhatIsAsked(t *testing.T) {
	tests := []struct {
		text, concept string
		want          bool
	}{
		{"isn't devops just software engineering", knowledge.ConceptDifference, true},
		{"is devops the same as software engineering", knowledge.ConceptDifference, true},
		{"is git for devops as well or only developers", knowledge.ConceptDifference, false},
		{"devops or software engineering", knowledge.ConceptChoosing, true},
		{"who fixes the servers, devops or software engineers", knowledge.ConceptChoosing, false},
		{"what does each of them make? not money, i mean things", knowledge.ConceptPay, false},
		{"is 3 years mid-level", knowledge.ConceptBands, true},
	}
	b := newBot(t)
	for _, test := range tests {
		a := b.resolve(b.read(test.text), memory{})
		if got := a.has(test.concept); got != test.want {
			t.Errorf("resolve(%q) speaks of %s: %v, want %v", test.text, test.concept, got, test.want)
		}
	}
}

// TestSecondReason: a weaker reason is kept where it answers to something that
// no better one does.
func TestSecondReason(t *testing.T) {
	b := newBot(t)
	a := b.Answer(Question{Text: "i love automating repetitive tasks but i cant do on-call. devops or swe?", Addressed: true})
	if got := a.Text; !strings.Contains(got, "For DevOps Engineer") || !strings.Contains(got, "Against DevOps Engineer") {
		t.Errorf("both what speaks for and what speaks against should be told: %q", got)
	}
}

// TestReadings: words that turn something away, that give the bot an order or
// that span a ladder mean what they mean to people.
func TestReadings(t *testing.T) {
	tests := []struct{ text, headline string }{
		{"would rather make things other teams rely on than things customers see, which way do i go", "What you say speaks for DevOps Engineer:"},
		{"please compare the languages of devops engineers and software engineers for me", "Core languages, DevOps Engineer: Python, Bash, Go, HCL (Terraform)"},
		{"my dad says there will be no programmers in 10 years. is he right", "Software engineers are not eliminated by AI; for them, the bar is raised."},
		{"software engineer pay in america from junior up to staff", "Software Engineer, US: from $65,000–$95,000 (entry-level) to $170,000–$350,000+ (Staff/Principal)"},
		{"do software engineers and devops both use python", "Core languages, DevOps Engineer: Python, Bash, Go, HCL (Terraform)"},
		{"snr dvops wage u.k", "Senior DevOps Engineer, UK: £85,000–£130,000"},
	}
	b := newBot(t)
	for _, test := range tests {
		if got := say(b, test.text); got.Headline != test.headline {
			t.Errorf("Answer(%q) = %q, want %q", test.text, got.Headline, test.headline)
		}
	}
}

// TestToldBeside: languages are no places, a year, a company and a job that are told before
// a question are not what it is on, and what is asked for with a please is asked.
func TestToldBeside(t *testing.T) {
	b := newBot(t)
	for text, want := range map[string]string{
		"i speak greek and french, what does a senior devops engineer in the uk earn":    "£85,000",
		"got a grade D in 1994.. what does a senior devops engineer in the uk earn?":     "£85,000",
		"my brother in law asks, what does a senior devops engineer in the uk earn":      "£85,000",
		"is the us really double for a senior devops engineer? uk and us numbers please": "£85,000",
		"i like working out why stuff broke, was in maintenance at nissan. what job":     "DevOps",
		"these wages, is that proper permanent jobs or agency":                           "permanent",
		"plumber, sick of it. do devops engineers have to be on call?":                   "On-call",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Headline, want) {
			t.Errorf("%q: %s %q, want %s", text, got.Kind, got.Headline, want)
		}
	}
	for text, want := range map[string]Reason{
		"nurse salary after being a devops engineer": RoleUnknown,
		"what did devops engineers earn in 1994":     NoArticle,
	} {
		if got := say(b, text); got.Reason != want {
			t.Errorf("%q: %s %s %q, want %s", text, got.Kind, got.Reason, got.Headline, want)
		}
	}
}
