package bot

import (
	"strings"
	"testing"
)

func TestActOf(t *testing.T) {
	for _, text := range []string{"privacy", "Privacy", "PRIVACY", " privacy ", "privacy.", "privacy?", "/privacy", "/ privacy", "“privacy”", "`privacy`", "\n\tprivacy\u00a0…"} {
		if got, _, ok := ActOf(text); !ok || got != ShowPrivacy {
			t.Errorf("ActOf(%q) = %q, %t, want %q", text, got, ok, ShowPrivacy)
		}
	}
	for _, text := range []string{"delete my data", "Delete my data.", "/delete my data", "DELETE  MY\nDATA!", "\"delete my data\"", "*delete my data*"} {
		if got, _, ok := ActOf(text); !ok || got != DeleteData {
			t.Errorf("ActOf(%q) = %q, %t, want %q", text, got, ok, DeleteData)
		}
	}
	for _, text := range []string{"unanswered questions", "Unanswered questions?", "/unanswered-questions"} {
		if got, _, ok := ActOf(text); !ok || got != ShowUnanswered {
			t.Errorf("ActOf(%q) = %q, %t, want %q", text, got, ok, ShowUnanswered)
		}
	}
	for text, want := range map[string]AutoReply{"auto-reply on": AutoReplyOn, "Auto reply: off": "?", "Auto-Reply OFF.": AutoReplyOff, "auto reply test": AutoReplyTest} {
		if got, arg, ok := ActOf(text); want != "?" && (!ok || got != SetAutoReply || AutoReply(arg) != want) || want == "?" && ok {
			t.Errorf("ActOf(%q) = %q, %q, %t, want auto-reply %q", text, got, arg, ok, want)
		}
	}
	for _, text := range []string{
		"", " ", "?", "help", "sources", "privacy policy", "salary of a privacy engineer", "privacy engineer", "what about privacy?", "priv acy", "privacys",
		"delete", "delete my", "my data", "delete my database", "do not delete my data", "don't delete my data", "how do I delete my data?", "delete my data engineer job alerts",
		"privacy delete my data", "privacy, delete my data", "deletemydata", "unanswered", "why are there unanswered questions", "\xffprivacy", strings.Repeat(" ", sayingMost) + "privacy",
	} {
		if got, _, ok := ActOf(text); ok || got != "" {
			t.Errorf("ActOf(%q) = %q, want a question", text, got)
		}
	}
}

// TestHelpNamesTheSayings: whatever can be said beside questions stands in the
// help, as it is to be said.
func TestHelpNamesTheSayings(t *testing.T) {
	got := say(newBot(t), "what can you do?").Text
	for _, s := range sayings {
		act, arg, ok := ActOf(s.words)
		if ok != (s.act != "") || act != s.act || arg != s.arg {
			t.Errorf("ActOf(%q) = %q, want %q", s.words, act, s.act)
		}
		if !s.staff && !strings.Contains(got, "“"+s.words+"” "+s.does) {
			t.Errorf("the help does not name %q:\n%s", s.words, got)
		}
	}
}

func FuzzActOf(f *testing.F) {
	for _, text := range append([]string{"privacy", " /Delete my DATA!! "}, hard...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		act, _, ok := ActOf(text)
		if ok != (act == ShowPrivacy || act == DeleteData || act == ShowSettings || act == SetAutoReply || act == ShowUnanswered) {
			t.Errorf("ActOf(%q) = %q, %t", text, act, ok)
		}
		if again, _, _ := ActOf(" /" + strings.ToLower(text) + "."); ok && again != act && len(text)+3 <= sayingMost {
			t.Errorf("ActOf(%q) = %q, but %q with signs around it", text, act, again)
		}
	})
}
