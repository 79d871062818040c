package bot

import (
	"strings"
	"testing"
)

// TestRolesInPassing: who somebody in a story is, is not asked about; a part of
// one role's name stands for it as a noun of its own; and one role on the way to
// another is a move.
func TestRolesInPassing(t *testing.T) {
	b := newBotOn(t, inMuch(spokenArticle))
	for text, want := range map[string]string{
		"how long do projects last in stone":                                   "A year",
		"my sister whos a nurse said ask. what does a junior wood carver make": "£21,000",
		"can a stone carver retrain as a wood carver":                          "within a year",
		"stone carver who wants to be a wood carver, do my years count":        "within a year",
	} {
		if got := say(b, text); !got.Kind.Answered() || !strings.Contains(got.Plain(), want) {
			t.Errorf("Answer(%q) = %q, %q, want %q", text, got.Kind, got.Plain(), want)
		}
	}
	if got := say(b, "how do i get into stone carving and wood carving"); strings.Contains(got.Plain(), "within a year") {
		t.Errorf("two ways in are answered as a move: %q", got.Plain())
	}
}
