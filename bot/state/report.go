package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// A Report is what members asked for and did not get, and what they thought of
// what they got, over 90 days. It has no words of theirs, and no demand that
// fewer than AskersLeast people share.
type Report struct {
	At         time.Time   `json:"at"`
	Demand     []Demand    `json:"demand"`
	Missing    []Tally     `json:"missing"` // "role:nurse", "topic:degrees"; "other": on no list
	Reasons    []Tally     `json:"reasons"`
	Votes      []VoteTally `json:"votes"`
	Deliveries Deliveries  `json:"deliveries"`
}

// AskersLeast is how many different people must have asked for a thing before
// a Report shows it, so that it is nobody's question.
const AskersLeast = 3

// A Demand is one kind of question, as it was read, and how many people asked
// it. "" in a field is a question that did not say.
type Demand struct {
	Role     string     `json:"role"`
	Place    string     `json:"place"`
	Level    string     `json:"level"`
	Metric   string     `json:"metric"`
	Askers   int        `json:"askers"`
	Answered int        `json:"answered"` // of them, those who got an answer the last time
	Reason   bot.Reason `json:"reason"`   // why the others got none; the commonest
}

// A Tally is how many people one thing counts.
type Tally struct {
	Name   string `json:"name"`
	Askers int    `json:"askers"`
}

// A VoteTally is how often a passage got one kind of vote, for one way of
// reading the question.
type VoteTally struct {
	Passage string    `json:"passage"`
	Act     bot.Act   `json:"vote"`
	Slots   bot.Slots `json:"slots"`
	Votes   int       `json:"votes"`
}

// Deliveries says how the messages of the last 25 hours ended.
type Deliveries struct {
	Sent      int `json:"sent"`
	Late      int `json:"late"`
	Failed    int `json:"failed"`
	Unsettled int `json:"unsettled"`
	Waiting   int `json:"waiting"`
}

// Report reads what is kept and counts it.
func (s *Store) Report(ctx context.Context) (Report, error) {
	l, err := s.link()
	if err != nil {
		return Report{}, err
	}
	r := Report{ // lists that are empty, not absent, for those who read it as JSON
		At:     time.Now().UTC().Truncate(time.Second),
		Demand: []Demand{}, Missing: []Tally{}, Reasons: []Tally{}, Votes: []VoteTally{},
	}
	count := newTellers()
	err = errors.Join(
		read(ctx, l.kv["counts"], func(key string, value []byte) {
			var w wish
			if s.open("counts", value, &w) {
				count.wish(asker(key), w)
			}
		}),
		read(ctx, l.kv["votes"], func(_ string, value []byte) {
			var b ballot
			if s.open("votes", value, &b) {
				count.ballot(b)
			}
		}),
		read(ctx, l.kv["done"], func(_ string, value []byte) {
			var rec record
			if json.Unmarshal(value, &rec) == nil && rec.End != "" { // and not where an answer stands
				r.Deliveries.add(rec.End)
			}
		}))
	if err != nil {
		return Report{}, err
	}
	count.fill(&r)
	return r, nil
}

// read yields all that a bucket has.
func read(ctx context.Context, kv jetstream.KeyValue, yield func(key string, value []byte)) error {
	w, err := kv.WatchAll(ctx, jetstream.IgnoreDeletes())
	if err != nil {
		return fmt.Errorf("state: report: %w", err)
	}
	defer w.Stop()
	for {
		select {
		case e := <-w.Updates():
			if e == nil {
				return nil
			}
			yield(e.Key(), e.Value())
		case <-ctx.Done():
			return fmt.Errorf("state: report: %w", ctx.Err())
		}
	}
}

// open reads a sealed value; what cannot be read is not counted.
func (s *Store) open(bucket string, sealed []byte, into any) bool {
	plain, err := s.key.Unseal(sealed, bucket)
	return err == nil && json.Unmarshal(plain, into) == nil
}

// asker returns the part of a key that tells one person from another.
func asker(key string) string { return key[:strings.LastIndexByte(key, '.')+1] }

func (d *Deliveries) add(e end) {
	switch e {
	case sent:
		d.Sent++
	case late:
		d.Late++
	case failed:
		d.Failed++
	case unsettled:
		d.Unsettled++
	default:
		d.Waiting++
	}
}
