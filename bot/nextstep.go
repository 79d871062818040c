package bot

import (
	"slices"

	"careerbot/knowledge"
)

// nextStep takes "and after that?" behind the pay of one step for the step above it, and
// "one below" for the step below, as the table of that pay has them.
func (b *Bot) nextStep(a *ask) {
	up := a.asksNext()
	if !a.follows && len(a.toks) > mostShort || a.prior.kind != memPay || len(a.prior.levels) != 1 || len(a.levels)+len(a.years)+len(a.amounts) > 0 || !up && !a.asksBelow() {
		return
	}
	var rungs []int
	for _, w := range a.content() {
		if !rungWords[w.text] {
			return
		}
		rungs = append(rungs, w.at)
	}
	roles, places := orElse(a.roles, a.prior.roles), orElse(a.places, a.prior.places)
	for _, f := range b.figures(roles, a.prior.levels, places) {
		for _, p := range f.pays {
			if next := b.stepBeside(p, up); next != nil {
				a.levels, a.guessed, a.follows = []*knowledge.Term{next}, false, true
				a.concepts = slices.DeleteFunc(slices.Clone(a.concepts), func(t *knowledge.Term) bool { return t.Name == knowledge.ConceptDifference }) // of "step down"
				a.settled(rungs)
				return
			}
		}
	}
}

// mostShort is how many words a message has at most that is taken for a follow-up without a
// word that says so: "the step above".
const mostShort = 4

// stepBeside returns the step of the next higher or lower pay beside a cell in its row or
// column, of the same role and place; nil for none.
func (b *Bot) stepBeside(p *knowledge.Pay, up bool) (next *knowledge.Term) {
	for _, q := range b.cells.of[tableKey{p.Article, p.Section, p.Block}] {
		if q.Role != p.Role || q.Place != p.Place || q.Level == nil || q.Level == p.Level {
			continue
		}
		behind := q.Col == p.Col && q.Row > p.Row || q.Row == p.Row && q.Col > p.Col
		before := q.Col == p.Col && q.Row < p.Row || q.Row == p.Row && q.Col < p.Col
		switch {
		case up && behind && q.Money.Low > p.Money.Low:
			return q.Level
		case !up && before && !q.None && q.Money.Low < p.Money.Low:
			next = q.Level // the last before it
		}
	}
	return next
}

// asksNext reports whether the message points at what comes after: "and after that", "next
// level", "one step up", "the one above".
func (a *ask) asksNext() bool {
	for i, t := range a.toks {
		if t.Raw == "next" && (i+1 == len(a.toks) || rungWords[a.toks[i+1].Text]) || a.besideRung(i, "up", "above", "after") {
			return true
		}
	}
	return false
}

// asksBelow reports whether it points at what comes before: "one step down", "the level
// below", "and below that".
func (a *ask) asksBelow() bool {
	for i := range a.toks {
		if a.besideRung(i, "down", "below", "under") {
			return true
		}
	}
	return false
}

// besideRung reports whether token i is one of some words for where, behind a word for a
// step or before one that points back.
func (a *ask) besideRung(i int, where ...string) bool {
	if !slices.Contains(where, a.toks[i].Raw) {
		return false
	}
	return i > 0 && rungWords[a.toks[i-1].Text] || i+1 < len(a.toks) && pointWords[a.toks[i+1].Raw]
}

// Words for a step, and those that point back at one.
var (
	rungWords  = wordSet("step level band grade rung stage one")
	pointWords = wordSet("that this it")
)
