package bot

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestClean(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "what do they earn?", "what do they earn?"},
		{"blank", " \n\t ", ""},
		{"mention on Slack", "<@U012AB> mid pay?", "mid pay?"},
		{"mention on Discord", "<@!123456789> mid pay?", "mid pay?"},
		{"role on Discord", "<@&123456789> mid pay?", "mid pay?"},
		{"channel on Slack", "<#C012AB|general> mid pay?", "mid pay?"},
		{"everybody", "<!channel> <!here|here> @everyone @here mid pay?", "mid pay?"},
		{"by name", "@career.bot-1 mid pay?", "mid pay?"},
		{"link", "https://example.com/a?b=c&d=e#f mid pay?", "mid pay?"},
		{"link on Slack", "<https://example.com|the page> mid pay?", "mid pay?"},
		{"link without words", "<https://example.com> mid pay?", "mid pay?"},
		{"code", "```go\nfmt.Println(1)\n``` mid pay?", "mid pay?"},
		{"code without end", "mid pay? ```fmt.Println(1)", "mid pay?"},
		{"code in a line", "is `kubectl` used?", "is kubectl used?"},
		{"invalid UTF-8", "\xff\xfemid pay\x80?", "mid pay ?"},
		{"full width", "ｍｉｄ ｐａｙ £８０ｋ？", "mid pay £80k?"},
		{"two letters for one", "cafe\u0301 owner", "café owner"},
		{"ellipsis", "hm… pay?", "hm.  pay?"},
		{"control characters", "mid\x00 pay\x1b?", "mid  pay ?"},
		{"delete", "mid\x7fpay?", "mid pay?"},
		{"line breaks stay", "mid\npay?", "mid\npay?"},
		{"right to left", "\u202emid pay?\u202c", "mid pay?"},
		{"byte order mark", "\ufeffmid pay?", "mid pay?"},
		{"inside a word", "de\u200bvops\u00ad pay\u2060?", "devops pay?"},
		{"emoji stay", "👍🎉", "👍🎉"},
		{"less and more", "a < b > c", "a < b > c"},
	}
	for _, test := range tests {
		if got := clean(test.text); got != test.want {
			t.Errorf("clean(%s, %q) = %q, want %q", test.name, test.text, got, test.want)
		}
	}
}

// TestCleanLongTexts: of a long message the part that asks is read.
func TestCleanLongTexts(t *testing.T) {
	const ask = "what does a mid level tester earn?"
	story := strings.Repeat("once upon a time ", 3000) // 51,000 characters
	tests := []struct{ name, text, want string }{
		{"asks at the end", story + ask, ask},
		{"asks at the beginning", ask + " " + story, ask},
		{"asks in the middle", story + ask + " " + story, ask},
		{"asks far behind", strings.Repeat(story, 4) + ask, ask},
		{"asks nothing", story, "upon a time"},
	}
	for _, test := range tests {
		got := clean(test.text)
		if len(got) > maxRead || !strings.HasSuffix(strings.TrimSpace(got), test.want) {
			t.Errorf("clean(%s) = %d bytes, %q at their end, want at most %d, and %q", test.name, len(got), got[max(0, len(got)-60):], maxRead, test.want)
		}
	}
	if got := clean(strings.Repeat("é", 50_000)); !utf8.ValidString(got) || len(got) > maxRead {
		t.Errorf("clean cuts a long text to %d bytes, valid %v; want at most %d", len(got), utf8.ValidString(got), maxRead)
	}
}

// FuzzClean: what is read is valid UTF-8 of at most maxRead bytes without
// hidden characters, and reading it again takes nothing more away, but for
// markup that only the first reading has laid bare ("<@<@U1>U2>").
func FuzzClean(f *testing.F) {
	for _, seed := range []string{
		"<@U1> hi", "<!channel> @everyone", "```a\nb``` c `d`", "<https://a.b|c>", "\xff\xfe", "a\u200bb\u202ec", "e\u200b\u0301", "ｆ８０ｋ… ？",
		"<@<@U1>U2>", strings.Repeat("é?", 3000), "\x00\n\t\x7f", "`", "```", "👩‍👩‍👧",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once := clean(text)
		switch {
		case !utf8.ValidString(once):
			t.Errorf("clean(%q) = %q, want valid UTF-8", text, once)
		case len(once) > maxRead:
			t.Errorf("clean(%q) has %d bytes, want at most %d", text, len(once), maxRead)
		case strings.ContainsFunc(once, hidden):
			t.Errorf("clean(%q) = %q, want no hidden characters", text, once)
		}
		again := clean(once)
		if strings.ContainsAny(once, "<@`") || strings.Contains(once, "://") {
			return
		}
		if want := strings.TrimSpace(norm.NFKC.String(once)); strings.TrimSpace(again) != want {
			t.Errorf("clean(clean(%q)) = %q, want %q", text, again, want)
		}
	})
}
