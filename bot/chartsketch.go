package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A sketch is a Chart in the making.
type sketch struct {
	Chart
	bot    *Bot
	roles  []*knowledge.Term // of Roles, nil for cells that name none
	levels []*knowledge.Term // of Levels, nil likewise
	pays   []*knowledge.Pay  // of Bars
	open   []openEnd
}

// An openEnd is two sections that differ in the open end of some figures, and
// in nothing else.
type openEnd struct {
	open, closed string
	names        []string
}

// add draws one figure: a bar for each different range that is given for it. It
// reports false for a currency or a period that the bars before do not have.
func (s *sketch) add(f figure) bool {
	ranges := slices.DeleteFunc(f.distinct(), func(p *knowledge.Pay) bool { return p.None })
	if len(ranges) == 0 {
		s.Missing = append(s.Missing, chartName(f.role, f.level))
		return true
	}
	bar := Bar{Role: indexIn(&s.roles, f.role), Level: indexIn(&s.levels, f.level), Noted: s.dispute(f, ranges)}
	for _, p := range ranges {
		s.pays = append(s.pays, p)
		if first := s.pays[0]; p.Money.Currency == "" || p.Money.Currency != first.Money.Currency || p.Period != first.Period {
			return false
		}
		bar.Low, bar.High, bar.Open, bar.Text = p.Money.Low, p.Money.High, p.Money.Open, p.Cell
		s.Bars = append(s.Bars, bar)
	}
	return true
}

// indexIn returns where a term stands in a list, at whose end it is added where
// it does not.
func indexIn(list *[]*knowledge.Term, t *knowledge.Term) int {
	i := slices.Index(*list, t)
	if i < 0 {
		i = len(*list)
		*list = append(*list, t)
	}
	return i
}

// dispute notes what the articles say differently of a figure, of which these
// are the ranges, and reports whether they do.
func (s *sketch) dispute(f figure, ranges []*knowledge.Pay) bool {
	name := chartName(f.role, f.level)
	var said []string
	for _, p := range ranges {
		said = append(said, p.Cell+" in "+f.section(p))
	}
	noted := len(ranges) > 1
	for _, p := range f.pays {
		i := slices.IndexFunc(ranges, func(r *knowledge.Pay) bool { return r.Money.Same(p.Money) })
		switch {
		case p.None:
			said, noted = append(said, "no figure in "+f.section(p)), true
		case p.Money.Open != ranges[i].Money.Open:
			open, closed := p, ranges[i]
			if closed.Money.Open {
				open, closed = closed, open
			}
			s.openEnd(f.section(open), f.section(closed), name)
			noted = true
		}
	}
	if len(said) > 1 {
		s.Disputes = append(s.Disputes, name+": "+list(said, "and")+"; no reason is given, and I can't tell which is right.")
	}
	return noted
}

// openEnd adds the name of a figure to those of which two sections differ in the
// open end.
func (s *sketch) openEnd(open, closed, name string) {
	i := slices.IndexFunc(s.open, func(o openEnd) bool { return o.open == open && o.closed == closed })
	if i < 0 {
		i = len(s.open)
		s.open = append(s.open, openEnd{open: open, closed: closed})
	}
	if !slices.Contains(s.open[i].names, name) {
		s.open[i].names = append(s.open[i].names, name)
	}
}

// section names the section of a cell, with its article where another cell of
// the figure stands under the same heading.
func (f figure) section(p *knowledge.Pay) string {
	head := heading(p)
	if head == "" {
		return "“" + p.Article.Title + "”"
	}
	if slices.ContainsFunc(f.pays, func(o *knowledge.Pay) bool { return heading(o) == head && o.Article != p.Article }) {
		return "“" + head + "” of “" + p.Article.Title + "”"
	}
	return "“" + head + "”"
}

// chartName names a role at a level: "Senior Nurse".
func chartName(role, level *knowledge.Term) string {
	if name := (figure{role: role, level: level}).name(nil); name != "" {
		return name
	}
	return "Pay"
}

// without names what the chart has no bar for and no cell says so: roles that
// were asked for, and levels of a table on the role that stop short of it.
func (s *sketch) without(asked []*knowledge.Term, figs []figure) {
	for _, r := range asked {
		if !slices.ContainsFunc(figs, func(f figure) bool { return f.role == r }) {
			s.Missing = append(s.Missing, r.Name)
		}
	}
	for _, l := range s.levels {
		at := slices.DeleteFunc(slices.Clone(figs), func(f figure) bool { return f.level != l })
		for _, r := range s.roles {
			if !slices.ContainsFunc(at, func(f figure) bool { return f.role == r }) && s.bot.hasRole(at, r) {
				s.Missing = append(s.Missing, chartName(r, l))
			}
		}
	}
}

// hasRole reports whether an article that one of the figures stands in is on a
// role.
func (b *Bot) hasRole(figs []figure, r *knowledge.Term) bool {
	return slices.ContainsFunc(figs, func(f figure) bool {
		return slices.ContainsFunc(f.pays, func(p *knowledge.Pay) bool { return slices.Contains(b.set.RolesOf(p.Article), r) })
	})
}

