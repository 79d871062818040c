package knowledge

import (
	"slices"
	"strings"
)

// label completes what a header or a row's label says, and covers it. Words
// in a pay table that name nothing known are themselves a role, level or
// place. across says that the roles stand on the table's other side.
func (b *setBuilder) label(f *Facets, text string, pay bool, unknown TermKind, across bool) {
	if pay {
		b.payLabel(f, text, unknown, across)
		if code := codeIn(text); code != "" && f.Level != nil {
			b.gradeNames(f.Level, code)
		}
		b.lowest(f, text)
	} else if across {
		f.Role = nil // "Main software" is on nobody who makes any: the columns have the roles
	} else if b.isNarrower(f) {
		f.Role = b.narrower(f.Role, b.roleName(cutBrackets(text)))
	}
	if f.Role != nil && (pay || f.Rest == "" && len(f.Concepts) == 0 || f.Role.Group == OwnLabel) { // a "Tester apprenticeship" is no tester
		b.cover(f.Role, "")
	}
	if f.Place != nil && pay {
		b.cover(f.Place, "")
	}
	if f.Level != nil && pay {
		b.cover(f.Level, "")
	}
}

func (b *setBuilder) payLabel(f *Facets, text string, unknown TermKind, across bool) {
	name := cutBrackets(text)
	if joined := b.joined[text]; joined != nil {
		f.Level = joined
		return
	}
	if step, ok := deputy(name); ok && f.Level != nil {
		f.Level = b.ownLabel(LevelTerm, step)
		return
	}
	if b.spansLevels(text) {
		f.Level = nil
	}
	b.everydayStage(f, name, unknown)
	graded := f.Rest != "" && grade.MatchString(b.l.facets(name, true).Rest) || code.MatchString(name)
	switch {
	case graded:
		beside := f.Level
		f.Level = b.named(LevelTerm, name)
		b.gradeNames(f.Level, name)
		b.gradeTitles(f.Level, inBrackets(text))
		if beside != nil && beside != f.Level {
			b.alike[beside] = append(b.alike[beside], f.Level)
		}
		switch {
		case f.Role == nil:
		case across && code.MatchString(name):
			f.Role = nil // "SDE-2" below the roles is nobody else
		case b.l.facets(name, true).Role == nil: // brackets say who is on "Band 5"
		default:
			b.l.add(name, Sense{Term: f.Role})
		}
	case f.Role != nil && f.Level == nil && across && !f.Has(ConceptPay) && (f.Rest != "" || !b.isName(f.Role, name) || f.Years.Set && !f.Role.Covered):
		f.Role, f.Level = nil, b.ownLabel(LevelTerm, name) // the other side has the roles
	case b.stepBeside(f, text):
	case b.isNarrower(f):
		f.Role = b.narrower(f.Role, b.roleName(name)) // "Content marketer" is no marketer in general
	case unknown == PlaceTerm && f.kind() == 0 && !f.Has(ConceptPay) && !namesNobody(name):
		f.Place = b.ownLabel(PlaceTerm, name) // whatever its words may mean elsewhere: "Further south"
	case unknown == PlaceTerm && f.Place != nil && f.Role == nil && f.Level == nil && !namesNobody(f.Rest) && strings.Contains(name, " and "):
		inside := f.Place.Name
		f.Place = b.ownLabel(PlaceTerm, name) // "Reading and the Thames Valley" is one region
		b.l.takeOver(inside, Sense{Term: f.Place, ReadAs: true})
	case f.Role != nil || f.Level != nil || namesNobody(f.Rest) && !b.isStep(*f, name) || f.Has(ConceptPay):
	case saysRate(name): // "Sessional rate" is nobody
	case unknown == RoleTerm && !across && saysWhen(name): // nor is "Weekend"
	case unknown == LevelTerm:
		f.Level = b.ownLabel(LevelTerm, name)
		b.gradeNames(f.Level, name)
	case across:
		f.Level = b.ownLabel(LevelTerm, b.roleName(name)) // the other side has the roles: "Bank hours, UK"
	default:
		f.Role = b.ownLabel(RoleTerm, name)
	}
}

// deputy returns what a label calls people who stand below a step, "Assistant manager"; false
// for other labels.
func deputy(label string) (step string, ok bool) {
	if _, behind, named := sidesOf(label); named {
		label = behind
	}
	first, rest, more := strings.Cut(strings.ToLower(label), " ")
	return label, more && rest != "" && deputies[first]
}

var deputies = map[string]bool{"assistant": true, "deputy": true, "vice": true, "acting": true}

