package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExplain: what an author is told comes from the answer's own trace.
func TestExplain(t *testing.T) {
	tests := []struct {
		name, text, prior string
		says              []string
	}{
		{
			"an exact figure", "snr devops engneer pay in leeds", "",
			[]string{"DevOps Engineer", "Senior", "UK", "£85,000–£130,000", "£85,000–£130,000+", "salary", "asks for     pay"},
		},
		{"a row", "do devops engineers do on-call?", "", []string{"On-call", "Common, production incident response", "comparison", "a passage"}},
		{"contract rates", "devops contractor day rate uk", "", []string{"contract rates", "£500–£800/day"}},
		{"a claim", "why does devops pay more?", "", []string{"what an article says of differences in pay", "10–20%"}},
		{"a follow-up", "and in the us?", "mid level devops salary uk", []string{"carried over", "Mid-level", "$110,000–$160,000"}},
		{"a decline by name", "what does a nurse earn in the uk?", "", []string{"not covered", "nurse", "role_unknown"}},
		{"a decline for want of evidence", "do devops engineers vaccinate flamingos?", "", []string{"vaccin", "flamingo", "no_article"}},
	}
	b := newBot(t)
	for _, test := range tests {
		q := Question{Text: test.text, Addressed: true}
		if test.prior != "" {
			q.Prior = say(b, test.prior).State
		}
		a, how := b.Explain(q)
		if diff := cmp.Diff(b.Answer(q), a); diff != "" {
			t.Errorf("Explain(%q) answers otherwise than Answer (-Answer +Explain):\n%s", test.text, diff)
		}
		for _, s := range test.says {
			if !strings.Contains(strings.ToLower(how), strings.ToLower(s)) {
				t.Errorf("Explain(%q), %s, lacks %q:\n%s", test.text, test.name, s, how)
			}
		}
	}
	if _, how := b.Explain(Question{Text: "is £47,351 ok for a junior devops engineer in the uk?", Addressed: true}); strings.Contains(how, "47") {
		t.Errorf("Explain repeats the asker's amount:\n%s", how)
	}
}
