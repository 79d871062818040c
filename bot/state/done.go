package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// errTaken says that somebody else has written the record meanwhile.
var errTaken = errors.New("state: the record was changed by another")

// An end says how far a message has come whose answer was tried to be sent;
// before that there is no record, and the outbox has the answer. The first two
// are followed by another; the others stand.
type end string

const (
	fresh     end = "new"       // a try was refused, and did not arrive
	sending   end = "sending"   // a try was begun, and may have arrived
	sent      end = "sent"      // it arrived
	late      end = "late"      // given up: refused until the deadline, or a person was quicker
	failed    end = "failed"    // given up: refused for good
	unsettled end = "unsettled" // sent, and nobody can find out whether it arrived
)

// over reports whether nothing more is done.
func (e end) over() bool { return e != "" && e != fresh && e != sending }

// A record is what is known of one message, for 25 hours and without a word of
// it. Where a message came twice and both copies of its answer were stored,
// the record says which of them counts.
type record struct {
	End   end       `json:"e"`
	Mail  uint64    `json:"m"`           // the sequence of the copy that counts
	Tries int       `json:"t,omitempty"` // that were begun
	Next  time.Time `json:"n,omitzero"`  // before it there is no other try
	Ref   string    `json:"r,omitempty"` // where it was sent: the platform's reference to the answer, sealed

	revision uint64 // under which the record was read; 0: there is none yet
}

// A register keeps the records. Every change is made against the revision that
// was read, so that of two who want to send one message only one does.
type register struct{ kv jetstream.KeyValue }

// get returns the record of a message; its End is "" where there is none.
func (r register) get(ctx context.Context, key string) (record, error) {
	e, err := r.kv.Get(ctx, key)
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return record{}, nil
	}
	if err != nil {
		return record{}, fmt.Errorf("state: read record: %w", err)
	}
	rec := record{revision: e.Revision()}
	if err := json.Unmarshal(e.Value(), &rec); err != nil {
		return record{}, fmt.Errorf("state: read record: %w", err)
	}
	return rec, nil
}

// put writes a record in place of the one that was read, and returns it as it
// stands then. Its error is errTaken where another was quicker.
func (r register) put(ctx context.Context, key string, rec record) (record, error) {
	value, err := json.Marshal(rec)
	if err != nil {
		return rec, fmt.Errorf("state: write record: %w", err) // unreachable
	}
	var revision uint64
	if rec.revision == 0 {
		revision, err = r.kv.Create(ctx, key, value)
	} else {
		revision, err = r.kv.Update(ctx, key, value, rec.revision)
	}
	switch {
	case conflict(err):
		return rec, errTaken
	case err != nil:
		return rec, fmt.Errorf("state: write record: %w", err)
	}
	rec.revision = revision
	return rec, nil
}

// insist is put for a record that must not be lost: that a try begins, and how
// it ended. It tries until ctx is done, and takes its own earlier try for what it
// is. A server of a cluster that ends takes the requests that it has with it, so
// that none is waited for as long as there is time.
func (r register) insist(ctx context.Context, key string, rec record) (record, error) {
	for {
		once, cancel := context.WithTimeout(ctx, replyFor)
		done, err := r.put(once, key, rec)
		cancel()
		if err == nil {
			return done, nil
		}
		once, cancel = context.WithTimeout(ctx, replyFor)
		have, getErr := r.get(once, key)
		cancel()
		switch {
		case getErr == nil && have.same(rec):
			return have, nil
		case getErr == nil && errors.Is(err, errTaken):
			return rec, err
		}
		select {
		case <-ctx.Done():
			return rec, err
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// same reports whether two records were written by one and the same writer: the
// Next of another would be another moment.
func (rec record) same(as record) bool {
	return rec.End == as.End && rec.Mail == as.Mail && rec.Tries == as.Tries && rec.Next.Equal(as.Next)
}

// conflict reports whether an error says that a revision was another.
func conflict(err error) bool {
	var refused *jetstream.APIError
	if !errors.As(err, &refused) {
		return errors.Is(err, jetstream.ErrKeyExists)
	}
	return refused.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence ||
		refused.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant
}