// finish writes the words of a chart whose bars are drawn.
func (s *sketch) finish(figs []figure, others []*knowledge.Term) {
	for _, r := range s.roles {
		s.Roles = append(s.Roles, chartName(r, nil))
	}
	for _, l := range s.levels {
		s.Levels = append(s.Levels, levelLabel(l, figs))
	}
	slices.SortStableFunc(s.Bars, func(x, y Bar) int { return cmp.Or(x.Level-y.Level, x.Role-y.Role) })
	s.Period, s.Amount = s.pays[0].Period, styleOf(s.pays)
	s.Title = s.title(figs[0].place, true)
	for _, o := range s.open {
		s.Disputes = append(s.Disputes, fmt.Sprintf("%s: %s leaves the top open (+), %s gives an end.", list(o.names, "and"), o.open, o.closed))
	}
	if len(others) > 0 && figs[0].place != nil {
		s.Notes = append(s.Notes, fmt.Sprintf("This is %s alone; I also have figures for %s.", figs[0].place.Prose, list(placeNames(others), "and")))
	}
	if basis := s.bot.basis(nil, figs); basis != "" {
		s.Notes = append(s.Notes, basis)
	}
	var d draft
	s.bot.paySources(&d, figs)
	s.Sources = d.Sources
	s.Alt = s.alt(figs[0].place)
}

// levelLabel names a level as the tables do, with its years, where they agree on
// the label and the years; "" where no table names any level.
func levelLabel(level *knowledge.Term, figs []figure) string {
	if level == nil {
		if slices.ContainsFunc(figs, func(f figure) bool { return f.level != nil }) {
			return "No level given"
		}
		return ""
	}
	var labels, years []string
	for _, f := range figs {
		if p := f.pays[0]; f.level == level {
			labels, years = append(labels, rowLabel(p)), append(years, p.Years.String())
		}
	}
	slices.Sort(years)
	if years = slices.Compact(years); len(years) > 1 {
		return level.Name
	}
	label := labels[0]
	if slices.ContainsFunc(labels, func(l string) bool { return l != label }) {
		label = level.Name
	}
	if plain, ok := strings.CutSuffix(label, " "+years[0]); ok && years[0] != "" {
		label = plain // "Junior 0–2 years"
	} else if years[0] == "" || slices.Contains(figuresIn(label), lastFigure(years[0])) {
		return label
	}
	return label + " (" + years[0] + ")"
}

// lastFigure returns the upper number of a band of years.
func lastFigure(band string) string {
	figs := figuresIn(band)
	return figs[len(figs)-1]
}

// mostTitled is how many characters of a title may be names of roles; more of
// them stand beside their bars alone.
const mostTitled = 60

// title says what is shown, with the roles where they are wanted and few.
func (s *sketch) title(place *knowledge.Term, withRoles bool) string {
	what := "pay"
	if s.Period != "" {
		what += " per " + s.Period
	}
	if len(s.levels) > 1 || s.levels[0] != nil {
		what += " by level"
	}
	if roles := list(s.Roles, "and"); withRoles && len(s.Roles) <= 2 && len(roles) <= mostTitled && !slices.Contains(s.roles, nil) {
		what = roles + ": " + what
	}
	if place != nil {
		what += ", " + place.Name
	}
	return upperFirst(what)
}

// alt says everything that the chart shows, role by role, the years of a level
// with the first of them.
func (s *sketch) alt(place *knowledge.Term) string {
	parts := []string{"Bar chart. " + s.title(place, false) + "."}
	named := map[int]bool{}
	for r, role := range s.Roles {
		var said []string
		last := -1
		for _, bar := range s.Bars {
			level := s.Levels[bar.Level]
			switch {
			case bar.Role != r:
				continue
			case bar.Level == last:
				said[len(said)-1] += " or " + bar.Text
				continue
			case named[bar.Level]:
				level, _, _ = strings.Cut(level, " (")
			}
			named[bar.Level], last = true, bar.Level
			if level != "" {
				level = midSentence(level) + " "
			}
			said = append(said, level+bar.Text)
		}
		parts = append(parts, role+": "+strings.Join(said, ", ")+".")
	}
	if len(s.Missing) > 0 {
		parts = append(parts, "No figure given: "+strings.Join(s.Missing, ", ")+".")
	}
	parts = slices.Concat(parts, s.Disputes, s.Notes)
	cites := make([]string, len(s.Sources))
	for i, src := range s.Sources {
		cites[i] = src.Cite()
	}
	return strings.Join(append(parts, "Source: "+strings.Join(cites, "; ")+"."), " ")
}

// guarded reports whether every figure of the chart's words stands in the cells
// and headers that it was drawn from.
func (s *sketch) guarded(figs []figure) bool {
	var d draft
	s.bot.payTable(&d, figs, false)
	s.bot.paySources(&d, figs)
	for _, f := range figs {
		for _, t := range []*knowledge.Term{f.role, f.place} {
			if t != nil {
				d.cited = append(d.cited, t.Name)
			}
		}
	}
	for _, t := range s.roles {
		if t != nil {
			d.cited = append(d.cited, t.Name)
		}
	}
	d.Kind, d.Headline, d.Table = Salary, s.Title, nil
	d.Text = strings.Join(slices.Concat([]string{s.Alt}, s.Roles, s.Levels, s.Missing, s.Disputes, s.Notes), "\n")
	for _, bar := range s.Bars {
		d.Text += "\n" + bar.Text
	}
	return len(s.bot.guard(d).stopped) == 0
}
