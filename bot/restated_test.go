package bot

import (
	"strings"
	"testing"
)

func TestRestated(t *testing.T) {
	b := newBot(t)
	for text, want := range map[string]string{
		"whats the pay of a junior devops in leeds":      "Pay, Entry-level DevOps Engineer, UK",
		"how much does a junior dev make":                "Pay, Entry-level Software Engineer",
		"devops contractor day rate":                     "Contract rates, DevOps Engineer",
		"skills for devops pls":                          "DevOps Engineer, “Core DevOps engineering skills”",
		"what is the bottom line":                        "“The bottom line”",
		"nurse salary":                                   "",
		"what can you do":                                "",
		"who earns more, senior devops or senior swe uk": "Pay, Senior DevOps Engineer and Software Engineer, UK",
	} {
		if got := say(b, text).Restated(); got != want {
			t.Errorf("Restated of %q = %q, want %q", text, got, want)
		}
	}
}

// TestAloudQuotesNobody: what is shown to others is the same answer without the
// notes that quote the question.
func TestAloudQuotesNobody(t *testing.T) {
	b, quoted := newBot(t), 0
	for _, turn := range goldenTurns(t, b) {
		aloud := b.Answer(Question{Text: turn.text, Prior: turn.prior, Addressed: true, Aloud: true})
		if strings.Contains(aloud.Text, "how I read") || strings.Contains(aloud.Text, "Kept from your last question") {
			turn.errorf(t, "says aloud %q", aloud.Text)
		}
		if strings.Contains(turn.answer.Text, "how I read") {
			quoted++
		}
		if aloud.Headline != turn.answer.Headline || aloud.Kind != turn.answer.Kind || aloud.State != turn.answer.State {
			turn.errorf(t, "is another one aloud: %q, want %q", aloud.Headline, turn.answer.Headline)
		}
	}
	if quoted < 10 {
		t.Errorf("%d answers quote their question, want at least ten", quoted)
	}
}
