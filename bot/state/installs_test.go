package state

import (
	"bytes"
	"testing"
	"time"

	"careerbot/bot"
)

const access = `{"token":"xoxb-of-a-test"}`

// put keeps a record.
func (o *office) put(t *testing.T, tenant, record string) {
	t.Helper()
	if err := (Installs{o.Store}).Put(t.Context(), tenant, []byte(record)); err != nil {
		t.Fatal(err)
	}
}

// has returns the record of a workspace, "" for none.
func (o *office) has(tenant string) string {
	record, _ := Installs{o.Store}.Get(tenant)
	return string(record)
}

func (o *office) uninstall(t *testing.T, tenant string) {
	t.Helper()
	if _, err := o.Press(t.Context(), bot.Press{Act: bot.Uninstalled, Tenant: tenant}); err != nil {
		t.Fatal(err)
	}
}

func TestInstalls(t *testing.T) { onEachStore(t, testInstalls) }

func testInstalls(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	if _, ok := (Installs{s}).Get("T"); ok || (Installs{s}).Len() != 0 {
		t.Error("there is a record before any was put")
	}
	o.put(t, "T", "old")
	o.put(t, "T", access)
	o.put(t, "U", "other")
	if o.has("T") != access || o.has("U") != "other" || (Installs{s}).Len() != 2 {
		t.Errorf("records %q and %q of %d, want those that were put", o.has("T"), o.has("U"), Installs{s}.Len())
	}
	kv, err := s.bucket("installs")
	if err != nil {
		t.Fatal(err)
	}
	e, err := kv.Get(t.Context(), o.name.install("T"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(e.Value(), []byte("xoxb")) {
		t.Error("a token is stored as it is")
	}

	// A record is good for its own workspace alone.
	if _, err := kv.Put(t.Context(), o.name.install("V"), e.Value()); err != nil {
		t.Fatal(err)
	}
	wait(t, "the copied record is known", func() bool { return Installs{s}.Len() == 3 })
	if got := o.has("V"); got != "" {
		t.Errorf("the record of another workspace is taken: %q", got)
	}

	for range 2 { // the second time there is nothing
		o.uninstall(t, "T")
		if got, left := o.has("T"), o.keys(t, o.name.tenant("T")); got != "" || len(left) > 0 {
			t.Errorf("after the workspace has gone there is %q, and %v", got, left)
		}
	}
	if o.has("U") != "other" {
		t.Error("another workspace has gone with it")
	}
}

// TestInstalledAgain: the word to forget the workspace as it was does not reach
// the record that was put after it.
func TestInstalledAgain(t *testing.T) {
	s := inFolder(t)
	o := openOffice(t, s, nil)
	for range 20 {
		o.put(t, "T", "before")
		o.uninstall(t, "T")
		o.put(t, "T", "again")
	}
	// Notes are taken one after another, and so the last is when this is.
	if _, err := s.now.Load().kv["slots"].Put(t.Context(), "last", []byte("state")); err != nil {
		t.Fatal(err)
	}
	wait(t, "the notes to forget are taken", func() bool { _, ok := s.copies.slots.get("last"); return ok })
	if got := o.has("T"); got != "again" {
		t.Errorf("the record is %q, want that of after", got)
	}

	o.set(t, "A", "on")

	// A process that starts reads the buckets anew, and the notes still are there.
	fresh := newCopies(newBehind())
	if err := fresh.follow(s.now.Load().kv); err != nil {
		t.Fatal(err)
	}
	defer fresh.unfollow()
	if _, ok := fresh.installs.get(o.name.install("T")); !ok {
		t.Error("a process that starts does not know the record")
	}
	if got := fresh.settings.get(o.name.room("T", "A")); got != string(bot.AutoReplyOn) {
		t.Errorf("a process that starts knows auto-reply as %q", got)
	}
}

func TestInstallsInReplicas(t *testing.T) {
	t.Parallel()
	c := startCluster(t)
	a, b := openOffice(t, c.store(), nil), openOffice(t, c.store(), nil)
	is := func(o *office, want string) func() bool { return func() bool { return o.has("T") == want } }
	a.put(t, "T", "first")
	wait(t, "the other replica knows", is(b, "first"))
	b.put(t, "T", "second")
	wait(t, "the first replica knows", is(a, "second"))
	b.uninstall(t, "T")
	wait(t, "the first replica has forgotten", is(a, ""))
	a.put(t, "T", "third")
	for _, o := range []*office{a, b} {
		wait(t, "a replica knows that it is installed again", is(o, "third"))
	}
}

func TestInstallWhileStateIsAway(t *testing.T) {
	o := openOffice(t, &Store{Addresses: "127.0.0.1:1", Secret: "x"}, nil)
	if err := (Installs{o.Store}).Put(t.Context(), "T", []byte(access)); err == nil || o.has("T") != "" {
		t.Errorf("Put() = %v, and there is %q; want an error and nothing", err, o.has("T"))
	}
}

// TestInstallIsNotTakenBack: what is watched may come after what was put later.
func TestInstallIsNotTakenBack(t *testing.T) {
	s := newInstalls()
	s.put("T.install", installed{sealed: []byte("new"), revision: 2})
	s.put("T.install", installed{sealed: []byte("old"), revision: 1})
	if got, _ := s.get("T.install"); string(got) != "new" {
		t.Errorf("the record is %q, want the new one", got)
	}
	s.put("T.install", installed{sealed: []byte("newer"), revision: 3})
	if got, _ := s.get("T.install"); string(got) != "newer" {
		t.Errorf("the record is %q, want the newer one", got)
	}
}

func TestForgetWhatWasBefore(t *testing.T) {
	c, now := newCopies(newBehind()), time.Now()
	c.installs.put("T.install", installed{[]byte("x"), now, 1})
	c.forget("T.", now.Add(-time.Millisecond))
	c.forget("U.", now.Add(time.Millisecond))
	if c.installs.len() != 1 {
		t.Error("a record has gone that was written after the word to forget, or of another workspace")
	}
	c.forget("T.", now.Add(time.Millisecond))
	if c.installs.len() != 0 {
		t.Error("a record from before the word to forget is still there")
	}
}
