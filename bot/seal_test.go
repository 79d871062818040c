package bot

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

func TestSealAndUnseal(t *testing.T) {
	k := newKey(t, "the secret of the tests")
	for _, plain := range []string{"", "x", `{"team":"T1","channel":"C1"}`, strings.Repeat("long ", 20_000)} {
		sealed := k.Seal([]byte(plain), "slack address")
		got, err := newKey(t, "the secret of the tests").Unseal(sealed, "slack address")
		if err != nil || string(got) != plain {
			t.Errorf("Unseal(Seal of %d bytes) = %d bytes, %v", len(plain), len(got), err)
		}
		if len(plain) > 1 && bytes.Contains(sealed, []byte(plain)) {
			t.Errorf("Seal of %d bytes holds them as they are", len(plain))
		}
		if bytes.Equal(sealed, k.Seal([]byte(plain), "slack address")) {
			t.Errorf("Seal of %d bytes twice gives the same", len(plain))
		}
	}
}

// TestUnsealForged: nothing opens that was changed in any byte, cut,
// lengthened, sealed by another key or about another thing.
func TestUnsealForged(t *testing.T) {
	k := newKey(t, "the secret of the tests")
	sealed := k.Seal([]byte("C0123"), "slack address")
	refused := func(name string, k Key, sealed []byte, about string) {
		t.Helper()
		if got, err := k.Unseal(sealed, about); !errors.Is(err, ErrSeal) || got != nil {
			t.Errorf("Unseal(%s) = %q, %v, want ErrSeal", name, got, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		refused("a byte changed", k, bad, "slack address")
		refused("cut", k, sealed[:i], "slack address")
		refused("cut in front", k, sealed[i+1:], "slack address")
	}
	refused("nothing", k, nil, "slack address")
	refused("lengthened", k, append(bytes.Clone(sealed), 0), "slack address")
	refused("another version", k, append([]byte{sealVersion + 1}, sealed[1:]...), "slack address")
	refused("about another thing", k, sealed, "discord address")
	refused("about nothing", k, sealed, "")
	refused("another key", newKey(t, "another secret"), sealed, "slack address")
	refused("no key", Key{}, sealed, "slack address")
}

// TestCheck: the value tells keys apart, lasts, and is none of the key's other
// uses.
func TestCheck(t *testing.T) {
	k := newKey(t, "the secret of the tests")
	const want = "gf1YepKVqziLYe8u" // a change here would take all that is stored for another key's
	if got := k.Check(); got != want {
		t.Errorf("Check = %q, want %q", got, want)
	}
	if got := newKey(t, "another secret").Check(); got == want || len(got) != len(want) {
		t.Errorf("Check of another secret = %q", got)
	}
	if a, b := newKey(t, ""), newKey(t, ""); a.Check() == b.Check() {
		t.Error("two keys without a secret have the same Check")
	}
	if got := k.Hash(); got == want {
		t.Error("Check is a hash of a person")
	}
}

// FuzzUnseal: only what the key has sealed opens, and as it was.
func FuzzUnseal(f *testing.F) {
	k := newKey(f, "the secret of the tests")
	f.Add([]byte("C0123"), "slack address")
	f.Add(k.Seal([]byte("C0123"), "slack address"), "slack address")
	f.Add(newKey(f, "another secret").Seal(nil, ""), "")
	f.Add([]byte{sealVersion}, "")
	known := k.Seal([]byte("known"), "test")
	f.Fuzz(func(t *testing.T, data []byte, about string) {
		if got, err := k.Unseal(k.Seal(data, about), about); err != nil || !bytes.Equal(got, data) {
			t.Errorf("Unseal(Seal(%q)) = %q, %v", data, got, err)
		}
		if got, err := k.Unseal(data, about); err == nil && !bytes.Equal(got, []byte("C0123")) {
			t.Errorf("Unseal(%q, %q) = %q, which was never sealed", data, about, got)
		}
		bad := bytes.Clone(known)
		for i := range min(len(data), len(bad)) {
			bad[i] ^= data[i]
		}
		if got, err := k.Unseal(bad, "test"); (err == nil) != bytes.Equal(bad, known) {
			t.Errorf("Unseal of a changed seal = %q, %v", got, err)
		}
	})
}
