package state

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// personal are the streams in which something is kept about people, for how
// long at most, and the words by which they are told of it; in the order in which
// they are to be deleted.
func personal() []struct {
	stream, prefix string
	life           time.Duration
	words          string
} {
	return []struct {
		stream, prefix string
		life           time.Duration
		words          string
	}{
		{"KV_slots", "$KV.slots.", slotsFor, "Conversations that a follow-up can continue, as role, place and level"},
		{outboxName, "outbox.", retryFor, "Answers on their way to you, sealed"},
		{outboxName, "late.", retryFor, "Answers that wait, sealed"},
		{"KV_done", "$KV.done.", doneFor, "Messages that were dealt with, by a code"},
		{"KV_counts", "$KV.counts.", votesFor, "Kinds of question you asked, as role, place, level and topic"},
		{"KV_votes", "$KV.votes.", votesFor, "Votes on answers"},
		{"KV_editors", "$KV.editors.", tellFor, "Questions you passed on to the editors"},
		{"KV_installs", "$KV.installs.", 0, "Access to your workspace"},
		{"KV_settings", "$KV.settings.", 0, "Settings of your workspace"},
	}
}

// held says what is kept under keys that begin so, which is what belongs to
// one person.
func (d *Desk) held(ctx context.Context, prefix string) ([]bot.Held, error) {
	l, err := d.Store.link()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	var all []bot.Held
	for _, p := range personal() {
		s, err := l.js.Stream(ctx, p.stream)
		if err != nil {
			return nil, fmt.Errorf("state: what is held: %w", err)
		}
		h, err := heldIn(ctx, s, p.prefix+prefix, p.life)
		if err != nil {
			return nil, err
		}
		if h.Count > 0 {
			h.What = p.words
			all = append(all, h)
		}
	}
	return all, nil
}

// heldIn counts what a stream has under subjects that begin so, and says when
// the last of it ends.
func heldIn(ctx context.Context, s jetstream.Stream, prefix string, life time.Duration) (h bot.Held, err error) {
	info, err := s.Info(ctx, jetstream.WithSubjectFilter(prefix+">"))
	if err != nil {
		return h, fmt.Errorf("state: what is held: %w", err)
	}
	for subject, count := range info.State.Subjects {
		if strings.HasSuffix(subject, "."+forgotten) {
			continue
		}
		h.Count += things(subject, count)
		if life == 0 {
			continue
		}
		m, err := s.GetLastMsgForSubject(ctx, subject)
		if errors.Is(err, jetstream.ErrMsgNotFound) {
			continue // it has ended meanwhile
		}
		if err != nil {
			return h, fmt.Errorf("state: what is held: %w", err)
		}
		if until := m.Time.Add(life); until.After(h.Until) {
			h.Until = until
		}
	}
	return h, nil
}

// things says how many things of a person stand under a subject: each mail of a
// conversation is one, and so is a key, of which a replica may have the value of
// before as well for a moment.
func things(subject string, messages uint64) int {
	if strings.HasPrefix(subject, "$KV.") {
		return 1
	}
	return int(messages)
}

// forget deletes everything whose key begins so, in every replica, and returns
// how many records that were. What others have in hand meanwhile is left to them:
// replicas drop what waits to be written when they get the note to forget, and a
// courier that has written a record looks whether its mail is still there, and
// why not. So the note comes before all, and again where conversations were purged
// and the note with them; then mails go, and only then records.
func (d *Desk) forget(ctx context.Context, prefix string) (int, error) {
	d.Store.copies.forget(prefix, time.Now())
	d.Store.behind.settle()
	l, err := d.Store.link()
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	if err := l.announce(ctx, prefix); err != nil {
		return 0, err
	}
	n := 0
	for _, p := range personal() {
		purged, err := l.forget(ctx, p.stream, p.prefix, prefix)
		if err != nil {
			d.Store.doubt()
			return n, err
		}
		n += purged
	}
	// A replica that has started meanwhile may have in memory what is gone by now.
	return n, l.announce(ctx, prefix)
}

// forget deletes what a stream has under subjects that begin so.
func (l *link) forget(ctx context.Context, stream, begins, prefix string) (n int, err error) {
	switch pattern := begins + prefix + ">"; stream {
	case outboxName:
		return l.cancel(ctx, pattern, "")
	case "KV_slots":
		n, err = l.purge(ctx, stream, pattern)
		return n, errors.Join(err, l.announce(ctx, prefix))
	default:
		return l.purge(ctx, stream, pattern)
	}
}

// announce has every replica forget what it has in memory under keys that begin
// so.
func (l *link) announce(ctx context.Context, prefix string) error {
	if _, err := l.kv["slots"].Put(ctx, prefix+forgotten, []byte(time.Now().UTC().Format(time.RFC3339))); err != nil {
		return fmt.Errorf("state: forget: %w", err)
	}
	return nil
}

// announced reports whether all was deleted lately that has the person or the
// workspace of a key.
func (l *link) announced(ctx context.Context, key string) (bool, error) {
	for i, c := range key {
		if c != '.' {
			continue
		}
		_, err := l.kv["slots"].Get(ctx, key[:i+1]+forgotten)
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, jetstream.ErrKeyNotFound) {
			return false, fmt.Errorf("state: look for a deletion: %w", err)
		}
	}
	return false, nil
}

// purge deletes what a stream has under a pattern.
func (l *link) purge(ctx context.Context, stream, pattern string) (int, error) {
	s, err := l.js.Stream(ctx, stream)
	if err != nil {
		return 0, fmt.Errorf("state: forget: %w", err)
	}
	info, err := s.Info(ctx, jetstream.WithSubjectFilter(pattern))
	if err != nil {
		return 0, fmt.Errorf("state: forget: %w", err)
	}
	n := 0
	for subject, count := range info.State.Subjects {
		if !strings.HasSuffix(subject, "."+forgotten) {
			n += things(subject, count)
		}
	}
	if len(info.State.Subjects) == 0 {
		return 0, nil
	}
	if err := s.Purge(ctx, jetstream.WithPurgeSubject(pattern)); err != nil {
		return n, fmt.Errorf("state: forget: %w", err)
	}
	return n, nil
}
