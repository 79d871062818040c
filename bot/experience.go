package bot

import (
	"slices"
	"strings"

	"careerbot/knowledge"
)

// An experience is a number of years that somebody has worked.
type experience struct {
	from, to  int             // equal for a single number
	role      *knowledge.Term // the covered role that they were spent in, where it is said
	elsewhere string          // what else they were spent in: "retail"
}

// link says what each number of years was spent in: the role or field named
// right behind it ("4 years as a dev", "8 years in retail"), or before it
// ("a devops engineer for 3 years").
func (r *reading) link(lex *knowledge.Lexicon) {
	if len(r.years) == 0 {
		return
	}
	k := 0
	for i, s := range r.spans {
		if s.Phrase != yearToken || i > 0 && r.spans[i-1].Phrase == yearToken {
			continue
		}
		if k >= len(r.years) {
			return
		}
		e := &r.years[k]
		k++
		if r.spentBefore(i, e) {
			continue
		}
		in := false
		end := i // of "two and a half years"
		for end+1 < len(r.spans) && r.spans[end+1].Phrase == yearToken {
			end++
		}
		for j := end + 1; j < min(end+7, len(r.spans)); j++ {
			next := r.spans[j]
			t := r.toks[next.From]
			if t.Break >= knowledge.SentenceBreak {
				break
			}
			if role := next.Is(knowledge.RoleTerm); role != nil {
				if role.Covered {
					e.role = role
				} else {
					e.elsewhere = next.Phrase
				}
				break
			}
			if t.Break >= knowledge.ClauseBreak {
				break
			}
			switch t.Raw {
			case "in", "as", "of", "at", "doing", "working":
				in = t.Raw == "in" || t.Raw == "as" || t.Raw == "doing" || in
				continue
			}
			if next.Is(knowledge.PlaceTerm) != nil {
				break
			}
			if role := r.otherName(lex, next); in && role != nil {
				e.role = role
				r.settled([]int{next.From})
				break
			}
			if in && (len(next.Senses) == 0 || next.Is(knowledge.TopicTerm) != nil) && !t.Num {
				e.elsewhere = next.Phrase
				break
			}
			if next.Is(knowledge.FillerTerm) == nil && t.Text != yearToken && t.Text != beltToken && t.Raw != "experience" {
				break
			}
		}
	}
}

// otherName returns the role whose other name begins with a word that nothing explains,
// where a name of it has been said: the "ios" of an "ios dev".
func (r *reading) otherName(lex *knowledge.Lexicon, s knowledge.Span) *knowledge.Term {
	if len(s.Senses) > 0 {
		return nil
	}
	for _, m := range r.roles {
		job := m.phrase[strings.LastIndexByte(m.phrase, ' ')+1:]
		if slices.ContainsFunc(lex.Senses(s.Phrase+" "+job), func(x knowledge.Sense) bool { return m.term.Covered && x.Term == m.term }) {
			return m.term
		}
	}
	return nil
}

// spentBefore links years to the role named before them: "I was a chef for 6
// years".
func (r *reading) spentBefore(i int, e *experience) bool {
	for j := i - 1; j >= max(0, i-4); j-- {
		if r.toks[r.spans[j+1].From].Break >= knowledge.ClauseBreak {
			return false
		}
		role := r.spans[j].Is(knowledge.RoleTerm)
		if role == nil {
			continue
		}
		if r.toks[r.spans[i].From-1].Raw != "for" {
			return false
		}
		if e.role = role; !role.Covered {
			e.role, e.elsewhere = nil, r.spans[j].Phrase
		}
		return true
	}
	return false
}

// toTheTop reads "the top" that a span of levels leads to as the last level with a figure:
// "from junior right up to the top" asks for every level from there on.
func (b *Bot) toTheTop(r *reading) {
	last := b.lastLevel(r)
	for _, m := range r.levels {
		top := r.topBehind(m.at)
		if !m.term.Covered || m.inParts() || !r.fromBefore(m.at) || top < 0 || last == nil {
			continue
		}
		r.levels = append(r.levels, mention{term: last, phrase: r.toks[top].Text, typed: r.toks[top].Raw, at: top, asking: m.asking})
		var at []int
		for i := m.at + 1; i <= top; i++ {
			at = append(at, i)
		}
		r.settled(at)
		return
	}
}

// lastLevel returns the last level that the roles named have a figure for, nil for none.
func (b *Bot) lastLevel(r *reading) (last *knowledge.Term) {
	for _, p := range b.cells.bands {
		named := len(r.roles) == 0 || slices.ContainsFunc(r.roles, func(m mention) bool { return m.term == p.Role })
		if named && !p.None && (last == nil || b.set.LevelRank(p.Level) > b.set.LevelRank(last)) {
			last = p.Level
		}
	}
	return last
}

// fromBefore reports whether a span begins with what token i names: "from a junior".
func (r *reading) fromBefore(i int) bool {
	return i > 0 && r.toks[i-1].Raw == "from" || i > 1 && r.toks[i-2].Raw == "from" && smallWords[r.toks[i-1].Raw]
}

// topBehind returns where "top" stands in the "to the top" that follows token i; -1 for
// nowhere.
func (r *reading) topBehind(i int) int {
	for k := i + 1; k < min(i+mostToTop, len(r.toks)) && r.toks[k].Break < knowledge.ClauseBreak; k++ {
		if r.toks[k].Raw == "top" && (r.saysAt(k-2, "to", "the") || k > 2 && r.saysAt(k-3, "to", "the", "very")) {
			return k
		}
	}
	return -1
}

// mostToTop is how far "top" stands behind the level that a span begins with: "from
// entry level right the way up to the very top".
const mostToTop = 11

// levelsOfYears fills the level from years of experience, by the article's
// own bands, where no level was named.
func (b *Bot) levelsOfYears(a *ask) {
	if len(a.levels) > 0 || len(a.years) == 0 {
		return
	}
	e := a.years[len(a.years)-1]
	for i := range a.years {
		if a.years[i].role != nil && (len(a.roles) == 0 || slices.Contains(a.roles, a.years[i].role)) {
			e = a.years[i]
		}
	}
	if e.elsewhere != "" {
		a.byYears = &e
		return
	}
	bands := b.bandsFor(a)
	for _, p := range bands {
		if p.Years.Has(e.from) || p.Years.Has(e.to) || e.to > e.from && p.Years.Set && p.Years.From > e.from && p.Years.From < e.to {
			a.levels = addTerm(a.levels, p.Level)
		}
	}
	if e.to > e.from { // "3-4 years": a boundary that only the ends touch does not count
		a.levels = insideBand(a, e, bands)
	}
	a.byYears = &e
}

// bandsFor returns the bands of years of the roles asked for, those of the
// places asked for where these have any.
func (b *Bot) bandsFor(a *ask) []*knowledge.Pay {
	var all, here []*knowledge.Pay
	for _, p := range b.cells.bands {
		if len(a.roles) > 0 && !slices.Contains(a.roles, p.Role) {
			continue
		}
		all = append(all, p)
		if p.Years.Set && slices.Contains(a.places, p.Place) {
			here = append(here, p)
		}
	}
	if len(here) > 0 {
		return here
	}
	return all
}

// insideBand keeps the one level whose band holds the whole span, if any.
func insideBand(a *ask, e experience, bands []*knowledge.Pay) []*knowledge.Term {
	for _, p := range bands {
		if p.Years.Has(e.from) && p.Years.Has(e.to) && slices.Contains(a.levels, p.Level) {
			return []*knowledge.Term{p.Level}
		}
	}
	return a.levels
}
