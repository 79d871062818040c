package bot

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"hash"
	"strconv"
	"sync"
)

// A Key hashes people, and seals states and what is stored. It is derived from
// CAREERBOT_KEY; the zero Key is of no use. It is safe for concurrent use.
type Key struct {
	hash, mac *hasher
	box       cipher.AEAD
	check     string
}

// A hasher makes MACs under one key. Half the work of one is to begin it, so
// that those that have begun are used again. The nil hasher has an empty key.
type hasher struct {
	key   []byte
	begun sync.Pool // of hash.Hash
}

// sum returns the MAC of b.
func (h *hasher) sum(b []byte) (mac [sha256.Size]byte) {
	if h == nil {
		h = new(hasher)
	}
	m, ok := h.begun.Get().(hash.Hash)
	if !ok {
		m = hmac.New(sha256.New, h.key)
	}
	m.Write(b)
	m.Sum(mac[:0])
	m.Reset()
	h.begun.Put(m)
	return mac
}

// NewKey derives a key from a secret of any length. An empty secret gives a
// random key, which no other process shares.
func NewKey(secret string) (Key, error) {
	if secret == "" {
		secret = rand.Text()
	}
	var k Key
	k.hash, k.mac = new(hasher), new(hasher)
	var box, check []byte
	for _, part := range []struct {
		into *[]byte
		use  string
	}{{&k.hash.key, "careerbot person"}, {&k.mac.key, "careerbot state"}, {&box, "careerbot seal"}, {&check, "careerbot check"}} {
		b, err := hkdf.Key(sha256.New, []byte(secret), nil, part.use, sha256.Size)
		if err != nil {
			return Key{}, fmt.Errorf("bot: derive key: %w", err)
		}
		*part.into = b
	}
	var err error
	if k.box, err = newBox(box); err != nil {
		return Key{}, fmt.Errorf("bot: derive key: %w", err) // unreachable: the length is right
	}
	k.check = base64.RawURLEncoding.EncodeToString(check[:12])
	return k, nil
}

// Check returns 16 characters that tell one key from another, so that what was
// stored under another key is noticed. They are derived for this alone and say
// nothing of the key's other parts.
func (k Key) Check() string { return k.check }

// Hash returns a pseudonym for a person, a room or anything else that must
// not be kept as it is: 16 characters, the same for the same parts.
func (k Key) Hash(parts ...string) string {
	b := make([]byte, 0, 128)
	for _, p := range parts {
		b = strconv.AppendInt(b, int64(len(p)), 10)
		b = append(append(b, ':'), p...)
	}
	sum := k.hash.sum(b)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}

// tag returns the first eight bytes of a MAC over b.
func (k Key) tag(b []byte) []byte {
	sum := k.mac.sum(b)
	return sum[:8]
}

// sameBytes compares in constant time.
func sameBytes(a, b []byte) bool { return hmac.Equal(a, b) }
