package bot

import (
	"slices"
	"unicode/utf8"

	"careerbot/knowledge"
)

// A Chart is the pay of some roles in one place, level by level, as ranges
// that can be drawn side by side: of one currency and one period. It holds no
// figure that is not printed in an article, and says in Alt all that it shows.
// Charts are shared: nothing in one may be changed.
type Chart struct {
	Title  string   // what is shown: "Nurse: pay per year by level, UK"
	Roles  []string // the series, at most four; each has a bar
	Levels []string // the groups of bars, with their years: "Senior (5–8 years)"; each has a bar; one, and "", where no table names a level
	Bars   []Bar    // by level, then by role; where two figures are given for one, both
	Amount AmountStyle
	Period string // "year", "hour", …; "" where nobody says it

	Missing  []string // what has no figure and no bar: "Senior Nurse"
	Disputes []string // what the articles say differently of the bars that are Noted, with their sections
	Notes    []string // what else to know: the year of the figures, other places
	Sources  []Source // every section that a figure came from
	Alt      string   // the whole chart in words, every figure in it; at most 1,024 characters
}

// A Bar is one range of pay. Its ends are those of the cell that Text copies.
type Bar struct {
	Role, Level int    // indexes into the chart's Roles and Levels
	Low, High   int64  // hundredths of the currency's unit; equal for a single figure
	Open        bool   // the top is open: the article prints a "+"
	Text        string // the figure as the article prints it
	Noted       bool   // one of the Disputes is about it
}

// What one chart holds: more is no picture for a phone, and more words are no
// description that every platform takes.
const (
	mostSeries = 4
	mostBars   = 24
	mostAlt    = 1024 // characters
)

// Chart returns the pay by level of the roles and the one place that a State
// stands for. Where no place is in it, or several, the first one that has
// figures for all the roles is shown, else the first that has any; Title says
// which, and Notes name the others. It is false for a State without pay, and
// where the figures are fewer than two, are of several currencies or periods,
// or are more than one picture holds. It is safe for concurrent use.
func (b *Bot) Chart(state string) (Chart, bool) {
	m := b.open(state)
	if m.metric() == "" {
		return Chart{}, false
	}
	return b.charts.of(m, b.draw)
}

// draw draws the chart of what an answer about pay leaves.
func (b *Bot) draw(m memory) (Chart, bool) {
	figs, others := b.toDraw(m)
	s := sketch{bot: b}
	for _, f := range figs {
		if !s.add(f) {
			return Chart{}, false
		}
	}
	if len(s.Bars) < 2 || len(s.Bars) > mostBars || len(s.roles) > mostSeries || s.highest() == 0 {
		return Chart{}, false
	}
	s.without(m.roles, figs)
	s.finish(figs, others)
	if utf8.RuneCountInString(s.Alt) > mostAlt || !s.guarded(figs) {
		return Chart{}, false
	}
	return s.Chart, true
}

// Chart is that of the Bot in use.
func (s *Swap) Chart(state string) (Chart, bool) {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Chart(state)
}

// highest returns the highest end of a bar.
func (s *sketch) highest() int64 {
	var top int64
	for _, bar := range s.Bars {
		top = max(top, bar.High)
	}
	return top
}

// toDraw chooses the place of a chart and returns the figures of all levels
// there, and the other places that were asked for, or could have been, and have
// figures too.
func (b *Bot) toDraw(m memory) (figs []figure, others []*knowledge.Term) {
	places := m.places
	if len(places) == 0 {
		places = append(b.set.Covered(knowledge.PlaceTerm), nil)
	}
	said := func(concept string) bool { return shareTerm(m.concepts, b.named(concept)) }
	best := 0
	for _, p := range places {
		here := b.ofKinds(byPeriod(onSubject(b.figures(m.roles, nil, []*knowledge.Term{p}), nil), m.kind == memRate), said)
		n := rolesWithPay(here)
		if n == 0 {
			continue
		}
		if p != nil {
			others = append(others, p)
		}
		// Without roles in the State no place has more of them than another.
		if best == 0 || len(m.roles) > 0 && n == len(m.roles) && best < n {
			figs, best = here, n
		}
	}
	return figs, slices.DeleteFunc(others, func(p *knowledge.Term) bool { return p == figs[0].place })
}

// rolesWithPay counts the roles that figures have an amount for.
func rolesWithPay(figs []figure) int {
	seen := map[*knowledge.Term]bool{}
	for _, f := range figs {
		if slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool { return !p.None }) {
			seen[f.role] = true
		}
	}
	return len(seen)
}
