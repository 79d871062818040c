package bot

import "careerbot/knowledge"

// nextStep takes "and after that?" behind the pay of one step for the step above it, as the
// table of that pay has it.
func (b *Bot) nextStep(a *ask) {
	if !a.follows && len(a.toks) > mostShort || a.prior.kind != memPay || len(a.prior.levels) != 1 || len(a.levels)+len(a.years)+len(a.amounts) > 0 || !a.asksNext() {
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
			if above := b.above(p); above != nil {
				a.levels, a.guessed = []*knowledge.Term{above}, false
				a.settled(rungs)
				return
			}
		}
	}
}

// mostShort is how many words a message has at most that is taken for a follow-up without a
// word that says so: "the step above".
const mostShort = 4

// above returns the step of the next higher pay behind a cell in its row or column, of the
// same role and place; nil for none.
func (b *Bot) above(p *knowledge.Pay) *knowledge.Term {
	for _, q := range b.cells.of[tableKey{p.Article, p.Section, p.Block}] {
		below := q.Col == p.Col && q.Row > p.Row || q.Row == p.Row && q.Col > p.Col
		if below && q.Role == p.Role && q.Place == p.Place && q.Level != nil && q.Level != p.Level && q.Money.Low > p.Money.Low {
			return q.Level
		}
	}
	return nil
}

// asksNext reports whether the message points at what comes after: "and after that", "next
// level", "one step up", "the one above".
func (a *ask) asksNext() bool {
	for i, t := range a.toks {
		switch {
		case t.Raw == "next" && (i+1 == len(a.toks) || rungWords[a.toks[i+1].Text]),
			i > 0 && t.Raw == "up" && (rungWords[a.toks[i-1].Text] || a.toks[i-1].Raw == "one"),
			i > 0 && pointWords[t.Raw] && (a.toks[i-1].Raw == "after" || a.toks[i-1].Raw == "above"),
			t.Raw == "above" && i > 0 && rungWords[a.toks[i-1].Text]:
			return true
		}
	}
	return false
}

// Words for a step, and those that point back at one.
var (
	rungWords  = wordSet("step level band grade rung stage one")
	pointWords = wordSet("that this it")
)
