package bot

import "unicode/utf8"

// headlineMost is the most characters that a headline has.
const headlineMost = 160

// Brief returns an answer as it is said where others read along: one that
// declines is a single line, with the person who can help where that still fits
// into it, and with its next questions. Any other, and one for the asker alone,
// stays whole.
func (a Answer) Brief() Answer {
	if a.Kind != Declined || a.Private {
		return a
	}
	if line := a.Headline + " " + a.Contact; a.Contact != "" && utf8.RuneCountInString(line) <= headlineMost {
		a.Headline = line
	}
	a.Text, a.Table, a.Contact = "", nil, ""
	return a
}
