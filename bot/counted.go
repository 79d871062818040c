package bot

import (
	"slices"

	"careerbot/index"
)

// counted returns the stems of what is counted in the question: "how many exams".
func (a *ask) counted() []string {
	var out []string
	for i := 1; i+1 < len(a.toks); i++ {
		if a.toks[i].Raw == "many" && a.toks[i-1].Raw == "how" {
			out = append(out, a.memo.Stems(a.toks[i+1].Raw)...)
		}
	}
	return out
}

// measured returns what an answer has a number of, one of these: what is counted, lengths
// of time where it is asked how long, or a share.
func (a *ask) measured(counted []string) []string {
	out := slices.Clone(counted)
	if a.howLong() {
		out = append(out, timeStems...)
	}
	for i, t := range a.toks {
		if shareWords[t.Raw] && i > 0 && (askWords[a.toks[i-1].Raw] || amountWords[a.toks[i-1].Raw]) {
			return append(out, index.Share)
		}
	}
	return out
}

// Words that ask for a share, those before them, and the stems of lengths of time.
var (
	shareWords  = wordSet("percent percentage pct % share proportion fraction")
	amountWords = wordSet("the a big large which")
	timeStems   = []string{"minut", "hour", "day", "week", "month", "year"}
)

// measures reports whether a text has a number of one of some stems.
func (b *Bot) measures(text string, stems []string) bool {
	if len(stems) == 0 {
		return false
	}
	for _, w := range index.Counted(text) {
		if w == index.Share && slices.Contains(stems, w) || slices.ContainsFunc(b.index.Stems(w), func(s string) bool { return slices.Contains(stems, s) }) {
			return true
		}
	}
	return false
}
