package bot

import (
	"strings"
	"unicode"
)

// An Act is what a Press does.
type Act string

// The acts.
const (
	VoteUp        Act = "up"
	VoteDown      Act = "down"
	WrongFigure   Act = "wrong_figure"   // a vote down, with its reason
	NotMyQuestion Act = "other_question" // a vote down, with its reason
	TooLittle     Act = "too_little"     // a vote down, with its reason
	ShowPrivacy   Act = "privacy"        // what is held about the presser
	DeleteData    Act = "delete"         // delete that
	Uninstalled   Act = "uninstalled"    // delete everything of the tenant; adapters alone press it
)

// A saying is words that are a press where they are a whole message: within a
// longer one they are a question, as in "salary of a privacy engineer".
type saying struct {
	words string // lower case, single spaces
	act   Act    // "" for what a Bot answers
	does  string // in the help, behind the words
}

// sourcesWords are answered by the Bot itself, and are no press.
const sourcesWords = "sources"

// sayings are all of them. The help is made of them, too.
var sayings = [...]saying{
	{sourcesWords, "", "to see which articles I answer from"},
	{"privacy", ShowPrivacy, "to see what I keep about you"},
	{"delete my data", DeleteData, "to delete it"},
}

// sayingMost is how long a text may be, in bytes, to be looked at.
const sayingMost = 100

// ActOf returns the press that a whole text stands for. Capitals, signs around
// the words, such as a slash or quotes, and how they are spaced do not matter.
func ActOf(text string) (Act, bool) {
	s := sayingIn(text)
	return s.act, s.act != ""
}

// sayingIn returns the saying that a whole text is, the zero saying for none.
func sayingIn(text string) saying {
	if len(text) > sayingMost {
		return saying{}
	}
	text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) || r == '`' })
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, s := range sayings {
		if text == s.words {
			return s
		}
	}
	return saying{}
}

// sayingOf returns the words that are a press, "" for one that has none.
func sayingOf(act Act) string {
	for _, s := range sayings {
		if s.act == act {
			return s.words
		}
	}
	return ""
}

// sayingsHelp says in a line what can be said beside questions.
func sayingsHelp() string {
	parts := make([]string, len(sayings))
	for i, s := range sayings {
		parts[i] = "“" + s.words + "” " + s.does
	}
	return "You can also say " + list(parts, "or") + "."
}