// isStep reports whether a label with years of experience has a name besides,
// whatever else its words may mean: "Top table (10+ years)".
func (b *setBuilder) isStep(f Facets, name string) bool {
	toks, _ := takeYears(b.l.Canonical(Tokens(name)))
	return f.Years.Set && f.kind() == 0 && !f.besidePay() && !namesNobody(rawWords(toks))
}

// roleName returns a label without the place, the level and the years that it
// names as well: "US: Content marketer" → "Content marketer".
func (b *setBuilder) roleName(label string) string {
	if _, name, ok := strings.Cut(label, ": "); ok {
		label = name
	}
	toks := b.l.Canonical(Tokens(label))
	from, to := len(label), 0
	for _, span := range b.l.Read(toks) {
		if span.Is(PlaceTerm) == nil && span.Is(LevelTerm) == nil {
			from, to = min(from, toks[span.From].Start), max(to, toks[span.To-1].End)
		}
	}
	if from >= to {
		return label
	}
	return label[from:to]
}

// narrower returns the role of a name that says more than a word list's
// occupation does, "Primary teacher" beside "Teacher". The occupation's own name
// then stands for all such roles.
func (b *setBuilder) narrower(of *Term, name string) *Term {
	t := b.term(RoleTerm, name, OwnLabel)
	b.l.takeOver(name, Sense{Term: t})
	b.standFor(of, Sense{Term: t})
	return t
}

// standFor gives the names of one word that an occupation has, "teacher" and
// "teaching", to a role that articles have.
func (b *setBuilder) standFor(of *Term, s Sense) {
	if b.general[of] == nil {
		for key, p := range b.l.phrases {
			if !strings.Contains(key, " ") && slices.ContainsFunc(p.senses, func(o Sense) bool { return o.Term == of }) {
				b.general[of] = append(b.general[of], key) // "teacher", "teaching"
			}
		}
	}
	for _, key := range b.general[of] {
		p := b.l.phrases[key]
		if !slices.ContainsFunc(p.senses, func(o Sense) bool { return o.Term == s.Term }) {
			p.senses = append(slices.DeleteFunc(slices.Clone(p.senses), func(o Sense) bool { return o.Term == of }), s)
			b.l.phrases[key] = p
		}
	}
}

// isNarrower reports whether a label says more than an occupation of the word
// lists that no article has yet.
func (b *setBuilder) isNarrower(f *Facets) bool {
	return f.Role != nil && f.Role.Group != OwnLabel && !f.Role.Covered && f.Rest != "" && len(f.Concepts) == 0 && !namesNobody(f.Rest)
}

// isName reports whether a label is a role's name and no title within it: "Chef",
// not "Sous chef".
func (b *setBuilder) isName(r *Term, label string) bool {
	key, words := b.l.fold(label, nil)
	name, _ := b.l.fold(r.Name, nil)
	return key == name || len(words) < 2
}

// payWords are what people write above figures without naming anybody.
var payWords = map[string]bool{
	"rate": true, "amount": true, "range": true, "figure": true, "income": true, "total": true, "gross": true, "net": true, "base": true, "typical": true,
	"low": true, "high": true, "min": true, "max": true, "minimum": true, "maximum": true, "from": true, "to": true, "bottom": true, "top": true,
	"average": true, "median": true, "mean": true, "percentile": true, "quartile": true,
}

// saysRate reports whether a label calls itself a rate or an amount.
func saysRate(label string) bool {
	return slices.ContainsFunc(Tokens(label), func(t Token) bool { return t.Text == "rate" || t.Text == "amount" || t.Text == "income" })
}

// saysWhen reports whether a label says nothing but when work is done: "Weekday nights".
func saysWhen(label string) bool {
	toks := Tokens(label)
	return len(toks) > 0 && !slices.ContainsFunc(toks, func(t Token) bool { return !whenWords[t.Text] })
}

var whenWords = map[string]bool{
	"weekday": true, "weeknight": true, "weekend": true, "saturday": true, "sunday": true, "monday": true, "friday": true, "bank": true, "public": true, "holiday": true,
	"day": true, "daytime": true, "night": true, "evening": true, "early": true, "late": true, "shift": true, "morning": true, "afternoon": true, "and": true, "to": true, "hour": true, "unsocial": true,
}

// namesNobody reports whether the words that a label leaves over say nothing
// but which figure it is.
func namesNobody(rest string) bool {
	for _, t := range Tokens(rest) {
		if !payWords[t.Text] && !t.Num {
			return false
		}
	}
	return true
}

