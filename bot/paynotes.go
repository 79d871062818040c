package bot

import (
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// readAs says how words were read that were not plain.
func (b *Bot) readAs(a *ask) string {
	if a.aloud {
		return "" // it quotes the asker
	}
	var out []string
	for i, m := range a.said {
		if i > 0 && a.said[i-1].samePhrase(m) {
			continue // said with the first of them
		}
		switch names := a.readNames(a.said[i:]); {
		case len(names) == 1:
			out = append(out, fmt.Sprintf("%s is how I read “%s”.", names[0], m.typed))
		case len(names) > 1:
			out = append(out, fmt.Sprintf("%s are how I read “%s”.", list(names, "and"), m.typed))
		}
	}
	for _, f := range a.fixed {
		if len(f[0]) > 0 && b.mattered(a, f[1]) {
			out = append(out, fmt.Sprintf("I read “%s” as “%s”.", f[0], f[1]))
		}
	}
	if len(a.kept) > 0 {
		out = append(out, "Kept from your last question: "+list(termNames(unique(a.kept)), "and")+".")
	}
	return strings.Join(out, " ")
}

// readNames returns what the phrase of the first of some mentions was read as,
// where that is not plain. A level matters to pay alone.
func (a *ask) readNames(said []mention) []string {
	var names []string
	for _, m := range said {
		if !m.samePhrase(said[0]) {
			break
		}
		first, _, _ := strings.Cut(knowledge.Fold(m.term.Name), " ")
		meant := m.term.Kind != knowledge.LevelTerm || a.pay && slices.Contains(a.levels, m.term)
		if meant && m.readAs && !strings.Contains(m.phrase, first) {
			names = append(names, m.term.Name)
		}
	}
	return names
}

// samePhrase reports whether another mention is a further meaning of the phrase.
func (m mention) samePhrase(o mention) bool {
	return m.at == o.at && m.typed == o.typed && m.term.Kind == o.term.Kind
}

// mattered reports whether a mended word is part of a slot: other mends need
// no saying.
func (b *Bot) mattered(a *ask, word string) bool {
	folded := knowledge.Fold(word)
	return slices.ContainsFunc(a.said, func(m mention) bool {
		return strings.Contains(m.phrase, folded) && !strings.EqualFold(m.term.Name, folded) && m.readAs
	})
}

func unique(terms []*knowledge.Term) []*knowledge.Term {
	var out []*knowledge.Term
	for _, t := range terms {
		out = addTerm(out, t)
	}
	return out
}

// yearsNote says how years of experience became a level, or what a level's
// years are.
func (b *Bot) yearsNote(a *ask, figs []figure) string {
	bands := bandsOf(figs)
	if len(bands) == 0 {
		return ""
	}
	if a.byYears == nil {
		if len(bands) == 1 && len(a.levels) == 1 {
			return bands[0].meaning()
		}
		return ""
	}
	if len(a.levels) == 0 {
		return "No level that I have figures for has your years, so here is each."
	}
	names := make([]string, len(bands))
	for i, band := range bands {
		names[i] = band.name()
	}
	if len(bands) == 1 {
		return "Going by your years, that is " + names[0] + "."
	}
	return "Your years lie between " + list(names, "and") + ", so here is each."
}

type band struct {
	level *knowledge.Term
	text  string
}

// isName reports whether a level's years are its name: "3–6 years", "Year 1".
func (x band) isName() bool {
	return x.level.IsYearStep() || strings.Contains(x.level.Name, "year")
}

// name returns a level with its years, unless these are all its name.
func (x band) name() string {
	if x.isName() {
		return x.level.Name
	}
	return fmt.Sprintf("%s (%s)", midSentence(x.level.Name), x.text)
}

// meaning says a level's years, unless these are all its name.
func (x band) meaning() string {
	if x.isName() {
		return ""
	}
	return x.level.Name + " means " + x.text + "."
}

func bandsOf(figs []figure) []band {
	var out []band
	for _, f := range figs {
		for _, p := range f.pays {
			if !p.Years.Set || p.Level == nil || slices.ContainsFunc(out, func(o band) bool { return o.level == p.Level }) {
				continue
			}
			out = append(out, band{p.Level, p.Years.String()})
		}
	}
	return out
}

// disagreement shows every cell of figures that the articles give twice and
// differently, each with its section, and names no winner.
func (b *Bot) disagreement(d *draft, figs []figure) string {
	var notes []string
	for _, f := range figs {
		if f.none() {
			continue
		}
		for _, p := range f.pays[1:] {
			first := f.pays[0]
			if p.None || p.Cell == first.Cell {
				continue
			}
			name := ""
			if len(figs) > 1 {
				name = f.name(nil) + ": "
			}
			if p.Money.Same(first.Money) {
				if len(figs) > 2 {
					continue
				}
				notes = append(notes, fmt.Sprintf("%s“%s” leaves the top open: %s.", name, heading(p), openCell(p, first)))
				continue
			}
			if sameRow(first, p) {
				d.cited = append(d.cited, header(first), header(p))
				notes = append(notes, fmt.Sprintf("%s%s is under “%s”, %s under “%s”.", name, first.Cell, header(first), p.Cell, header(p)))
				continue
			}
			notes = append(notes, fmt.Sprintf("%s%s in “%s”, %s in “%s”; no reason is given, and I can't tell which is right.", name, first.Cell, heading(first), p.Cell, heading(p)))
		}
	}
	if open := openEnds(figs); len(figs) > 2 && open != "" {
		notes = append(notes, open)
	}
	return strings.Join(notes, "\n")
}

// sameRow reports whether two cells stand in one row of a table, under headers of
// their own: they are two things, "Base" and "Total", and no disagreement.
func sameRow(p, q *knowledge.Pay) bool {
	return p.Article == q.Article && p.Section == q.Section && p.Block == q.Block && p.Row == q.Row && header(p) != header(q)
}

// header returns what stands above a cell.
func header(p *knowledge.Pay) string {
	return p.Article.Sections[p.Section].Blocks[p.Block].Table.Header[p.Col]
}

// openEnds says for a table of figures which section leaves some tops open.
func openEnds(figs []figure) string {
	for _, f := range figs {
		for _, p := range f.pays[1:] {
			if !p.None && p.Cell != f.pays[0].Cell && p.Money.Same(f.pays[0].Money) {
				return fmt.Sprintf("“%s” leaves the top open (+) where this table gives an end for %s.", heading(p), midSentence(f.step()))
			}
		}
	}
	return ""
}

// openCell returns the cell of the two that has the open end.
func openCell(p, first *knowledge.Pay) string {
	if p.Money.Open {
		return p.Cell
	}
	return first.Cell
}

func heading(p *knowledge.Pay) string { return p.Article.Sections[p.Section].Heading }

// comparisonNote says who earns more only where the ranges themselves say it.
func (b *Bot) comparisonNote(a *ask, figs []figure) string {
	if a.has(knowledge.ConceptConversion) {
		return "" // said already
	}
	if len(figs) != 2 || figs[0].none() || figs[1].none() || figs[0].role == figs[1].role {
		if len(figs) == 2 && !figs[0].none() && !figs[1].none() && figs[0].pays[0].Money.Currency != figs[1].pays[0].Money.Currency {
			return "I don't convert currencies."
		}
		return ""
	}
	if sameCell(figs[0].pays[0], figs[1].pays[0]) {
		return "The article gives one figure for both."
	}
	x, y := figs[0].pays[0].Money, figs[1].pays[0].Money
	if x.Currency != y.Currency || figs[0].pays[0].Period != figs[1].pays[0].Period {
		return "I don't convert currencies."
	}
	if figs[0].disputed() || figs[1].disputed() {
		return "With two ranges for one of them, I name no winner."
	}
	same := sharedKinds(figs)
	name := func(f figure) string { return f.name(same) }
	if x.Low < y.Low || x.Low == y.Low && x.High < y.High {
		x, y = y, x
		figs = []figure{figs[1], figs[0]}
	}
	switch {
	case x.Low > y.High:
		return upperFirst(name(figs[0])) + " pays more: the ranges do not meet."
	case x.Low >= y.Low && x.High >= y.High && (x.Low > y.Low || x.High > y.High):
		return fmt.Sprintf("The range for %s lies higher, and the two overlap.", name(figs[0]))
	}
	return "The ranges overlap, and neither lies higher at both ends."
}

// basis says what kind of figures these are.
func (b *Bot) basis(a *ask, figs []figure) string {
	art := figs[0].pays[0].Article
	var parts []string
	if art.Data != "" {
		parts = append(parts, art.Data+" figures")
	}
	if art.Basis != "" {
		parts = append(parts, art.Basis)
	}
	switch p := figs[0].pays[0]; {
	case p.Period == "" || p.Money.Period != "":
	case p.Period == art.Period:
		parts = append(parts, "read as pay per "+p.Period)
	case isRate(p):
		parts = append(parts, "per "+p.Period)
	}
	if len(parts) == 0 {
		return ""
	}
	return upperFirst(strings.Join(parts, ", ")) + "."
}
