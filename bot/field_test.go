package bot

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestFieldOfARole: the name of a role's field says nothing more than the role.
func TestFieldOfARole(t *testing.T) {
	text := "---\ntitle: Bee Scientist or Bee Keeper\nroles:\n  - name: Bee Scientist\n    aliases: [bee science, queen experts]\n  - name: Bee Keeper\n---\n\n" +
		"## What bee scientists do\n\nMost have read science.\n\n## What bee keepers do\n\nThey lift.\n\n## Queens\n\nExperts know them.\n"
	for i := range 40 { // a word tells something only where there is much to tell it from
		text += fmt.Sprintf("\nFlower number %d opens early.\n", i)
	}
	path := filepath.Join(t.TempDir(), "bees.md")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newBotOver(t, true, path)
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
