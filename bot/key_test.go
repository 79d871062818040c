package bot

import (
	"strings"
	"testing"
)

// TestHash: a pseudonym is stable, short, of letters that any store takes, and
// another for every other part, order, boundary and key.
func TestHash(t *testing.T) {
	k := newKey(t, "the secret of the tests")
	const want = "6j_dKM4f3z8b7bXM" // a change here would part everybody from what is kept of them
	if got := k.Hash("slack", "T1", "U1"); got != want {
		t.Errorf("Hash = %q, want %q", got, want)
	}
	if got := newKey(t, "the secret of the tests").Hash("slack", "T1", "U1"); got != want {
		t.Errorf("Hash by the same secret = %q, want %q", got, want)
	}
	others := map[string]string{
		"another secret": newKey(t, "another secret").Hash("slack", "T1", "U1"),
		"another user":   k.Hash("slack", "T1", "U2"),
		"another order":  k.Hash("slack", "U1", "T1"),
		"boundary left":  k.Hash("slackT", "1", "U1"),
		"boundary right": k.Hash("slack", "T1U", "1"),
		"joined":         k.Hash("slackT1U1"),
		"one more":       k.Hash("slack", "T1", "U1", ""),
		"none":           k.Hash(),
	}
	seen := map[string]string{want: "the first"}
	for name, got := range others {
		if first, ok := seen[got]; ok {
			t.Errorf("Hash of %s = Hash of %s", name, first)
		}
		seen[got] = name
		if len(got) != 16 || strings.Trim(got, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			t.Errorf("Hash of %s = %q, want 16 letters", name, got)
		}
	}
}

// TestNewKey: without a secret every key is another.
func TestNewKey(t *testing.T) {
	a, b := newKey(t, ""), newKey(t, "")
	if a.Hash("U1") == b.Hash("U1") {
		t.Error("two keys without a secret hash alike")
	}
	if string(a.tag([]byte("x"))) == string(b.tag([]byte("x"))) {
		t.Error("two keys without a secret seal alike")
	}
	k := newKey(t, "s")
	if strings.HasPrefix(k.Hash("x"), string(k.tag([]byte("x")))) {
		t.Error("one key both hashes and seals")
	}
	if got := newKey(t, strings.Repeat("long ", 1000)).Hash("x"); len(got) != 16 {
		t.Errorf("Hash by a long secret = %q, want 16 letters", got)
	}
}
