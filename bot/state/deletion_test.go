package state

import (
	"context"
	"maps"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// A handedMail is a mail that a courier has in its hands.
type handedMail struct {
	jetstream.Msg
	subject string
}

func (m handedMail) Subject() string                  { return m.subject }
func (m handedMail) InProgress() error                { return nil }
func (m handedMail) NakWithDelay(time.Duration) error { return nil }
func (m handedMail) DoubleAck(context.Context) error  { return nil }

// A slowBucket has something happen before a record is written. What is written
// in place of another stands in any case: a cluster takes a change that it has
// compared with what was there before it purged that.
type slowBucket struct {
	jetstream.KeyValue
	create, update func()
}

func (b slowBucket) Create(ctx context.Context, key string, value []byte, opts ...jetstream.KVCreateOpt) (uint64, error) {
	b.create()
	return b.KeyValue.Create(ctx, key, value, opts...)
}

func (b slowBucket) Update(ctx context.Context, key string, value []byte, _ uint64) (uint64, error) {
	b.update()
	return b.Put(ctx, key, value)
}

// take takes a mail of alice's that waits, with something happening meanwhile.
func (o *office) take(t *testing.T, id string, before, create, update func()) {
	t.Helper()
	open, err := o.Store.link()
	if err != nil {
		t.Fatal(err)
	}
	q := message(id, id)
	p := parcel{Mail: bot.Mail{ID: q.ID, NotBefore: time.Now().Add(time.Hour)}, Key: o.name.message(q), Since: time.Now(), Tenant: q.Tenant, Room: q.Room}
	sealed, err := seal(o.Store.key, p)
	if err != nil {
		t.Fatal(err)
	}
	ack, err := open.js.Publish(t.Context(), o.name.subject(q), sealed)
	if err != nil {
		t.Fatal(err)
	}
	l := *open
	l.kv = maps.Clone(l.kv)
	l.kv["done"] = slowBucket{l.kv["done"], create, update}
	p.Mail.NotBefore = time.Time{}
	d := &delivery{
		courier: &courier{desk: o.Desk, adapters: map[string]bot.Adapter{"x": o.post}, send: t.Context()},
		link:    &l, msg: handedMail{subject: o.name.subject(q)}, sequence: ack.Sequence, parcel: p,
	}
	before()
	if err := d.take(t.Context()); err != nil {
		t.Errorf("take = %v", err)
	}
}

// Of a mail that a courier has in its hands nothing is left when all of its
// person is deleted, however far the courier has come.
func TestDeletionOfAMailInHand(t *testing.T) { onEachStore(t, testMailInHand) }

func testMailInHand(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	not := func() {}
	press := func(p bot.Press) func() {
		p.Tenant, p.User = "T", "alice"
		return func() {
			if _, err := o.Press(t.Context(), p); err != nil {
				t.Error(err)
			}
		}
	}
	deletes := press(bot.Press{Act: bot.DeleteData})
	for _, tt := range []struct {
		id                     string
		before, create, update func()
		tries, keys            int
	}{
		{"x.stopped", press(bot.Press{Act: bot.Stop, Room: "x.stopped"}), not, not, 0, 0},
		{"x.stopped.late", not, not, press(bot.Press{Act: bot.Stop, Room: "x.stopped.late"}), 1, 1},
		{"x.handed", deletes, not, not, 0, 0},
		{"x.begun", not, deletes, not, 0, 0},
		{"x.ended", not, not, deletes, 1, 0},
	} {
		tries := len(o.post.seen())
		o.take(t, tt.id, tt.before, tt.create, tt.update)
		if n := len(o.post.seen()) - tries; n != tt.tries {
			t.Errorf("%s: %d tries, want %d", tt.id, n, tt.tries)
		}
		if keys := o.keys(t, o.name.person("T", "alice")); len(keys) != tt.keys {
			t.Errorf("%s: left is %v, want %d", tt.id, keys, tt.keys)
		}
	}
}

// What another replica still had to write is not written after a deletion.
func TestDeletionOfWhatAnotherReplicaWrites(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	q := bot.Question{Tenant: "T", Room: "R", User: "alice", Text: "a"}
	b.Store.behind.writing.Lock()
	ask(t, b.Desk, q)
	if _, err := a.Press(t.Context(), bot.Press{Act: bot.DeleteData, Tenant: "T", User: "alice"}); err != nil {
		t.Fatal(err)
	}
	wait(t, "the other replica has forgotten", func() bool {
		_, ok := b.Store.copies.slots.get(b.name.conversation(q))
		return !ok
	})
	b.Store.behind.writing.Unlock()
	q.User = "bob"
	ask(t, b.Desk, q)
	wait(t, "what bob asked is written", func() bool { return len(b.keys(t, b.name.person("T", "bob"))) == 2 })
	if keys := a.keys(t, a.name.person("T", "alice")); len(keys) != 0 {
		t.Errorf("left is %v, want nothing", keys)
	}
}

func TestBehindForgets(t *testing.T) {
	b, asked := newBehind(), time.Now()
	waits, writes := entry{"counts", "t.p.waits"}, entry{"counts", "t.p.writes"}
	b.put(writes, note{asked: asked})
	batch := b.next(1)
	b.put(waits, note{asked: asked})
	b.put(entry{"counts", "t.q.waits"}, note{asked: asked})
	b.forget("t.p.", asked.Add(time.Second))
	if gone := b.done(batch); len(gone) != 1 || gone[0].entry != writes {
		t.Errorf("done = %v, want what was being written", gone)
	}
	if b.put(waits, note{asked: asked}) {
		t.Error("what was asked before the deletion is written after it")
	}
	if len(b.waiting) != 1 {
		t.Errorf("%v waits, want what is another person's", b.waiting)
	}
	if !b.put(waits, note{asked: asked.Add(2 * time.Second)}) || len(b.waiting) != 2 {
		t.Error("what was asked after the deletion is not written")
	}
	b.forget("t.", asked.Add(3*time.Second))
	if len(b.waiting) != 0 {
		t.Errorf("%v waits, want nothing of the workspace", b.waiting)
	}
}
