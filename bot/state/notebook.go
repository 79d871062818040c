package state

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// A Notebook keeps small values of the adapters over restarts and for all
// replicas, sealed and for a day: they stand among the conversations, which are
// kept as long. Names are kept as keyed hashes. All methods are safe for
// concurrent use.
type Notebook struct{ Store *Store }

// aboutNotes binds sealed values to what they are.
const aboutNotes = "notebook"

func (n Notebook) key(name string) string {
	return aboutNotes + "." + n.Store.key.Hash(aboutNotes, name)
}

// Note has a value kept soon, in place of the one before. Nobody waits for it.
func (n Notebook) Note(name string, value []byte) {
	n.Store.behind.put(entry{"slots", n.key(name)}, note{value: n.Store.key.Seal(value, aboutNotes)})
}

// Recall returns the value that was noted last under a name, nil where there is
// none any more.
func (n Notebook) Recall(ctx context.Context, name string) ([]byte, error) {
	kv, err := n.Store.bucket("slots")
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	e, err := kv.Get(ctx, n.key(name))
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("state: recall: %w", err)
	}
	value, err := n.Store.key.Unseal(e.Value(), aboutNotes)
	if err != nil {
		return nil, fmt.Errorf("state: recall: %w", err)
	}
	return value, nil
}

// First reports whether nobody has called it with that name for a day, in any
// replica.
func (n Notebook) First(ctx context.Context, name string) (bool, error) {
	kv, err := n.Store.bucket("slots")
	if err != nil {
		return false, err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	_, err = kv.Create(ctx, n.key(name), n.Store.key.Seal(nil, aboutNotes))
	switch {
	case conflict(err):
		return false, nil
	case err != nil:
		n.Store.doubt()
		return false, fmt.Errorf("state: note: %w", err)
	}
	return true, nil
}