// ownLabel returns the term of a label that names nothing known. Its last
// word need not be said: "AI infrastructure" for "AI infrastructure lead".
func (b *setBuilder) ownLabel(kind TermKind, name string) *Term {
	t := b.named(kind, name)
	if kind == LevelTerm {
		b.l.takeOver(name+" level", Sense{Term: t}) // whatever level the word lists take it for
	}
	if _, words := b.l.fold(name, nil); len(words) > 2 {
		b.l.add(strings.Join(words[:len(words)-1], " "), Sense{Term: t})
	}
	b.yearNames(t)
	for _, one := range eitherOf(name) {
		if key, _ := b.l.fold(one, nil); len(b.l.Senses(key)) == 0 {
			b.l.add(one, Sense{Term: t})
		}
	}
	return t
}

// eitherOf returns the names that a label with a slash between two words is for short:
// "Graphics/engine specialist" is a graphics specialist and an engine specialist.
func eitherOf(name string) []string {
	both, head, _ := strings.Cut(name, " ")
	first, second, ok := strings.Cut(both, "/")
	if !ok || head == "" || first == "" || second == "" {
		return nil
	}
	return []string{first + " " + head, second + " " + head}
}

// joinLevels makes one level of each label with several, "Staff/Principal":
// what is said of either means both, unless a row or column of its own has it.
func (b *setBuilder) joinLevels(grids []*grid) {
	alone, by := map[*Term]bool{}, map[*Term]*Term{}
	joins := map[string][]*Term{}
	var order []string
	for _, g := range grids {
		g.eachPayLabel(func(text string) {
			terms, joined := b.levelsIn(text)
			switch {
			case len(terms) == 1:
				alone[terms[0]] = true
			case len(terms) > 1 && joins[text] == nil && !b.spansLevels(text):
				joins[text], order = terms, append(order, text)
				b.joined[text] = b.levelOfSeveral(text, joined)
				b.parts[b.joined[text]] = terms
			}
		})
	}
	for _, text := range order {
		t := b.joined[text]
		for _, old := range joins[text] {
			if _, taken := by[old]; !taken && !alone[old] && old != t && t.Group != OwnLabel {
				by[old] = t
			}
		}
	}
	if len(by) == 0 {
		return
	}
	b.l.replace(by)
	b.s.Terms = slices.DeleteFunc(b.s.Terms, func(t *Term) bool { return by[t] != nil })
}

func (g *grid) eachPayLabel(f func(text string)) {
	cols, rows := g.payLabels()
	for _, text := range slices.Concat(cols, rows) {
		f(text)
	}
}

// levelOfSeveral makes the level of a label with several: of those that are
// joined by a sign a level that stands for all of them; of others
// ("Senior engineering manager") the label's own.
func (b *setBuilder) levelOfSeveral(text, joined string) *Term {
	if joined == "" {
		return b.named(LevelTerm, cutBrackets(text))
	}
	t := b.term(LevelTerm, joined, "")
	b.l.add(joined, Sense{Term: t})
	return t
}

// spansLevels reports whether a label says that figures are of all levels, "UK pay, junior
// to lead": they are of none then.
func (b *setBuilder) spansLevels(text string) bool {
	terms, joined := b.levelsIn(text)
	return len(terms) == 2 && strings.Contains(joined, " to ") && b.l.facets(text, true).Has(ConceptPay)
}

// levelsIn returns the levels that a label names, and, where signs or "and",
// "or", "to" join all of them, the text from the first to the last.
func (b *setBuilder) levelsIn(text string) (terms []*Term, joined string) {
	toks := b.l.Canonical(Tokens(text))
	start, end, last, apart := 0, 0, 0, false
	for _, span := range b.l.Read(toks) {
		t := span.Is(LevelTerm)
		if t == nil || slices.Contains(terms, t) {
			continue
		}
		if len(terms) == 0 {
			start = toks[span.From].Start
		} else {
			apart = apart || !joins(toks[last:span.From+1])
		}
		end, last = toks[span.To-1].End, span.To
		terms = append(terms, t)
	}
	if len(terms) < 2 || apart {
		return terms, ""
	}
	return terms, text[start:end]
}

// joins reports whether what stands before the last token joins it to what was
// before.
func joins(toks []Token) bool {
	switch len(toks) {
	case 1:
		return toks[0].Break == SlashBreak || toks[0].Break == ClauseBreak
	case 2:
		return toks[0].Raw == "and" || toks[0].Raw == "or" || toks[0].Raw == "to"
	}
	return false
}
