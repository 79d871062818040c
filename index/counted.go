package index

import (
	"regexp"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// Share stands among what a text counts for a share of something: "38%".
const Share = "%"

// share finds a part of a whole.
var share = regexp.MustCompile(`(?i)\d ?%|per ?cent\b|\b(one|two|three|four|five|six|seven|eight|nine|\d+) (in|out of) (two|three|four|five|six|seven|eight|nine|ten|twenty|\d+)\b|\b(half|thirds?|quarters?|tenth) (of|the|his|her|their|your)\b`)

// Counted returns the words of what a text has a number of, "13 exams" and "two long
// shifts", and Share for a part of a whole.
func Counted(text string) []string {
	var out []string
	if share.MatchString(text) {
		out = append(out, Share)
	}
	toks := knowledge.Tokens(text)
	for i, t := range toks {
		if !isNumber(t) || strings.HasSuffix(text[:t.End], "%") || strings.HasPrefix(text[t.End:], "%") {
			continue // of "80% of their hours" there is no number of hours
		}
		for k := i + 1; k < len(toks) && k <= i+mostBetween && toks[k].Break == knowledge.NoBreak; k++ {
			if isNumber(toks[k]) {
				break
			}
			raw := toks[k].Raw
			if !slices.Contains(between, raw) {
				out = append(out, raw)
			}
			if strings.HasSuffix(raw, "s") {
				break
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mostBetween is how many words a number is from what it counts at most: "two very long shifts".
const mostBetween = 3

// isNumber reports whether a token is a number, in digits or in words.
func isNumber(t knowledge.Token) bool {
	_, word := knowledge.NumberWord(t.Raw)
	return t.Num || word || slices.Contains(furtherNumbers, t.Raw)
}

// Numbers that knowledge.NumberWord does not know, and what may stand between a number and
// what it counts.
var (
	furtherNumbers = strings.Fields("fifteen eighteen twenty thirty forty fifty hundred half")
	between        = strings.Fields("a an the of more or and to further other extra")
)
