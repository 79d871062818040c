package bot

import (
	"regexp"
	"strings"
	"unicode"

	"careerbot/knowledge"
)

// mostUnaddressed is the longest message, in words, that is answered without
// being asked: longer ones are stories.
const mostUnaddressed = 60

// codeLike finds what no sentence has: statements, assignments, brackets.
var codeLike = regexp.MustCompile(`[;={}\\]|\bSELECT\b|^\s*[$>#]|https?://`)

// heard decides whether a message that was not said to the bot is answered.
func (b *Bot) heard(q Question, a *ask, d draft) bool {
	if q.Continues {
		return b.continues(q.Text, a, d)
	}
	return b.speaks(q.Text, a, d)
}

// speaks decides whether a message near the bot is answered at all. Silence
// costs nothing there, and a wrong word much: only a plain question that names
// its role, in words that are all understood, is answered, and only surely.
func (b *Bot) speaks(text string, a *ask, d draft) bool {
	switch {
	case !d.Kind.Answered(), d.example, !a.question, a.guessed, a.anyRole, len(a.fixed) > 0, a.wordCount() > mostUnaddressed:
		return false
	case toSomebody(text), codeLike.MatchString(text), multipleChoice(text):
		return false // said to somebody else, or not said at all
	case len(a.topics) > 0, a.asksYou(), !strings.Contains(text, "?") && !a.opensAsking():
		return false
	case !a.saidRole(), a.groups["announcement"], a.groups["logistics"], a.groups["task"], a.groups["insult"]:
		return false
	}
	for _, w := range a.words {
		if !a.memo.Known(w.text) {
			return false
		}
	}
	if a.pay {
		return (a.has(knowledge.ConceptPay) || a.has(knowledge.ConceptGap)) && (len(a.levels) > 0 || len(a.places) > 0 || len(a.roles) > 1)
	}
	if a.claim {
		return len(a.roles) > 1
	}
	return a.rate || b.speaksOf(a, strongGroups...)
}

// opensAsking reports whether the message begins with a word that asks.
func (r *reading) opensAsking() bool {
	for i := range min(3, len(r.toks)) {
		if r.begins(i, 0) {
			return true
		}
	}
	return false
}

// asksYou reports whether people are asked about themselves: "are you a …".
func (r *reading) asksYou() bool {
	for i := 1; i < len(r.toks); i++ {
		if r.toks[i].Raw == "you" && auxiliaries[r.toks[i-1].Raw] && r.toks[i-1].Break >= knowledge.ClauseBreak {
			return true
		}
	}
	return false
}

// multipleChoice reports whether a text lists answers to pick from: "a) … b) …".
func multipleChoice(text string) bool {
	for i := 1; i < len(text); i++ {
		if text[i] == ')' && unicode.IsLetter(rune(text[i-1])) && (i == 1 || text[i-2] == ' ') {
			return true
		}
	}
	return false
}
