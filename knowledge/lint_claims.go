package knowledge

import (
	"fmt"
	"slices"
	"strings"
)

// claims looks for sentences about pay that the tables contradict, as far as
// that can be computed.
func (l *linter) claims() {
	for _, s := range l.a.Sections {
		for _, b := range s.Blocks {
			l.text(b.Line, b.Text)
			for _, it := range b.Items {
				l.text(it.Line, it.Text)
			}
		}
	}
}

// A statement is what a sentence, or a clause of it, compares.
type statement struct {
	toks           []Token
	roles          []*Term // in their order
	at             []int   // tokens where they stand
	levels, places []*Term
}

func (l *linter) text(line int, text string) {
	toks := l.set.Lexicon.Canonical(Tokens(text))
	var levels []*Term // that the sentences before spoke of
	for len(toks) > 0 {
		n := 1
		for n < len(toks) && toks[n].Break < SentenceBreak {
			n++
		}
		s := l.statement(toks[:n])
		if len(s.levels) > 0 {
			levels = s.levels
		}
		l.percentages(line, text, s)
		l.limits(line, s, levels)
		toks = toks[n:]
	}
}

// statement reads the roles, levels and places of a sentence.
func (l *linter) statement(toks []Token) *statement {
	s := &statement{toks: toks}
	for _, span := range l.set.Lexicon.Read(toks) {
		for _, sense := range span.Senses {
			switch t := sense.Term; {
			case !t.Covered:
			case t.Kind == RoleTerm:
				s.roles, s.at = append(s.roles, t), append(s.at, span.From)
			case t.Kind == LevelTerm && !slices.Contains(s.levels, t):
				s.levels = append(s.levels, t)
			case t.Kind == PlaceTerm && !slices.Contains(s.places, t):
				s.places = append(s.places, t)
			}
		}
	}
	return s
}

// A pair is two cells that differ in their role alone.
type pair struct{ a, b *Pay }

func (p pair) String() string {
	at := strings.TrimPrefix(p.a.facetNames(), p.a.Role.Name+", ")
	at = strings.Replace(at, ", "+p.a.Role.Name, "", 1)
	return fmt.Sprintf("%s: %s against %s", at, p.a.Cell, p.b.Cell)
}

// pairs returns the cells of two roles at the levels and places that a
// statement names; at all where it names none. Cells are compared within a
// table, where level, place, period and currency are the same.
func (l *linter) pairs(a, b *Term, levels, places []*Term) (out []pair) {
	type spot struct {
		section, block int
		payKey
	}
	others := map[spot][]*Pay{}
	for _, p := range l.pays {
		if p.Role == b && !p.None && p.Money.Low > 0 {
			key := p.key()
			key.role = nil
			others[spot{p.Section, p.Block, key}] = append(others[spot{p.Section, p.Block, key}], p)
		}
	}
	for _, p := range l.pays {
		if p.Role != a || p.None || len(levels) > 0 && !slices.Contains(levels, p.Level) || len(places) > 0 && !slices.Contains(places, p.Place) {
			continue
		}
		key := p.key()
		key.role = nil
		if same := others[spot{p.Section, p.Block, key}]; len(same) > 0 {
			out = append(out, pair{p, same[0]})
		}
	}
	return out
}

// percentages looks at "A earns 10–20% more than B".
func (l *linter) percentages(line int, text string, s *statement) {
	if negated(s.toks) || !l.aboutPay(s) {
		return
	}
	for i := range s.toks {
		c, ok := claimAt(s.toks, i)
		if !ok {
			continue
		}
		a, b := s.sides(i, l.rolesOfPay())
		if a == nil || b == nil {
			continue
		}
		printed := text[s.toks[c.from].Start:s.toks[i].End]
		var against []string
		for _, p := range l.pairs(a, b, s.levels, s.places) {
			if low, high := gaps(p); c.refuses(low, high) {
				against = append(against, fmt.Sprintf("%s, that is %s at the lower and %s at the upper end", p, percent(gap(p.a.Money.Low, p.b.Money.Low)), percent(gap(p.a.Money.High, p.b.Money.High))))
			}
		}
		if against != nil && !l.known(func(toks []Token) bool { return containsRun(toks, s.toks[c.from:i+1]) }) {
			l.fault(line, "the text says %s %s, %s of the tables %s otherwise (%s): mend one, or list the claim under known_conflicts as \"claim: %s …\"",
				printed, c.way, counted(len(against), "row"), verb(len(against), "says", "say"), against[0], printed)
		}
	}
}

