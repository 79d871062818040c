package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A figure is what the articles say on one role, level and place: one cell,
// or several that may disagree.
type figure struct {
	role, level, place *knowledge.Term
	pays               []*knowledge.Pay // cells of tables of nothing but pay first
}

// distinct returns the cells that say different things; where only the open
// end differs, or one does not say its period, the first stands for both. A cell
// without a figure says nothing beside one that has one.
func (f figure) distinct() []*knowledge.Pay {
	var out []*knowledge.Pay
	given := slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool { return !p.None })
	for _, p := range f.pays {
		if given && p.None {
			continue
		}
		if !slices.ContainsFunc(out, func(o *knowledge.Pay) bool {
			return o.None == p.None && (o.None || o.Money.Same(p.Money)) && (o.Period == p.Period || o.Period == "" || p.Period == "")
		}) {
			out = append(out, p)
		}
	}
	return out
}

// only returns the figure with the cells that keep says yes to.
func (f figure) only(keep func(*knowledge.Pay) bool) figure {
	other := func(p *knowledge.Pay) bool { return !keep(p) }
	if slices.ContainsFunc(f.pays, other) {
		f.pays = slices.DeleteFunc(slices.Clone(f.pays), other)
	}
	return f
}

// onlyOf keeps of figures the cells that keep says yes to, and leaves out those that
// have none.
func onlyOf(figs []figure, keep func(*knowledge.Pay) bool) []figure {
	var out []figure
	for _, f := range figs {
		if g := f.only(keep); len(g.pays) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// none reports whether the articles say that there is no figure.
func (f figure) none() bool { return f.pays[0].None }

// disputed reports whether the cells give different figures.
func (f figure) disputed() bool { return len(f.distinct()) > 1 }

// amount returns the figure in words, as printed: one range, or both.
func (f figure) amount() string {
	var cells []string
	for _, p := range f.distinct() {
		cells = append(cells, p.Cell)
	}
	return strings.Join(cells, " or ")
}

// name returns "Mid-level DevOps Engineer, UK" without what skip names.
func (f figure) name(skip map[knowledge.TermKind]bool) string {
	var what string
	role, level := f.role != nil && !skip[knowledge.RoleTerm], f.level != nil && !skip[knowledge.LevelTerm]
	switch {
	case role && level && isOwnLabel(f.level):
		what = fmt.Sprintf("%s (%s)", f.level.Name, f.role.Name)
	case role && level:
		what = f.level.Name + " " + f.role.Name
	case role:
		what = f.role.Name
	case level:
		what = f.level.Name
	}
	if f.place != nil && !skip[knowledge.PlaceTerm] {
		if what != "" {
			what += ", "
		}
		what += f.place.Name
	}
	return what
}

// payOf returns what the articles have of the roles on what is asked for. Where
// nothing is said of the places asked for, what these lie in is meant, and then
// figures of an article on these places that names none for them.
func (b *Bot) payOf(a *ask, roles, concepts []*knowledge.Term) []figure {
	asked := func(figs []figure) []figure { return b.ofKinds(byPeriod(onSubject(figs, concepts), a.rate), a.has) }
	in := func(places []*knowledge.Term) []figure { return asked(b.figures(roles, a.levels, places)) }
	figs := b.withoutParts(a, in(slices.Concat(a.places, b.partsOf(a))))
	if len(figs) == 0 && len(a.levels) > 0 {
		figs = asked(b.ofNoStep(a, roles))
	}
	if len(a.places) == 0 {
		figs = b.withoutTowns(a, figs)
	}
	if len(roles) == 0 {
		figs = sharedOnce(figs)
	}
	for places := b.around(a.places); len(figs) == 0 && len(places) > 0; places = b.around(places) {
		figs = in(places)
	}
	if len(figs) > 0 || len(a.places) == 0 {
		return figs
	}
	return slices.DeleteFunc(in([]*knowledge.Term{nil}), func(f figure) bool {
		return slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool { return !b.paysLike(p, a.places, !a.inTown()) })
	})
}

// ofNoStep returns what the articles have of the roles for no step, where they have nothing
// for the one asked for: in the regions asked about, else in a row between two steps.
func (b *Bot) ofNoStep(a *ask, roles []*knowledge.Term) []figure {
	regions := slices.DeleteFunc(slices.Clone(a.places), func(p *knowledge.Term) bool { return !b.isRegion(p) })
	if len(regions) > 0 {
		if figs := b.figures(roles, []*knowledge.Term{nil}, regions); len(figs) > 0 {
			return figs
		}
	}
	if len(a.levels) > 1 {
		return nil
	}
	return b.between(roles, a.levels[0], a.places)
}

// withoutTowns leaves out, where no place is asked about, what a role earns in parts of a
// country, if an article says what it earns at some step in general. Where parts are what
// is asked about, all else is left out.
func (b *Bot) withoutTowns(a *ask, figs []figure) []figure {
	if a.ofPlaces {
		return slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return !b.isRegion(f.place) })
	}
	if a.has(knowledge.ConceptPlaces) || a.topic(knowledge.GroupNoArticle, knowledge.GroupGuidance) != nil || a.anyToken(whereWords) {
		return figs
	}
	return slices.DeleteFunc(slices.Clone(figs), func(f figure) bool {
		return b.isRegion(f.place) && slices.ContainsFunc(figs, func(o figure) bool {
			return o.role == f.role && !b.isRegion(o.place) && o.level != nil && o.pays[0].Article == f.pays[0].Article && o.pays[0].Dedicated
		})
	})
}

