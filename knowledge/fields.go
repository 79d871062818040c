package knowledge

import (
	"slices"
	"strings"
)

// fields are what the work of people is called, by the last word of what they
// are called, where fieldOf has no rule for it.
var fields = map[string]string{
	"engineer": "engineering", "designer": "design", "manager": "management", "developer": "development",
	"scientist": "science", "analyst": "analysis", "architect": "architecture", "administrator": "administration",
	"accountant": "accounting", "nurse": "nursing", "consultant": "consulting", "researcher": "research",
}

// fieldOf returns what the work of people is called: who tests does testing, and
// a journalist journalism; "" where the word does not say what they do.
func fieldOf(doer string) string {
	if f := fields[doer]; f != "" || len(doer) < leastDoer {
		return f
	}
	if stem, ok := strings.CutSuffix(doer, "ist"); ok && slices.ContainsFunc(studied, func(end string) bool { return strings.HasSuffix(stem, end) }) {
		return stem + "y"
	}
	switch stem := doer[:len(doer)-2]; doer[len(doer)-2:] {
	case "er", "or":
		return stem + "ing"
	case "st":
		if strings.HasSuffix(stem, "i") {
			return stem + "sm"
		}
	}
	return ""
}

// doerEnds end words for people, beside those that fieldOf knows.
var doerEnds = []string{"agent", "ant", "ian", "ive", "man", "woman", "clerk"}

// studied end the words for fields in which who is an -ist does -y: optometry, biology.
var studied = []string{"log", "metr", "iatr", "nom", "ap"}

// leastDoer is how many letters a word has that says what somebody does: "baker".
const leastDoer = 5

// briefly is how the last words of titles are cut short.
var briefly = map[string]string{"engineer": "eng", "developer": "dev", "manager": "mgr"}