// negated reports whether a sentence denies; what it claims then is not
// computed.
func negated(toks []Token) bool {
	return slices.ContainsFunc(toks, func(t Token) bool {
		switch t.Raw {
		case "not", "no", "never", "neither", "nor", "without", "cannot", "hardly":
			return true
		}
		return contractions[t.Raw]
	})
}

var contractions = map[string]bool{"dont": true, "doesnt": true, "isnt": true, "arent": true, "wont": true, "cant": true, "didnt": true, "wouldnt": true}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// aboutPay reports whether a sentence speaks of pay.
func (l *linter) aboutPay(s *statement) bool {
	return slices.ContainsFunc(l.set.read(s.toks).Concepts, func(t *Term) bool {
		return t.Name == ConceptPay || t.Name == ConceptGap || t.Name == ConceptPremium
	})
}

// rolesOfPay returns the roles that the article's cells are of.
func (l *linter) rolesOfPay() (out []*Term) {
	for _, p := range l.pays {
		if p.Role != nil && !slices.Contains(out, p.Role) {
			out = append(out, p.Role)
		}
	}
	return out
}

// sides returns who is compared with whom: the role before the token at i, and
// the other one behind it; where just one is named, the only other one.
func (s *statement) sides(i int, all []*Term) (a, b *Term) {
	for k, t := range s.roles {
		switch {
		case s.at[k] < i && a == nil:
			a = t
		case s.at[k] > i && b == nil && t != a:
			b = t
		}
	}
	if a != nil && b == nil && len(all) == 2 {
		b = all[0]
		if a == b {
			b = all[1]
		}
	}
	return a, b
}

// limits looks at "the higher ceiling belongs to A": a clause that says so of
// one role, at the levels of the sentences before where it names none.
func (l *linter) limits(line int, s *statement, levels []*Term) {
	for from := 0; from < len(s.toks); {
		to := from + 1
		for to < len(s.toks) && s.toks[to].Break < ClauseBreak {
			to++
		}
		clause := s.toks[from:to]
		from = to
		for i := 0; i+1 < len(clause); i++ {
			end := clause[i+1].Text
			if clause[i].Raw == "higher" && (end == "ceiling" || end == "floor") {
				l.limit(line, end, l.statement(clause), levels)
			}
		}
	}
}

func (l *linter) limit(line int, end string, s *statement, levels []*Term) {
	if len(s.roles) == 0 || negated(s.toks) {
		return
	}
	if len(s.levels) > 0 {
		levels = s.levels
	}
	a := s.roles[0]
	for _, b := range l.rolesOfPay() {
		for _, p := range l.pairs(a, b, levels, s.places) {
			refused := end == "ceiling" && p.a.Money.High < p.b.Money.High || end == "floor" && p.a.Money.Low < p.b.Money.Low
			if b == a || !refused {
				continue
			}
			if !l.known(func(toks []Token) bool { return containsRun(toks, []Token{{Text: "higher"}, {Text: end}}) }) {
				l.fault(line, "the text gives %s the higher %s, the tables do not (%s): mend one, or list the claim under known_conflicts as \"claim: higher %s …\"", a.Name, end, p, end)
			}
			return
		}
	}
}

// known reports whether a known conflict is a claim that has something.
func (l *linter) known(has func(toks []Token) bool) bool {
	return slices.ContainsFunc(l.a.Conflicts, func(text string) bool {
		claim, ok := strings.CutPrefix(text, claimPrefix)
		return ok && has(l.set.Lexicon.Canonical(Tokens(claim)))
	})
}

// containsRun reports whether the words of one list stand in another.
func containsRun(toks, run []Token) bool {
	for i := 0; i+len(run) <= len(toks); i++ {
		if slices.EqualFunc(toks[i:i+len(run)], run, func(a, b Token) bool { return a.Text == b.Text }) {
			return true
		}
	}
	return false
}
