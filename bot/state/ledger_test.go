package state

import "testing"

// TestLedger: what is written is read, by name, and stays when a workspace is
// deleted.
func TestLedger(t *testing.T) { onEachStore(t, testLedger) }

func testLedger(t *testing.T, s *Store) {
	o := openOffice(t, s, nil)
	g := Ledger{o.Store}
	read := func(name, want string) {
		t.Helper()
		if got, err := g.Read(t.Context(), name); got != want || err != nil {
			t.Errorf("read %q: %q, %v, want %q", name, got, err, want)
		}
	}
	read("discord.commands.1", "")
	for _, text := range []string{"one", "two"} {
		if err := g.Write(t.Context(), "discord.commands.1", text); err != nil {
			t.Fatal(err)
		}
		read("discord.commands.1", text)
	}
	read("discord.commands.2", "")
	if err := g.Write(t.Context(), "a name", "x"); err == nil {
		t.Error("a name with a space is taken")
	}
	if _, err := o.forget(t.Context(), o.name.tenant("T1")); err != nil {
		t.Fatal(err)
	}
	read("discord.commands.1", "two")
}
