package slack

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		"  senior devops uk ":         "senior devops uk",
		"<@UBOT> pay?":                "pay?",
		"<@UBOT|careerbot>: pay?":     "pay?",
		"hey <@UBOT>, what's the pay": "hey  , what's the pay",
		"ask in <#C12|general>":       "ask in #general",
		"ask in <#C12>":               "ask in",
		"<!channel> <!here|here> pay": "pay",
		"<!subteam^S1|@mentors> pay":  "pay",
		"since <!date^1^{date}|2024>": "since 2024",
		"<http://a.example|a link>":   "a link",
		"<http://a.example>":          "http://a.example",
		"<mailto:a@b.example|a@b>":    "a@b",
		"R&amp;D, &lt;5 years":        "R&D, <5 years",
		"&amp;lt;":                    "&lt;",
		"pay < 5k and > 3k":           "pay < 5k and > 3k",
		"a <b":                        "a <b",
		"<<@U1>x":                     "< x",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, test := range []struct {
		in         string
		limit      int
		head, rest string
	}{
		{"short", 10, "short", ""},
		{"one two three", 9, "one two", "three"},
		{"First one. Second", 14, "First one.", "Second"},
		{"line one\nline two", 12, "line one", "line two"},
		{"para one\n\npara two", 12, "para one", "para two"},
		{"unbroken", 4, "unbr", "oken"},
		{"££££", 2, "££", "££"},
		{"😀😀", 3, "😀", "😀"},
		{"\xff\xff\xff", 2, "\xff\xff", "\xff"},
	} {
		head, rest := cut(test.in, test.limit)
		if head != test.head || rest != test.rest {
			t.Errorf("cut(%q, %d) = %q, %q, want %q, %q", test.in, test.limit, head, rest, test.head, test.rest)
		}
	}
}

func TestShorten(t *testing.T) {
	if got, want := shorten("one two three", 9), "one two…"; got != want {
		t.Errorf("shorten = %q, want %q", got, want)
	}
}

func FuzzJSON(f *testing.F) {
	f.Add(hostile)
	f.Add("\x00\x1f\x7f\xff \u2028 😀 \n")
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(appendString(nil, s), &got); err != nil || got != string([]rune(s)) {
			t.Errorf("appendString(%q) reads as %q, %v", s, got, err)
		}
	})
}

func FuzzPlain(f *testing.F) {
	f.Add(hostile)
	f.Add("<<!channel>@U1>")
	f.Fuzz(func(t *testing.T, s string) {
		if got := plain(s); utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("plain(%q) = %q, which is not UTF-8", s, got)
		}
		head, rest := cut(s, 10)
		if head == "" && rest != "" || length(head) > 10 {
			t.Errorf("cut(%q, 10) = %q, %q", s, head, rest)
		}
	})
}
