package state

import (
	"encoding/json"
	"time"

	"careerbot/bot"
)

// A wish is what one person asked for, as it was read: never a word of the
// question. It is kept sealed, under the person's key, once for each kind of
// question.
type wish struct {
	Slots    bot.Slots  `json:"slots"`
	Reason   bot.Reason `json:"reason,omitempty"`
	Answered bool       `json:"answered,omitempty"` // the last time it was asked
}

// note keeps what was asked for. What is nobody's business is not kept: people
// in distress, insults, help, and questions without a person.
func (d *Desk) note(q bot.Question, a bot.Answer, asked time.Time) {
	if q.User == "" || !counted(a) {
		return
	}
	w := wish{Slots: a.Slots, Reason: a.Reason, Answered: a.Kind.Answered()}
	w.Slots.View = ""
	if d.keep("counts", q.Tenant, q.User, asked, wish{Slots: w.Slots}, w) != nil {
		d.Log.Error("demand not noted", "id", q.ID) // unreachable
	}
}

func counted(a bot.Answer) bool {
	switch a.Reason {
	case bot.Personal, bot.Unsafe, bot.TooFast, bot.Busy, bot.Ambiguous, bot.OffTopic:
		return false
	}
	return a.Kind.Answered() || a.Kind == bot.Declined && a.Reason != ""
}

// keep has a value written behind, sealed, under a person's key and the hash of
// what tells it from others of theirs.
func (d *Desk) keep(bucket, tenant, user string, asked time.Time, what, value any) error {
	id, err := json.Marshal(what)
	if err != nil {
		return err
	}
	plain, err := json.Marshal(value)
	if err != nil {
		return err
	}
	key := d.name.person(tenant, user) + d.Store.key.Hash(bucket, string(id))
	d.Store.behind.put(entry{bucket, key}, note{value: d.Store.key.Seal(plain, bucket), asked: asked})
	return nil
}

// each yields every combination of what was asked for: a question about two
// roles counts for both.
func (w wish) each(yield func(role, place, level string)) {
	or := func(list []string) []string {
		if len(list) == 0 {
			return []string{""}
		}
		return list
	}
	for _, role := range or(w.Slots.Role) {
		for _, place := range or(w.Slots.Place) {
			for _, level := range or(w.Slots.Level) {
				yield(role, place, level)
			}
		}
	}
}

// A ballot is one person's vote on one answer: what it was about, and the
// passage that it cited, "article#section".
type ballot struct {
	Slots   bot.Slots `json:"slots"`
	Passage string    `json:"passage,omitempty"`
	Act     bot.Act   `json:"act"`
}

// passageMost is the longest passage that is kept, in bytes; longer ones are
// none of ours.
const passageMost = 200

// vote keeps a vote in place of the one that the same person gave on the same
// answer before.
func (d *Desk) vote(p bot.Press) {
	b := ballot{Slots: d.Bot.Recall(p.State), Act: p.Act}
	if len(p.Arg) <= passageMost {
		b.Passage = p.Arg
	}
	if d.keep("votes", p.Tenant, p.User, time.Now(), ballot{Slots: b.Slots, Passage: b.Passage}, b) != nil {
		d.Log.Error("vote not noted") // unreachable
	}
}