var whereWords = wordSet("where state states city cities town towns region regions regional area areas province provinces")

// sharedOnce gives figures of several roles that are the same cells once, for no role
// in particular.
func sharedOnce(figs []figure) []figure {
	var out []figure
	for _, f := range figs {
		i := slices.IndexFunc(out, func(o figure) bool {
			return o.level == f.level && o.place == f.place && slices.EqualFunc(o.pays, f.pays, sameCell)
		})
		if i < 0 {
			out = append(out, f)
		} else if out[i].role != f.role {
			out[i].role = nil
		}
	}
	return out
}

// sameCell reports whether two cells are one that is of several roles.
func sameCell(p, q *knowledge.Pay) bool {
	return p.Article == q.Article && p.Section == q.Section && p.Block == q.Block && p.Row == q.Row && p.Col == q.Col
}

// inTown reports whether a place is named by a town or part of it.
func (a *ask) inTown() bool {
	return slices.ContainsFunc(a.said, func(m mention) bool { return m.term.Kind == knowledge.PlaceTerm && m.city != "" })
}

// paysLike reports whether a cell's article has pay of one of some places, or, if asked for,
// of parts of it, in the cell's currency.
func (b *Bot) paysLike(p *knowledge.Pay, places []*knowledge.Term, parts bool) bool {
	return slices.ContainsFunc(b.set.Pays, func(o knowledge.Pay) bool {
		return o.Article == p.Article && o.Money.Currency == p.Money.Currency && (slices.Contains(places, o.Place) || parts && o.Place != nil && slices.Contains(places, b.set.Country(o.Place)))
	})
}

// step returns the level's name; where there is none, what else the figure is of.
func (f figure) step() string {
	if f.level == nil {
		return f.name(nil)
	}
	return f.level.Name
}

// onSubject keeps the cells of plain pay, or, where what some cells are about is
// asked for (an allowance, a bonus), those cells.
func onSubject(figs []figure, concepts []*knowledge.Term) []figure {
	if special := onlyOf(figs, func(p *knowledge.Pay) bool { return shareTerm(p.About, concepts) }); len(special) > 0 {
		return special
	}
	return onlyOf(figs, func(p *knowledge.Pay) bool { return len(p.About) == 0 })
}

// byPeriod keeps the cells of pay by the hour and day, or those of pay for
// longer, and leaves out the figures that have none of them; where no figure
// would be left for those who ask for no rate, all are kept.
func byPeriod(figs []figure, rate bool) []figure {
	out := onlyOf(figs, func(p *knowledge.Pay) bool { return isRate(p) == rate })
	if len(out) == 0 && !rate {
		return figs
	}
	return out
}

