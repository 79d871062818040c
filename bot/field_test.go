package bot

import (
	"testing"
)

// TestFieldOfARole: the name of a role's field says nothing more than the role.
func TestFieldOfARole(t *testing.T) {
	text := "---\ntitle: Bee Scientist or Bee Keeper\nroles:\n  - name: Bee Scientist\n    aliases: [bee science, queen experts]\n  - name: Bee Keeper\n---\n\n" +
		"## What bee scientists do\n\nMost have read science.\n\n## What bee keepers do\n\nThey lift.\n\n## Queens\n\nExperts know them.\n"
	b := newBotOn(t, inMuch(text))
	a := b.resolve(b.read("is ai changing bee science"), memory{})
	if len(a.roles) != 1 {
		t.Fatalf("bee science is read as %d roles, want one", len(a.roles))
	}
	for _, s := range b.evidenceOf(a).stems {
		if s == "scienc" {
			t.Error("science is searched for, want the role alone")
		}
	}
}
