package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// How long things are kept: one bucket for each lifetime, since a lifetime
// of a single key is lost when it is written again.
const (
	doneFor   = 25 * time.Hour // platforms deliver an event again for up to a day
	slotsFor  = 24 * time.Hour // a follow-up may come the next morning
	leasesFor = 15 * time.Second
	votesFor  = 90 * 24 * time.Hour
	tellFor   = 90 * 24 * time.Hour // a question that its asker passes on to the editors
)

// Bounds of what is kept.
const (
	mailsMost = 50_000    // mails that wait at once; more are refused, and the platform delivers them again
	bytesMost = 256 << 20 // of the mails that wait
	mailMost  = 1 << 20   // bytes of one mail
)

// Names of the streams. A bucket is a stream whose subjects are keys.
const (
	outboxName   = "outbox"
	consumerName = "courier"
)

// A bucket keeps values by key, all of them for the same time.
type bucket struct {
	name string
	life time.Duration // 0: for good
	most int64         // bytes; servers of a cluster keep so much free for it
	soft bool          // the disk need not have a value before its writer goes on
}

// buckets returns all there are. Keys begin with the tenant and the person, so
// that what is held of either can be purged at once; those of leases and
// settings belong to nobody.
func buckets() []bucket {
	return []bucket{
		{"done", doneFor, 1 << 30, false},
		{"slots", slotsFor, 256 << 20, true},
		{"leases", leasesFor, 1 << 20, false},
		{"votes", votesFor, 256 << 20, false},
		{"counts", votesFor, 256 << 20, true},
		{"settings", 0, 16 << 20, false},
		{"installs", 0, 16 << 20, false},
		{"editors", tellFor, 16 << 20, false},
	}
}

// layoutOf returns the layout from which on there is a stream.
func layoutOf(stream string) int {
	if stream == "KV_editors" {
		return 2
	}
	return 1
}

// streams returns the configuration of every stream.
func streams(replicas int) []jetstream.StreamConfig {
	all := []jetstream.StreamConfig{{
		Name:        outboxName,
		Description: "Answers on their way, sealed.",
		Subjects:    []string{"outbox.>", "late.>"},
		Retention:   jetstream.WorkQueuePolicy,
		Discard:     jetstream.DiscardNew,
		MaxMsgs:     mailsMost,
		MaxBytes:    bytesMost,
		MaxMsgSize:  mailMost,
		Duplicates:  10 * time.Minute,
		Replicas:    replicas,
	}}
	for _, b := range buckets() {
		mode := jetstream.DefaultPersistMode
		if b.soft && replicas == 1 {
			mode = jetstream.AsyncPersistMode
		}
		all = append(all, jetstream.StreamConfig{
			Name:              "KV_" + b.name,
			Subjects:          []string{"$KV." + b.name + ".>"},
			MaxMsgsPerSubject: 1,
			MaxAge:            b.life,
			MaxBytes:          b.most,
			MaxMsgSize:        64 << 10,
			Discard:           jetstream.DiscardNew,
			DenyDelete:        true,
			AllowRollup:       true,
			Replicas:          replicas,
			PersistMode:       mode,
			// Reads come from the leader: what a replica of the stream has may
			// be old, and a message must not be answered on the word of it.
			AllowDirect: false,
		})
	}
	return all
}

// courierConfig is the one consumer that all replicas of the bot share. Its
// mails come in order; that one of a conversation does not overtake another
// is seen to when it is taken.
func courierConfig(replicas int) jetstream.ConsumerConfig {
	return jetstream.ConsumerConfig{
		Durable:       consumerName,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       handFor,
		MaxDeliver:    -1,
		MaxAckPending: mailsMost,
		MaxWaiting:    4096,
		Replicas:      replicas,
	}
}

// A link is the engine with everything that is in it looked up.
type link struct {
	js     jetstream.JetStream
	outbox jetstream.Stream
	mails  jetstream.Consumer
	kv     map[string]jetstream.KeyValue // by the bucket's name
	life   context.Context               // done when the link is closed
	close  func()
}

// damagedError says that something that was there is not.
type damagedError string

func (e damagedError) Error() string { return string(e) }

// prepare makes the streams that are missing and looks up all of them. was
// is the layout of what is there, 0 for nothing yet: of its streams none may be
// missing. f is the folder of the engine, nil for a cluster; where there is one
// nobody else can be sending, so that what was handed out need not be waited
// for.
func prepare(ctx context.Context, js jetstream.JetStream, replicas, was int, f *folder) (*link, error) {
	l := &link{js: js, kv: make(map[string]jetstream.KeyValue)}
	for _, want := range streams(replicas) {
		s, err := stream(ctx, js, want, was >= layoutOf(want.Name), f)
		if err != nil {
			return nil, err
		}
		if lost := s.CachedInfo().State.Lost; lost != nil && len(lost.Msgs) > 0 {
			return nil, damagedError(fmt.Sprintf("%d records of %s are lost", len(lost.Msgs), want.Name))
		}
		if want.Name == outboxName {
			l.outbox = s
		}
	}
	for _, b := range buckets() {
		kv, err := js.KeyValue(ctx, b.name)
		if err != nil {
			return nil, fmt.Errorf("state: bucket %s: %w", b.name, err)
		}
		l.kv[b.name] = kv
	}
	if f != nil {
		if err := l.outbox.DeleteConsumer(ctx, consumerName); err != nil && !errors.Is(err, jetstream.ErrConsumerNotFound) {
			return nil, fmt.Errorf("state: consumer: %w", err)
		}
	}
	var err error
	if l.mails, err = l.outbox.CreateOrUpdateConsumer(ctx, courierConfig(replicas)); err != nil {
		return nil, fmt.Errorf("state: consumer: %w", err)
	}
	return l, nil
}

// stream looks a stream up, makes it where it is missing, and changes it where
// it is not as wanted. What is as wanted is left alone: of two replicas that
// change a stream at the same moment, one gets no answer from the cluster.
func stream(ctx context.Context, js jetstream.JetStream, want jetstream.StreamConfig, made bool, f *folder) (jetstream.Stream, error) {
	s, err := js.Stream(ctx, want.Name)
	if errors.Is(err, jetstream.ErrStreamNotFound) {
		if made {
			return nil, damagedError("stream " + want.Name + " is gone")
		}
		if f != nil {
			if err := f.clear(want.Name); err != nil {
				return nil, err
			}
		}
		s, err = js.CreateStream(ctx, want)
	} else if err == nil {
		have := s.CachedInfo().Config
		if change := changed(have, want); !reflect.DeepEqual(change, have) {
			s, err = js.UpdateStream(ctx, change)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("state: stream %s: %w", want.Name, err)
	}
	return s, nil
}

// changed returns a configuration with everything that streams sets taken from
// another.
func changed(have, want jetstream.StreamConfig) jetstream.StreamConfig {
	have.Description, have.Subjects, have.Retention, have.Discard = want.Description, want.Subjects, want.Retention, want.Discard
	have.MaxBytes, have.MaxMsgSize, have.MaxAge, have.Replicas = want.MaxBytes, want.MaxMsgSize, want.MaxAge, want.Replicas
	have.DenyDelete, have.AllowRollup, have.AllowDirect = want.DenyDelete, want.AllowRollup, want.AllowDirect
	have.MaxMsgs = cmp.Or(want.MaxMsgs, have.MaxMsgs) // what is not set is the engine's choice
	have.MaxMsgsPerSubject = cmp.Or(want.MaxMsgsPerSubject, have.MaxMsgsPerSubject)
	have.Duplicates = cmp.Or(want.Duplicates, have.Duplicates)
	return have
}
