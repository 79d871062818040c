package index

import "strings"

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
