package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// errFull says that no more mails can wait.
var errFull = errors.New("state: too many answers wait to be sent")

// A parcel is a mail as it waits in the outbox. On disk it is sealed.
type parcel struct {
	Mail  bot.Mail  `json:"mail"`
	Key   string    `json:"key"`   // of the message's record
	Since time.Time `json:"since"` // when it was stored

	// Room is where the answer goes, and Same the key of answers like it there;
	// "" for one that is said again however often it was said.
	Tenant string `json:"tenant,omitempty"`
	Room   string `json:"room,omitempty"`
	Same   string `json:"same,omitempty"`

	// Asker is the key of the last answer to who gets this one in its thread,
	// where that was not asked of the bot; "" for others.
	Asker string `json:"asker,omitempty"`

	// Revises is the key of the message whose answer this one takes the place
	// of; "" for an answer of its own.
	Revises string `json:"revises,omitempty"`
}

// due returns when the parcel may be sent first.
func (p parcel) due() time.Time {
	if p.Mail.NotBefore.After(p.Since) {
		return p.Mail.NotBefore
	}
	return p.Since
}

// about binds a sealed parcel to what it is.
const about = "mail"

func seal(k bot.Key, p parcel) ([]byte, error) {
	plain, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("state: seal mail: %w", err) // unreachable
	}
	return k.Seal(plain, about), nil
}

func unseal(k bot.Key, sealed []byte) (p parcel, err error) {
	plain, err := k.Unseal(sealed, about)
	if err == nil {
		err = json.Unmarshal(plain, &p)
	}
	if err != nil {
		return parcel{}, fmt.Errorf("state: open mail: %w", err)
	}
	return p, nil
}

// post puts a sealed parcel into the outbox, synced to disk. It reports false
// where the outbox has had one of that key within the last ten minutes.
func (l *link) post(ctx context.Context, subject, key string, sealed []byte) (stored bool, err error) {
	ack, err := l.js.PublishMsg(ctx, &nats.Msg{Subject: subject, Data: sealed}, jetstream.WithMsgID(key), jetstream.WithExpectStream(outboxName))
	var refused *jetstream.APIError
	switch {
	case errors.As(err, &refused) && refused.ErrorCode == jsErrCodeStoreFailed && isLimit(refused.Description):
		return false, errFull
	case err != nil:
		return false, fmt.Errorf("state: store answer: %w", err)
	}
	return !ack.Duplicate, nil
}

// jsErrCodeStoreFailed is the server's code for a message that it could not
// take, for want of room as well as for a fault; the description tells which.
const jsErrCodeStoreFailed jetstream.ErrorCode = 10077

func isLimit(description string) bool {
	return description == "maximum messages exceeded" || description == "maximum bytes exceeded"
}

// errGone says that a mail was taken back, or deleted.
var errGone = errors.New("state: the mail is gone")

// first reports whether a mail is the oldest of its subject, which may be a
// pattern. Its error is errGone where the mail is not there any more.
func (l *link) first(ctx context.Context, subject string, sequence uint64) (bool, error) {
	m, err := l.outbox.GetMsg(ctx, 1, jetstream.WithGetMsgSubject(subject))
	switch {
	case errors.Is(err, jetstream.ErrMsgNotFound), err == nil && m.Sequence > sequence:
		return false, errGone
	case err != nil:
		return false, fmt.Errorf("state: look for the first mail: %w", err)
	}
	return m.Sequence == sequence, nil
}

// gone reports whether a mail is not there any more. It asks until ctx is done.
func (l *link) gone(ctx context.Context, sequence uint64) (bool, error) {
	for {
		once, cancel := context.WithTimeout(ctx, replyFor)
		_, err := l.outbox.GetMsg(once, sequence)
		cancel()
		if err == nil || errors.Is(err, jetstream.ErrMsgNotFound) {
			return err != nil, nil
		}
		select {
		case <-ctx.Done():
			return false, fmt.Errorf("state: look for a mail: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// cancel takes back what waits under a pattern, unless it waits under the
// subject to keep, and returns how many mails that were. They are deleted one
// by one: purging them makes the engine lose sight of others that the consumer
// has handed out (seen in nats-server 2.15.2).
func (l *link) cancel(ctx context.Context, pattern, keep string) (int, error) {
	info, err := l.outbox.Info(ctx, jetstream.WithSubjectFilter(pattern))
	if err != nil {
		return 0, fmt.Errorf("state: take back mails: %w", err)
	}
	n := 0
	for subject := range info.State.Subjects {
		if subject == keep {
			continue
		}
		gone, err := l.cancelAll(ctx, subject)
		n += gone
		if err != nil {
			return n, fmt.Errorf("state: take back mails: %w", err)
		}
	}
	return n, nil
}

// cancelAll takes back what waits under one subject, the last first: of what waits
// behind another nothing is sent because that one has gone.
func (l *link) cancelAll(ctx context.Context, subject string) (n int, err error) {
	waiting, err := l.under(ctx, subject)
	for _, sequence := range slices.Backward(waiting) {
		if err := l.outbox.DeleteMsg(ctx, sequence); err == nil {
			n++
		} else if gone, _ := l.gone(ctx, sequence); !gone {
			return n, err
		} // else it was sent, and so taken out, before it could be taken back
	}
	return n, err
}

// under returns the mails that wait under one subject.
func (l *link) under(ctx context.Context, subject string) (waiting []uint64, err error) {
	for sequence := uint64(1); ; sequence++ {
		m, err := l.outbox.GetMsg(ctx, sequence, jetstream.WithGetMsgSubject(subject))
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			return waiting, nil
		}
		if err != nil {
			return waiting, err
		}
		sequence = m.Sequence
		waiting = append(waiting, sequence)
	}
}
