package discord

import "testing"

// FuzzPlain: a text that is passed on as it is would not have been changed.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{"", " ", "a b", " a", "a ", "a  b", "a\u00a0b", "£60,000–£85,000", "a\u200bb", "<@1>", "@everyone", "\xff", "\ufffd", "a\tb", "👩🏽‍💻"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := straightened(s); isPlain(s) && got != s || plain(s) != got {
			t.Errorf("plain(%q) = %q, want %q", s, plain(s), got)
		}
	})
}
