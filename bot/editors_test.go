package bot

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestForEditors(t *testing.T) {
	for text, want := range map[string]string{
		"no cs degree and changing career late,\n will anyone hire me": "no cs degree and changing career late, will anyone hire me",
		"what does a nurse earn?":                                      "what does a nurse earn?",
		"got £45k as a nurse, fair?":                                   "got … as a nurse, fair?",
		"I am 43, earn 30 000 € and pay 500":                           "I am … earn … € and pay …",
		"call me: +44 20 7946 0958 or (020) 7946-0958":                 "call me: … or …",
		"mail jane@example.org or @jane or ＠jane please":               "mail … or … or … please",
		"see https://x.example/y and www.x.example. ok?":               "see … and … ok?",
		"my page jane.example and linkedin.com/in/jane, ok?":           "my page … and … ok?",
		"K8s, EC2 or B2B in Node.js and ASP.NET and UI/UX?":            "K8s, EC2 or B2B in Node.js and ASP.NET and UI/UX?",
		"GBP45k or US$5 or ½ or Ⅳ or ٣":                                "… or … or … or … or …",
		"digits 4\u200b5 or\u202e that\x00 turn":                       "digits … or that turn",
		"one … … two":                                                  "one … two",
		"45,000":                                                       "",
		"… https://x.example 12 ?":                                     "",
		" \n\t":                                                        "",
		"\xff\xfe pay":                                                 "pay",
	} {
		if got := ForEditors(text); got != want {
			t.Errorf("ForEditors(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestPassable: only what nothing is written on is passed on.
func TestPassable(t *testing.T) {
	passed := map[Reason]bool{NoArticle: true, RoleUnknown: true, PlaceUnknown: true, LevelUnknown: true}
	for _, why := range []Reason{"", OffTopic, NoArticle, RoleUnknown, PlaceUnknown, LevelUnknown, HowTo, Advice, Ambiguous, Personal, TooFast, Unsafe, Busy} {
		a := Answer{Kind: Declined, Reason: why}
		if got := a.Passable(); got != passed[why] {
			t.Errorf("Passable of %q = %t, want %t", why, got, passed[why])
		}
		a.Private = true
		if a.Passable() {
			t.Errorf("Passable of %q in private = true", why)
		}
	}
	for _, a := range []Answer{{}, {Kind: Salary}, {Kind: Help}, BusyAnswer(), ApologyAnswer(), StaffOnlyAnswer()} {
		if a.Passable() {
			t.Errorf("Passable of %+v = true", a)
		}
	}
}

func TestPassedOnAnswers(t *testing.T) {
	private(t, PassedOnAnswer(), Help, "")
	private(t, PassedOnBeforeAnswer(), Help, "")
	private(t, PassedOnEnoughAnswer(5), Help, "")
	private(t, NotPassedOnAnswer(), Help, "")
}

func FuzzForEditors(f *testing.F) {
	for _, text := range append([]string{"got £45k, see https://x.example or a@b", "K8s … 1 \u202e ½", "jane.example"}, hard...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := ForEditors(text)
		if again := ForEditors(got); again != got {
			t.Errorf("ForEditors(%q) = %q, and of that %q", text, got, again)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "@\n\r\t") || strings.Contains(got, "://") || got != "" && !strings.ContainsFunc(got, unicode.IsLetter) {
			t.Errorf("ForEditors(%q) = %q", text, got)
		}
		run := 0
		for _, r := range got {
			if run++; !unicode.IsNumber(r) {
				run = 0
			}
			if run > 1 {
				t.Errorf("ForEditors(%q) = %q, with a figure of several signs", text, got)
			}
		}
	})
}
