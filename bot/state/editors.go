package state

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// passedMost is how many questions of one person are kept for the editors at a
// time.
const passedMost = 5

// Why a question is not kept for the editors.
var (
	errPassedBefore = errors.New("state: passed on before")
	errPassedEnough = errors.New("state: enough was passed on")
)

// A passed is a question that its asker has passed on to the editors, as it is
// kept: sealed, under the person's key.
type passed struct {
	Text string `json:"text"`
	At   int64  `json:"at"` // in seconds since 1970
}

// tell keeps a question for the editors. Words of distress and insults are
// answered like those of any message, and not kept.
func (d *Desk) tell(ctx context.Context, p bot.Press) bot.Answer {
	text := bot.ForEditors(p.Arg)
	if p.User == "" || text == "" || utf8.RuneCountInString(text) > bot.PassedOnMost {
		return bot.NotPassedOnAnswer()
	}
	read := d.compose(bot.Question{Tenant: p.Tenant, At: time.Now(), Text: text, Addressed: true})
	if read.Reason == bot.Personal || read.Reason == bot.Unsafe {
		read.Private = true
		return read
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	switch err := d.pass(ctx, d.name.person(p.Tenant, p.User), text); {
	case errors.Is(err, errPassedBefore):
		return bot.PassedOnBeforeAnswer()
	case errors.Is(err, errPassedEnough):
		return bot.PassedOnEnoughAnswer(passedMost)
	case err != nil:
		d.Store.doubt()
		d.Log.Error("question for the editors not stored", "err", err)
		return sorry()
	}
	return bot.PassedOnAnswer()
}

// pass puts a text into the first free place under a person's key. There are as
// many places as one person may fill, and each is filled by one writer alone.
func (d *Desk) pass(ctx context.Context, person, text string) error {
	kv, err := d.Store.bucket("editors")
	if err != nil {
		return err
	}
	plain, _ := json.Marshal(passed{text, time.Now().Unix()}) // it cannot fail
	for {
		place, err := d.place(ctx, kv, person, text)
		if err != nil {
			return err
		}
		_, err = kv.Create(ctx, place, d.Store.key.Seal(plain, "editors"))
		if err == nil || !conflict(err) {
			return err
		} // another press was quicker
	}
}

// place returns the first key under a person's that has nothing.
func (d *Desk) place(ctx context.Context, kv jetstream.KeyValue, person, text string) (free string, err error) {
	for i := range passedMost {
		key := person + strconv.Itoa(i)
		e, err := kv.Get(ctx, key)
		var have passed
		switch {
		case errors.Is(err, jetstream.ErrKeyNotFound):
			free = cmp.Or(free, key)
		case err != nil:
			return "", fmt.Errorf("state: editors: %w", err)
		case d.Store.open("editors", e.Value(), &have) && have.Text == text:
			return "", errPassedBefore
		}
	}
	if free == "" {
		return "", errPassedEnough
	}
	return free, nil
}

// inOrder returns what was passed on, the newest first, as a report shows it.
func inOrder(all []passed) []Passed {
	slices.SortFunc(all, func(a, b passed) int {
		return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.Text, b.Text))
	})
	out := make([]Passed, len(all))
	for i, p := range all {
		out[i] = Passed{time.Unix(p.At, 0).UTC().Format(time.DateOnly), p.Text}
	}
	return out
}
