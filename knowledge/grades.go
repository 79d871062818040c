package knowledge

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// code is what companies and public services call a step of their ladders: "L4",
// "IC3", "Band 8a", "Grade 7".
var code = regexp.MustCompile(`^(?i:[a-z]{1,2}[0-9]{1,2}|[a-z]{2,4}-[0-9]{1,2}|(band|grade|level|step|tier) [0-9]{1,2}[a-z]?)$`)

// IsGrade reports whether a level is called by nothing but the code of its step.
func (t *Term) IsGrade() bool { return t.Kind == LevelTerm && code.MatchString(t.Name) }

// codeIn returns the code that stands behind a level's name, "Mid (L4)", "Mid, L4"; "" for
// none.
func codeIn(label string) string {
	if inside := inBrackets(label); code.MatchString(inside) {
		return inside
	}
	_, behind := cutCode(label)
	return behind
}

// cutCode parts what stands before the brackets of a label from the code of a step behind
// it: "Associate" and "IC1" of "Associate, IC1 (0–2 years)".
func cutCode(label string) (name, behind string) {
	if i := strings.IndexAny(label, "(["); i > 0 {
		label = label[:i]
	}
	label = strings.TrimSpace(label)
	if i := strings.LastIndex(label, ", "); i > 0 && code.MatchString(label[i+2:]) {
		return label[:i], label[i+2:]
	}
	return label, ""
}

// lowest notes an article's own step that begins without experience, for roles that have
// none of the word list's: "Associate (0–2 years)" is where juniors are.
func (b *setBuilder) lowest(f *Facets, text string) {
	_, years := takeYears(b.l.Canonical(Tokens(text)))
	if f.Level == nil || f.Level.Group != OwnLabel || !years.Set || years.From > 0 || years.To == 0 {
		return
	}
	for _, s := range b.l.Senses(beginners) {
		if s.Term.Kind == LevelTerm && s.Term != f.Level && !slices.Contains(b.s.kin[s.Term], f.Level) {
			b.s.kin[s.Term] = append(b.s.kin[s.Term], f.Level)
		}
	}
}

// gradeNames adds what people call a grade: "band 6", "b6" and, where letters
// tell it from a number, "8a" for "Pay band 8a"; "level 5" for "L5".
func (b *setBuilder) gradeNames(level *Term, name string) {
	b.l.claim(name, level)
	_, words := b.l.fold(name, nil)
	last := len(words) - 1
	if last < 0 {
		return
	}
	if last == 0 {
		if letter, digits := words[0][:1], words[0][1:]; letter == "l" && digits != "" && strings.Trim(digits, "0123456789") == "" {
			b.l.claim("level "+digits, level)
			b.l.claim("l "+digits, level)
		}
		if letters := strings.TrimRight(words[0], "0123456789"); letters != words[0] {
			b.s.grades[letters] = true
		}
		return
	}
	if !grade.MatchString(words[last]) {
		return
	}
	for i := 1; i < last; i++ {
		b.l.claim(strings.Join(words[i:], " "), level)
	}
	b.s.grades[words[last-1]] = true
	b.l.claim(words[last-1][:1]+words[last], level)
	if digits := strings.TrimLeft(words[last], "0123456789"); digits != "" && digits != words[last] {
		b.l.claim(words[last], level)
	}
}

// gradeTitles adds the titles of those on a grade that stand in brackets behind it:
// "Band 8a (advanced practitioner or team lead)". A single common word says too little.
func (b *setBuilder) gradeTitles(level *Term, brackets string) {
	for title := range titlesIn(brackets) {
		_, words := b.l.fold(title, nil)
		if len(words) == 0 || len(words) == 1 && b.l.words[words[0]] || strings.ContainsFunc(title, unicode.IsDigit) || !b.isTitle(title) {
			continue
		}
		role := b.l.facets(title, true).Role
		if role != nil && b.isName(role, title) && role.Covered {
			continue // it says who they are, and nothing of the grade
		}
		b.l.add(title, Sense{Term: level, ReadAs: true}) // first, as nothing longer was looked up
		b.l.takeOver(title, Sense{Term: level, ReadAs: true})
		if role != nil && role.Covered {
			b.l.add(title, Sense{Term: role})
		}
	}
}

// titlesIn returns the titles of a list.
func titlesIn(list string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for title := range strings.SplitSeq(strings.NewReplacer(" or ", ",", " and ", ",", "/", ",", ";", ",").Replace(list), ",") {
			if !yield(strings.TrimSpace(title)) {
				return
			}
		}
	}
}

// rolesOnGrades returns for each row of a table of grades the article's own roles that
// the brackets behind its grade name, "Band 5 (staff nurse; midwife in the first year)",
// and makes these rows' own role none: who is on no such row is on any of them. It is nil
// for other tables.
func (b *setBuilder) rolesOnGrades(g *grid, rows []Facets, own []*Term) [][]*Term {
	if !g.dedicated || !g.graded() {
		return nil
	}
	of, named := make([][]*Term, len(rows)), false
	for r, row := range g.t.Rows {
		for title := range titlesIn(inBrackets(row.Label())) {
			if role := b.headRole(g, title); slices.Contains(own, role) && !slices.Contains(of[r], role) {
				of[r] = append(of[r], role)
			}
		}
		named = named || len(of[r]) > 0
	}
	if !named && !slices.ContainsFunc(rows, func(f Facets) bool { return f.Role == nil }) {
		return nil // each row is that of somebody else
	}
	for r := range rows {
		rows[r].Role = nil
	}
	return of
}

// rolesIn returns the roles that an article names or compares, each once.
func (b *setBuilder) rolesIn(a *Article) (roles []*Term) {
	for _, n := range b.namesOf(a) {
		if t := b.named(RoleTerm, n.Name); !slices.Contains(roles, t) {
			roles = append(roles, t)
		}
	}
	return roles
}

// headRole returns the role that a title is of, "Staff nurse", "midwife in the first year";
// nil for none.
func (b *setBuilder) headRole(g *grid, title string) *Term {
	toks := b.l.Canonical(Tokens(title))
	for i, t := range toks {
		if i > 0 && besideTitle[t.Raw] {
			toks = toks[:i]
			break
		}
	}
	spans := b.l.Read(toks)
	if len(spans) == 0 {
		return nil
	}
	if role := spans[len(spans)-1].Is(RoleTerm); role != nil {
		return role
	}
	return b.shortRole(g, rawWords(toks)) // "call handlers" are emergency call handlers
}

// besideTitle begin what is said of a title behind it.
var besideTitle = map[string]bool{"in": true, "on": true, "at": true, "with": true, "for": true, "after": true, "from": true}
