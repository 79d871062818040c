package bot

import (
	"slices"

	"careerbot/knowledge"
)

// stepOfYear takes "year 1" and "first year" for a step of a scale that an article counts
// by years, where pay is asked for, or nothing but that step of a role: what else the
// words may mean gives way. No step is meant by a year of school or of a course.
func (b *Bot) stepOfYear(a *ask) {
	bare := len(a.roles) > 0 && len(a.concepts)+len(a.content()) == 0 && !a.howLong()
	if !bare && !a.namesMoney() && len(a.places)+len(a.amounts) == 0 && !payBefore(a.prior) {
		return
	}
	for i := range a.toks {
		n, from, to, ok := a.numberedYear(i)
		if !ok || to < len(a.toks) && courseWords[a.toks[to].Raw] {
			continue
		}
		bands := b.bandsFor(a)
		if !slices.ContainsFunc(bands, func(p *knowledge.Pay) bool { return p.Level.IsYearStep() }) {
			if bare || a.namesMoney() || len(a.amounts) > 0 || payBefore(a.prior) {
				a.takeOwnYear(n, from, to)
			}
			return
		}
		for _, p := range bands {
			if p.Years.Has(n-1) && p.Years.Has(n) {
				a.takeStep(p.Level, from, to)
				return
			}
		}
	}
}

// takeOwnYear takes "its my first year", "second year on the job" and "year one for me"
// for years of experience, as "my first year as a …" is. A year over by then is none,
// nor is one somewhere: who is new in a town may have worked for long.
func (a *ask) takeOwnYear(n, from, to int) {
	if len(a.years) > 0 || from > 1 && a.toks[from-1].Raw == "my" && aroundYear[a.toks[from-2].Raw] {
		return
	}
	mine := from > 0 && a.toks[from-1].Raw == "my"
	ends := to == len(a.toks) || a.toks[to].Break >= knowledge.ClauseBreak || hereWords[a.toks[to].Raw]
	if a.saysAt(to, "for", "me") || mine && ends || a.inTheJob(to) {
		a.years = []experience{{from: n - 1, to: n}}
		a.settled([]int{from, to - 1})
	}
}

// inTheJob reports whether "in the job" or "on this job" stands at token i.
func (r *reading) inTheJob(i int) bool {
	return i+2 < len(r.toks) && (r.toks[i].Raw == "in" || r.toks[i].Raw == "on") && theWords[r.toks[i+1].Raw] && postWords[r.toks[i+2].Text]
}

var (
	aroundYear = wordSet("after before until till by since")
	hereWords  = wordSet("here there now so and but")
	theWords   = wordSet("the this my a")
	postWords  = wordSet("job role post position work trade profession")
)

// courseWords behind a year say that it is one of learning.
var courseWords = wordSet("student students course degree uni university school pupil pupils of")

// numberedYear reads the "year 1", "first year" or "1st year" whose word "year" is token
// i, and returns the tokens [from, to) that it is.
func (r *reading) numberedYear(i int) (n, from, to int, ok bool) {
	if n, ok = r.ordinalBefore(i); ok {
		return n, i - 1, i + 1, true
	}
	if t := r.toks[i]; i+1 == len(r.toks) || t.Text != "year" && t.Text != "yr" || r.toks[i+1].Break >= knowledge.ClauseBreak {
		return 0, 0, 0, false
	}
	n, ok = smallNumber(r.toks[i+1].Raw)
	return n, i, i + 2, ok && n > 0
}

// takeStep makes a step of a scale the level that tokens [from, to) ask for, and that
// no phrase in parts made of them does: "first ... wage".
func (a *ask) takeStep(step *knowledge.Term, from, to int) {
	var at []int
	for i := from; i < to; i++ {
		at = append(at, i)
	}
	inside := func(m mention) bool {
		return m.term.Kind == knowledge.LevelTerm && (slices.Contains(at, m.at) || m.inParts())
	}
	a.said = slices.DeleteFunc(a.said, inside)
	a.foreign = slices.DeleteFunc(a.foreign, inside)
	a.levels = slices.DeleteFunc(slices.Clone(a.levels), func(l *knowledge.Term) bool {
		return !slices.ContainsFunc(a.said, func(m mention) bool { return m.term == l })
	})
	a.levels = addTerm(a.levels, step)
	first := a.toks[from]
	a.said = append(a.said, mention{term: step, phrase: first.Text, typed: first.Raw, at: from, asking: true})
	a.settled(at)
}
