package state

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// A Ledger keeps short texts of the adapters for good, and for all replicas.
// They stand among the settings, in plain words: nothing about people or of
// what they say belongs here. All methods are safe for concurrent use.
type Ledger struct{ Store *Store }

// ledgerKey is where a text stands; it begins like no tenant's keys, which are
// hashes.
func ledgerKey(name string) string { return "ledger." + name }

// Read returns what was written last under a name, "" for nothing. A name is
// made of letters, digits, dots and hyphens.
func (g Ledger) Read(ctx context.Context, name string) (string, error) {
	kv, err := g.Store.bucket("settings")
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	e, err := kv.Get(ctx, ledgerKey(name))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("state: read the ledger: %w", err)
	}
	return string(e.Value()), nil
}

// Write returns when the text is kept, in place of the one before.
func (g Ledger) Write(ctx context.Context, name, text string) error {
	kv, err := g.Store.bucket("settings")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	if _, err := kv.PutString(ctx, ledgerKey(name), text); err != nil {
		g.Store.doubt()
		return fmt.Errorf("state: write the ledger: %w", err)
	}
	return nil
}
