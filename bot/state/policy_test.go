package state

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"careerbot/bot"
)

// TestPolicy says for every way a try can end what stands in the record then.
func TestPolicy(t *testing.T) {
	now := time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)
	retry := func(after time.Duration, err error) error { return &bot.RetryError{After: after, Err: err} }
	plain, open := errors.New("refused"), fmt.Errorf("cut: %w", bot.ErrUnsettled)
	tests := []struct {
		name     string
		err      error
		again    bool          // an earlier try may have arrived
		tries    int           // this one included
		left     time.Duration // until the deadline
		want     end
		min, max time.Duration // until the next try
	}{
		{"arrived", nil, false, 1, time.Hour, sent, 0, 0},
		{"arrived, or had", nil, true, 2, time.Hour, sent, 0, 0},
		{"refused for good", plain, false, 1, time.Hour, failed, 0, 0},
		{"refused for the moment", retry(0, plain), false, 1, time.Hour, fresh, 500 * time.Millisecond, time.Second},
		{"again", retry(0, plain), false, 4, time.Hour, fresh, 4 * time.Second, 8 * time.Second},
		{"and again", retry(0, plain), false, 400, time.Hour, fresh, 15 * time.Second, 30 * time.Second},
		{"until a time", retry(time.Minute, plain), false, 1, time.Hour, fresh, time.Minute, 66*time.Second + time.Millisecond},
		{"until a time, for the eighth time", retry(time.Second, plain), false, 8, time.Hour, fresh, 15 * time.Second, 30 * time.Second},
		{"a person was quicker", fmt.Errorf("x: %w", bot.ErrAnswered), false, 1, time.Hour, late, 0, 0},
		{"cut, and a person was quicker", fmt.Errorf("x: %w", bot.ErrAnswered), true, 2, time.Hour, late, 0, 0},
		{"too long", retry(time.Minute, plain), false, 1, time.Second, late, 0, 0},
		{"cut", open, false, 1, time.Hour, sending, time.Second, time.Second},
		{"cut at the end", open, false, 1, 0, unsettled, 0, 0},
		{"cut, cannot be found out", open, true, 2, time.Hour, unsettled, 0, 0},
		{"cut, cannot be found out now", retry(0, open), true, 2, time.Hour, sending, time.Second, 2 * time.Second},
		{"cut, to be tried again", retry(0, open), false, 1, time.Hour, sending, 500 * time.Millisecond, time.Second},
		{"cut, then refused", retry(0, plain), true, 2, time.Hour, sending, time.Second, 2 * time.Second},
		{"cut, then refused too long", retry(time.Hour, plain), true, 2, time.Minute, unsettled, 0, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rec := record{End: sending, Mail: 7, Tries: test.tries}
			got := rec.after(test.err, test.again, now, now.Add(test.left))
			if got.End != test.want || got.Mail != 7 || got.Tries != test.tries {
				t.Errorf("record = %+v, want end %q and the rest as it was", got, test.want)
			}
			if test.want.over() {
				return
			}
			if wait := got.Next.Sub(now); wait < test.min || wait > test.max {
				t.Errorf("next try after %v, want %v to %v", wait, test.min, test.max)
			}
		})
	}
}

func TestBegin(t *testing.T) {
	for _, test := range []struct {
		end   end
		again bool
	}{{"", false}, {fresh, false}, {sending, true}} {
		rec := record{End: test.end, Tries: 2, Next: time.Now(), revision: 9}
		now := time.Now()
		next, again := rec.begin(5, now)
		if want := (record{End: sending, Mail: 5, Tries: 3, Next: now.Add(arriveFor), revision: 9}); next != want || again != test.again {
			t.Errorf("begin of %q = %+v, %v; want %+v, %v", test.end, next, again, want, test.again)
		}
	}
}
