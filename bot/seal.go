package bot

import (
	"crypto/aes"
	"crypto/cipher"
	"errors"
)

// sealVersion stands in front of what is sealed, so that another way of
// sealing can take the place of this one.
const sealVersion = 1

// ErrSeal says that something was not sealed by this key for this use, or was
// changed since.
var ErrSeal = errors.New("bot: unseal: not sealed by this key for this use")

// newBox returns what seals. It draws a nonce of 96 bits for each message,
// which is safe for some four billion of them.
func newBox(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Seal encrypts plain so that Unseal alone can read it, with the same key and
// the same about: words for what it belongs to, which are not stored in it but
// part of the proof. Sealed twice, the same text differs.
func (k Key) Seal(plain []byte, about string) []byte {
	out := make([]byte, 1, 1+len(plain)+k.box.Overhead())
	out[0] = sealVersion
	return k.box.Seal(out, nil, plain, sealedAbout(about))
}

// Unseal returns what was sealed about the same thing. Its error is ErrSeal for
// anything else: forged, cut, of another key or of another version.
func (k Key) Unseal(sealed []byte, about string) ([]byte, error) {
	if k.box == nil || len(sealed) < 1+k.box.Overhead() || sealed[0] != sealVersion {
		return nil, ErrSeal
	}
	plain, err := k.box.Open(nil, nil, sealed[1:], sealedAbout(about))
	if err != nil {
		return nil, ErrSeal // the library's error says no more
	}
	return plain, nil
}

// sealedAbout binds the version, too: no byte of what is sealed can be changed.
func sealedAbout(about string) []byte { return append([]byte{sealVersion}, about...) }
