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
// what they got, over 90 days. It has no words of theirs but the questions that
// they passed on, and no demand that fewer than AskersLeast people share.
type Report struct {
	At         time.Time   `json:"at"`
	Demand     []Demand    `json:"demand"`
	Missing    []Tally     `json:"missing"` // "role:nurse", "topic:degrees"; "other": on no list
	Reasons    []Tally     `json:"reasons"`
	Passed     []Passed    `json:"passed_on"` // the newest first
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

// A Passed is a question that its asker passed on to the editors by consent, and
// the day on which that was: nothing else is known of who it was.
type Passed struct {
	Day  string `json:"day"` // "2026-11-21", UTC
	Text string `json:"text"`
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
	r, err := s.demand(ctx, "")
	if err != nil {
		return Report{}, err
	}
	l, err := s.link()
	if err != nil {
		return Report{}, err
	}
	err = read(ctx, l.kv["done"], "", func(_ string, value []byte) {
		var rec record
		if json.Unmarshal(value, &rec) == nil && rec.End != "" { // and not where an answer stands
			r.Deliveries.add(rec.End)
		}
	})
	if err != nil {
		return Report{}, err
	}
	return r, nil
}

// demand is a report of what is kept under keys that begin so, without its
// deliveries.
func (s *Store) demand(ctx context.Context, prefix string) (Report, error) {
	l, err := s.link()
	if err != nil {
		return Report{}, err
	}
	r := Report{ // lists that are empty, not absent, for those who read it as JSON
		At:     time.Now().UTC().Truncate(time.Second),
		Demand: []Demand{}, Missing: []Tally{}, Reasons: []Tally{}, Votes: []VoteTally{},
	}
	count := newTellers()
	var told []passed
	err = errors.Join(
		read(ctx, l.kv["counts"], prefix, func(key string, value []byte) {
			var w wish
			if s.open("counts", value, &w) {
				count.wish(asker(key), w)
			}
		}),
		read(ctx, l.kv["votes"], prefix, func(_ string, value []byte) {
			var b ballot
			if s.open("votes", value, &b) {
				count.ballot(b)
			}
		}),
		read(ctx, l.kv["editors"], prefix, func(_ string, value []byte) {
			var p passed
			if s.open("editors", value, &p) {
				told = append(told, p)
			}
		}))
	if err != nil {
		return Report{}, err
	}
	count.fill(&r)
	r.Passed = inOrder(told)
	return r, nil
}

// read yields all that a bucket has under keys that begin so: "", or parts of a
// key with the dot behind them.
func read(ctx context.Context, kv jetstream.KeyValue, prefix string, yield func(key string, value []byte)) error {
	w, err := kv.Watch(ctx, prefix+">", jetstream.IgnoreDeletes())
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
