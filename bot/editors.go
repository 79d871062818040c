package bot

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// PassedOnMost is how long a question may be, in characters, that is passed on
// to the editors.
const PassedOnMost = 300

// passedOver stands in what is passed on where something was left out.
const passedOver = "…"

// Passable reports whether the question of an answer may be passed on to the
// editors: one about careers that nothing is written on. What is for its asker
// alone is not, and neither is what says much about a person and that no
// article can mend.
func (a Answer) Passable() bool {
	if a.Kind != Declined || a.Private {
		return false
	}
	switch a.Reason {
	case NoArticle, RoleUnknown, PlaceUnknown, LevelUnknown:
		return true
	}
	return false
}

// ForEditors returns a question as it may be passed on to the editors, in one
// line: without links, addresses and names with an @, which tell who asks, and
// without figures, which may be what somebody earns or a telephone number. An
// ellipsis stands for what is left out. It is "" where no word is left. What it
// returns, it returns again.
func ForEditors(text string) string {
	var kept []string
	words := false
	for _, w := range strings.FieldsFunc(strings.ToValidUTF8(text, " "), between) {
		if tellsWho(w) {
			w = passedOver
		}
		if w == passedOver && len(kept) > 0 && kept[len(kept)-1] == passedOver {
			continue
		}
		words = words || strings.ContainsFunc(w, unicode.IsLetter)
		kept = append(kept, w)
	}
	if !words {
		return ""
	}
	return strings.Join(kept, " ")
}

// between reports whether a character parts words: signs that are not seen
// could hide a figure or turn a line around.
func between(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// tellsWho reports whether a word is left out.
func tellsWho(w string) bool {
	core := strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
	switch {
	case w == passedOver:
		return true
	case strings.ContainsAny(w, "@＠﹫"), strings.Contains(w, "://"), strings.HasPrefix(core, "www."):
		return true
	case strings.ContainsFunc(w, unicode.IsNumber):
		return !numbered.MatchString(core)
	}
	return site.MatchString(core) && !slices.Contains(dotted, core[strings.LastIndexByte(core, '.')+1:])
}

var (
	// numbered finds names that have a figure in them, such as K8s, B2B and EC2.
	numbered = regexp.MustCompile(`^\pL{1,4}[0-9][sbdj]?$`)
	// site finds what may be the name of a site, with or without a path.
	site = regexp.MustCompile(`\pL\.\pL{2,}(/|$)`)
)

// dotted end names that are written like those of sites, such as Node.js.
var dotted = []string{"js", "net"}

// PassedOnAnswer is for who has passed a question on to the editors.
func PassedOnAnswer() Answer {
	return Answer{Kind: Help, Headline: "Thank you. The editors can read your question, without your name.", Private: true}
}

// PassedOnBeforeAnswer is for who passes the same question on again.
func PassedOnBeforeAnswer() Answer {
	return Answer{Kind: Help, Headline: "You passed this question on before. The editors can read it, without your name.", Private: true}
}

// PassedOnEnoughAnswer is for who has passed on as many questions as are kept
// of one person.
func PassedOnEnoughAnswer(most int) Answer {
	return Answer{
		Kind: Help, Private: true,
		Headline: fmt.Sprintf("You have passed on %d questions already, and I keep no more of one person. This one was not passed on.", most),
	}
}

// NotPassedOnAnswer is for what cannot be passed on to the editors.
func NotPassedOnAnswer() Answer {
	return Answer{
		Kind: Help, Private: true,
		Headline: fmt.Sprintf("That was not passed on. It needs some words, and at most %d characters.", PassedOnMost),
	}
}
