package state

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// An owner says whose state this is, and how it is laid out. It is the last
// thing that is written into new state.
type owner struct {
	layout int
	key    string // the check of the key
}

func (o owner) String() string { return fmt.Sprintf("%d %s", o.layout, o.key) }

// ownerKey is where the owner stands in the settings.
const ownerKey = "owner"

// ownerIn reads the owner and the revision of its record.
func ownerIn(ctx context.Context, settings jetstream.KeyValue) (o owner, revision uint64, err error) {
	e, err := settings.Get(ctx, ownerKey)
	if err != nil {
		return o, 0, err
	}
	if _, err := fmt.Sscanf(string(e.Value()), "%d %s", &o.layout, &o.key); err != nil {
		return o, 0, fmt.Errorf("%w: the mark of its owner cannot be read; restore a backup", ErrDamaged)
	}
	return o, e.Revision(), nil
}

// checkOwner refuses state of a newer layout or of another key. New state, and
// that of an older layout, is marked as ours.
func (s *Store) checkOwner(ctx context.Context, settings jetstream.KeyValue) error {
	mine := owner{layout, s.key.Check()}
	have, revision, err := ownerIn(ctx, settings)
	switch {
	case errors.Is(err, jetstream.ErrKeyNotFound):
		_, err = settings.Create(ctx, ownerKey, []byte(mine.String()))
	case errors.Is(err, ErrDamaged):
		return err
	case err != nil:
	case have.layout > layout:
		return fmt.Errorf("%w: it has layout %d and this one knows %d; start the newer one again", ErrNewer, have.layout, layout)
	case have.key != mine.key:
		return fmt.Errorf("%w: set CAREERBOT_KEY to the one it was made with (without the variable, the file \"key\" of the folder holds it)", ErrWrongKey)
	case have.layout < layout:
		_, err = settings.Update(ctx, ownerKey, []byte(mine.String()), revision)
	}
	if conflict(err) {
		return s.checkOwner(ctx, settings) // another replica was quicker
	}
	if err != nil {
		return fmt.Errorf("state: settings: %w", err)
	}
	return nil
}