// paysFor reports whether some table gives figures of what is asked for beside
// plain pay: an allowance for being on call.
func (b *Bot) paysFor(a *ask) bool {
	return slices.ContainsFunc(b.cells.special, func(p *knowledge.Pay) bool {
		return shareTerm(p.About, a.concepts) && (len(a.roles) == 0 || p.Role == nil || slices.Contains(a.roles, p.Role))
	})
}

// isRate reports whether a cell holds what contractors ask: pay by the hour or
// the day.
func isRate(p *knowledge.Pay) bool { return p.Period == "hour" || p.Period == "day" }

// paired keeps the figures of the pairs that were named, where every level
// stands right before a role of its own: "senior X or junior Y".
func (a *ask) paired(figs []figure) []figure {
	type pair struct{ level, role *knowledge.Term }
	var pairs []pair
	for _, l := range a.said {
		for _, r := range a.said {
			if l.term.Kind == knowledge.LevelTerm && r.term.Kind == knowledge.RoleTerm && r.at > l.at && r.at-l.at <= 2 {
				pairs = append(pairs, pair{l.term, r.term})
			}
		}
	}
	unpaired := func(r *knowledge.Term) bool {
		return !slices.ContainsFunc(pairs, func(p pair) bool { return p.role == r })
	}
	if len(a.roles) < 2 || len(pairs) != len(a.levels) || len(pairs) != len(a.roles) || slices.ContainsFunc(a.roles, unpaired) {
		return figs
	}
	return slices.DeleteFunc(figs, func(f figure) bool { return !slices.Contains(pairs, pair{f.level, f.role}) })
}

// withoutEmpty takes the role that has a figure where one of several levels
// has none for the role asked for: "AI specialist or senior X".
func (b *Bot) withoutEmpty(a *ask, figs []figure) []figure {
	if len(a.levels) < 2 || len(a.roles) != 1 {
		return figs
	}
	var out []figure
	for _, f := range figs {
		if !f.none() {
			out = append(out, f)
			continue
		}
		others := b.figures(nil, []*knowledge.Term{f.level}, []*knowledge.Term{f.place})
		out = append(out, slices.DeleteFunc(others, func(o figure) bool { return o.none() })...)
	}
	return out
}

func boolRank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// byCurrency keeps the figures in the currency of the asker's amount, where
// the place is open and the amount names one.
func (b *Bot) byCurrency(a *ask, figs []figure) []figure {
	if len(a.places) > 0 || len(a.amounts) == 0 || a.amounts[0].Currency == "" {
		return figs
	}
	kept := slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return !f.none() && f.pays[0].Money.Currency != a.amounts[0].Currency })
	if len(kept) == 0 {
		return figs
	}
	return kept
}

// top and bottom return the ends of all that a figure's cells give.
func (f figure) top() int64 {
	return slices.MaxFunc(f.pays, func(p, q *knowledge.Pay) int { return cmp.Compare(p.Money.High, q.Money.High) }).Money.High
}

func (f figure) bottom() int64 {
	low := f.pays[0].Money.Low
	for _, p := range f.pays[1:] {
		if !p.None {
			low = min(low, p.Money.Low)
		}
	}
	return low
}

// extremes keeps the highest or lowest figure of each currency, or of each
// currency and role.
func extremes(figs []figure, high, eachRole bool) []figure {
	best := map[string]figure{}
	var order []string
	for _, f := range figs {
		if f.none() {
			continue
		}
		c := f.pays[0].Money.Currency + f.pays[0].Period
		if eachRole && f.role != nil {
			c += f.role.Name
		}
		o, ok := best[c]
		if !ok {
			order = append(order, c)
		}
		if !ok || high && f.top() > o.top() || !high && f.bottom() < o.bottom() {
			best[c] = f
		}
	}
	var out []figure
	for _, c := range order {
		out = append(out, best[c])
	}
	return out
}
