package bot

import (
	"strconv"
	"strings"

	"careerbot/knowledge"
)

// takeYears takes "4 yoe", "3-4 years", "10+ yrs" out of the tokens, with
// what they were spent in.
func (r *reading) takeYears() {
	for i := 0; i < len(r.toks); i++ {
		unit := r.toks[i].Text
		n, glued := 0, false
		if m, ok := r.months(i); ok {
			r.years = append(r.years, experience{from: m / 12, to: (m + 11) / 12})
			continue
		}
		if n, ok := r.ordinalYear(i); ok {
			r.years = append(r.years, experience{from: n - 1, to: n})
			continue
		}
		if num, rest, ok := splitNumber(r.toks[i].Raw); ok && (yearWords[rest] || yearWords[knowledge.Singular(rest)]) {
			n, glued = num, true
		}
		if !glued && !yearWords[unit] || !glued && i == 0 {
			continue
		}
		first := i
		if !glued {
			num, at, ok := r.numberBefore(i)
			if !ok {
				continue
			}
			n, first = num, at
		}
		last := r.fractionBehind(i)
		e := experience{from: n, to: n}
		if r.halfYears(first, last) {
			e.to++ // it lies between two whole years
		} else if at := r.soonBefore(first); at < first && n > 0 {
			e.from, first = n-1, at
		}
		if first > 0 {
			if low, ok := smallNumber(r.toks[first-1].Raw); ok && low < n {
				e.from, first = low, first-1
			} else if first > 1 && (r.toks[first-1].Raw == "to" || r.toks[first-1].Raw == "or") {
				if low, ok := smallNumber(r.toks[first-2].Raw); ok && low < n {
					e.from, first = low, first-2
				}
			}
		}
		if r.pastOrAge(first, last) {
			continue
		}
		r.years = append(r.years, e)
		r.replace(first, last, yearToken)
		r.takeBelt(last + 1)
	}
}

// replace makes tokens from first to last stand for what was taken out of them.
func (r *reading) replace(first, last int, by string) {
	for k := first; k <= last; k++ {
		r.toks[k].Text, r.toks[k].Raw, r.toks[k].Num = by, by, true
	}
}

// fractionBehind returns the last token of "a year and a half" or "two years and a bit",
// whose unit is token i; i where there is no such part.
func (r *reading) fractionBehind(i int) int {
	if i+3 < len(r.toks) && r.saysAt(i+1, "and", "a") && fractionWords[r.toks[i+3].Raw] {
		return i + 3
	}
	return i
}

// fractionWords are less than a year.
var fractionWords = wordSet("half bit quarter")

// soonBefore returns where "going on" begins in "going on five years", which are not over
// yet, and whose number is token i; i where nothing of the kind stands there.
func (r *reading) soonBefore(i int) int {
	if i > 1 && r.toks[i-1].Raw == "on" && soonWords[r.toks[i-2].Raw] {
		return i - 2
	}
	return i
}

// soonWords before "on" say of a number that it is not reached yet.
var soonWords = wordSet("going goin coming closing")

// takeBelt takes "under my belt" out of the clause of the years that lie there: they are
// no skills then. Years "out of uni" are years of work, and no beginning.
func (r *reading) takeBelt(i int) {
	if r.saysAt(i, "out", "of") && i+2 < len(r.toks) && schoolWords[r.toks[i+2].Raw] {
		r.replace(i, i+2, beltToken)
		return
	}
	for ; i+2 < len(r.toks) && r.toks[i].Break < knowledge.ClauseBreak; i++ {
		if r.toks[i].Raw == "under" && r.toks[i+2].Raw == "belt" {
			r.replace(i, i+2, beltToken)
		}
	}
}

var schoolWords = wordSet("uni university college school training bootcamp")

// beltToken stands where it was taken out that years lie behind somebody.
const beltToken = "0belt"

// numberBefore reads the number of the unit at token i and where it begins:
// "4 years", "two and a half years",
// "a year and a half", "a couple of years", "a decade".
func (r *reading) numberBefore(i int) (n, first int, ok bool) {
	k := i - 1
	for k > 0 && (fractionWords[r.toks[k].Raw] || r.toks[k].Raw == "a" || r.toks[k].Raw == "and" || r.toks[k].Raw == "of" || r.toks[k].Raw == "good" || r.toks[k].Raw == "full" || r.toks[k].Raw == "solid") {
		k--
	}
	times := 1
	if r.toks[i].Text == "decade" {
		times = 10
		if k == i-1 && r.toks[k].Raw != "a" {
			if n, ok = smallNumber(r.toks[k].Raw); ok {
				return n * times, k, true
			}
		}
		return times, max(0, i-1), true
	}
	switch r.toks[k].Raw {
	case "couple":
		return 2, k, true
	case "few":
		return 3, k, true
	}
	if r.toks[i-1].Raw == "a" && r.fractionBehind(i) > i {
		return 1, i - 1, true
	}
	n, ok = smallNumber(r.toks[k].Raw)
	return n, k, ok
}

