package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// repeatFor is how long an answer in a room stands for others like it.
const repeatFor = 10 * time.Minute

// A linker is an adapter whose messages have addresses that everybody in their
// room can open.
type linker interface {
	// Link returns the address of the message to which Send has returned a
	// reference, "" where it has none.
	Link(to []byte, ref string) string
}

// A posting is an answer that stands in a room. It is kept sealed, beside the
// records of messages, under what the answer says: nothing in it is about a
// person.
type posting struct {
	Link string    `json:"link"`
	Ref  string    `json:"ref"`
	At   time.Time `json:"at"`
}

// aboutPosting binds a sealed posting to what it is.
const aboutPosting = "posting"

// repeats returns the key of answers in a room that are the same as this one,
// "" for one that is said however often it was said: to one person alone, or
// without anything out of an article.
func (d *Desk) repeats(q bot.Question, a bot.Answer) string {
	if !q.Public || a.Private || !a.Kind.Answered() {
		return ""
	}
	said, err := json.Marshal([]any{a.Kind, a.Headline, a.Text, a.Table, a.Sources})
	if err != nil {
		return "" // unreachable
	}
	return d.name.same(q.Tenant, q.Room, string(said))
}

// shorten has the mail say where its answer stands already, if it does.
func (d *delivery) shorten() {
	if _, ok := d.adapter().(linker); !ok || d.parcel.Same == "" {
		return
	}
	ctx, cancel := context.WithTimeout(d.send, callFor)
	defer cancel()
	if link := d.earlier(ctx); link != "" {
		d.parcel.Mail.Answer = d.parcel.Mail.Answer.Repeated(link)
		d.parcel.Same = ""
	}
}

// earlier returns the address of the same answer where it was posted in the
// room lately and still stands there as it was, "" otherwise. Where that cannot
// be known, the answer is given once more.
func (d *delivery) earlier(ctx context.Context) string {
	e, err := d.link.kv["done"].Get(ctx, d.parcel.Same)
	if err != nil {
		return ""
	}
	var p posting
	plain, err := d.desk.Store.key.Unseal(e.Value(), aboutPosting)
	if err != nil || json.Unmarshal(plain, &p) != nil || time.Since(p.At) > repeatFor {
		return ""
	}
	_, err = d.link.kv["done"].Get(ctx, d.desk.name.gone(d.parcel.Tenant, d.parcel.Room, p.Ref))
	if !errors.Is(err, jetstream.ErrKeyNotFound) {
		return ""
	}
	return p.Link
}

// posted notes that the answer stands in the room now.
func (d *delivery) posted(ctx context.Context, ref string) {
	l, ok := d.adapter().(linker)
	if !ok || d.parcel.Same == "" || ref == "" {
		return
	}
	link := l.Link(d.parcel.Mail.To, ref)
	if link == "" {
		return
	}
	plain, err := json.Marshal(posting{link, ref, time.Now()})
	if err == nil {
		_, err = d.link.kv["done"].Put(ctx, d.parcel.Same, d.desk.Store.key.Seal(plain, aboutPosting))
	}
	if err != nil { // then it is said in full once more
		d.desk.Log.Warn("not noted where an answer stands", "id", d.parcel.Mail.ID, "err", err)
	}
}

// removed notes that a message of ours is gone from a room, or says something
// else now.
func (d *Desk) removed(ctx context.Context, l *link, tenant, room, ref string) error {
	if _, err := l.kv["done"].Put(ctx, d.name.gone(tenant, room, ref), []byte("{}")); err != nil {
		return fmt.Errorf("state: note that an answer is gone: %w", err)
	}
	return nil
}

// pressRemoved is that for an adapter that has seen it.
func (d *Desk) pressRemoved(ctx context.Context, p bot.Press) error {
	l, err := d.Store.link()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	return d.removed(ctx, l, p.Tenant, p.Room, p.Arg)
}
