package state

import (
	"bytes"
	"testing"
)

// TestNotebook: what is noted can be recalled and is sealed, and only the first
// of several is first.
func TestNotebook(t *testing.T) { onEachStore(t, testNotebook) }

func testNotebook(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	n := Notebook{o.Store}
	if got, err := n.Recall(t.Context(), "discord.0"); got != nil || err != nil {
		t.Errorf("recalled %q, %v before anything was noted", got, err)
	}
	n.Note("discord.0", []byte("channel 1"))
	n.Note("discord.0", []byte("channel 2"))
	n.Note("discord.1", []byte("another"))
	wait(t, "the note is written", func() bool {
		got, err := n.Recall(t.Context(), "discord.0")
		return err == nil && string(got) == "channel 2"
	})
	kv, err := o.Store.bucket("slots")
	if err != nil {
		t.Fatal(err)
	}
	e, err := kv.Get(t.Context(), n.key("discord.0"))
	if err != nil || bytes.Contains(e.Value(), []byte("channel")) {
		t.Errorf("kept is %q, %v, want it sealed", e.Value(), err)
	}
	for i, want := range []bool{true, false, false} {
		if got, err := n.First(t.Context(), "discord.welcome.1"); got != want || err != nil {
			t.Errorf("call %d is first: %v, %v, want %v", i+1, got, err, want)
		}
	}
	if got, err := n.First(t.Context(), "discord.welcome.2"); !got || err != nil {
		t.Errorf("another name is first: %v, %v", got, err)
	}
}