// halfYears reports whether tokens from first to last name parts of years: "3.5", "two
// and a half", "a year and a bit".
func (r *reading) halfYears(first, last int) bool {
	for _, t := range r.toks[first : last+1] {
		if fractionWords[t.Raw] || strings.Contains(t.Raw, ".") && t.Num {
			return true
		}
	}
	return false
}

// monthsOf are the words behind months that were worked.
var monthsOf = wordSet("as into in exp experience of on under at")

// months takes "18 months as a …", "6 months into …", "since 4 months" out of the tokens.
func (r *reading) months(i int) (n int, ok bool) {
	if t := r.toks[i].Text; i == 0 || t != "month" && t != "mo" && t != "mth" || i+1 >= len(r.toks) {
		return 0, false
	}
	if since := i > 1 && r.toks[i-2].Raw == "since"; !since && !monthsOf[r.toks[i+1].Raw] {
		return 0, false
	}
	if n, ok = smallNumber(r.toks[i-1].Raw); !ok {
		return 0, false
	}
	r.replace(i-1, i, yearToken)
	return n, true
}

// ordinalYear takes "my fourth year as a …" out of the tokens: three years are
// over. A year of school or of a course is none.
func (r *reading) ordinalYear(i int) (n int, ok bool) {
	if i+1 >= len(r.toks) || r.toks[i+1].Raw != "as" && r.toks[i+1].Raw != "working" {
		return 0, false
	}
	if n, ok = r.ordinalBefore(i); ok {
		r.replace(i-1, i, yearToken)
	}
	return n, ok
}

// ordinalBefore returns which year the word "year" at token i is said to be by the one
// before it: "first year", "2nd year".
func (r *reading) ordinalBefore(i int) (n int, ok bool) {
	if i == 0 || r.toks[i].Text != "year" && r.toks[i].Text != "yr" {
		return 0, false
	}
	n = knowledge.Ordinal(r.toks[i-1].Raw)
	return n, n > 0
}

// saysAt reports whether words stand at token i.
func (r *reading) saysAt(i int, words ...string) bool {
	if i+len(words) > len(r.toks) {
		return false
	}
	for k, w := range words {
		if r.toks[i+k].Raw != w {
			return false
		}
	}
	return true
}

// yearToken stands where a number of years was taken out.
const yearToken = "0years"

var yearWords = wordSet("year yr yoe yrs years y yexp decade")

// pastOrAge reports whether the years are an age or a time ago or ahead:
// "35 years old", "two years ago", "in 10 years", "2nd year".
func (r *reading) pastOrAge(first, last int) bool {
	next := func(k int) string {
		if last+k < len(r.toks) {
			return r.toks[last+k].Raw
		}
		return ""
	}
	if next(1) == "ago" {
		return !r.began(first)
	}
	switch next(1) {
	case "old", "time", "olds", "student", "later", "from", "until", "contract", "course", "degree":
		return true
	}
	if first > 0 {
		switch r.toks[first-1].Raw {
		case "in", "next", "within", "last", "turned", "aged":
			return r.toks[last].Raw != "yoe" && next(1) != "experience" && next(1) != "exp" && next(1) != "in"
		}
	}
	return false
}

// began reports whether what is said to lie so many years back, before token i of its
// clause, is when somebody began in a role: "i qualified as a vet 4 years ago".
func (r *reading) began(i int) bool {
	for k := i - 1; k >= 0 && r.toks[k+1].Break < knowledge.ClauseBreak; k-- {
		if beganWords[r.toks[k].Raw] {
			return true
		}
	}
	return false
}

var beganWords = wordSet("qualified requalified registered became")

// smallNumber reads "4", "10+", "four".
func smallNumber(s string) (int, bool) {
	s, _, _ = strings.Cut(strings.TrimSuffix(s, "+"), ".")
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		n, err := strconv.Atoi(s)
		return n, err == nil && n <= 60
	}
	return knowledge.NumberWord(s)
}

// splitNumber parts "3yoe" into 3 and "yoe".
func splitNumber(s string) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == 0 || i == len(s) || i > 2 {
		return 0, "", false
	}
	n, _ = strconv.Atoi(s[:i])
	return n, strings.TrimPrefix(s[i:], "+"), true
}

func calendarYear(s string) (int, bool) {
	if len(s) != 4 || s[0] != '1' && s[0] != '2' {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 1950 && n <= 2100
}

// takeDates notes the calendar years that the sentences that ask name.
func (r *reading) takeDates() {
	for i, t := range r.toks {
		if n, ok := calendarYear(t.Raw); ok && r.asking[i] {
			r.dates = append(r.dates, n)
		}
	}
}
