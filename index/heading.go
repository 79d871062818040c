package index

import (
	"regexp"
	"strings"
)

// questionOpeners begin headings that ask and have no question mark.
var questionOpeners = map[string]bool{
	"can": true, "could": true, "do": true, "does": true, "did": true, "is": true, "are": true, "am": true, "will": true, "would": true,
	"should": true, "must": true, "have": true, "has": true,
}

// isQuestion reports whether a heading asks something that the text below it
// answers.
func isQuestion(heading string) bool {
	first, _, _ := strings.Cut(strings.ToLower(heading), " ")
	return strings.HasSuffix(heading, "?") || questionOpeners[first]
}

// frames are the words of a heading that only make a question of it.
var frames = map[string]bool{
	"how": true, "long": true, "many": true, "much": true, "hard": true, "often": true, "what": true, "which": true, "who": true, "when": true,
	"where": true, "why": true, "i": true, "you": true, "they": true, "it": true, "to": true, "a": true, "an": true, "the": true, "there": true,
	"need": true, "take": true, "get": true, "be": true,
}

// asked returns the words of a heading that say what it asks about.
func asked(heading string) string {
	var kept []string
	for _, w := range strings.Fields(heading) {
		if low := strings.ToLower(w); !frames[low] && !questionOpeners[low] {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// isMine reports whether a heading that asks does so for oneself.
func isMine(heading string) bool {
	for _, w := range strings.Fields(strings.ToLower(heading)) {
		if w == "i" || w == "my" {
			return true
		}
	}
	return false
}

// isConditional reports whether a heading says when something holds.
func isConditional(heading string) bool {
	return strings.Contains(" "+strings.ToLower(heading)+" ", " if ")
}

// sides are words of what speaks for and against something.
var sides = map[string]bool{
	"pros": true, "cons": true, "downsides": true, "upsides": true, "drawbacks": true, "advantages": true, "disadvantages": true,
}

// isSides reports whether a heading is on what speaks for and against something.
func isSides(heading string) bool {
	for _, w := range strings.Fields(strings.ToLower(heading)) {
		if sides[strings.Trim(w, ":,.?")] {
			return true
		}
	}
	return false
}

// somebodysDay finds headings on what somebody does all day: "The nurse's day",
// "A roofer's Tuesday".
var somebodysDay = regexp.MustCompile(`(?i)\p{L}['’]s? (day|week|shift|monday|tuesday|wednesday|thursday|friday)$`)
