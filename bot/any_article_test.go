package bot

import (
	"testing"

	"careerbot/knowledge"
)

// withNurses returns a Bot over an article on nurses and teachers, alone or
// beside the shipped ones.
func withNurses(t *testing.T, alone bool) *Bot {
	t.Helper()
	set, err := knowledge.Load(alone, "testdata/articles/nurses-and-teachers.md")
	if err != nil {
		t.Fatal(err)
	}
	return botOver(t, set)
}

// TestAnyArticle: roles, places, levels and money come from the articles. One
// on other roles, in another currency and with other bands is answered from by
// the same rules, alone and beside the shipped one.
func TestAnyArticle(t *testing.T) {
	tests := []struct {
		text     string
		want     string // headline by this article alone
		together string // by both; "": the same
	}{
		{"entry level nurse salary in germany", "Entry-level Nurse, Germany: €3.100–€3.400", ""},
		{"what does a senior nurse earn in berlin?", "Senior Nurse, Germany: €3.900–€4.600+", ""},
		{"nurse for 7 years in germany, what should i earn", "Senior Nurse, Germany: €3.900–€4.600+", ""},
		{"senior nurse salary in ireland", "Senior Nurse, Ireland: no figure given", ""},
		{"who earns more at senior level in germany, nurses or teachers?", "Senior, Germany: Nurse €3.900–€4.600+; Teacher €5.100–€5.900", ""},
		{"which tools does a teacher use?", "Key tools, Teacher: Blackboard, gradebook", ""},
		{"senior devops salary uk", "", "Senior DevOps Engineer, UK: £85,000–£130,000"},
	}
	for _, alone := range []bool{true, false} {
		b := withNurses(t, alone)
		for _, test := range tests {
			want := test.want
			if !alone && test.together != "" {
				want = test.together
			}
			got := say(b, test.text)
			if want == "" && got.Kind.Answered() || want != "" && got.Headline != want {
				t.Errorf("Answer(%q), alone %v = %q, want %q", test.text, alone, got.Headline, want)
			}
			for _, fault := range faults(got) {
				t.Errorf("Answer(%q), alone %v, has %s", test.text, alone, fault)
			}
		}
	}
}
