package state

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// A deafBucket has one record, and gives no answer to the first requests to
// change it: of a server that ends nobody knows whether it did it.
type deafBucket struct {
	jetstream.KeyValue
	deaf  int  // so many requests
	takes bool // it does what it does not answer
	value []byte
	last  uint64
}

// A deafEntry is the record as the bucket has it.
type deafEntry struct {
	jetstream.KeyValueEntry
	b *deafBucket
}

func (e deafEntry) Value() []byte    { return e.b.value }
func (e deafEntry) Revision() uint64 { return e.b.last }

func (b *deafBucket) Get(context.Context, string) (jetstream.KeyValueEntry, error) {
	return deafEntry{b: b}, nil
}

func (b *deafBucket) Update(ctx context.Context, _ string, value []byte, last uint64) (uint64, error) {
	deaf := b.deaf > 0
	b.deaf--
	if deaf && !b.takes {
		<-ctx.Done()
		return 0, ctx.Err()
	}
	if last != b.last {
		return 0, &jetstream.APIError{ErrorCode: jetstream.JSErrCodeStreamWrongLastSequence}
	}
	b.value, b.last = value, b.last+1
	if deaf {
		<-ctx.Done()
		return 0, ctx.Err()
	}
	return b.last, nil
}

// How a try ended is written again where no answer comes, and is known for its
// own where it was written all the same.
func TestRecordIsInsistedOn(t *testing.T) {
	for _, takes := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			b := &deafBucket{deaf: 2, takes: takes, value: []byte("{}"), last: 7}
			ctx, cancel := context.WithTimeout(t.Context(), insistFor)
			defer cancel()
			rec, err := register{b}.insist(ctx, "k", record{End: fresh, Next: time.Now().Add(time.Second), revision: 7})
			if err != nil || rec.End != fresh || rec.revision != 8 || b.last != 8 {
				t.Errorf("takes %v: insist = %+v, %v; the bucket is at %d, want 8", takes, rec, err, b.last)
			}
		})
	}
}

// What another has written stands.
func TestRecordOfAnotherStands(t *testing.T) {
	b := &deafBucket{value: []byte(`{"e":"fresh"}`), last: 8}
	if rec, err := (register{b}).insist(t.Context(), "k", record{End: sent, revision: 7}); err != errTaken {
		t.Errorf("insist = %+v, %v; want errTaken", rec, err)
	}
}
